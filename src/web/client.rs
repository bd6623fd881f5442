//! The page's side of the engine worker: requests go out, and responses and pieces of streams come back.

use super::protocol::{FromEngine, ToEngine, WireMessage, pack, unpack};
use super::watched_worker::{ExitReason, WatchedWorker};
use sessionscope::casefile::{Annotations, CaseInput};
use sessionscope::engine::{Command, RequestError, Scope, StreamRequest, WireRequest, read_response};
use sessionscope::export::Progress;
use sessionscope::filter::Mistake;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
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

/// A stream that has not ended.
struct OpenStream {
    on_piece: OnPiece,
    /// Pieces that were asked for and have not come.
    pieces_due: Cell<u32>,
}

/// What waits for the engine, by ticket.
#[derive(Default)]
struct PendingRequests {
    requests: RefCell<HashMap<u32, OnResponse>>,
    streams: RefCell<HashMap<u32, OpenStream>>,
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
    /// What a person has added to the case, and the inputs that a case file names: a new engine is told of them.
    added: RefCell<[Option<ToEngine>; 2]>,
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
            added: RefCell::default(),
        });
        client.start_worker();
        client
    }

    /// Whether the engine has ended by itself.
    pub fn is_gone(&self) -> bool {
        self.is_gone.get()
    }

    /// Asks the engine whether it is there, if something waits for it.
    pub fn beat(&self) {
        if let Some(worker) = &*self.worker.borrow()
            && self.waiting.is_for_anything()
        {
            worker.beat();
        }
    }

    /// Whether something waits for the engine, and it has not answered for more than so many beats.
    pub fn is_silent(&self, beats: u32) -> bool {
        let is_quiet = |worker: &WatchedWorker| worker.unanswered() > beats;
        self.waiting.is_for_anything() && self.worker.borrow().as_ref().is_some_and(is_quiet)
    }

    /// Begins anew with an engine that knows nothing. What waits for the one before fails.
    pub fn restart(self: &Rc<Client>) {
        // Whoever hears that it has failed may ask again at once: the new engine, which is there by then.
        let before = self.waiting.take();
        self.start_worker();
        self.is_gone.set(false);
        self.added.borrow().iter().flatten().for_each(|added| self.post(added));
        before.fail();
    }

    /// Tells the engine what a person has added to the case; what is asked later is answered with it.
    pub fn annotate(&self, version: u64, annotations: &Annotations) {
        self.add(0, Command::Annotate { version, annotations: annotations.clone() });
    }

    /// Tells the engine which inputs a case file names.
    pub fn expect_inputs(&self, inputs: &[CaseInput]) {
        self.add(1, Command::ExpectInputs(inputs.to_vec()));
    }

    /// Tells the engine what it is to do; a new engine is not told of it.
    pub fn execute(&self, command: Command) {
        self.post(&ToEngine::Execute(command));
    }

    fn add(&self, place: usize, command: Command) {
        let added = ToEngine::Execute(command);
        self.post(&added);
        self.added.borrow_mut()[place] = Some(added);
    }

    /// Starts a worker in place of the one that there is. A program that was stopped in the middle of a step is in
    /// no known state, so nothing more is asked of one that has ended.
    fn start_worker(self: &Rc<Client>) {
        let (waiting, client) = (Rc::clone(&self.waiting), Rc::downgrade(self));
        let worker = WatchedWorker::start(
            "engine",
            move |data| {
                let (message, beside) = unpack::<FromEngine>(data)?;
                waiting.hear(message, beside.get(0).unchecked_into());
                Ok(())
            },
            move |gone| {
                if let Some(client) = client.upgrade() {
                    client.is_gone.set(true);
                    client.waiting.take().fail();
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
            // Never at once: whoever asks within an effect writes no signal there.
            return spawn_local(async move { then(Err(RequestError::EngineGone)) });
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
            let stream = OpenStream { on_piece: Rc::new(on_piece), pieces_due: Cell::new(1) };
            self.waiting.streams.borrow_mut().insert(ticket, stream);
            self.post(&ToEngine::Stream { ticket, scope, request });
        }
        ticket
    }

    /// Asks for one more piece of a stream.
    pub fn next_piece(&self, ticket: u32) {
        if let Some(stream) = self.waiting.streams.borrow().get(&ticket) {
            stream.pieces_due.update(|due| due + 1);
        }
        self.post(&ToEngine::NextPiece { ticket });
    }

    /// Ends a stream of which no more is wanted.
    pub fn end_stream(&self, ticket: u32) {
        if self.waiting.streams.borrow_mut().remove(&ticket).is_some() {
            self.post(&ToEngine::EndStream { ticket });
        }
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
    /// All that waits, which waits no more.
    fn take(&self) -> PendingRequests {
        PendingRequests { requests: self.requests.take().into(), streams: self.streams.take().into() }
    }

    /// Fails all that waits: the engine has ended.
    fn fail(self) {
        let (requests, streams) = (self.requests.into_inner(), self.streams.into_inner());
        requests.into_values().for_each(|waiting| waiting(Err(RequestError::EngineGone)));
        streams.into_values().for_each(|stream| (stream.on_piece)(Err(RequestError::EngineGone)));
    }

    /// Whether the engine owes the page anything. A stream of which no piece was asked for owes nothing.
    fn is_for_anything(&self) -> bool {
        !self.requests.borrow().is_empty()
            || self.streams.borrow().values().any(|stream| stream.pieces_due.get() > 0)
    }

    /// Hands what the engine says to whoever waits for it. What nobody waits for any more is dropped.
    fn hear(&self, message: FromEngine, bytes: Uint8Array) {
        match message {
            FromEngine::Response { ticket } => self.respond(ticket, Ok(bytes)),
            FromEngine::WrongFilter { ticket, error } => self.refuse(ticket, error),
            FromEngine::Piece { ticket, progress, is_last } => {
                let on_piece = self.streams.borrow().get(&ticket).map(|stream| {
                    stream.pieces_due.set(stream.pieces_due.get().saturating_sub(1));
                    Rc::clone(&stream.on_piece)
                });
                if is_last {
                    self.streams.borrow_mut().remove(&ticket);
                }
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
            Some(stream) => (stream.on_piece)(Err(RequestError::Filter(error))),
            None => self.respond(ticket, Err(RequestError::Filter(error))),
        }
    }
}
