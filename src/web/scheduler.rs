//! When the page does what has changed: in short time slices, so that it is never busy for long.
//!
//! All that leptos does upon a change is futures: an effect is one that waits for its signals. Where those
//! that are woken run one after another in the same go, as wasm-bindgen has it, an answer that changes six
//! charts draws six charts, and lays out six charts, before the page can hear of a key. Here they wait in a
//! queue, and a slice takes as many as fit into a few milliseconds. The next slice comes when the browser has
//! shown what this one has changed, so that the layout is done bit by bit as well.

mod growth;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use async_task::Runnable;
use growth::Growth;
use leptos::prelude::{
    queue_microtask, request_animation_frame, set_timeout, set_timeout_with_handle, window,
};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a slice goes on with the next task, in milliseconds: what is shown then takes some time too.
const SLICE_MS: f64 = 4.0;

/// How many elements a slice puts into the page before it ends: what they take to be laid out is not in its time.
const SLICE_ELEMENTS: u32 = 150;

/// After this long the next slice comes even where nothing is shown, as in a tab in the background.
const UNSHOWN: Duration = Duration::from_millis(250);

/// The tasks of the main thread. A handle: copies are the same. Its parts can be shared among threads because
/// leptos asks that of its executors; there is only the one thread.
#[derive(Clone, Default)]
pub struct Scheduler(Arc<Tasks>);

#[derive(Default)]
struct Tasks {
    /// What has been woken, in that order.
    queue: Mutex<VecDeque<Runnable>>,
    /// Whether the next slice is on its way.
    is_coming: AtomicBool,
    /// Whether a slice is short, and a frame comes before the next one.
    is_spread: AtomicBool,
    /// The number of the last slice.
    last_slice: AtomicU32,
}

impl Scheduler {
    /// Makes leptos run its tasks here. To be called before anything is shown.
    pub fn install() -> Scheduler {
        let scheduler = Scheduler::default();
        // It fails only where another executor has been chosen already.
        let _ = Executor::init_custom_executor(scheduler.clone());
        scheduler
    }

    /// Spreads what changes over slices, or does it all at once.
    ///
    /// It is spread while files are read, when answers come all the time. Later each answer follows from what
    /// the user did, and is shown as a whole: a table is never half in the old order and half in the new one.
    pub fn spread(&self, is_spread: bool) {
        let tasks = &self.0;
        if tasks.is_spread.swap(is_spread, Relaxed) && !is_spread && tasks.is_coming.load(Relaxed) {
            self.run_slice_soon();
        }
    }

    fn push(&self, runnable: Runnable) {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).push_back(runnable);
        if !self.0.is_coming.swap(true, Relaxed) {
            // What a click changes is there when the click is over, unless that is much.
            self.run_slice_soon();
        }
    }

    fn next(&self) -> Option<Runnable> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn run_slice_soon(&self) {
        let scheduler = self.clone();
        queue_microtask(move || scheduler.run_slice());
    }

    /// Runs what fits into a slice; the one after it finds what is left or came meanwhile, or is the last.
    fn run_slice(&self) {
        let tasks = &self.0;
        let own = tasks.last_slice.fetch_add(1, Relaxed).wrapping_add(1);
        let is_spread = tasks.is_spread.load(Relaxed);
        let until = if is_spread { now() + SLICE_MS } else { f64::INFINITY };
        let growth = is_spread.then(Growth::begin).flatten();
        let (mut is_idle, mut elements) = (true, 0);
        while let Some(first) = self.next() {
            is_idle = false;
            first.run();
            elements += growth.as_ref().map_or(0, Growth::take);
            if now() >= until || elements >= SLICE_ELEMENTS {
                break;
            }
        }
        let is_last = is_idle || !is_spread;
        tasks.is_coming.store(!is_last, Relaxed);
        if !is_last {
            self.run_slice_after_frame(own);
        }
    }

    fn run_slice_after_frame(&self, own: u32) {
        let scheduler = self.clone();
        let next = move || {
            // Of the ways to the next slice, all but the first that gets there find that it has begun.
            if scheduler.0.last_slice.load(Relaxed) == own {
                scheduler.run_slice();
            }
        };
        let late = set_timeout_with_handle(next.clone(), UNSHOWN);
        request_animation_frame(move || {
            if let Ok(late) = late {
                late.clear();
            }
            after_frame(next);
        });
    }
}

impl CustomExecutor for Scheduler {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        let scheduler = self.clone();
        let (runnable, task) = async_task::spawn_local(future, move |runnable| scheduler.push(runnable));
        task.detach();
        runnable.schedule();
    }

    fn poll_local(&self) {}
}

/// Does something after the frame that is being laid out: what an observer of sizes hears of would else be
/// drawn, and laid out again, within that frame.
pub fn after_frame(then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::ZERO);
}

/// Milliseconds since the page was opened.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
