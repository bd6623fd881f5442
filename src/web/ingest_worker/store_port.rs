//! The port to the engine, with a limit on how far a worker may run ahead of it.

use crate::web::protocol::{Parcel, pack};
use futures::channel::oneshot;
use sessionscope::engine::Command;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, MessagePort};

/// Messages that may be under way at once; each may hold some megabytes.
const MAX_UNDER_WAY: u64 = 3;

/// A port on which every message is answered by the engine when it has taken it in.
pub struct StorePort {
    port: MessagePort,
    sent: Cell<u64>,
    /// How many of them the engine has taken in; it does so in their order.
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

    /// Sends a message, once few enough are under way.
    pub async fn send(&self, message: &Command) {
        while self.sent.get() - self.taken.get() >= MAX_UNDER_WAY {
            self.until(self.taken.get() + 1).await;
        }
        let Parcel { message, transfer } = pack(message);
        self.sent.set(self.sent.get() + 1);
        let _ = self.port.post_message_with_transferable(&message, &transfer);
    }

    /// Waits until the engine has taken in everything that was sent before.
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
