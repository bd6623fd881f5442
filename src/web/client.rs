//! The page's side of the engine worker: questions go out, the latest answer of each is kept.

use super::protocol::{FromEngine, Parcel, ToEngine, pack, unpack};
use leptos::prelude::*;
use sessionscope::engine::{Answer, Question, Scope};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{MessageEvent, MessagePort, Worker};

#[wasm_bindgen]
extern "C" {
    /// Starts a worker of this program (`public/boot.js`).
    #[wasm_bindgen(js_namespace = sessionscope, js_name = spawn)]
    pub fn spawn(role: &str) -> Worker;
}

type Waiting = Box<dyn FnOnce(Answer)>;

/// The engine worker, as the page knows it.
pub struct Client {
    worker: RefCell<Worker>,
    next_ticket: Cell<u32>,
    waiting: Rc<RefCell<HashMap<u32, Waiting>>>,
}

impl Client {
    /// Starts the engine worker.
    pub fn start() -> Rc<Client> {
        let waiting: Rc<RefCell<HashMap<u32, Waiting>>> = Rc::default();
        let worker = RefCell::new(Client::start_worker(&waiting));
        Rc::new(Client { worker, next_ticket: Cell::default(), waiting })
    }

    /// Begins anew with an engine that knows nothing.
    pub fn restart(&self) {
        self.worker.borrow().terminate();
        self.waiting.take();
        *self.worker.borrow_mut() = Client::start_worker(&self.waiting);
    }

    fn start_worker(waiting: &Rc<RefCell<HashMap<u32, Waiting>>>) -> Worker {
        let worker = spawn("engine");
        let own = Rc::clone(waiting);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Some((FromEngine { ticket, answer }, _)) = unpack(&event.data()) else { return };
            let waiting = own.borrow_mut().remove(&ticket);
            if let Some(waiting) = waiting {
                waiting(answer);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        worker
    }

    /// Asks a question; `then` gets the answer.
    pub fn ask(&self, scope: Scope, question: Question, then: impl FnOnce(Answer) + 'static) {
        let ticket = self.next_ticket.get();
        self.next_ticket.set(ticket.wrapping_add(1));
        self.waiting.borrow_mut().insert(ticket, Box::new(then));
        let Parcel { message, transfer } =
            pack(&ToEngine::Ask { ticket, scope, question: Box::new(question) });
        let _ = self.worker.borrow().post_message_with_transfer(&message, &transfer);
    }

    /// Lets an ingest worker speak to the engine through a port.
    pub fn connect(&self, port: &MessagePort) {
        let Parcel { message, transfer } = pack(&ToEngine::Connect);
        message.push(port);
        transfer.push(port);
        let _ = self.worker.borrow().post_message_with_transfer(&message, &transfer);
    }
}

/// An answer, and the question that it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// What it was asked about.
    pub scope: Scope,
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: Answer,
}

/// What a view holds: the latest answer to its question.
#[derive(Clone, Copy)]
pub struct Answers {
    /// The latest answer; the one before stays until it is there.
    pub latest: RwSignal<Option<Arc<Answered>>>,
    /// Whether the latest answer is to an older question.
    pub is_stale: Memo<bool>,
}

/// Asks again whenever the question, the scope or (by `version`) the store changes.
///
/// One question is under way at a time; of those that come meanwhile only the last is asked.
pub fn use_answers(
    client: StoredValue<Rc<Client>, LocalStorage>,
    scope: Memo<Scope>,
    version: Memo<u64>,
    question: Memo<Option<Question>>,
) -> Answers {
    let latest = RwSignal::new(None::<Arc<Answered>>);
    let line = Rc::new(Line { busy: Cell::new(false), next: RefCell::new(None) });
    Effect::new(move |_| {
        version.track();
        let Some(question) = question.get() else { return };
        line.ask(client, (scope.get(), question), latest);
    });
    let is_stale = Memo::new(move |_| {
        latest.get().is_some_and(|latest| {
            latest.scope != scope.get() || question.get().is_some_and(|question| question != latest.question)
        })
    });
    Answers { latest, is_stale }
}

/// The one question of a view that is under way, and the one that waits.
struct Line {
    busy: Cell<bool>,
    next: RefCell<Option<(Scope, Question)>>,
}

impl Line {
    fn ask(
        self: &Rc<Line>,
        client: StoredValue<Rc<Client>, LocalStorage>,
        (scope, question): (Scope, Question),
        answers: RwSignal<Option<Arc<Answered>>>,
    ) {
        if self.busy.replace(true) {
            *self.next.borrow_mut() = Some((scope, question));
            return;
        }
        let line = Rc::clone(self);
        let asked = (scope.clone(), question.clone());
        let Some(handle) = client.try_get_value() else { return };
        handle.ask(scope, question, move |answer| {
            let (scope, question) = asked;
            // A view that has gone has no use for its answer.
            answers.try_set(Some(Arc::new(Answered { scope, question, answer })));
            line.busy.set(false);
            let next = line.next.borrow_mut().take();
            if let Some(next) = next {
                line.ask(client, next, answers);
            }
        });
    }
}
