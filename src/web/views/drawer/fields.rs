//! The fields of the selected event, each with what can be done with its value.

use crate::context::App;
use crate::widgets::value::{Value, name_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::model::time::rfc3339;
use sessionscope::query::answer::EventDetail;
use sessionscope::say;
use sessionscope::state::Zone;
use sessionscope::text::{bytes_in_full, endpoint_name, system_name, time_in, visible};

/// The fields.
#[component]
pub fn Fields(detail: EventDetail) -> impl IntoView {
    let app = App::get();
    let time = detail.event.time_ms;
    let times = time.map(|time| {
        let local = move || time_in(&app.zone.get(), time);
        let is_elsewhere = move || !app.zone.get().is_utc();
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
                <Value shown=time_in(&Zone::default(), time) value=rfc3339(time) name=name_of(app, "time") />
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
    let workspace_user = detail.event.workspace_user.map(|user| {
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
