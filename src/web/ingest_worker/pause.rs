//! A pause in which the worker hears what others say to it.

use futures::channel::oneshot;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageChannel;

/// Lets other tasks of the worker run. A message comes at once, where timers would wait for milliseconds.
pub async fn pause() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (sender, receiver) = oneshot::channel();
    let mut sender = Some(sender);
    let on_message = Closure::<dyn FnMut()>::new(move || {
        if let Some(sender) = sender.take() {
            let _ = sender.send(());
        }
    });
    channel.port1().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        let _ = receiver.await;
    }
    channel.port1().close();
}
