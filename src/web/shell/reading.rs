//! How the reading goes: a bar while it lasts, and afterwards what it could not do.

use crate::web::case::{Phase, Progress};
use crate::web::context::App;
use crate::web::handler::handler;
use crate::web::widgets::show::Show;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units::{bytes, grouped};
use sessionscope::text::visible;
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

/// The bar while files are read.
#[component]
pub fn Reading() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let progress = app.case().progress;
    let read = move || {
        let progress = progress.get();
        let (read, all) =
            (bytes(progress.bytes_read as u128), of_all(language.get(), &progress, progress.bytes));
        say!(language.get(), "reading-bytes", read = read, all = all)
    };
    let counts = move || {
        let (events, done) = app.status.with(|status| (status.tally.events, status.files_done));
        let [events, done, all] = [events, done, u64::from(progress.get().files)].map(|n| grouped(n.into()));
        say!(language.get(), "reading-counts", events = events, done = done, all = all)
    };
    let too_much = move || {
        app.case().too_much().map(|(needed, room)| {
            let progress = progress.get();
            let size = of_all(language.get(), &progress, progress.bytes);
            let [needed, room] = [needed, room].map(|size| bytes(size.into()));
            let words = say!(language.get(), "room-foreseen", size = size, needed = needed, room = room);
            view! { <p class="shortcoming" role="status">{words}</p> }.into_any()
        })
    };
    view! {
        <Show when=move || app.phase.get() == Phase::Reading>
            {move || too_much()}
            <section class="reading" aria-label=words!(language, "reading")>
                <progress
                    aria-label=words!(language, "reading")
                    max=move || progress.get().bytes.max(1.0).to_string()
                    prop:value=move || progress.get().bytes_read.to_string()
                ></progress>
                <p>
                    <b>{words!(language, "reading")}</b>
                    <span>{move || read()}</span>
                    <span>{move || counts()}</span>
                    <span class="faint">{move || time_left(language.get(), progress.get())}</span>
                </p>
                <button on:click=handler(move |_| app.case().cancel())>{words!(language, "cancel")}</button>
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
            let shown: Vec<_> =
                paths.iter().take(MOST_NAMES).map(|path| visible(path).into_owned()).collect();
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
        if case.is_full.get() {
            say!(language.get(), "partial-room-words", begun = begun, all = all, unread = unread, size = size)
        } else {
            say!(language.get(), "partial-words", begun = begun, all = all)
        }
    };
    view! {
        <Show when=move || app.phase.get() == Phase::Partial>
            <p class="shortcoming" role="status">{move || partial()}</p>
        </Show>
        <Show when=move || unreadable.with(|paths| !paths.is_empty())>
            <p class="shortcoming" role="alert">
                {move || names()} " "
                <button class="link" on:click=handler(move |_| app.act(Action::SetTab(Tab::Evidence)))>
                    {words!(language, "nothing-show-evidence")}
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
    view! { <p class="unseen" role="status">{move || words()}</p> }
}
