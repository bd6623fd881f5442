//! The original text of a record, read again from its file.

use super::call::CallParts;
use super::record_text::shown;
use crate::context::App;
use crate::widgets::copy::CopyButton;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::Span;

/// How far the reading is.
#[derive(Clone, PartialEq)]
enum ReadState {
    UnderWay,
    Done(Option<String>),
}

/// The original text of a record.
#[component]
pub fn Original(
    /// Path of its input.
    path: String,
    /// Where it is.
    span: Span,
    /// Whether it is a call, whose parts are shown each by itself, too.
    is_call: bool,
) -> impl IntoView {
    let app = App::get();
    let reading = RwSignal::new(ReadState::UnderWay);
    app.case().original(&path, span.offset, span.len, move |text| {
        // An empty answer means that the file is shorter than it was.
        let text = text.filter(|text| !text.is_empty());
        reading.try_set(ReadState::Done(text));
    });
    let as_in_file = RwSignal::new(false);
    let text = Memo::new(move |_| match reading.get() {
        ReadState::Done(text) => text,
        ReadState::UnderWay => None,
    });
    let content = move || match reading.get() {
        ReadState::UnderWay => {
            view! { <p class="second">{say!(app.language.get(), "drawer-reading")}</p> }.into_any()
        }
        ReadState::Done(None) => {
            view! { <p class="unknown" role="alert">{say!(app.language.get(), "drawer-unreadable")}</p> }
                .into_any()
        }
        ReadState::Done(Some(text)) => {
            shown(app, text, as_in_file.get(), words!(app.language, "drawer-original"))
        }
    };
    view! {
        {is_call.then(|| view! { <CallParts text /> })}
        <div class="original-head">
            <h3>{words!(app.language, "drawer-original")}</h3>
            <Show when=move || text.with(Option::is_some)>
                <button
                    type="button"
                    class="plain"
                    aria-pressed=move || as_in_file.get().to_string()
                    on:click=move |_| as_in_file.update(|it| *it = !*it)
                >
                    {words!(app.language, "drawer-as-in-file")}
                </button>
                <CopyButton
                    text=Signal::derive(move || text.get().unwrap_or_default())
                    label=words!(app.language, "drawer-copy-original")
                />
            </Show>
        </div>
        {content}
    }
}
