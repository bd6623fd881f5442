//! Questions of the view to the worker that interprets texts: one at a time, and of those that come meanwhile
//! only the last, which ends the work on the one before.

use crate::context::App;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sessionscope::state::latest_only::LatestOnly;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalAnswer, TerminalQuestion};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// A question, and the inputs that are needed for its answer.
pub type Asked = (TerminalQuestion, Vec<String>);

/// A question with its answer; there is none where a file cannot be read any more.
pub struct Answered {
    /// The question.
    pub asked: Asked,
    /// The answer.
    pub answer: Option<TerminalAnswer>,
    /// How many workers had ended when it was asked: a text that was opened is open in the next one only.
    readers_ended: u32,
}

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It was cancelled.
    Cancelled,
    /// The worker that was to give it, or had the text, has ended.
    Lost,
    /// A file that is needed for it cannot be read any more.
    Unreadable,
}

/// What a view holds of its questions. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Texts {
    /// The latest answer.
    pub latest: RwSignal<Option<Arc<Answered>>>,
    /// How far the question that is worked on is, once that has taken a while.
    pub progress: RwSignal<Option<TextProgress>>,
    question: Memo<Option<Asked>>,
    /// How many workers have ended that had texts open.
    readers_ended: RwSignal<u32>,
    asker: StoredValue<Rc<Asker>, LocalStorage>,
}

/// Asks the questions of one view, the latest next.
struct Asker {
    app: App,
    queue: RefCell<LatestOnly<Asked>>,
    /// Number of the question that is worked on; not of one whose answer was there at once.
    ticket: Cell<Option<u32>>,
    latest: RwSignal<Option<Arc<Answered>>>,
    progress: RwSignal<Option<TextProgress>>,
}

/// Keeps the latest answer; `None` asks nothing for now, and asks again afterwards.
pub fn use_texts(app: App, question: impl Fn() -> Option<Asked> + Send + Sync + 'static) -> Texts {
    let latest = RwSignal::new(None);
    let progress = RwSignal::new(None);
    let question = Memo::new(move |_| question());
    let (queue, ticket) = (RefCell::default(), Cell::default());
    let asker = Rc::new(Asker { app, queue, ticket, latest, progress });
    let own = Rc::clone(&asker);
    Effect::new(move |_| {
        let (asker, asked) = (Rc::clone(&own), question.get());
        // In a task of its own, for an answer may be there at once, and no effect writes a signal.
        spawn_local(async move {
            match asked {
                Some(asked) => asker.ask(asked),
                None => asker.cancel(),
            }
        });
    });
    let asker = StoredValue::new_local(asker);
    // Nobody waits for the answer of a view that has gone.
    on_cleanup(move || {
        asker.try_with_value(|asker| asker.cancel());
    });
    Texts { latest, progress, question, readers_ended: app.reading.readers_ended, asker }
}

impl Texts {
    /// Stops the work on the question.
    pub fn cancel(self) {
        self.asker.with_value(|asker| asker.cancel());
    }

    /// Asks the question anew, after it has failed.
    pub fn ask_again(self) {
        if let Some(asked) = self.question.get_untracked() {
            self.asker.with_value(|asker| asker.ask(asked));
        }
    }

    /// The answer to the question that is asked now: `None` until it is there, or why there is none.
    pub fn now<T>(self, read: impl FnOnce(Result<&TerminalAnswer, Failure>) -> T) -> Option<T> {
        self.latest.with(|latest| {
            let latest = latest.as_deref()?;
            let is_now = self.question.with(|question| question.as_ref() == Some(&latest.asked));
            is_now.then(|| read(latest.outcome(self.readers_ended.get())))
        })
    }

    /// Why the question that is asked now has no answer, if it has failed.
    pub fn failure(self) -> Option<Failure> {
        self.now(|answer| answer.err())?
    }
}

impl Answered {
    fn outcome(&self, readers_ended: u32) -> Result<&TerminalAnswer, Failure> {
        match &self.answer {
            None => Err(Failure::Unreadable),
            Some(TerminalAnswer::Cancelled) => Err(Failure::Cancelled),
            Some(TerminalAnswer::Lost) => Err(Failure::Lost),
            Some(TerminalAnswer::Opened(_)) if self.readers_ended != readers_ended => Err(Failure::Lost),
            Some(answer) => Ok(answer),
        }
    }
}

impl Asker {
    fn cancel(&self) {
        self.queue.borrow_mut().forget_waiting();
        if let Some(ticket) = self.ticket.get() {
            self.app.case().cancel_terminal(ticket);
        }
    }

    fn ask(self: &Rc<Asker>, asked: Asked) {
        if self.latest.is_disposed() {
            return;
        }
        let now = self.queue.borrow_mut().offer(asked);
        match (now, self.ticket.get()) {
            (Some(asked), _) => self.begin(asked),
            (None, Some(ticket)) => self.app.case().cancel_terminal(ticket),
            (None, None) => {}
        }
    }

    fn begin(self: &Rc<Asker>, asked: Asked) {
        let readers_ended = self.app.reading.readers_ended.get_untracked();
        let latest = self.latest.try_get_untracked().flatten();
        if latest.is_some_and(|latest| latest.outcome(readers_ended).is_err()) {
            self.latest.set(None);
        }
        let (asker, kept, progress) = (Rc::clone(self), asked.clone(), self.progress);
        let tell = move |latest| {
            progress.try_set(Some(latest));
        };
        // Where a file is gone the answer comes at once: before there is a ticket.
        let is_answered = Rc::new(Cell::new(false));
        let answered = Rc::clone(&is_answered);
        let ticket = self.app.case().terminal(asked.0, &asked.1, tell, move |answer| {
            answered.set(true);
            asker.ticket.set(None);
            // A view that has gone has no use for its answer.
            asker.progress.try_set(None);
            let next = asker.queue.borrow_mut().done();
            // What was cancelled for the next question is not told: nobody has cancelled it.
            if next.is_none() || answer != Some(TerminalAnswer::Cancelled) {
                asker.latest.try_set(Some(Arc::new(Answered { asked: kept, answer, readers_ended })));
            }
            if let Some(next) = next {
                asker.begin(next);
            }
        });
        if !is_answered.get() {
            self.ticket.set(Some(ticket));
        }
    }
}
