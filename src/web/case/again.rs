//! Texts that are read again: of one event, and of terminal sessions.

use super::Case;
use crate::web::client::spawn;
use crate::web::protocol::ToIngest;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalAnswer, TerminalQuestion};
use std::rc::Rc;
use web_sys::js_sys::Array;
use web_sys::{File, Worker};

/// What takes the text that was read again.
pub(super) type Reader = Box<dyn FnOnce(Option<String>)>;

/// What takes an answer about texts of terminal sessions, and how far it is until then.
pub(super) struct TextReader {
    tell: Box<dyn Fn(TextProgress)>,
    then: Box<dyn FnOnce(Option<TerminalAnswer>)>,
}

impl Case {
    /// Reads a stretch of the decoded text of a file again.
    pub fn original(
        self: &Rc<Case>,
        path: &str,
        offset: u64,
        len: u32,
        then: impl FnOnce(Option<String>) + 'static,
    ) {
        let Some((file, member)) = self.file_of(path) else { return then(None) };
        let ticket = self.next_ticket.get();
        self.next_ticket.set(ticket.wrapping_add(1));
        self.originals.borrow_mut().insert(ticket, Box::new(then));
        let message = ToIngest::Original { ticket, member, offset, len };
        self.post(&self.interpreter(), &message, &Array::of1(&file));
    }

    /// Asks about texts of terminal sessions that stand in these inputs; `tell` hears how far that is. The
    /// number of the question, by which it can be cancelled.
    pub fn terminal(
        self: &Rc<Case>,
        question: TerminalQuestion,
        paths: &[String],
        tell: impl Fn(TextProgress) + 'static,
        then: impl FnOnce(Option<TerminalAnswer>) + 'static,
    ) -> u32 {
        let ticket = self.next_ticket.get();
        self.next_ticket.set(ticket.wrapping_add(1));
        let (files, mut inputs) = (Array::new(), Vec::new());
        for path in paths {
            let Some((file, member)) = self.file_of(path) else {
                then(None);
                return ticket;
            };
            files.push(&file);
            inputs.push((path.clone(), member));
        }
        self.texts.borrow_mut().insert(ticket, TextReader { tell: Box::new(tell), then: Box::new(then) });
        self.post(&self.interpreter(), &ToIngest::Terminal { ticket, question, inputs }, &files);
        ticket
    }

    /// The worker that reads texts again; it waits for nothing that is read for the first time.
    fn interpreter(self: &Rc<Case>) -> Worker {
        let worker = self.interpreter.borrow().clone();
        worker.unwrap_or_else(|| {
            let worker = spawn("ingest");
            self.connect(&worker);
            *self.interpreter.borrow_mut() = Some(worker.clone());
            worker
        })
    }

    /// Stops the work on a question about texts, if there is no answer yet.
    pub fn cancel_terminal(&self, ticket: u32) {
        if self.texts.borrow().contains_key(&ticket)
            && let Some(worker) = &*self.interpreter.borrow()
        {
            self.post(worker, &ToIngest::CancelTerminal { ticket }, &Array::new());
        }
    }

    /// The file of an input, and its path below it where the file is a zip.
    fn file_of(&self, path: &str) -> Option<(File, Option<String>)> {
        let files = self.files.borrow();
        if let Some(file) = files.get(path) {
            return Some((file.clone(), None));
        }
        let cuts = path.match_indices('/').map(|(at, _)| at);
        cuts.rev().find_map(|at| Some((files.get(&path[..at])?.clone(), Some(path[at + 1..].to_owned()))))
    }

    /// Hands on a text that was read again.
    pub(super) fn take_original(&self, ticket: u32, text: Option<String>) {
        let then = self.originals.borrow_mut().remove(&ticket);
        if let Some(then) = then {
            then(text);
        }
    }

    /// Hands on an answer about texts of terminal sessions.
    pub(super) fn take_terminal(&self, ticket: u32, answer: Option<TerminalAnswer>) {
        let then = self.texts.borrow_mut().remove(&ticket);
        if let Some(TextReader { then, .. }) = then {
            then(answer);
        }
    }

    /// Says how far the work on such an answer is.
    pub(super) fn tell_progress(&self, ticket: u32, progress: TextProgress) {
        if let Some(TextReader { tell, .. }) = self.texts.borrow().get(&ticket) {
            tell(progress);
        }
    }
}
