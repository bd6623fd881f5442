//! What is kept of the settings between visits, if a person wants that: language, theme, zone, and the columns of tables.
//! All of it is chosen from lists of ours; nothing of any log can stand in it.
//!
//! ```text
//!   lang=ja&theme=dark&tz=Asia/Tokyo&names=shown&cols=time,user,size&widths=events.user:120,sites.host:300
//! ```

use super::column_widths::ColumnWidths;
use super::hash::zone_of_hash;
use super::{AppState, Language, TableId, Theme};

/// The settings as they are kept.
pub fn to_text(state: &AppState) -> String {
    let [language, theme, zone] = [state.language.id(), state.theme.id(), state.zone.name()];
    let names = if state.omits_names { "omitted" } else { "shown" };
    let of_table = |table: TableId| format!("&{}={}", table.key(), state.columns.to_text(table));
    let (columns, widths) = (TableId::ALL.map(of_table).concat(), state.widths.to_text());
    format!("lang={language}&theme={theme}&tz={zone}&names={names}{columns}&widths={widths}")
}

/// The name of the zone that was kept, which has to be known when the settings are taken over.
pub fn zone_of(text: &str) -> Option<String> {
    zone_of_hash(text)
}

/// Takes over what was kept; what is broken is left aside. An address that leads to a view says by itself how that is
/// shown: then only that is taken over of which no
/// address tells.
pub fn restore(state: &mut AppState, text: &str, has_address: bool) {
    state.remembers = true;
    for (key, value) in text.split('&').filter_map(|part| part.split_once('=')) {
        match key {
            "theme" => state.theme = Theme::from_id(value).unwrap_or(state.theme),
            "widths" => state.widths = ColumnWidths::from_text(value),
            "names" => state.omits_names = value == "omitted",
            _ if has_address => {}
            "lang" => state.language = Language::from_id(value).unwrap_or(state.language),
            "tz" => state.zone = state.zone_named(value).unwrap_or_default(),
            _ => state.columns.show_of_key(key, value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::model::{TimeRange, Zone};
    use crate::state::{Action, EventLocation, apply};

    fn chosen() -> AppState {
        let mut state = AppState::default();
        for action in [
            Action::SetLanguage(Language::Japanese),
            Action::SetTheme(Theme::Dark),
            Action::SetZone(Zone::fixed(540)),
            Action::ToggleColumn(TableId::Events, "what"),
            Action::ShiftColumn(TableId::Sessions, "user", true),
            Action::ToggleColumn(TableId::Sites, "pastes"),
            Action::ToggleColumn(TableId::Transfers, "client_ip"),
            Action::SetColumnWidths("events", vec![("user", Some(120))]),
            Action::OmitNames(true),
            Action::Remember(true),
        ] {
            apply(&mut state, action);
        }
        state
    }

    #[test]
    fn settings_are_restored_as_they_were() {
        let mut state = AppState::default();
        restore(&mut state, &to_text(&chosen()), false);
        assert_eq!(state, chosen());
    }

    #[test]
    fn an_address_says_how_its_view_is_shown() {
        let mut state = AppState::default();
        restore(&mut state, &to_text(&chosen()), true);
        assert_eq!((state.language, state.theme), (Language::English, Theme::Dark));
        assert!(state.zone.is_utc() && state.columns == AppState::default().columns);
        assert_eq!(state.widths.get("events", "user"), Some(120));
    }

    #[test]
    fn nothing_of_the_logs_is_kept_whatever_is_looked_at() {
        let mut state = chosen();
        let before = to_text(&state);
        state.filter = Filter::parse("user:alice secret", &Zone::default()).expect("right");
        state.ranges = vec![TimeRange { start_ms: 1, end_ms: 2 }];
        state.location = Some(EventLocation { path: "secret.json".to_owned(), offset: 7 });
        state.tracks.pinned = vec!["secret".to_owned()];
        state.draft = Some("secret".to_owned());
        assert_eq!(to_text(&state), before);
    }

    #[test]
    fn what_is_broken_changes_nothing() {
        for text in [
            "",
            "x",
            "theme=blue",
            "tz=Nowhere/There",
            "cols=x",
            "site-cols=time",
            "transfer-cols=visits",
            "widths=a.b:c,:,events.user",
            "lang=xx",
        ] {
            let mut state = AppState::default();
            restore(&mut state, text, false);
            assert_eq!(state, AppState { remembers: true, ..AppState::default() }, "{text}");
        }
    }
}
