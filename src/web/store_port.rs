//! A port to the engine, with a limit on how far who sends may run ahead of it, and word of whether it is full.

use crate::client::Client;
use crate::protocol::{WireMessage, pack};
use futures::channel::oneshot;
use sessionscope::engine::Command;
use sessionscope::state::credit::Credit;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// Messages that may be under way at once; each may hold some megabytes.
const MAX_UNDER_WAY: u64 = 3;

/// A port on which every message is answered by the engine when it has it in its store: by how much the store takes.
pub struct StorePort {
    port: MessagePort,
    credit: Cell<Credit>,
    /// Memory in bytes that the store may take, and that it took when the engine had answered last.
    byte_budget: u64,
    memory_bytes: Cell<u64>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
}

impl StorePort {
    /// Takes over a port to a store that may take so many bytes of memory.
    pub fn new(port: MessagePort, byte_budget: u64) -> Rc<StorePort> {
        let store = Rc::new(StorePort {
            port,
            credit: Cell::default(),
            byte_budget,
            memory_bytes: Cell::default(),
            waiting: RefCell::default(),
        });
        let own = Rc::clone(&store);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            own.with_credit(Credit::take);
            own.memory_bytes.set(event.data().as_f64().unwrap_or_default() as u64);
            for waiting in own.waiting.take() {
                let _ = waiting.send(());
            }
        });
        store.port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        store
    }

    /// The page's own port: what it says takes next to nothing.
    pub fn connect(client: &Client) -> Option<Rc<StorePort>> {
        let channel = MessageChannel::new().ok()?;
        client.connect(&channel.port1());
        Some(StorePort::new(channel.port2(), u64::MAX))
    }

    /// Sends a command, once few enough are under way; its number.
    pub async fn send(&self, message: &Command) -> u64 {
        while !self.credit.get().may_send(MAX_UNDER_WAY) {
            self.next_taken().await;
        }
        let WireMessage { message, transfer } = pack(message);
        let number = self.with_credit(Credit::send);
        let _ = self.port.post_message_with_transferable(&message, &transfer);
        number
    }

    /// Whether the engine has the message of this number.
    pub fn has_taken(&self, number: u64) -> bool {
        self.credit.get().has_taken(number)
    }

    /// Whether the store takes more memory than it may, as far as the engine has told.
    pub fn is_full(&self) -> bool {
        self.memory_bytes.get() > self.byte_budget
    }

    /// Waits until the engine has everything that was sent before.
    pub async fn drained(&self) {
        let last = self.credit.get().last_sent();
        while !self.has_taken(last) {
            self.next_taken().await;
        }
    }

    /// Waits until the engine has one more.
    async fn next_taken(&self) {
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().push(sender);
        // Who would send is there for as long as the port is.
        let _ = receiver.await;
    }

    fn with_credit<T>(&self, change: impl FnOnce(&mut Credit) -> T) -> T {
        let mut credit = self.credit.get();
        let result = change(&mut credit);
        self.credit.set(credit);
        result
    }
}
