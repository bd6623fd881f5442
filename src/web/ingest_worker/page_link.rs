//! What a worker says to the page, and whether the page has cancelled reading.

use crate::protocol::{FromIngest, WireMessage, pack};
use std::cell::Cell;
use web_sys::DedicatedWorkerGlobalScope;
use web_sys::js_sys::Uint8Array;

/// The page, as a worker knows it.
pub struct PageLink {
    scope: DedicatedWorkerGlobalScope,
    cancels: Cell<u32>,
}

impl PageLink {
    /// The page of this worker.
    pub fn new(scope: &DedicatedWorkerGlobalScope) -> PageLink {
        PageLink { scope: scope.clone(), cancels: Cell::default() }
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

    /// Has the tasks stop that have begun to read.
    pub fn cancel(&self) {
        self.cancels.set(self.cancels.get() + 1);
    }

    /// How often reading was cancelled: a task is to stop once that is more than when it began.
    pub fn cancels(&self) -> u32 {
        self.cancels.get()
    }
}
