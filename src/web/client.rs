//! The page's side of the engine worker: requests go out, and responses and pieces of streams come back.

use super::protocol::{FromEngine, ToEngine, WireMessage, pack, unpack};
use super::watched_worker::{ExitReason, WatchedWorker};
use sessionscope::engine::{RequestError, Scope, StreamRequest, WireRequest, read_response};
use sessionscope::export::Progress;
use sessionscope::filter::Mistake;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::MessagePort;
use web_sys::js_sys::Uint8Array;

/// A piece of a stream, as the page has it.
pub struct PagePiece {
    /// Its bytes, which stay outside of this program's memory.
    pub bytes: Uint8Array,
    /// How far the stream is.
    pub progress: Progress,
    /// Whether no more comes after it.
    pub is_last: bool,
}

/// What waits for the response to a request.
type OnResponse = Box<dyn FnOnce(Result<Uint8Array, RequestError>)>;

/// What takes the pieces of a stream.
type OnPiece = Rc<dyn Fn(Result<PagePiece, RequestError>)>;

/// What waits for the engine, by ticket.
#[derive(Default)]
struct PendingRequests {
    requests: RefCell<HashMap<u32, OnResponse>>,
    streams: RefCell<HashMap<u32, OnPiece>>,
}

/// The engine worker, as the page knows it.
pub struct Client {
    worker: RefCell<Option<WatchedWorker>>,
    next_ticket: Cell<u32>,
    waiting: Rc<PendingRequests>,
    /// Whether the engine has ended. Nothing is asked of it any more.
    is_gone: Cell<bool>,
    /// Hears that it has ended.
    on_gone: Box<dyn Fn(ExitReason)>,
}

impl Client {
    /// Starts the engine worker. `on_gone` hears when it has ended by itself.
    pub fn start(on_gone: impl Fn(ExitReason) + 'static) -> Rc<Client> {
        let client = Rc::new(Client {
            worker: RefCell::default(),
            next_ticket: Cell::default(),
            waiting: Rc::default(),
            is_gone: Cell::default(),
            on_gone: Box::new(on_gone),
        });
        client.start_worker();
        client
    }

    /// Whether the engine has ended by itself.
    pub fn is_gone(&self) -> bool {
        self.is_gone.get()
    }

    /// Whether it has been asked so often whether it is there, while something waits for it, and has not answered.
    pub fn is_silent(&self, beats: u32) -> bool {
        let is_waited_for = !self.waiting.requests.borrow().is_empty();
        is_waited_for && self.worker.borrow().as_ref().is_some_and(|worker| worker.beat() >= beats)
    }

    /// Begins anew with an engine that knows nothing. What waits for the one before fails.
    pub fn restart(self: &Rc<Client>) {
        self.fail_waiting();
        self.start_worker();
        self.is_gone.set(false);
    }

    /// Starts a worker in place of the one that there is. A program that was stopped in the middle of a step is in
    /// no known state, so nothing more is asked of one that has ended.
    fn start_worker(self: &Rc<Client>) {
        let (waiting, client) = (Rc::clone(&self.waiting), Rc::downgrade(self));
        let worker = WatchedWorker::start(
            "engine",
            move |data| {
                if let Some((message, beside)) = unpack::<FromEngine>(data) {
                    waiting.hear(message, beside.get(0).unchecked_into());
                }
            },
            move |gone| {
                if let Some(client) = client.upgrade() {
                    client.is_gone.set(true);
                    client.fail_waiting();
                    (client.on_gone)(gone);
                }
            },
        );
        *self.worker.borrow_mut() = Some(worker);
    }

    /// Asks a request; `then` gets the response.
    pub fn ask<R: WireRequest>(
        &self,
        scope: Scope,
        request: R,
        then: impl FnOnce(Result<R::Response, RequestError>) + 'static,
    ) {
        if self.is_gone.get() {
            return then(Err(RequestError::EngineGone));
        }
        let ticket = self.take_ticket();
        let on_response = move |bytes: Result<Uint8Array, RequestError>| {
            then(bytes.and_then(|bytes| read_response::<R>(&bytes.to_vec())));
        };
        self.waiting.requests.borrow_mut().insert(ticket, Box::new(on_response));
        self.post(&ToEngine::Ask { ticket, scope, request: request.into() });
    }

    /// Begins a stream; its ticket. One piece comes, and another one each time that one is asked for.
    pub fn stream(
        &self,
        scope: Scope,
        request: StreamRequest,
        on_piece: impl Fn(Result<PagePiece, RequestError>) + 'static,
    ) -> u32 {
        let ticket = self.take_ticket();
        if self.is_gone.get() {
            on_piece(Err(RequestError::EngineGone));
        } else {
            self.waiting.streams.borrow_mut().insert(ticket, Rc::new(on_piece));
            self.post(&ToEngine::Stream { ticket, scope, request });
        }
        ticket
    }

    /// Asks for one more piece of a stream.
    pub fn next_piece(&self, ticket: u32) {
        self.post(&ToEngine::NextPiece { ticket });
    }

    /// Ends a stream of which no more is wanted.
    pub fn end_stream(&self, ticket: u32) {
        if self.waiting.streams.borrow_mut().remove(&ticket).is_some() {
            self.post(&ToEngine::EndStream { ticket });
        }
    }

    /// Fails all that waits for the engine.
    fn fail_waiting(&self) {
        let requests = self.waiting.requests.take();
        let streams = self.waiting.streams.take();
        requests.into_values().for_each(|waiting| waiting(Err(RequestError::EngineGone)));
        streams.into_values().for_each(|on_piece| on_piece(Err(RequestError::EngineGone)));
    }

    /// Lets an ingest worker speak to the engine through a port.
    pub fn connect(&self, port: &MessagePort) {
        let WireMessage { message, transfer } = pack(&ToEngine::Connect);
        message.push(port);
        transfer.push(port);
        self.send(&WireMessage { message, transfer });
    }

    fn send(&self, parcel: &WireMessage) {
        if let Some(worker) = &*self.worker.borrow() {
            worker.post(&parcel.message, &parcel.transfer);
        }
    }

    fn take_ticket(&self) -> u32 {
        let ticket = self.next_ticket.get();
        self.next_ticket.set(ticket.wrapping_add(1));
        ticket
    }

    fn post(&self, message: &ToEngine) {
        self.send(&pack(message));
    }
}

impl PendingRequests {
    /// Hands what the engine says to whoever waits for it. What nobody waits for any more is dropped.
    fn hear(&self, message: FromEngine, bytes: Uint8Array) {
        match message {
            FromEngine::Response { ticket } => self.respond(ticket, Ok(bytes)),
            FromEngine::WrongFilter { ticket, error } => self.refuse(ticket, error),
            FromEngine::Piece { ticket, progress, is_last } => {
                let on_piece = if is_last {
                    self.streams.borrow_mut().remove(&ticket)
                } else {
                    self.streams.borrow().get(&ticket).cloned()
                };
                if let Some(on_piece) = on_piece {
                    on_piece(Ok(PagePiece { bytes, progress, is_last }));
                }
            }
        }
    }

    fn respond(&self, ticket: u32, response: Result<Uint8Array, RequestError>) {
        let waiting = self.requests.borrow_mut().remove(&ticket);
        if let Some(waiting) = waiting {
            waiting(response);
        }
    }

    fn refuse(&self, ticket: u32, error: Mistake) {
        let stream = self.streams.borrow_mut().remove(&ticket);
        match stream {
            Some(on_piece) => on_piece(Err(RequestError::Filter(error))),
            None => self.respond(ticket, Err(RequestError::Filter(error))),
        }
    }
}
