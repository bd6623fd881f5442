//! How the reading goes: a bar while it lasts, and afterwards what it could not do.

use crate::web::case::{Phase, Progress};
use crate::web::context::App;
use crate::web::widgets::cell::cell_text;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units::{bytes, grouped};
use web_sys::js_sys::Date;

/// After how many seconds the speed is steady enough to say how long the rest takes.
const STEADY_SECONDS: f64 = 2.0;
/// How many names of files that could not be read are said in full.
const MOST_NAMES: usize = 5;

/// Seconds that the rest takes at the speed so far, once that is steady.
fn seconds_left(progress: Progress, now_ms: f64) -> Option<u64> {
    let elapsed = (now_ms - progress.began_ms) / 1000.0;
    let is_steady = elapsed >= STEADY_SECONDS && progress.bytes_read > 0.0;
    let left = elapsed * (progress.bytes - progress.bytes_read).max(0.0) / progress.bytes_read;
    is_steady.then_some(left.ceil() as u64)
}

fn time_left(language: Language, progress: Progress) -> String {
    match seconds_left(progress, Date::now()) {
        None => String::new(),
        Some(seconds) if seconds < 60 => say!(language, "reading-seconds-left", count = seconds),
        Some(seconds) => say!(language, "reading-minutes-left", count = seconds.div_ceil(60)),
    }
}

/// A number of bytes that hangs on how many there are in all, which may be a guess.
pub fn of_all(language: Language, progress: &Progress, size: f64) -> String {
    let size = bytes(size as u128);
    if progress.is_guess() { say!(language, "about-size", size = size) } else { size }
}

/// What is under way: how much of it is done, of how much, and the words for it.
#[derive(Clone, Default, PartialEq)]
struct Step {
    done: f64,
    all: f64,
    name: String,
    amount: String,
    counts: String,
    left: String,
}

/// The bar while files are read.
#[component]
pub fn Reading() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let progress = app.case().progress;
    let is_hashing = app.case().is_hashing;
    let step = Memo::new(move |_| {
        let (language, progress) = (language.get(), progress.get());
        if is_hashing.get() {
            let [done, all] = [progress.hashed, progress.to_hash].map(|files| grouped(files.into()));
            return Step {
                done: progress.hashed.into(),
                all: progress.to_hash.into(),
                name: say!(language, "hashing"),
                amount: say!(language, "hashing-counts", done = done, all = all),
                ..Step::default()
            };
        }
        let read = bytes(progress.bytes_read as u128);
        let all = of_all(language, &progress, progress.bytes);
        let (events, done) = app.status.with(|status| (status.tally.events, status.files_done));
        let [events, done, files] = [events, done, u64::from(progress.files)].map(|n| grouped(n.into()));
        Step {
            done: progress.bytes_read,
            all: progress.bytes,
            name: say!(language, "reading"),
            amount: say!(language, "reading-bytes", read = read, all = all),
            counts: say!(language, "reading-counts", events = events, done = done, all = files),
            left: time_left(language, progress),
        }
    });
    let said = move |class: &'static str, part: fn(&Step) -> &String| {
        view! { <span class=class>{move || step.with(|step| part(step).clone())}</span> }
    };
    let too_much = move || {
        app.case().too_much().map(|(needed, room)| {
            let progress = progress.get();
            let size = of_all(language.get(), &progress, progress.bytes);
            let [needed, room] = [needed, room].map(|size| bytes(size.into()));
            let words = say!(language.get(), "room-foreseen", size = size, needed = needed, room = room);
            view! { <p class="shortcoming" role="status">{words}</p> }
        })
    };
    view! {
        <Show when=move || app.phase.get() == Phase::Reading>
            {too_much}
            <section class="reading" aria-label=words!(language, "reading")>
                <progress
                    aria-label=words!(language, "reading")
                    max=move || step.with(|step| step.all.max(1.0).to_string())
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

/// What the reading could not do: files that the browser refused, and a case that is not whole.
#[component]
pub fn Shortcomings() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let unreadable = app.case().unreadable;
    let names = move || {
        unreadable.with(|paths| {
            let shown: Vec<_> = paths.iter().take(MOST_NAMES).map(|path| cell_text(path)).collect();
            let more = if paths.len() > MOST_NAMES { ", …" } else { "" };
            say!(language.get(), "unreadable", count = paths.len(), names = shown.join(", ") + more)
        })
    };
    let partial = move || {
        let case = app.case();
        let progress = case.progress.get();
        let unread = (progress.bytes - progress.bytes_read).max(0.0);
        let [size, unread] = [progress.bytes, unread].map(|size| of_all(language.get(), &progress, size));
        let begun = app.status.with(|status| grouped(status.tally.files.into()));
        let all = grouped(progress.files.into());
        if case.lacks_only_hashes() {
            say!(language.get(), "partial-hash-words")
        } else if case.is_full.get() {
            say!(language.get(), "partial-room-words", begun = begun, all = all, unread = unread, size = size)
        } else {
            say!(language.get(), "partial-words", begun = begun, all = all)
        }
    };
    view! {
        <Show when=move || app.phase.get() == Phase::Partial>
            <p class="shortcoming" role="status">{partial}</p>
        </Show>
        <Show when=move || unreadable.with(|paths| !paths.is_empty())>
            <p class="shortcoming" role="alert">
                {names} " "
                <button class="link" on:click=move |_| app.act(Action::SetTab(Tab::Evidence))>
                    {words!(language, "empty-state-show-evidence")}
                </button>
            </p>
        </Show>
    }
}

/// Says by ear that reading has begun, and once, that everything was read.
#[component]
pub fn ReadAloud() -> impl IntoView {
    let app = App::get();
    let words = move || match app.phase.get() {
        Phase::Ready | Phase::Partial => {
            let events = app.status.with(|status| grouped(status.tally.events.into()));
            say!(app.language.get(), "reading-done", events = events)
        }
        Phase::Reading => say!(app.language.get(), "reading"),
        Phase::Empty => String::new(),
    };
    view! { <p class="unseen" role="status">{words}</p> }
}
