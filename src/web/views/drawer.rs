//! The drawer: all that is known of the selected event, with its original text.

mod original;

use crate::web::context::App;
use crate::web::widgets::cell::cell_text;
use crate::web::widgets::glyph::Glyph;
use crate::web::widgets::value::{Value, name_of};
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::EventDetails;
use sessionscope::model::time::rfc3339;
use sessionscope::query::answer::EventDetail;
use sessionscope::say;
use sessionscope::state::{Action, Language, Zone};
use sessionscope::text::units::grouped;
use sessionscope::text::{
    activity_explained, bytes_in_full, endpoint_name, family_name, system_name, time_in, visible,
};

pub use original::Original;

/// The drawer; nothing while no event is selected.
#[component]
pub fn Drawer() -> impl IntoView {
    let app = App::get();
    let selected = app.pick(|state| state.selected.filter(|_| state.is_drawer_open));
    let answers = app.ask(move || selected.get().map(|row| EventDetails { row }));
    // The event before stays until the next one is there, so that nothing blinks.
    let detail = Memo::new(move |_| {
        selected.get()?;
        answers.with(Option::clone)?
    });
    let shown = move || {
        detail.get().map(|detail| {
            view! {
                <Fields detail=detail.clone() />
                <Source detail=detail.clone() />
                <Original path=detail.path.clone() span=detail.span />
            }
        })
    };
    view! {
        <Show when=move || detail.with(Option::is_some)>
            <aside class="drawer" aria-label=words!(app.language, "drawer-label")>
                <Head detail=detail />
                {shown}
            </aside>
        </Show>
    }
}

/// What happened and when, and the way to the events before and after. It stays when the event changes,
/// so that a button keeps the focus.
#[component]
fn Head(detail: Memo<Option<EventDetail>>) -> impl IntoView {
    let app = App::get();
    let of = move |part: &dyn Fn(&EventDetail) -> String| {
        detail.with(|detail| detail.as_ref().map(|detail| part(detail)).unwrap_or_default())
    };
    let family = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|it| it.event.family)));
    let time = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|it| it.event.time_ms)));
    let when = move || {
        let zone = app.zone.get();
        let told =
            |zone: Zone, time| view! { <span>{format!("{} {}", time_in(zone, time), zone.label())}</span> };
        match time.get() {
            Some(time) => {
                let utc = (zone.minutes != 0).then(|| view! { " · " {told(Zone::default(), time)} });
                view! { {told(zone, time)} {utc} }.into_any()
            }
            None => say!(app.language.get(), "events-undated").into_any(),
        }
    };
    let meaning = move || {
        let language = app.language.get();
        of(&|detail| {
            activity_explained(language, detail.event.system, &detail.event.activity)
                .unwrap_or_else(|| family_name(language, detail.event.family.id()))
        })
    };
    let step = move |to: fn(&EventDetail) -> Option<u32>, words: fn(Language) -> String| {
        let to = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|detail| to(detail))));
        let go = move |_| {
            if let Some(row) = to.get_untracked() {
                app.act(Action::Select(Some(row)));
            }
        };
        // Not `disabled`: a button that has the focus must not lose it at the end of the session.
        view! {
            <button type="button" aria-disabled=move || to.get().is_none().to_string() on:click=go>
                {move || words(app.language.get())}
            </button>
        }
    };
    let has_session = move || detail.with(|it| it.as_ref().is_some_and(|it| it.session_number.is_some()));
    let close = words!(app.language, "drawer-close");
    view! {
        <header class="drawer-head">
            <h2>
                {move || family.get().map(|family| view! { <Glyph family=family /> })}
                <span>{move || breakable(&of(&|detail| cell_text(&detail.event.activity)))}</span>
            </h2>
            <button
                type="button"
                class="plain drawer-close"
                aria-label=close
                title=close
                on:click=move |_| app.act(Action::SetDrawer(false))
            >
                "✕"
            </button>
        </header>
        <p class="second drawer-time">{when}</p>
        <p class="drawer-meaning">{meaning}</p>
        <Show when=has_session>
            <div class="drawer-steps">
                {step(|detail| detail.before, |language| say!(language, "drawer-before"))}
                {step(|detail| detail.after, |language| say!(language, "drawer-after"))}
            </div>
        </Show>
    }
}

/// The fields, each with what can be done with its value.
#[component]
fn Fields(detail: EventDetail) -> impl IntoView {
    let app = App::get();
    let time = detail.event.time_ms;
    let times = time.map(|time| {
        let local = move || time_in(app.zone.get(), time);
        let is_elsewhere = move || app.zone.get().minutes != 0;
        let named = move || say!(app.language.get(), "drawer-local-time", zone = app.zone.get().label());
        view! {
            <Show when=is_elsewhere>
                <dt>{named}</dt>
                <dd>
                    <Value shown=Signal::derive(local) value=local() name=Signal::derive(named) />
                </dd>
            </Show>
            <dt>{move || say!(app.language.get(), "drawer-local-time", zone = "UTC")}</dt>
            <dd>
                <Value shown=time_in(Zone::default(), time) value=rfc3339(time) name=name_of(app, "time") />
            </dd>
        }
    });
    let fields = detail.fields.into_iter().filter(|(field, _)| field != "time").map(|(field, value)| {
        let name = name_of(app, &field);
        let (kind, raw) = (field.clone(), value.clone());
        let shown = Signal::derive(move || shown_as(app, &kind, &raw));
        view! {
            <dt>{name}</dt>
            <dd>
                <Value shown=shown value=value field=field name=name />
            </dd>
        }
    });
    // Not a field of the event: it can be copied, and not filtered for.
    let workspace_user = detail.workspace_user.map(|user| {
        let name = name_of(app, "workspace_user");
        view! {
            <dt>{name}</dt>
            <dd>
                <Value shown=visible(&user).into_owned() value=user name=name />
            </dd>
        }
    });
    view! {
        <dl class="fields" aria-label=words!(app.language, "drawer-fields")>
            {times} {fields.collect_view()} {workspace_user}
        </dl>
    }
}

/// How a value of a field is shown; hostile characters are made visible.
fn shown_as(app: App, field: &str, value: &str) -> String {
    match (field, value.parse::<u128>()) {
        ("system", _) => system_name(app.language.get(), value),
        ("from" | "to", _) => endpoint_name(app.language.get(), value),
        ("size", Ok(size)) => bytes_in_full(app.language.get(), size),
        _ => visible(value).into_owned(),
    }
}

/// Where the event stands in the evidence.
#[component]
fn Source(detail: EventDetail) -> impl IntoView {
    let app = App::get();
    let place = format!("{}:{}", detail.path, detail.span.line);
    let containers = detail.containers.join(" › ");
    let offset = grouped(detail.span.offset.into());
    let offset = move || {
        if containers.is_empty() {
            return offset.clone();
        }
        let packed = say!(app.language.get(), "drawer-packed", containers = containers.clone());
        format!("{offset} {packed}")
    };
    let length = move || bytes_in_full(app.language.get(), detail.span.len.into());
    let hash_name = words!(app.language, "drawer-sha256");
    let hash = match detail.sha256 {
        Some(hash) => view! { <Value shown=hash.clone() value=hash name=hash_name /> }.into_any(),
        None => {
            let words = move || say!(app.language.get(), "drawer-hash-pending");
            view! { <span class="second">{words}</span> }.into_any()
        }
    };
    view! {
        <h3>{words!(app.language, "drawer-source")}</h3>
        <dl class="fields">
            <dt>{words!(app.language, "drawer-file")}</dt>
            <dd>
                <Value
                    shown=visible(&place).into_owned()
                    value=detail.path
                    field="path".to_owned()
                    name=name_of(app, "path")
                />
            </dd>
            <dt>{words!(app.language, "drawer-offset")}</dt>
            <dd>{offset}</dd>
            <dt>{words!(app.language, "drawer-length")}</dt>
            <dd>{length}</dd>
            <dt>{hash_name}</dt>
            <dd class="mono">{hash}</dd>
        </dl>
    }
}

/// A name that may be broken where a new word of it begins: `FileTransferFromRemoteToLocalDisk`.
fn breakable(name: &str) -> AnyView {
    let starts = name.match_indices(|c: char| c.is_ascii_uppercase()).map(|(at, _)| at);
    let starts = starts.filter(|at| name[..*at].ends_with(|c: char| c.is_ascii_lowercase()));
    let cuts: Vec<usize> = std::iter::once(0).chain(starts).chain([name.len()]).collect();
    let words = cuts.windows(2).map(|cut| name[cut[0]..cut[1]].to_owned());
    words.map(|word| view! { {word} <wbr /> }.into_any()).collect_view().into_any()
}
