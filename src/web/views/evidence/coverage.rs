//! What was collected, and what is there: a table for each portal, whose figures filter.

mod lists;

use super::portal_name;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::words::words;
use leptos::prelude::*;
use lists::{Item, Items, ids_of, silences_of};
use sessionscope::audit::answer::CoverageRow;
use sessionscope::engine::requests::CoveragePage;
use sessionscope::say;
use sessionscope::text::time_in;
use sessionscope::text::units::grouped;

/// Portals that are shown before more are asked for.
const START_PORTALS: usize = 4;

/// The coverage of all portals; nothing where there is none.
#[component]
pub fn Coverage() -> impl IntoView {
    let app = App::get();
    let part = list_of(START_PORTALS);
    let page = app.ask_when_read(move || CoveragePage { window: part.get().window() }).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let rows = move || page.get().map(|page| page.rows).unwrap_or_default();
    let more = move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128));
    view! {
        <Show when=move || app.is_read.get() && total.get() != 0>
            <div class="evidence-head">
                <h2>{words!(app.language, "coverage-title")}</h2>
                <span class="second">{move || grouped(total.get().into())}</span>
            </div>
            <p class="second facts-words">{words!(app.language, "coverage-words")}</p>
            <div class="coverage">
                {move || rows().into_iter().map(|portal| view! { <Portal portal /> }).collect_view()}
                <PartButtons part total=Signal::derive(move || total.get() as usize) more />
            </div>
        </Show>
    }
}

/// What there is of a portal.
#[component]
fn Portal(portal: CoverageRow) -> impl IntoView {
    let app = App::get();
    let it = StoredValue::new(portal);
    let name = move || it.with_value(|it| portal_name(app.language.get(), &it.portal));
    let bounds = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        it.with_value(|it| match it.bounds_ms {
            Some((from, to)) => {
                let (from, to) = (time_in(&zone, from), time_in(&zone, to));
                say!(language, "coverage-from-to", from = from, to = to, zone = zone.label())
            }
            None => say!(language, "coverage-no-events"),
        })
    };
    let rows = it.with_value(|it| rows(app, it));
    let row = |(label, value): (Signal<String>, AnyView)| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td>{value}</td>
            </tr>
        }
    };
    view! {
        <table class="coverage-table" data-portal=it.with_value(|it| cell_text(&it.portal))>
            <caption>{name} <span class="second">{bounds}</span></caption>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// The rows of its table: what each is called, and what is in it. Without settings nothing is said of what is absent.
fn rows(app: App, it: &CoverageRow) -> Vec<(Signal<String>, AnyView)> {
    let language = app.language;
    let items = |items| view! { <Items items /> }.into_any();
    let seen = |name: &String, count| Item {
        shown: Signal::stored(cell_text(name)),
        count,
        values: vec![("portal", it.portal.clone()), ("activity", name.clone())],
    };
    let absent = |names: &[String]| names.iter().map(|name| Item::of(cell_text(name))).collect::<Vec<_>>();
    let (said_by, collected) = (it.said_by.as_deref().map(cell_text), it.collected.len() as u128);
    let collects_all = it.collects_all;
    let collected = move || match said_by.clone() {
        Some(path) if collects_all => say!(language.get(), "coverage-all", path = path),
        Some(path) => say!(language.get(), "coverage-some", count = grouped(collected), path = path),
        None => say!(language.get(), "coverage-not-known"),
    };
    let mut rows = vec![
        (words!(language, "coverage-collected"), collected.into_any()),
        (
            words!(language, "coverage-seen"),
            items(it.seen.iter().map(|(name, count)| seen(name, Some(*count))).collect()),
        ),
    ];
    if it.said_by.is_some() {
        rows.push((words!(language, "coverage-never"), items(absent(&it.never))));
        rows.push((words!(language, "coverage-not-collected"), items(absent(&it.not_collected))));
    }
    if !it.against_settings.is_empty() {
        let against = it.against_settings.iter().map(|name| seen(name, None)).collect();
        rows.push((words!(language, "coverage-against"), items(against)));
    }
    rows.extend([
        (words!(language, "coverage-sessions"), grouped(it.sessions.into()).into_any()),
        (words!(language, "coverage-without-start"), ids_of(app, it.without_start.as_ref())),
        (words!(language, "coverage-without-end"), ids_of(app, it.without_end.as_ref())),
        (words!(language, "coverage-disconnected"), ids_of(app, it.disconnected.as_ref())),
        (words!(language, "coverage-silences"), silences_of(app, it.silences.as_ref())),
    ]);
    rows
}
