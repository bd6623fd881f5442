//! When the page does what has changed: in turns, so that it is never busy for long.
//!
//! All that leptos does upon a change is futures: an effect is one that waits for its signals. Where those
//! that are woken run one after another in the same go, as wasm-bindgen has it, an answer that changes six
//! charts draws six charts, and lays out six charts, before the page can hear of a key. Here they stand in
//! line, and a turn takes as many as fit into a few milliseconds. The next turn comes when the browser has
//! shown what this one has changed, so that the layout is done bit by bit as well.

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use async_task::Runnable;
use leptos::prelude::{
    queue_microtask, request_animation_frame, set_timeout, set_timeout_with_handle, window,
};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

/// How long a turn goes on with the next in line, in milliseconds: what is shown then takes some time too.
const TURN_MS: f64 = 4.0;

/// After this long the next turn comes even where nothing is shown, as in a tab in the background.
const UNSHOWN: Duration = Duration::from_millis(250);

thread_local! {
    /// What has been woken, in that order.
    static LINE: RefCell<VecDeque<Runnable>> = const { RefCell::new(VecDeque::new()) };
    /// Whether the next turn is on its way.
    static IS_COMING: Cell<bool> = const { Cell::new(false) };
    /// Whether a turn is short, and a frame comes before the next one.
    static IS_SPREAD: Cell<bool> = const { Cell::new(false) };
    /// The number of the last turn.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Spreads what changes over turns, or does it all at once.
///
/// It is spread while files are read, when answers come all the time. Later each answer follows from what
/// the user did, and is shown as a whole: a table is never half in the old order and half in the new one.
pub fn spread(is_spread: bool) {
    if IS_SPREAD.replace(is_spread) && !is_spread && IS_COMING.get() {
        queue_microtask(turn);
    }
}

/// Does something after the frame that is being laid out: what an observer of sizes hears of would else be
/// drawn, and laid out again, within that frame.
pub fn after_frame(then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::ZERO);
}

/// Makes leptos take turns. To be called before anything is shown.
pub fn take() {
    // It fails only where another way has been chosen already.
    let _ = Executor::init_custom_executor(Turns);
}

struct Turns;

impl CustomExecutor for Turns {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        let (runnable, task) = async_task::spawn_local(future, stand_in_line);
        task.detach();
        runnable.schedule();
    }

    fn poll_local(&self) {}
}

fn stand_in_line(runnable: Runnable) {
    LINE.with_borrow_mut(|line| line.push_back(runnable));
    if !IS_COMING.replace(true) {
        // What a click changes is there when the click is over, unless that is much.
        queue_microtask(turn);
    }
}

/// Takes what fits into a turn; the one after it finds what is left or came meanwhile, or is the last.
fn turn() {
    let own = LAST.get().wrapping_add(1);
    LAST.set(own);
    let until = if IS_SPREAD.get() { now() + TURN_MS } else { f64::INFINITY };
    let mut is_idle = true;
    while let Some(first) = LINE.with_borrow_mut(VecDeque::pop_front) {
        is_idle = false;
        first.run();
        if now() >= until {
            break;
        }
    }
    let is_last = is_idle || until == f64::INFINITY;
    IS_COMING.set(!is_last);
    if is_last {
        return;
    }
    let next = move || {
        // Of the ways to the next turn, all but the first that gets there find that it has begun.
        if LAST.get() == own {
            turn();
        }
    };
    let late = set_timeout_with_handle(next, UNSHOWN);
    request_animation_frame(move || {
        if let Ok(late) = late {
            late.clear();
        }
        after_frame(next);
    });
}

/// Milliseconds since the page was opened.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
