//! The engine worker: takes batches from the ingest workers, and answers the page meanwhile.

use super::protocol::{FromEngine, ToEngine, WireMessage, pack, unpack_in_worker};
use sessionscope::engine::{Command, Engine, RawResponse, Stream};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// The worker: an engine, and the streams that the page has begun.
struct EngineWorker {
    own_scope: DedicatedWorkerGlobalScope,
    engine: RefCell<Engine>,
    streams: RefCell<HashMap<u32, Stream>>,
}

/// Sets the worker's handlers.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let worker = Rc::new(EngineWorker {
        own_scope: scope.clone(),
        engine: RefCell::default(),
        streams: RefCell::default(),
    });
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some((message, beside)) = unpack_in_worker::<ToEngine>(&event.data()) {
            match message {
                ToEngine::Connect => {
                    if let Ok(port) = beside.get(0).dyn_into::<MessagePort>() {
                        connect(&worker, &port);
                    }
                }
                message => worker.answer(message),
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

impl EngineWorker {
    fn answer(&self, message: ToEngine) {
        match message {
            ToEngine::Ask { ticket, scope, request } => {
                let response = self.engine.borrow_mut().respond(&scope, &request);
                self.respond(ticket, response);
            }
            ToEngine::Stream { ticket, scope, request } => {
                let stream = self.engine.borrow_mut().stream(&scope, &request);
                match stream {
                    Ok(stream) => {
                        self.streams.borrow_mut().insert(ticket, stream);
                        self.send_piece(ticket);
                    }
                    Err(error) => self.post(&mut pack(&FromEngine::WrongFilter { ticket, error })),
                }
            }
            ToEngine::NextPiece { ticket } => self.send_piece(ticket),
            ToEngine::EndStream { ticket } => {
                self.streams.borrow_mut().remove(&ticket);
            }
            ToEngine::Execute(command) => self.engine.borrow_mut().execute(&command),
            ToEngine::Connect => {}
        }
    }

    fn respond(&self, ticket: u32, response: RawResponse) {
        match response {
            Ok(bytes) => {
                let mut parcel = pack(&FromEngine::Response { ticket });
                parcel.add_bytes(&bytes);
                self.post(&mut parcel);
            }
            Err(error) => self.post(&mut pack(&FromEngine::WrongFilter { ticket, error })),
        }
    }

    /// Sends the next piece of a stream. One that has ended is forgotten, so nothing comes after its last piece.
    fn send_piece(&self, ticket: u32) {
        let mut streams = self.streams.borrow_mut();
        let Some(stream) = streams.get_mut(&ticket) else { return };
        let piece = self.engine.borrow().next_piece(stream);
        if piece.is_last {
            streams.remove(&ticket);
        }
        let (progress, is_last) = (piece.progress, piece.is_last);
        let mut parcel = pack(&FromEngine::Piece { ticket, progress, is_last });
        parcel.add_bytes(&piece.bytes);
        self.post(&mut parcel);
    }

    fn post(&self, parcel: &mut WireMessage) {
        let _ = self.own_scope.post_message_with_transfer(&parcel.message, &parcel.transfer);
    }
}

/// Does what an ingest worker says. Each message is answered by how much memory in bytes the store takes: no reader runs
/// ahead, and each knows when there is no room for more.
fn connect(worker: &Rc<EngineWorker>, port: &MessagePort) {
    let worker = Rc::clone(worker);
    let own_port = port.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let mut engine = worker.engine.borrow_mut();
        if let Some((command, _)) = unpack_in_worker::<Command>(&event.data()) {
            engine.execute(&command);
        }
        let _ = own_port.post_message(&JsValue::from(engine.unsettled_store().byte_count() as f64));
    });
    port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}
