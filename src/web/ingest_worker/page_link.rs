//! What a worker says to the page, and whether the page has told it to stop.

use crate::protocol::{FromIngest, WireMessage, pack};
use sessionscope::state::queue::StopReason;
use std::cell::Cell;
use web_sys::DedicatedWorkerGlobalScope;
use web_sys::js_sys::Uint8Array;

/// The page, as a worker knows it.
pub struct PageLink {
    scope: DedicatedWorkerGlobalScope,
    /// How often reading was stopped, and why it was the last time.
    stops: Cell<(u32, Option<StopReason>)>,
}

impl PageLink {
    /// The page of this worker.
    pub fn new(scope: &DedicatedWorkerGlobalScope) -> PageLink {
        PageLink { scope: scope.clone(), stops: Cell::default() }
    }

    /// Says something to the page; the memory of what comes beside it is handed over.
    pub fn tell(&self, message: &FromIngest, beside: &[Uint8Array]) {
        let WireMessage { message, transfer } = pack(message);
        for bytes in beside {
            message.push(bytes);
            transfer.push(&bytes.buffer());
        }
        let _ = self.scope.post_message_with_transfer(&message, &transfer);
    }

    /// Has the tasks that have begun stop.
    pub fn stop(&self, why: StopReason) {
        self.stops.set((self.stops.get().0 + 1, Some(why)));
    }

    /// How often tasks were told to stop: what [`PageLink::stopped_since`] is asked with later.
    pub fn stops(&self) -> u32 {
        self.stops.get().0
    }

    /// Why a task that began after so many stops is to stop, if it is.
    pub fn stopped_since(&self, stops: u32) -> Option<StopReason> {
        let (now, why) = self.stops.get();
        why.filter(|_| now != stops)
    }
}
