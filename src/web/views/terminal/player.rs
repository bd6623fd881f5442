//! The player of a streamed session: its steps are the messages, at the times of their upload. Between two
//! of them nothing is known, and nothing is made up.

use super::handle::TerminalView;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::player;
use sessionscope::terminal::answer::{CopyInfo, ScreenMoment};
use sessionscope::text::time_in;
use sessionscope::text::units::grouped;
use std::sync::Arc;
use std::time::Duration;

/// The player.
#[component]
pub fn Player(
    terminal: TerminalView,
    /// Offset in the text of the screen that is shown.
    at: Memo<u32>,
) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let info = Memo::new(move |_| terminal.info.get().unwrap_or_default());
    let last = Memo::new(move |_| info.with(|info| info.steps.len().saturating_sub(1)));
    let index = Memo::new(move |_| {
        let at = match terminal.moment() {
            ScreenMoment::At(at) => at,
            _ => at.get(),
        };
        info.with(|info| info.steps.partition_point(|step| step.end < at)).min(last.get())
    });
    // How fast it plays, and a number by which a step that comes too late knows that it is.
    let speed = RwSignal::new(0i64);
    let run = StoredValue::new(0u32);
    let go_to = move |index: usize| {
        if let Some(step) = info.with_untracked(|info| info.steps.get(index).copied()) {
            terminal.show(ScreenMoment::At(step.end));
        }
    };
    let stop = move || {
        run.update_value(|run| *run += 1);
        speed.set(0);
    };
    let play = move |wanted: i64| {
        let is_at_end = index.get_untracked() >= last.get_untracked();
        stop();
        if is_at_end {
            go_to(0);
        }
        speed.set(wanted);
        next_step(PlayerState { index, last, info, speed, run }, run.get_value(), Callback::new(go_to));
    };
    on_cleanup(move || {
        run.try_update_value(|run| *run += 1);
    });
    let time = move || {
        let step = info.with(|info| info.steps.get(index.get()).copied());
        match step.and_then(|step| step.uploaded) {
            Some(time) => format!("{} {}", time_in(&app.zone.get(), time), app.zone.get().label()),
            None => say!(language.get(), "terminal-step-undated"),
        }
    };
    let text = move || {
        let (number, of) = (grouped(index.get() as u128 + 1), grouped(last.get() as u128 + 1));
        say!(language.get(), "terminal-step", number = number, of = of, time = time())
    };
    let button = move |wanted: i64, words: fn(sessionscope::state::Language) -> String| {
        let is_on = move || speed.get() == wanted;
        view! {
            <button
                type="button"
                aria-pressed=move || is_on().to_string()
                on:click=move |_| if speed.get_untracked() == wanted { stop() } else { play(wanted) }
            >
                {move || words(language.get())}
            </button>
        }
    };
    view! {
        <div class="terminal-player">
            {button(1, |language| say!(language, "terminal-play"))}
            {button(10, |language| say!(language, "terminal-play-fast"))}
            <input
                type="range"
                min="0"
                max=move || last.get().to_string()
                prop:value=move || index.get().to_string()
                aria-label=words!(language, "terminal-slider")
                aria-valuetext=text
                on:input=move |event| {
                    stop();
                    go_to(event_target_value(&event).parse().unwrap_or_default());
                }
            />
            <span class="terminal-step">{text}</span>
            <p class="second">{words!(language, "terminal-player-words")}</p>
        </div>
    }
}

#[derive(Clone, Copy)]
struct PlayerState {
    index: Memo<usize>,
    last: Memo<usize>,
    info: Memo<Arc<CopyInfo>>,
    speed: RwSignal<i64>,
    run: StoredValue<u32>,
}

fn next_step(playing: PlayerState, own: u32, go_to: Callback<usize>) {
    let PlayerState { index, last, info, speed, run } = playing;
    let at = index.get_untracked();
    if at >= last.get_untracked() {
        speed.set(0);
        return;
    }
    let uploaded = |index: usize| info.with_untracked(|info| info.steps.get(index)?.uploaded);
    let wait = player::wait_ms(uploaded(at), uploaded(at + 1), speed.get_untracked());
    let step = move || {
        if run.try_get_value() == Some(own) {
            go_to.run(at + 1);
            next_step(playing, own, go_to);
        }
    };
    set_timeout(step, Duration::from_millis(wait));
}
