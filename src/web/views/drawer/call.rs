//! What a call asked and what came back, from its original text: each part folded, and what an error said in sight.

use super::record_text::shown;
use crate::context::App;
use crate::widgets::value::Value;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::container::json::string_of;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::call_parts::{CallPart, call_parts};

/// The parts of a call; nothing where its text has none.
#[component]
pub fn CallParts(
    /// The original text, once it is read.
    text: Memo<Option<String>>,
) -> impl IntoView {
    let app = App::get();
    let parts = Memo::new(move |_| text.with(|text| text.as_deref().map(call_parts).unwrap_or_default()));
    move || {
        let parts = parts.get();
        (!parts.is_empty()).then(|| {
            view! {
                <h3>{words!(app.language, "drawer-call")}</h3>
                {parts.into_iter().map(|(part, value)| shown_part(app, part, value)).collect_view()}
            }
        })
    }
}

fn shown_part(app: App, part: CallPart, value: String) -> AnyView {
    let name = Signal::derive(move || part_name(app.language.get(), part));
    if part == CallPart::ErrorMessage {
        let said = string_of(value.as_bytes()).map_or(value.clone(), |text| text.into_owned());
        return view! {
            <dl class="fields">
                <dt>{name}</dt>
                <dd>
                    <Value shown=sessionscope::text::visible(&said).into_owned() value=said name=name />
                </dd>
            </dl>
        }
        .into_any();
    }
    // Laid out only once it is wanted: responses are long.
    let is_open = RwSignal::new(false);
    let value = StoredValue::new(value);
    view! {
        <details
            class="call-part"
            data-part=part.key()
            on:toggle:target=move |event| is_open.set(event.target().open())
        >
            <summary>{name}</summary>
            <Show when=move || is_open.get()>{move || shown(app, value.get_value(), false, name)}</Show>
        </details>
    }
    .into_any()
}

fn part_name(language: Language, part: CallPart) -> String {
    match part {
        CallPart::ErrorMessage => say!(language, "drawer-call-error"),
        CallPart::Resources => say!(language, "drawer-call-resources"),
        CallPart::Request => say!(language, "drawer-call-request"),
        CallPart::Response => say!(language, "drawer-call-response"),
        CallPart::Additional => say!(language, "drawer-call-additional"),
        CallPart::ServiceDetails => say!(language, "drawer-call-service"),
    }
}
