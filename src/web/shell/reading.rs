//! How the reading goes, while it lasts.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::state::progress::{Phase, Progress};
use sessionscope::text::units::{bytes, grouped};

fn time_left(language: Language, seconds: Option<u64>) -> String {
    match seconds {
        None => String::new(),
        Some(seconds) if seconds < 60 => say!(language, "reading-seconds-left", count = seconds),
        Some(seconds) => say!(language, "reading-minutes-left", count = seconds.div_ceil(60)),
    }
}

/// A number of bytes that depends on how many there are in all, which may be a guess.
pub fn of_all(language: Language, progress: &Progress, size: u64) -> String {
    let size = bytes(size.into());
    if progress.is_guess() { say!(language, "about-size", size = size) } else { size }
}

/// What is under way: how much of it is done, of how much, and the words for it.
#[derive(Clone, Default, PartialEq)]
pub struct ProgressPart {
    /// How much is done.
    pub done: u64,
    /// Of how much.
    pub all: u64,
    /// What it is.
    pub name: String,
    /// How much of it is done, in words.
    pub amount: String,
    counts: String,
    left: String,
}

impl ProgressPart {
    /// What is under way now.
    pub fn of(app: App) -> ProgressPart {
        let language = app.language.get();
        let progress = app.reading.progress.get();
        if app.reading.is_hashing.get() {
            let [done, all] = [progress.hashed, progress.to_hash].map(|files| grouped(files.into()));
            return ProgressPart {
                done: progress.hashed,
                all: progress.to_hash,
                name: say!(language, "hashing"),
                amount: say!(language, "hashing-counts", done = done, all = all),
                ..ProgressPart::default()
            };
        }
        let read = bytes(progress.bytes_read.into());
        let all = of_all(language, &progress, progress.bytes());
        let events = app.status.with(|status| status.counts.events);
        let [events, done, files] =
            [events, progress.done, progress.files].map(|number| grouped(number.into()));
        ProgressPart {
            done: progress.bytes_read,
            all: progress.bytes(),
            name: say!(language, "reading"),
            amount: say!(language, "reading-bytes", read = read, all = all),
            counts: say!(language, "reading-counts", events = events, done = done, all = files),
            left: time_left(language, app.reading.seconds_left()),
        }
    }
}

/// The bar while files are read.
#[component]
pub fn Reading() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let step = Memo::new(move |_| ProgressPart::of(app));
    let said = move |class: &'static str, part: fn(&ProgressPart) -> &String| {
        view! { <span class=class>{move || step.with(|step| part(step).clone())}</span> }
    };
    let too_much = move || {
        let (progress, budget) = (app.reading.progress.get(), app.case().byte_budget);
        let memory = app.status.with(|status| status.memory_bytes);
        progress.foreseen_memory(memory, budget).map(|needed| {
            let size = of_all(language.get(), &progress, progress.bytes());
            let [needed, budget] = [needed, budget].map(|size| bytes(size.into()));
            let words = say!(language.get(), "room-foreseen", size = size, needed = needed, room = budget);
            view! { <p class="shortcoming" role="status">{words}</p> }
        })
    };
    view! {
        <Show when=move || app.phase.get() == Phase::Reading>
            {too_much}
            <section class="reading" aria-label=words!(language, "reading")>
                <progress
                    aria-label=words!(language, "reading")
                    max=move || step.with(|step| step.all.max(1).to_string())
                    prop:value=move || step.with(|step| step.done.to_string())
                ></progress>
                <p>
                    {said("step", |step| &step.name)}
                    {said("", |step| &step.amount)}
                    {said("", |step| &step.counts)}
                    {said("faint", |step| &step.left)}
                </p>
                <button on:click=move |_| app.case().cancel()>{words!(language, "cancel")}</button>
            </section>
        </Show>
    }
}

/// Says by ear that reading has begun, and once, that everything was read.
#[component]
pub fn ReadAloud() -> impl IntoView {
    let app = App::get();
    let words = move || match app.phase.get() {
        Phase::Ready => {
            let events = app.status.with(|status| grouped(status.counts.events.into()));
            say!(app.language.get(), "reading-done", events = events)
        }
        Phase::Partial => {
            let events = app.status.with(|status| grouped(status.counts.events.into()));
            say!(app.language.get(), "reading-ended", events = events)
        }
        Phase::Reading => say!(app.language.get(), "reading"),
        Phase::Empty => String::new(),
    };
    view! { <p class="unseen" role="status">{words}</p> }
}
