//! Texts that are read again: of one event, and of terminal sessions.

use super::files::Files;
use super::workers::{CaseWorker, Role, Workers};
use crate::protocol::ToIngest;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::js_sys::Array;

/// What takes the text that was read again.
type OnText = Box<dyn FnOnce(Option<String>)>;

/// What takes a response about texts of terminal sessions, and how far it is until then.
struct TerminalReader {
    tell: Box<dyn Fn(TextProgress)>,
    then: Box<dyn FnOnce(Option<TerminalResponse>)>,
}

/// Requests about texts that wait for their responses, by ticket.
#[derive(Default)]
pub struct Originals {
    next_ticket: Cell<u32>,
    texts: RefCell<HashMap<u32, OnText>>,
    terminals: RefCell<HashMap<u32, TerminalReader>>,
}

impl Originals {
    /// Reads a part of the decoded text of an input again.
    pub fn ask_text(
        &self,
        files: &Files,
        workers: &Workers,
        (path, offset, len): (&str, u64, u32),
        then: impl FnOnce(Option<String>) + 'static,
    ) {
        let Some((file, member)) = files.of_input(path) else { return then(None) };
        let ticket = self.take_ticket();
        self.texts.borrow_mut().insert(ticket, Box::new(then));
        let worker = reading_worker(workers);
        worker.begin_job();
        worker.post(&ToIngest::Original { ticket, member, offset, len }, &Array::of1(&file));
    }

    /// Asks about texts of terminal sessions that stand in these inputs; `tell` hears how far that is. The
    /// number of the request, by which it can be cancelled.
    pub fn ask_terminal(
        &self,
        files: &Files,
        workers: &Workers,
        (request, paths): (TerminalRequest, &[String]),
        tell: impl Fn(TextProgress) + 'static,
        then: impl FnOnce(Option<TerminalResponse>) + 'static,
    ) -> u32 {
        let ticket = self.take_ticket();
        let (beside, mut inputs) = (Array::new(), Vec::new());
        for path in paths {
            let Some((file, member)) = files.of_input(path) else {
                then(None);
                return ticket;
            };
            beside.push(&file);
            inputs.push((path.clone(), member));
        }
        let reader = TerminalReader { tell: Box::new(tell), then: Box::new(then) };
        self.terminals.borrow_mut().insert(ticket, reader);
        let worker = reading_worker(workers);
        worker.begin_job();
        worker.post(&ToIngest::Terminal { ticket, request, inputs }, &beside);
        ticket
    }

    /// Stops the work on a request about texts, if there is no response yet.
    pub fn cancel_terminal(&self, workers: &Workers, ticket: u32) {
        if self.terminals.borrow().contains_key(&ticket) {
            reading_worker(workers).post(&ToIngest::CancelTerminal { ticket }, &Array::new());
        }
    }

    fn take_ticket(&self) -> u32 {
        self.next_ticket.replace(self.next_ticket.get().wrapping_add(1))
    }

    /// Hands on a text that was read again.
    pub fn take_text(&self, ticket: u32, text: Option<String>) {
        let then = self.texts.borrow_mut().remove(&ticket);
        if let Some(then) = then {
            then(text);
        }
    }

    /// Hands on a response about texts of terminal sessions.
    pub fn take_terminal(&self, ticket: u32, response: Option<TerminalResponse>) {
        let reader = self.terminals.borrow_mut().remove(&ticket);
        if let Some(TerminalReader { then, .. }) = reader {
            then(response);
        }
    }

    /// Says how far the work on such a response is.
    pub fn tell_progress(&self, ticket: u32, progress: TextProgress) {
        if let Some(TerminalReader { tell, .. }) = self.terminals.borrow().get(&ticket) {
            tell(progress);
        }
    }

    /// Answers everything that waits: there is no text.
    pub fn fail_all(&self) {
        let (texts, terminals) = (self.texts.take(), self.terminals.take());
        texts.into_values().for_each(|then| then(None));
        terminals.into_values().for_each(|reader| (reader.then)(None));
    }
}

/// The worker that reads texts again; it waits for nothing that is read for the first time.
fn reading_worker(workers: &Workers) -> Rc<CaseWorker> {
    workers.one(Role::Reading)
}
