//! Questions of the view to the worker that interprets texts: one at a time, and of those that come
//! meanwhile only the last.

use crate::web::case::Case;
use crate::web::context::App;
use leptos::prelude::*;
use sessionscope::terminal::{TerminalAnswer, TerminalQuestion};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// A question, and the inputs that are needed for its answer.
pub type Asked = (TerminalQuestion, Vec<String>);

/// A question with its answer; there is none where a file cannot be read any more.
pub type Answered = Option<Arc<(Asked, Option<TerminalAnswer>)>>;

struct Line {
    busy: Cell<bool>,
    next: RefCell<Option<Asked>>,
}

/// Keeps the newest answer; `None` asks nothing for now, and asks again afterwards.
pub fn use_texts(
    app: App,
    question: impl Fn() -> Option<Asked> + Send + Sync + 'static,
) -> ReadSignal<Answered> {
    let (newest, set_newest) = signal(None);
    let question = Memo::new(move |_| question());
    let line = Rc::new(Line { busy: Cell::new(false), next: RefCell::new(None) });
    Effect::new(move |_| {
        if let Some(asked) = question.get() {
            line.ask(&app.case(), asked, set_newest);
        }
    });
    newest
}

impl Line {
    fn ask(self: &Rc<Line>, case: &Rc<Case>, asked: Asked, newest: WriteSignal<Answered>) {
        if self.busy.replace(true) {
            *self.next.borrow_mut() = Some(asked);
            return;
        }
        let (line, own, kept) = (Rc::clone(self), Rc::clone(case), asked.clone());
        case.terminal(asked.0, &asked.1, move |answer| {
            let next = line.next.borrow_mut().take();
            line.busy.set(false);
            // A view that has gone has no use for its answer.
            let _ = newest.try_set(Some(Arc::new((kept, answer))));
            if let Some(next) = next {
                line.ask(&own, next, newest);
            }
        });
    }
}
