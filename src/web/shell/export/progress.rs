//! How far the export under way is, or that it could not be finished.

use super::{Entry, Exports};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::ExportCourse;

/// The export under way: how far it is, and a button that ends it; or that it could not be finished.
#[component]
pub fn ExportProgress(exports: Exports) -> impl IntoView {
    let language = App::get().language;
    let course = exports.course;
    let share = move || course.with(ExportCourse::share);
    let name = move |entry: Entry| entry.name(language.get());
    let said = move || {
        let name = course.with(ExportCourse::running).map(name).unwrap_or_default();
        let percent = (share() * 100.0).floor().to_string();
        say!(language.get(), "export-saving", name = name, percent = percent)
    };
    view! {
        <Show when=move || exports.is_busy()>
            <section class="reading" aria-label=words!(language, "export")>
                <progress aria-label=words!(language, "export") max="1" prop:value=move || share().to_string()></progress>
                <p>{said}</p>
                <button on:click=move |_| exports.cancel()>{words!(language, "cancel")}</button>
            </section>
        </Show>
        <ExportFailure exports />
    }
}

/// That the last export could not be finished.
#[component]
pub fn ExportFailure(
    exports: Exports,
    /// Says so of this one alone.
    #[prop(optional)]
    of: Option<Entry>,
) -> impl IntoView {
    let language = App::get().language;
    let failure = move || {
        let failed = exports.course.with(ExportCourse::failed);
        failed.filter(|entry| of.is_none_or(|of| of == *entry)).map(|entry| {
            let words = say!(language.get(), "export-failed", name = entry.name(language.get()));
            view! { <p class="shortcoming" role="alert">{words}</p> }
        })
    };
    view! { {failure} }
}
