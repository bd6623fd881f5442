//! What was collected, and what is there: a table for each portal, whose figures filter.

use super::portal_name;
use crate::context::App;
use crate::widgets::cell::{cell_text, id_cell};
use crate::widgets::list_part::{PartButtons, list_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{CoverageRow, SessionIds, SilenceRow};
use sessionscope::audit::coverage::SILENCE_MS;
use sessionscope::engine::requests::CoveragePage;
use sessionscope::model::time::MINUTE_MS;
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::{duration, short_id, time_in};

/// Portals that are shown before more are asked for.
const START_PORTALS: usize = 4;

/// The coverage of all portals; nothing where there is none.
#[component]
pub fn Coverage() -> impl IntoView {
    let app = App::get();
    let part = list_of(START_PORTALS);
    let page = app.ask_seldom(move || Some(CoveragePage { window: part.get().window() })).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let rows = move || page.get().map(|page| page.rows).unwrap_or_default();
    let more = move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128));
    view! {
        <Show when=move || total.get() != 0>
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

#[component]
fn Portal(portal: CoverageRow) -> impl IntoView {
    let app = App::get();
    let it = StoredValue::new(portal);
    let name = move || it.with_value(|it| portal_name(app.language.get(), &it.portal));
    let bounds = move || {
        let language = app.language.get();
        let at = |time| time_in(app.zone.get(), time);
        it.with_value(|it| match it.bounds_ms {
            Some((from, to)) => {
                let (from, to, zone) = (at(from), at(to), app.zone.get().label());
                say!(language, "coverage-from-to", from = from, to = to, zone = zone)
            }
            None => say!(language, "coverage-no-events"),
        })
    };
    let collected = move || {
        let language = app.language.get();
        it.with_value(|it| match &it.said_by {
            Some(path) if it.collects_all => say!(language, "coverage-all", path = cell_text(path)),
            Some(path) => {
                let count = grouped(it.collected.len() as u128);
                say!(language, "coverage-some", count = count, path = cell_text(path))
            }
            None => say!(language, "coverage-not-known"),
        })
    };
    let counts = move || {
        it.with_value(|it| it.seen.iter().map(|(name, count)| (name.clone(), Some(*count))).collect())
    };
    let names = move |names: fn(&CoverageRow) -> &Vec<String>| {
        it.with_value(|it| names(it).iter().map(|name| (name.clone(), None)).collect::<Vec<_>>())
    };
    let has_settings = it.with_value(|it| it.said_by.is_some());
    let portal = it.with_value(|it| it.portal.clone());
    let seen_of = move |list: Vec<(String, Option<u64>)>| {
        view! { <Activities portal=portal.clone() list /> }
    };
    let against = names(|it| &it.against_settings);
    let against = (!against.is_empty()).then(|| {
        view! {
            <tr>
                <th scope="row">{words!(app.language, "coverage-against")}</th>
                <td>{seen_of(against)}</td>
            </tr>
        }
    });
    let absent = has_settings.then(|| {
        view! {
            <tr>
                <th scope="row">{words!(app.language, "coverage-never")}</th>
                <td><Names list=names(|it| &it.never) /></td>
            </tr>
            <tr>
                <th scope="row">{words!(app.language, "coverage-not-collected")}</th>
                <td><Names list=names(|it| &it.not_collected) /></td>
            </tr>
        }
    });
    let sessions = it.with_value(|it| grouped(it.sessions.into()));
    let ids = move |ids: fn(&CoverageRow) -> &Option<SessionIds>| it.with_value(|it| ids(it).clone());
    view! {
        <table class="coverage-table">
            <caption>{name} <span class="second">{bounds}</span></caption>
            <tbody>
                <tr>
                    <th scope="row">{words!(app.language, "coverage-collected")}</th>
                    <td>{collected}</td>
                </tr>
                <tr>
                    <th scope="row">{words!(app.language, "coverage-seen")}</th>
                    <td>{seen_of(counts())}</td>
                </tr>
                {absent}
                {against}
                <tr>
                    <th scope="row">{words!(app.language, "coverage-sessions")}</th>
                    <td>{sessions}</td>
                </tr>
                <tr>
                    <th scope="row">{words!(app.language, "coverage-without-start")}</th>
                    <td><Sessions ids=ids(|it| &it.without_start) /></td>
                </tr>
                <tr>
                    <th scope="row">{words!(app.language, "coverage-without-end")}</th>
                    <td><Sessions ids=ids(|it| &it.without_end) /></td>
                </tr>
                <tr>
                    <th scope="row">{words!(app.language, "coverage-disconnected")}</th>
                    <td><Sessions ids=ids(|it| &it.disconnected) /></td>
                </tr>
                <tr>
                    <th scope="row">{words!(app.language, "coverage-silences")}</th>
                    <td><Silences silences=it.with_value(|it| it.silences.clone()) /></td>
                </tr>
            </tbody>
        </table>
    }
}

/// Activities that occur, each of which filters.
#[component]
fn Activities(portal: String, list: Vec<(String, Option<u64>)>) -> impl IntoView {
    let app = App::get();
    let item = move |(name, count): (String, Option<u64>)| {
        let shown = StoredValue::new(cell_text(&name));
        let portal = portal.clone();
        let filter = move |_| {
            if !portal.is_empty() {
                app.filter_for("portal", &portal);
            }
            app.filter_for("activity", &name);
        };
        let hint = move || say!(app.language.get(), "coverage-filter", activity = shown.get_value());
        view! {
            <li>
                <button type="button" class="coverage-filter" title=hint on:click=filter>
                    {shown.get_value()} {count.map(|count| view! { <b>{grouped(count.into())}</b> })}
                </button>
            </li>
        }
    };
    view! { <ul class="coverage-list">{list.into_iter().map(item).collect_view()}</ul> }
}

/// Activities that do not occur.
#[component]
fn Names(list: Vec<(String, Option<u64>)>) -> impl IntoView {
    let app = App::get();
    if list.is_empty() {
        return view! { <span class="faint">{words!(app.language, "coverage-none")}</span> }.into_any();
    }
    let item = |(name, _): (String, Option<u64>)| view! { <li>{cell_text(&name)}</li> };
    view! { <ul class="coverage-list">{list.into_iter().map(item).collect_view()}</ul> }.into_any()
}

/// Sessions, each of which filters; nothing where they may not be told.
#[component]
fn Sessions(ids: Option<SessionIds>) -> impl IntoView {
    let app = App::get();
    let Some(SessionIds { count, first }) = ids else {
        return view! { <span class="unknown">{words!(app.language, "coverage-may-not-be-told")}</span> }
            .into_any();
    };
    if count == 0 {
        return view! { <span class="faint">{words!(app.language, "coverage-none")}</span> }.into_any();
    }
    let others = u128::from(count) - first.len() as u128;
    let item = move |id: String| {
        let shown = id_cell(&id);
        let filter = move |_| app.filter_for("session", &id);
        view! { <li><button type="button" class="coverage-filter" on:click=filter>{shown}</button></li> }
    };
    view! {
        <ul class="coverage-list">
            <li><b>{grouped(count.into())}</b></li>
            {first.into_iter().map(item).collect_view()}
            {(others > 0).then(|| view! { <AndMore others /> })}
        </ul>
    }
    .into_any()
}

#[component]
fn AndMore(others: u128) -> impl IntoView {
    let app = App::get();
    view! { <li class="second">{move || say!(app.language.get(), "coverage-and-more", count = grouped(others))}</li> }
}

/// Silences, each with both of its readings said before.
#[component]
fn Silences(silences: Option<(u64, Vec<SilenceRow>)>) -> impl IntoView {
    let app = App::get();
    let Some((count, first)) = silences else {
        return view! { <span class="unknown">{words!(app.language, "coverage-may-not-be-told")}</span> }
            .into_any();
    };
    if count == 0 {
        return view! { <span class="faint">{words!(app.language, "coverage-none")}</span> }.into_any();
    }
    let others = u128::from(count) - first.len() as u128;
    let minutes = (SILENCE_MS / MINUTE_MS).to_string();
    let explained = move || say!(app.language.get(), "coverage-silences-words", minutes = minutes.clone());
    let item = move |silence: SilenceRow| {
        let (from, to) = (silence.from_ms, silence.to_ms);
        let id = StoredValue::new(cell_text(&short_id(&silence.session)));
        let words = move || {
            let (language, zone) = (app.language.get(), app.zone.get());
            let length = duration(language, to - from);
            let (from, to) = (time_in(zone, from), time_in(zone, to));
            say!(language, "coverage-silence", id = id.get_value(), from = from, to = to, length = length)
        };
        let show = move |_| app.filter_for("session", &silence.session);
        view! { <li><button type="button" class="coverage-filter" on:click=show>{words}</button></li> }
    };
    view! {
        <details class="coverage-silences">
            <summary><b>{grouped(count.into())}</b> " " <span class="second">{explained}</span></summary>
            <ul class="coverage-list">
                {first.into_iter().map(item).collect_view()}
                {(others > 0).then(|| view! { <AndMore others /> })}
            </ul>
        </details>
    }
    .into_any()
}
