//! What was dropped or chosen: files, and folders with all that is below them. What cannot be had is named.

mod handles;

use super::case::{GivenFiles, NamedFile};
use futures::channel::oneshot;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Reflect};
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

/// All files of a drop. What was dropped is taken before this returns: after the event it is gone.
pub fn dropped(transfer: &DataTransfer) -> impl Future<Output = GivenFiles> + use<> {
    let is_local = leptos::prelude::window().location().protocol().is_ok_and(|protocol| protocol == "file:");
    let handles = if is_local { handles::handles(transfer) } else { Vec::new() };
    let entries = entries(transfer);
    async move { if handles.is_empty() { files_of(entries).await } else { handles::files_of(handles).await } }
}

fn entries(transfer: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = transfer.items();
    (0..items.length()).filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten()).collect()
}

/// The files of a file input; those of a folder have a path relative to what was chosen.
pub fn chosen(list: &FileList) -> Vec<NamedFile> {
    (0..list.length()).filter_map(|index| list.get(index)).map(|file| (chosen_path(&file), file)).collect()
}

fn chosen_path(file: &File) -> String {
    let relative = Reflect::get(file, &JsValue::from_str("webkitRelativePath"));
    relative.ok().and_then(|path| path.as_string()).filter(|path| !path.is_empty()).unwrap_or(file.name())
}

/// All files of dropped entries, folders with all that is below them.
async fn files_of(entries: Vec<FileSystemEntry>) -> GivenFiles {
    let mut given = GivenFiles::default();
    let mut open = entries;
    while let Some(entry) = open.pop() {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        // Chromium has no names for the kinds of entries: they tell themselves what they are.
        if entry.is_file() {
            match file_of(entry.unchecked_ref()).await {
                Some(file) => given.files.push((path, file)),
                None => given.unreadable.push(path),
            }
        } else if entry.is_directory() {
            let reader = entry.unchecked_ref::<FileSystemDirectoryEntry>().create_reader();
            // One call gives at most a hundred entries or so: an empty one says that all were given.
            loop {
                match read_entries(&reader).await {
                    Some(more) if more.is_empty() => break,
                    Some(more) => open.extend(more),
                    None => {
                        given.unreadable.push(path);
                        break;
                    }
                }
            }
        }
    }
    given
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let value = answer(|good, bad| entry.file_with_callback_and_callback(good, bad)).await?;
    value.dyn_into().ok()
}

/// The next entries of a folder; nothing where it cannot be read.
async fn read_entries(reader: &FileSystemDirectoryReader) -> Option<Vec<FileSystemEntry>> {
    let value = answer(|good, bad| {
        let _ = reader.read_entries_with_callback_and_callback(good, bad);
    });
    let entries: Array = value.await?.dyn_into().ok()?;
    Some(entries.iter().map(|entry| entry.unchecked_into()).collect())
}

/// What an old-style call with two callbacks gives; nothing where it fails.
async fn answer(call: impl FnOnce(&Function, &Function)) -> Option<JsValue> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let own = Rc::clone(&sender);
    let good = Closure::<dyn FnMut(JsValue)>::new(move |value: JsValue| {
        if let Some(sender) = own.take() {
            let _ = sender.send(value);
        }
    });
    // Where the call fails, the sender is dropped, and the receiver has nothing.
    let bad = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| drop(sender.take()));
    call(good.as_ref().unchecked_ref(), bad.as_ref().unchecked_ref());
    receiver.await.ok()
}
