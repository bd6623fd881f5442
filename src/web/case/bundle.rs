//! Bundles: files that are given to a worker at once, so that many small ones cost few messages.

use crate::web::protocol::is_kept;
use futures::stream::{self, StreamExt};
use std::collections::VecDeque;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use web_sys::js_sys::{Array, Uint8Array};

/// Most files of a bundle.
const MAX_FILES: usize = 256;
/// Bytes after which a bundle is full.
const FULL_BYTES: f64 = 8e6;

/// Files up to this size are opened by the page: that takes longer than to read them, and longer still in a
/// worker, since what a file is to the browser must first be made known there.
const OPENED_HERE_BYTES: f64 = 1e6;

/// How many small files are being opened at once: most of the time is waiting.
const OPENED_AT_ONCE: usize = 64;

/// Files from this size on are read one at a time by each worker, so that few of them are in memory.
const LARGE_BYTES: f64 = 32e6;

/// A file with its path, and its size, which takes the browser long to tell.
#[derive(Clone)]
pub struct Measured {
    path: String,
    file: File,
    /// Size in bytes.
    pub bytes: f64,
}

impl Measured {
    /// Asks for the size.
    pub fn of(path: String, file: File) -> Measured {
        let bytes = file.size();
        Measured { path, file, bytes }
    }

    /// Whether it is to be hashed when all files have been read.
    pub fn is_hashed_later(&self) -> bool {
        !is_kept(self.bytes)
    }

    /// How many bundles a worker may have at once with this one: while one waits for the engine or for hashes,
    /// the next is being read.
    pub fn at_once(&self) -> u32 {
        if self.bytes < LARGE_BYTES { 2 } else { 1 }
    }
}

/// Files for a worker.
pub struct Bundle {
    /// The path of each.
    pub paths: Vec<String>,
    files: Vec<(File, f64)>,
}

impl Bundle {
    /// Takes the next files from a queue: many small ones, or one large one.
    pub fn take(queue: &mut VecDeque<Measured>) -> Bundle {
        let (mut bundle, mut bytes) = (Bundle { paths: Vec::new(), files: Vec::new() }, 0.0);
        let fits =
            |count: usize, next: &Measured| count == 0 || (count < MAX_FILES && next.bytes < FULL_BYTES);
        while bytes < FULL_BYTES && queue.front().is_some_and(|next| fits(bundle.files.len(), next)) {
            let Some(next) = queue.pop_front() else { break };
            bytes += next.bytes;
            bundle.paths.push(next.path);
            bundle.files.push((next.file, next.bytes));
        }
        bundle
    }

    /// The files as they are.
    pub fn files(&self) -> Array {
        self.files.iter().map(|(file, _)| file).collect()
    }

    /// The files in their order: the bytes of small ones, or their size where they cannot be read, and large ones
    /// as they are.
    pub async fn open(&self) -> Array {
        stream::iter(&self.files)
            .map(open)
            .buffered(OPENED_AT_ONCE)
            .collect::<Vec<_>>()
            .await
            .iter()
            .collect()
    }
}

async fn open((file, bytes): &(File, f64)) -> JsValue {
    if *bytes > OPENED_HERE_BYTES {
        return file.into();
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    buffer.map_or((*bytes).into(), |buffer| Uint8Array::new(&buffer).into())
}
