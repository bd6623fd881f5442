//! The port to the engine, with a limit on how far a worker may run ahead of it.

use crate::web::protocol::{Parcel, ToStore, pack};
use futures::channel::oneshot;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, MessagePort};

/// Messages that may be under way at once; each may hold some megabytes.
const MAX_UNDER_WAY: u32 = 3;

/// A port on which every message is answered by the engine when it has taken it in.
pub struct StorePort {
    port: MessagePort,
    under_way: Cell<u32>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
}

impl StorePort {
    /// Takes over a port.
    pub fn new(port: MessagePort) -> Rc<StorePort> {
        let store = Rc::new(StorePort { port, under_way: Cell::default(), waiting: RefCell::default() });
        let own = Rc::clone(&store);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |_: MessageEvent| {
            own.under_way.set(own.under_way.get().saturating_sub(1));
            for waiting in own.waiting.take() {
                let _ = waiting.send(());
            }
        });
        store.port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        store
    }

    /// Sends a message, once few enough are under way.
    pub async fn send(&self, message: &ToStore) {
        self.until(MAX_UNDER_WAY).await;
        let Parcel { message, transfer } = pack(message);
        self.under_way.set(self.under_way.get() + 1);
        let _ = self.port.post_message_with_transferable(&message, &transfer);
    }

    /// Waits until the engine has taken in everything.
    pub async fn drained(&self) {
        self.until(1).await;
    }

    async fn until(&self, fewer_than: u32) {
        while self.under_way.get() >= fewer_than {
            let (sender, receiver) = oneshot::channel();
            self.waiting.borrow_mut().push(sender);
            if receiver.await.is_err() {
                return;
            }
        }
    }
}
