//! What stands there while texts are read and interpreted: how far that is, and a way to stop it.

use super::ask::TextResponses;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::text::units::{bytes, grouped};

/// How far the work is, out of a thousand.
fn thousandths(progress: TextProgress) -> u64 {
    match progress {
        TextProgress::Reading { thousandths, .. } => thousandths.into(),
        TextProgress::Showing { bytes, all } => bytes * 1000 / all.max(1),
    }
}

fn words(language: Language, progress: TextProgress) -> String {
    match progress {
        TextProgress::Reading { input, inputs, .. } => {
            say!(language, "terminal-reading", number = grouped(input.into()), of = grouped(inputs.into()))
        }
        TextProgress::Showing { bytes: done, all } => {
            say!(language, "terminal-showing", done = bytes(done.into()), all = bytes(all.into()))
        }
    }
}

/// What is under way, with its progress once it has taken a while; or that it was cancelled.
#[component]
pub fn Waiting(
    texts: TextResponses,
    /// What is under way.
    #[prop(into)]
    task: Signal<String>,
    /// What is said once it was cancelled.
    #[prop(into)]
    cancelled: Signal<String>,
) -> impl IntoView {
    let language = App::get().language;
    let has_progress = Memo::new(move |_| texts.progress.with(Option::is_some));
    let is_cancelled = Memo::new(move |_| texts.is_cancelled());
    let progress = move || texts.progress.get().map_or(0, thousandths);
    let step = move || texts.progress.get().map(|progress| words(language.get(), progress));
    let said = move || if is_cancelled.get() { cancelled.get() } else { task.get() };
    view! {
        <div class="terminal-waiting">
            <p role="status">{said}</p>
            <Show when=move || has_progress.get()>
                <progress aria-label=task max="1000" prop:value=move || progress().to_string()></progress>
                <p class="second">{step}</p>
                <button type="button" on:click=move |_| texts.cancel()>{words!(language, "cancel")}</button>
            </Show>
            <Show when=move || is_cancelled.get()>
                <button type="button" on:click=move |_| texts.ask_again()>
                    {words!(language, "terminal-again")}
                </button>
            </Show>
        </div>
    }
}
