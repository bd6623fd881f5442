//! Texts that views ask for: they are read again from the files that were given.

use super::Case;
use leptos::prelude::*;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalRequest, TerminalResponse};

impl Case {
    /// Reads a part of the decoded text of an input again.
    pub fn original(&self, path: &str, offset: u64, len: u32, then: impl FnOnce(Option<String>) + 'static) {
        self.originals.ask_text(&self.files, &self.workers, (path, offset, len), then);
    }

    /// Asks about texts of terminal sessions that stand in these inputs; `tell` hears how far that is. The
    /// number of the request, by which it can be cancelled.
    pub fn terminal(
        &self,
        request: TerminalRequest,
        paths: &[String],
        tell: impl Fn(TextProgress) + 'static,
        then: impl FnOnce(Option<TerminalResponse>) + 'static,
    ) -> u32 {
        self.originals.ask_terminal(&self.files, &self.workers, (request, paths), tell, then)
    }

    /// Stops the work on a request about texts, if there is no response yet.
    pub fn cancel_terminal(&self, ticket: u32) {
        self.originals.cancel_terminal(&self.workers, ticket);
    }

    /// The worker that reads texts again has ended, with what it had opened.
    pub(super) fn lose_texts(&self) {
        self.status.readers_ended.update(|ended| *ended += 1);
        self.originals.fail_all();
    }
}
