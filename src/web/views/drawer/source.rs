//! Where the selected event stands in the evidence: its file, where in it, and the hash.

use crate::context::App;
use crate::widgets::value::{Value, name_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::EventDetail;
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::{bytes_in_full, visible};

/// The source.
#[component]
pub fn Source(detail: EventDetail) -> impl IntoView {
    let app = App::get();
    let location = format!("{}:{}", detail.path, detail.span.line);
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
                    shown=visible(&location).into_owned()
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
