//! The files that were given, as the browser has them, and the opening of small ones.

use futures::stream::{self, StreamExt};
use sessionscope::source::limits::SMALL_FILE_BYTES;
use sessionscope::state::queue::{FileNo, FileQueue};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{File, ReadableStreamDefaultReader, ReadableStreamReadResult};

/// Small files that are being opened at once: most of the time is waiting.
const OPENED_AT_ONCE: usize = 64;

/// A file with the path that it has in the summary.
pub type NamedFile = (String, File);

/// What a person has given to the page at once.
#[derive(Default)]
pub struct GivenFiles {
    /// The files.
    pub files: Vec<NamedFile>,
    /// Paths of files and folders that were seen and cannot be had.
    pub unreadable: Vec<String>,
}

impl From<Vec<NamedFile>> for GivenFiles {
    fn from(files: Vec<NamedFile>) -> GivenFiles {
        GivenFiles { files, unreadable: Vec::new() }
    }
}

/// All files, and the queue of them.
#[derive(Default)]
pub struct Files {
    /// What is to be done with them, and what was.
    pub queue: RefCell<FileQueue>,
    /// The files by their number; nothing for those that cannot be had. A file is always read from the object with
    /// which it was given first: the browser refuses to read one that has changed since.
    files: RefCell<Vec<Option<File>>>,
}

impl Files {
    /// Adds what was given.
    pub fn add(&self, given: GivenFiles) {
        let mut queue = self.queue.borrow_mut();
        for (path, file) in given.files {
            let number = queue.add(&path);
            self.keep(number, Some(file));
        }
        for path in given.unreadable {
            let number = queue.add_unreadable(&path);
            self.keep(number, None);
        }
    }

    fn keep(&self, number: FileNo, file: Option<File>) {
        let mut files = self.files.borrow_mut();
        if files.len() == number.index() {
            files.push(file);
        }
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.queue.take();
        self.files.take();
    }

    /// A file.
    pub fn get(&self, file: FileNo) -> Option<File> {
        self.files.borrow().get(file.index()).cloned().flatten()
    }

    /// The file of an input, and the input's path below it where the file is an archive.
    pub fn of_input(&self, path: &str) -> Option<(File, Option<String>)> {
        let queue = self.queue.borrow();
        let number = queue.file_of_input(path)?;
        let below = path[queue.path(number).len()..].strip_prefix('/').map(str::to_owned);
        Some((self.get(number)?, below))
    }

    /// Asks for the sizes of the next files, at most so many.
    pub fn measure(&self, most: usize) {
        let unmeasured = self.queue.borrow().unmeasured(most);
        for file in unmeasured {
            if let Some(given) = self.get(file) {
                self.queue.borrow_mut().measure(file, given.size() as u64);
            }
        }
    }

    /// Opens the small files of a bundle.
    pub async fn open(&self, bundle: &[FileNo]) -> Vec<(FileNo, FileContent)> {
        let sized = bundle.iter().map(|file| (*file, self.get(*file), self.queue.borrow().bytes(*file)));
        let sized: Vec<_> = sized.collect();
        stream::iter(sized).map(open).buffered(OPENED_AT_ONCE).collect().await
    }
}

/// A file as it is handed to a worker.
pub enum FileContent {
    /// All of it.
    Bytes(Uint8Array),
    /// It is large, and read in the worker.
    Large(File),
    /// It turned out to be large.
    TurnedOutLarge,
    /// It cannot be read.
    Unreadable,
}

impl FileContent {
    /// What travels beside a message: the bytes, the file, or its size where it cannot be read.
    pub fn beside(self) -> JsValue {
        match self {
            FileContent::Bytes(bytes) => bytes.into(),
            FileContent::Large(file) => file.into(),
            FileContent::TurnedOutLarge | FileContent::Unreadable => JsValue::from_f64(0.0),
        }
    }
}

async fn open((number, file, bytes): (FileNo, Option<File>, Option<u64>)) -> (FileNo, FileContent) {
    let opened = match (file, bytes) {
        (None, _) => FileContent::Unreadable,
        (Some(file), Some(bytes)) if bytes > SMALL_FILE_BYTES => FileContent::Large(file),
        (Some(file), _) => read_small(&file).await.unwrap_or(FileContent::Unreadable),
    };
    (number, opened)
}

/// Reads a file, unless it turns out to be large.
async fn read_small(file: &File) -> Result<FileContent, JsValue> {
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
        if u64::from(len) > SMALL_FILE_BYTES {
            let _ = reader.cancel();
            return Ok(FileContent::TurnedOutLarge);
        }
    }
    if let [all] = parts.as_slice() {
        return Ok(FileContent::Bytes(all.clone()));
    }
    let (all, mut at) = (Uint8Array::new_with_length(len), 0);
    for part in &parts {
        all.set(part, at);
        at += part.length();
    }
    Ok(FileContent::Bytes(all))
}

/// What is handed over with a message rather than copied: the memory of what it brings.
pub fn transferred(beside: &Array) -> impl Iterator<Item = JsValue> {
    beside.iter().filter_map(|part| part.dyn_into::<Uint8Array>().ok()).map(|bytes| bytes.buffer().into())
}
