//! Dropped things by their handles. From `file://` Chromium lists the entries of a drop and then refuses to
//! read them; their handles can be read there.

use crate::case::GivenFiles;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{AsyncIterator, IteratorNext, Promise, Reflect};
use web_sys::{DataTransfer, DataTransferItem};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = DataTransferItem)]
    type Item;
    #[wasm_bindgen(method, catch, js_name = getAsFileSystemHandle)]
    fn handle(this: &Item) -> Result<Promise, JsValue>;

    /// A file or folder of the File System API.
    pub type Handle;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Handle) -> String;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Handle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn values(this: &Handle) -> Result<AsyncIterator, JsValue>;
}

/// The handles of a drop, to be awaited; none where the browser does not know them. Like entries they
/// must be taken while the event is handled.
pub fn handles(transfer: &DataTransfer) -> Vec<Promise> {
    let items = transfer.items();
    let is_known = |item: &DataTransferItem| {
        Reflect::has(item, &JsValue::from_str("getAsFileSystemHandle")).unwrap_or_default()
    };
    (0..items.length())
        .filter_map(|index| items.get(index).filter(is_known))
        .filter(|item| item.kind() == "file")
        .filter_map(|item| item.unchecked_into::<Item>().handle().ok())
        .collect()
}

/// All files of dropped handles, folders with all that is below them.
pub async fn files_of(handles: Vec<Promise>) -> GivenFiles {
    let mut given = GivenFiles::default();
    let mut open = Vec::new();
    for promise in handles {
        if let Some(handle) = awaited::<Handle>(Ok(promise)).await {
            open.push((handle.name(), handle));
        }
    }
    while let Some((path, handle)) = open.pop() {
        if handle.kind() == "file" {
            match awaited(handle.file()).await {
                Some(file) => given.files.push((path, file)),
                None => given.unreadable.push(path),
            }
        } else if !open_folder(&path, &handle, &mut open).await {
            given.unreadable.push(path);
        }
    }
    given
}

/// Adds what is in a folder; whether all of it can be had.
async fn open_folder(path: &str, folder: &Handle, open: &mut Vec<(String, Handle)>) -> bool {
    let Ok(inside) = folder.values() else { return false };
    loop {
        match awaited::<IteratorNext>(inside.next()).await {
            None => return false,
            Some(next) if next.done() => return true,
            Some(next) => {
                let inner: Handle = next.value().unchecked_into();
                open.push((format!("{path}/{}", inner.name()), inner));
            }
        }
    }
}

/// What a promise gives; nothing where it fails.
async fn awaited<T: JsCast>(promise: Result<Promise, JsValue>) -> Option<T> {
    let value = JsFuture::from(promise.ok()?).await.ok()?;
    // The types above are known by their shape alone.
    (!value.is_null() && !value.is_undefined()).then(|| value.unchecked_into())
}
