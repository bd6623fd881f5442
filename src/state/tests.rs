//! What actions do to the state.

use super::*;
use crate::casefile::{AnnotationEdit, Annotations, CaseFile, Citation, InputId, SavedFilter};
use crate::filter::{CharSpan, Chosen};
use crate::query::table_sort::TableSort;

fn after(filter: &str, field: &str, value: &str, negated: bool) -> String {
    let mut state = AppState::default();
    apply(&mut state, Action::SetFilter(filter.to_owned()));
    apply(&mut state, Action::AddTerm { field: field.to_owned(), value: value.to_owned(), negated });
    state.filter.to_string()
}

#[test]
fn a_term_is_added_once_and_replaces_its_opposite() {
    assert_eq!(after("", "user", "alice", false), "user:alice");
    assert_eq!(after("user:alice", "user", "alice", false), "user:alice");
    assert_eq!(after("user:alice \"a b\"", "user", "alice", true), "\"a b\" -user:alice");
    assert_eq!(after("", "file", "my report.pdf", false), "file:\"my report.pdf\"");
    assert_eq!(after("", "file", r#"a"b*(1).pdf"#, true), r#"-file:"a\"b*(1).pdf""#);
    assert_eq!(after("a OR b", "path", "", false), "(a OR b) input:\"\"");
    assert_eq!(after("a", "colour", "red", false), "a", "there is no such field");
}

#[test]
fn a_line_that_cannot_be_read_leaves_the_filter_in_force() {
    let mut state = AppState::default();
    apply(&mut state, Action::SetFilter("user:alice".to_owned()));
    apply(&mut state, Action::SetFilter("user:alice size:>much".to_owned()));
    assert_eq!(
        (state.filter.to_string().as_str(), state.draft.as_deref()),
        ("user:alice", Some("user:alice size:>much"))
    );
    apply(&mut state, Action::SetFilter("user:bob".to_owned()));
    assert_eq!((state.filter.to_string().as_str(), &state.draft), ("user:bob", &None));
    apply(&mut state, Action::SetFilter("user:bob  AND NOT a".to_owned()));
    apply(&mut state, Action::RemoveClause(0));
    assert_eq!((state.filter.to_string().as_str(), state.draft), ("-a", None));
}

#[test]
fn times_of_a_filter_are_meant_in_the_zone_of_the_page() {
    let mut state = AppState::default();
    apply(&mut state, Action::SetFilter("-time:2026-11-19T08Z..2026-11-19T09".to_owned()));
    assert!(state.draft.is_none());
    apply(&mut state, Action::SetZone(Zone::fixed(540)));
    assert_eq!(
        state.draft.as_deref(),
        Some("-time:2026-11-19T08Z..2026-11-19T09"),
        "it ends at midnight now"
    );
    assert!(state.filter.is_empty());
    apply(&mut state, Action::SetZone(Zone::fixed(-60)));
    assert!(state.draft.is_none() && !state.filter.is_empty());
    apply(&mut state, Action::Navigate("#v=1&q=time:2026-11-19T08Z..2026-11-19T09&tz=540".to_owned()));
    assert!(state.draft.is_some(), "the zone that stands behind it counts");
}

#[test]
fn the_time_of_the_line_and_the_range_are_one_thing() {
    let range = |start_hour: i64, end_hour: i64| {
        let hour = |hour: i64| 1_795_046_400_000 + hour * 3_600_000; // 2026-11-19
        TimeRange { start_ms: hour(start_hour), end_ms: hour(end_hour) }
    };
    let mut state = AppState::default();
    apply(&mut state, Action::SetFilter("user:alice time:2026-11-19".to_owned()));
    assert_eq!((state.filter.to_string().as_str(), state.range()), ("user:alice", Some(range(0, 24))));
    assert_eq!(state.line().to_string(), "user:alice time:2026-11-19");
    assert!(state.is_in_force("time:2026-11-19 user:alice") && !state.is_in_force("user:alice"));
    apply(&mut state, Action::PickRange(range(8, 10)));
    assert_eq!(state.line().to_string(), "user:alice time:2026-11-19T08..2026-11-19T09");
    assert_eq!(state.ranges, [range(0, 24), range(8, 10)], "within the one before");
    apply(&mut state, Action::RemoveClause(0));
    assert_eq!(state.range(), Some(range(8, 10)), "an edit of the filter leaves the range");
    apply(&mut state, Action::SetFilter("user:bob".to_owned()));
    assert_eq!((state.ranges.len(), state.line().to_string().as_str()), (0, "user:bob"));
    let time = "2026-11-19T08:00:00.000Z".to_owned();
    apply(&mut state, Action::AddTerm { field: "time".to_owned(), value: time, negated: false });
    assert_eq!(state.range().map(TimeRange::length_ms), Some(1));
    apply(&mut state, Action::SetFilter("user:bob time:".to_owned()));
    assert!(state.draft.is_some() && state.range().is_some(), "a mistake changes nothing");
    apply(&mut state, Action::SetFilter("time:2026-11-18".to_owned()));
    apply(&mut state, Action::SetZone(Zone::fixed(540)));
    assert_eq!(state.line().to_string(), "time:2026-11-18T09..2026-11-19T08", "the same range in its zone");
}

#[test]
fn a_step_back_leaves_how_things_are_shown() {
    let mut state = AppState::default();
    apply(&mut state, Action::SetFilter("a time:2026-11-19".to_owned()));
    let hash = hash::to_hash(&state);
    apply(&mut state, Action::SetTab(Tab::Events));
    apply(&mut state, Action::SetLanguage(Language::Japanese));
    apply(&mut state, Action::SetZone(Zone::fixed(540)));
    let latest_first = TableSort::descending("time");
    apply(&mut state, Action::SortTable(TableId::Events, latest_first));
    apply(&mut state, Action::MeasureMoved(Measure::Count));
    apply(&mut state, Action::ScaleMoved(ValueScale::Root));
    let range = state.range();
    apply(&mut state, Action::Revisit(hash));
    assert_eq!((state.tab, state.filter.to_string().as_str(), state.range()), (Tab::Overview, "a", range));
    let look = (state.language, state.zone.name(), state.sorts.of(TableId::Events));
    assert_eq!(look, (Language::Japanese, "UTC+09:00", latest_first));
    assert_eq!((state.scale, state.measure), (ValueScale::Root, Measure::Count));
}

#[test]
fn a_step_back_leads_to_a_range_of_the_breadcrumb() {
    let mut state = AppState::default();
    for range in [(0, 100), (10, 50), (20, 30)] {
        apply(&mut state, Action::PushRange(TimeRange { start_ms: range.0, end_ms: range.1 }));
    }
    let two = AppState { ranges: state.ranges[..2].to_vec(), ..AppState::default() };
    let before = state.ranges.clone();
    apply(&mut state, Action::Navigate(hash::to_hash(&two)));
    assert_eq!(state.ranges, before[..2]);
    apply(&mut state, Action::Navigate("#v=1".to_owned()));
    assert!(state.ranges.is_empty());
}

#[test]
fn a_new_hash_replaces_what_was_chosen_and_keeps_the_theme() {
    let mut state = AppState { theme: Theme::Dark, ..AppState::default() };
    apply(&mut state, Action::SetFilter("a".to_owned()));
    apply(&mut state, Action::Navigate("#v=1&tab=events&sel=a/b.json:3&q=%22open".to_owned()));
    assert_eq!((state.filter.is_empty(), state.draft.as_deref()), (true, Some("\"open")));
    assert_eq!((state.tab, state.theme), (Tab::Events, Theme::Dark));
    assert_eq!(state.location, Some(EventLocation { path: "a/b.json".to_owned(), offset: 3 }));
    assert!(state.is_drawer_open);
}

#[test]
fn row_and_location_of_the_selected_event_are_learned_from_each_other() {
    let location = |offset| EventLocation { path: "a.json".to_owned(), offset };
    let mut state = AppState::default();
    apply(&mut state, Action::Navigate("#sel=a.json:7".to_owned()));
    assert_eq!(state.selected, None);
    apply(&mut state, Action::Locate(RowId(3), location(6)));
    assert_eq!(state.selected, None, "another event");
    apply(&mut state, Action::Locate(RowId(4), location(7)));
    assert_eq!(state.selected, Some(RowId(4)));
    apply(&mut state, Action::Select(Some(RowId(5))));
    assert_eq!((state.selected, &state.location), (Some(RowId(5)), &None));
    apply(&mut state, Action::Locate(RowId(4), location(7)));
    assert_eq!(state.location, None, "an answer that came too late");
    apply(&mut state, Action::Locate(RowId(5), location(8)));
    assert_eq!(state.location, Some(location(8)));
    apply(&mut state, Action::SetDrawer(false));
    apply(&mut state, Action::Renumber(RowId(4), RowId(9), location(1)));
    assert_eq!(state.selected, Some(RowId(5)), "another event was");
    apply(&mut state, Action::Renumber(RowId(5), RowId(9), location(1)));
    assert_eq!((state.selected, &state.location), (Some(RowId(9)), &Some(location(1))));
    assert!(!state.is_drawer_open, "nobody has selected anything");
    apply(&mut state, Action::Select(None));
    assert_eq!((state.selected, state.location), (None, None));
}

#[test]
fn an_event_whose_row_is_lost_is_found_again_by_where_it_stands_and_never_another_one() {
    let mut state = AppState::default();
    let location = EventLocation { path: "a.json".to_owned(), offset: 7 };
    apply(&mut state, Action::Select(Some(RowId(4))));
    apply(&mut state, Action::Locate(RowId(4), location.clone()));
    apply(&mut state, Action::ForgetRow);
    assert_eq!((state.selected, &state.location), (None, &Some(location.clone())));
    assert!(state.is_drawer_open);
    apply(&mut state, Action::Locate(RowId(0), location));
    assert_eq!(state.selected, Some(RowId(0)));
    // Of one that was selected when its engine had ended nobody knows where it stands.
    apply(&mut state, Action::Select(Some(RowId(5))));
    apply(&mut state, Action::ForgetRow);
    assert_eq!((state.selected, state.location, state.is_drawer_open), (None, None, false));
}

#[test]
fn ranges_make_a_breadcrumb() {
    let mut state = AppState::default();
    let range = |start_ms, end_ms| TimeRange { start_ms, end_ms };
    apply(&mut state, Action::PushRange(range(0, 100)));
    apply(&mut state, Action::PushRange(range(10, 20)));
    apply(&mut state, Action::PushRange(range(10, 10)));
    assert_eq!(state.range(), Some(range(10, 20)));
    apply(&mut state, Action::PopRangesTo(1));
    assert_eq!(state.range(), Some(range(0, 100)));
}

#[test]
fn a_value_is_chosen_and_a_term_is_replaced_where_it_stands() {
    let mut state = AppState::default();
    let user = Field::from_name("user").expect("a field");
    let choose = |value: &str, how| Action::ChooseValue { field: user, value: value.to_owned(), how };
    apply(&mut state, choose("alice", Chosen::Included));
    apply(&mut state, choose("bob (x)", Chosen::Included));
    assert_eq!(state.filter.to_string(), "user:(alice OR \"bob (x)\")");
    let CharSpan { start, end } = state.filter.clauses()[0].leaves()[0].span;
    assert_eq!((start, end), (6, 11), "of the line as it is written");
    apply(&mut state, Action::ReplaceTerm(CharSpan { start, end }, "carol".to_owned()));
    assert_eq!(state.filter.to_string(), "user:(carol OR \"bob (x)\")");
    apply(&mut state, choose("carol", Chosen::Excluded));
    assert_eq!(state.filter.to_string(), "user:\"bob (x)\" -user:carol");
}

fn mark(offset: u64) -> Action {
    let event = Citation { path: "a".to_owned(), input: InputId::ReadNow, line: 1, offset, content: None };
    Action::Annotate(AnnotationEdit::ToggleMark(event))
}

#[test]
fn what_was_added_stays_wherever_one_goes_and_ends_with_its_case() {
    let mut state = AppState::default();
    apply(&mut state, mark(1));
    for action in [
        Action::Navigate("#v=1&q=user:a".to_owned()),
        Action::Revisit("#v=1".to_owned()),
        Action::SetTab(Tab::Events),
    ] {
        apply(&mut state, action);
        assert_eq!(state.case.annotations.marks.len(), 1);
    }
    let version = state.case.version;
    apply(&mut state, Action::StartAnew);
    assert!(state.case.annotations.is_empty() && state.case.version > version);
}

#[test]
fn answers_depend_on_what_was_added_only_where_it_is_asked_for() {
    let mut state = AppState::default();
    apply(&mut state, mark(1));
    assert_eq!(state.versions_asked(), (0, 0));
    apply(&mut state, Action::SetFilter("a -tag:*".to_owned()));
    assert_eq!(state.versions_asked(), (state.case.version, state.searches.version));
    apply(&mut state, Action::SetFilter("a".to_owned()));
    apply(&mut state, Action::CompareWith(CompareWith::Line("marked:*".to_owned())));
    assert_eq!(state.versions_asked(), (state.case.version, state.searches.version));
}

#[test]
fn a_case_file_brings_back_what_was_looked_at() {
    let mut annotations = Annotations::default();
    assert!(
        annotations
            .edit(AnnotationEdit::WriteRangeNote(TimeRange { start_ms: 1, end_ms: 2 }, "n".to_owned()))
    );
    let range = Some(TimeRange { start_ms: 5, end_ms: 9 });
    let file = CaseFile {
        filter: "user:a".to_owned(),
        range,
        zone: "UTC+09:00".to_owned(),
        annotations,
        ..CaseFile::default()
    };
    let mut state = AppState::default();
    apply(&mut state, Action::SetFilter("b size:>".to_owned()));
    apply(&mut state, Action::OpenCase(Box::new(file.clone())));
    assert_eq!(
        (state.filter.to_string().as_str(), state.range(), state.zone.name()),
        ("user:a", range, "UTC+09:00")
    );
    assert!(state.draft.is_none() && !state.case.is_unsaved());
    let unreadable = CaseFile { filter: "colour:red".to_owned(), ..file };
    apply(&mut state, Action::OpenCase(Box::new(unreadable)));
    assert_eq!(state.draft.as_deref(), Some("colour:red"));
}

#[test]
fn a_saved_filter_means_the_time_that_it_meant() {
    let mut state = AppState { zone: Zone::fixed(540), ..AppState::default() };
    apply(&mut state, Action::SetFilter("user:a time:2026-11-18T09:00..2026-11-18T10:00".to_owned()));
    let range = state.range().expect("it asks for one");
    let saved = |line: String| SavedFilter { name: String::new(), line, zone: "UTC+09:00".to_owned() };
    let with_time = saved(state.line().to_string());
    apply(&mut state, Action::SetZone(Zone::default()));
    apply(&mut state, Action::SetFilter(String::new()));
    apply(&mut state, Action::ApplyFilter(with_time));
    assert_eq!((state.range(), state.zone.name()), (Some(range), "UTC+09:00"));
    apply(&mut state, Action::SetZone(Zone::default()));
    apply(&mut state, Action::ApplyFilter(saved("user:b".to_owned())));
    assert_eq!(
        (state.filter.to_string().as_str(), state.zone.name()),
        ("user:b", "UTC"),
        "it asks for no time"
    );
}

#[test]
fn what_a_link_is_about_is_known_until_the_page_starts_anew() {
    let mut state = AppState::default();
    apply(&mut state, Action::Navigate("#v=1&q=a&files=3&systems=cloudtrail".to_owned()));
    let wanted = CaseLink { files: 3, systems: vec![crate::model::System::CloudTrail], time: None };
    assert_eq!(state.wanted, Some(wanted.clone()));
    apply(&mut state, Action::SetFilter("b".to_owned()));
    assert_eq!(state.wanted, Some(wanted));
    assert!(!hash::to_hash(&state).contains("files="), "the page says it of what was read");
    apply(&mut state, Action::StartAnew);
    assert_eq!(state.wanted, None);
}
