//! A port to the engine, with a limit on how far who sends may run ahead of it.

use crate::client::Client;
use crate::protocol::{WireMessage, pack};
use futures::channel::oneshot;
use sessionscope::engine::Command;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// Messages that may be under way at once; each may hold some megabytes.
const MAX_UNDER_WAY: u64 = 3;

/// A port on which every message is answered by the engine when it has it in its store.
pub struct StorePort {
    port: MessagePort,
    sent: Cell<u64>,
    /// How many of them the engine has; it takes them in their order.
    taken: Cell<u64>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
}

impl StorePort {
    /// Takes over a port.
    pub fn new(port: MessagePort) -> Rc<StorePort> {
        let store = Rc::new(StorePort {
            port,
            sent: Cell::default(),
            taken: Cell::default(),
            waiting: RefCell::default(),
        });
        let own = Rc::clone(&store);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_: MessageEvent| {
            own.taken.set(own.taken.get() + 1);
            for waiting in own.waiting.take() {
                let _ = waiting.send(());
            }
        });
        store.port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        store
    }

    /// The page's own port.
    pub fn connect(client: &Client) -> Option<Rc<StorePort>> {
        let channel = MessageChannel::new().ok()?;
        client.connect(&channel.port1());
        Some(StorePort::new(channel.port2()))
    }

    /// Sends a command, once few enough are under way; its number.
    pub async fn send(&self, message: &Command) -> u64 {
        while self.sent.get() - self.taken.get() >= MAX_UNDER_WAY {
            self.until(self.taken.get() + 1).await;
        }
        let WireMessage { message, transfer } = pack(message);
        self.sent.set(self.sent.get() + 1);
        let _ = self.port.post_message_with_transferable(&message, &transfer);
        self.sent.get()
    }

    /// Whether the engine has the message of this number.
    pub fn has_taken(&self, number: u64) -> bool {
        self.taken.get() >= number
    }

    /// Waits until the engine has everything that was sent before.
    pub async fn drained(&self) {
        self.until(self.sent.get()).await;
    }

    async fn until(&self, taken: u64) {
        while self.taken.get() < taken {
            let (sender, receiver) = oneshot::channel();
            self.waiting.borrow_mut().push(sender);
            if receiver.await.is_err() {
                return;
            }
        }
    }
}
