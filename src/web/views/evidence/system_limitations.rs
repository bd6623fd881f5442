//! What no log of the systems that are here can show, however complete it is: what is not in it was not therefore not done.

use crate::context::App;
use crate::found::Found;
use crate::views::findings::system_gaps;
use crate::words::words;
use leptos::prelude::*;

/// A sentence for each system; nothing until everything has been read, and where no system has such limits.
#[component]
pub fn SystemLimitations() -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let sentences = Memo::new(move |_| {
        let summary = found.summary.get();
        summary.map(|summary| system_gaps(app.language.get(), &summary)).unwrap_or_default()
    });
    view! {
        <Show when=move || sentences.with(|sentences| !sentences.is_empty())>
            <section class="findings-gaps" aria-labelledby="system-limitations">
                <h2 id="system-limitations">{words!(app.language, "evidence-system-limitations")}</h2>
                <p class="second">{words!(app.language, "evidence-system-limitations-words")}</p>
                <ul class="findings-gap-list">
                    {move || sentences.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
