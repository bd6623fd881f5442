//! Bundles: files that are given to a worker at once, so that many small ones cost few messages.

use crate::web::protocol::OPENED_HERE_BYTES;
use futures::stream::{self, StreamExt};
use std::collections::VecDeque;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{File, ReadableStreamDefaultReader, ReadableStreamReadResult};

/// Most files of a bundle.
const MAX_FILES: usize = 256;
/// Bytes after which a bundle is full.
const FULL_BYTES: f64 = 8e6;
/// What a file counts at least whose size is not known.
const UNKNOWN_BYTES: f64 = FULL_BYTES / 64.0;

/// How many small files of a bundle are being opened at once: most of the time is waiting.
const OPENED_AT_ONCE: usize = 64;

/// Files from this size on are read one at a time by each worker, so that few of them are in memory.
const LARGE_BYTES: f64 = 32e6;

/// A file that waits, with its path and its size in bytes. To tell the size takes the browser as long as to open
/// the file, so that of many it is only asked of those that turn out to be large.
#[derive(Clone)]
pub struct Queued {
    path: String,
    file: File,
    bytes: Option<f64>,
}

impl Queued {
    /// A file whose size is not known.
    pub fn new(path: String, file: File) -> Queued {
        Queued { path, file, bytes: None }
    }

    /// Asks for the size, where it is not known.
    pub fn measure(&mut self) -> Option<f64> {
        let is_new = self.bytes.is_none();
        is_new.then(|| *self.bytes.insert(self.file.size()))
    }

    /// The path alone.
    pub fn into_path(self) -> String {
        self.path
    }

    /// Whether it is known to be larger than so many bytes.
    pub fn is_above(&self, limit: f64) -> bool {
        self.bytes.is_some_and(|bytes| bytes > limit)
    }

    /// How many bundles a worker may have at once with this one: while one waits for the engine or for hashes,
    /// the next is being read.
    pub fn at_once(&self) -> u32 {
        if self.bytes.is_some_and(|bytes| bytes >= LARGE_BYTES) { 1 } else { 2 }
    }
}

/// Files for a worker.
pub struct Bundle(Vec<Queued>);

/// A bundle as it is handed over.
#[derive(Default)]
pub struct Opened {
    /// The path of each file.
    pub paths: Vec<String>,
    /// The bytes of small files, or their size where they cannot be read, and large ones as they are.
    pub files: Array,
    /// Files that turned out to be large, and wait anew: their sizes are to be asked.
    pub large: Vec<Queued>,
    /// How many of the others there are of whose size nothing was known, and the sum of those.
    pub now_known: (u32, f64),
}

impl Bundle {
    /// Takes the next files from a queue: many small ones, or one large one. `usual` is how large files of unknown
    /// size are taken to be, in bytes.
    pub fn take(queue: &mut VecDeque<Queued>, usual: f64) -> Bundle {
        let (mut files, mut bytes) = (Vec::new(), 0.0);
        let size = |file: &Queued| file.bytes.unwrap_or(usual.max(UNKNOWN_BYTES));
        let fits = |count: usize, next: &Queued| count == 0 || (count < MAX_FILES && size(next) < FULL_BYTES);
        while bytes < FULL_BYTES && queue.front().is_some_and(|next| fits(files.len(), next)) {
            let Some(next) = queue.pop_front() else { break };
            bytes += size(&next);
            files.push(next);
        }
        Bundle(files)
    }

    /// Paths and files as they are.
    pub fn into_parts(self) -> (Vec<String>, Array) {
        let (paths, files): (Vec<String>, Vec<File>) =
            self.0.into_iter().map(|queued| (queued.path, queued.file)).unzip();
        (paths, files.iter().collect())
    }

    /// Opens the small files.
    pub async fn open(self) -> Opened {
        let mut all = Opened::default();
        let mut opened = stream::iter(self.0).map(open).buffered(OPENED_AT_ONCE);
        while let Some((queued, found)) = opened.next().await {
            let is_new = queued.bytes.is_none();
            let (given, bytes) = match found {
                Found::Bytes(bytes) => (JsValue::from(&bytes), f64::from(bytes.length())),
                Found::Nothing => (queued.bytes.unwrap_or_default().into(), queued.bytes.unwrap_or_default()),
                Found::Large if is_new => {
                    all.large.push(queued);
                    continue;
                }
                Found::Large => (JsValue::from(&queued.file), 0.0),
            };
            if is_new {
                all.now_known = (all.now_known.0 + 1, all.now_known.1 + bytes);
            }
            all.paths.push(queued.path);
            all.files.push(&given);
        }
        all
    }
}

/// What comes of opening a file.
enum Found {
    Bytes(Uint8Array),
    /// It cannot be read.
    Nothing,
    /// It is not opened here.
    Large,
}

async fn open(queued: Queued) -> (Queued, Found) {
    let found = if queued.bytes.is_some_and(|bytes| bytes > OPENED_HERE_BYTES) {
        Found::Large
    } else {
        read_small(&queued.file).await.unwrap_or(Found::Nothing)
    };
    (queued, found)
}

/// Reads a file, unless it turns out to be large.
async fn read_small(file: &File) -> Result<Found, JsValue> {
    let reader: ReadableStreamDefaultReader = file.stream().get_reader().unchecked_into();
    let (mut parts, mut len) = (Vec::new(), 0);
    loop {
        let result: ReadableStreamReadResult = JsFuture::from(reader.read()).await?.unchecked_into();
        if result.get_done() == Some(true) {
            break;
        }
        let part: Uint8Array = result.get_value().dyn_into()?;
        len += part.length();
        parts.push(part);
        if f64::from(len) > OPENED_HERE_BYTES {
            let _ = reader.cancel();
            return Ok(Found::Large);
        }
    }
    if let [all] = parts.as_slice() {
        return Ok(Found::Bytes(all.clone()));
    }
    let (all, mut at) = (Uint8Array::new_with_length(len), 0);
    for part in &parts {
        all.set(part, at);
        at += part.length();
    }
    Ok(Found::Bytes(all))
}
