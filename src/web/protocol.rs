//! What page and workers say to each other. All of it is postcard bytes in an `ArrayBuffer` that is
//! handed over, never copied; files and ports travel beside it as what they are.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sessionscope::engine::{Answer, Question, Scope};
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalAnswer, TerminalQuestion};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Uint8Array};

/// Files up to this size in bytes are opened by the page: that takes longer than to read them, and longer still in a
/// worker, since what a file is to the browser must first be made known there.
pub const OPENED_HERE_BYTES: f64 = (1 << 20) as f64;

/// Files up to this size in bytes may be in memory as a whole, which the browser wants to hash them.
pub const WHOLE_FILE_BYTES: f64 = 80e6;

/// Page to engine.
#[derive(Serialize, Deserialize)]
pub enum ToEngine {
    /// A question; the answer comes back with the same ticket.
    Ask {
        /// Number of the question.
        ticket: u32,
        /// What it is asked about.
        scope: Scope,
        /// The question.
        question: Box<Question>,
    },
    /// A port to an ingest worker comes with this message.
    Connect,
}

/// Engine to page.
#[derive(Serialize, Deserialize)]
pub struct FromEngine {
    /// Number of the question.
    pub ticket: u32,
    /// Its answer.
    pub answer: Answer,
}

/// Page to ingest worker. Files come beside it, in the same order; small ones that are to be read as their bytes,
/// or as their size where they cannot be read.
#[derive(Serialize, Deserialize)]
pub enum ToIngest {
    /// The port to the engine comes with this message.
    Connect,
    /// Read these files.
    Read {
        /// Their paths.
        paths: Vec<String>,
        /// Those up to this size in bytes are hashed beside that.
        hashed_bytes: f64,
    },
    /// Hash these files, which were not hashed when they were read.
    Hash {
        /// Their paths.
        paths: Vec<String>,
    },
    /// Stop reading; what was read is kept.
    Cancel,
    /// There is nothing to read for now: memory that is kept for the next file is not needed.
    AllRead,
    /// Read a stretch of the decoded text of a file again.
    Original {
        /// Number of the question.
        ticket: u32,
        /// Path below the file, where that is a zip, or a packed one.
        member: Option<String>,
        /// Offset in the decoded text.
        offset: u64,
        /// Length in bytes.
        len: u32,
    },
    /// Ask about texts of terminal sessions.
    Terminal {
        /// Number of the question.
        ticket: u32,
        /// The question.
        question: TerminalQuestion,
        /// Inputs that hold the texts: the path of each, and its path below its file where that is a zip,
        /// or a packed one.
        inputs: Vec<(String, Option<String>)>,
    },
    /// Stop the work on a question about texts; its answer says so.
    CancelTerminal {
        /// Number of the question.
        ticket: u32,
    },
    /// Make the sample case: it comes back as files.
    Sample,
}

/// Ingest worker to page.
#[derive(Serialize, Deserialize)]
pub enum FromIngest {
    /// Bytes of a file that were read since the last such message.
    Progress {
        /// How many.
        bytes: u64,
    },
    /// All files of a `Read` were read, or given up because of a `Cancel`.
    ReadDone {
        /// Paths of those that were not begun.
        given_up: Vec<String>,
    },
    /// All files of a `Hash` were hashed, or given up.
    HashDone {
        /// How many were hashed, or need not be, or cannot be.
        done: u32,
        /// Paths of those that were not hashed.
        given_up: Vec<String>,
    },
    /// A file that the browser could not read, or not again to hash it.
    Failed {
        /// Its path.
        path: String,
    },
    /// The stretch that was asked for; nothing where the file cannot be read any more.
    Original {
        /// Number of the question.
        ticket: u32,
        /// The text.
        text: Option<String>,
    },
    /// What was asked about texts of terminal sessions.
    Terminal {
        /// Number of the question.
        ticket: u32,
        /// The answer; nothing where a file cannot be read any more.
        answer: Option<TerminalAnswer>,
    },
    /// How far the work on a question about texts is.
    TextProgress {
        /// Number of the question.
        ticket: u32,
        /// How far.
        progress: TextProgress,
    },
    /// The files of the sample case, by path; their contents come beside it as arrays of bytes.
    Sample {
        /// Their paths.
        paths: Vec<String>,
    },
}

/// Ingest worker to engine, through their port.
#[derive(Serialize, Deserialize)]
pub enum ToStore {
    /// A piece of what was read.
    Batch(Box<sessionscope::model::batch::Batch>),
    /// What a file hashes to.
    Hash {
        /// Its path.
        path: String,
        /// SHA-256 in lower-case hexadecimal.
        sha256: String,
    },
}

/// A message as it is posted: the bytes, and what travels beside them.
pub struct Parcel {
    /// `[bytes, …beside]`
    pub message: Array,
    /// What is handed over rather than copied.
    pub transfer: Array,
}

/// Packs a message for posting.
pub fn pack(message: &impl Serialize) -> Parcel {
    let bytes = postcard::to_stdvec(message).unwrap_or_default();
    let bytes = Uint8Array::from(bytes.as_slice());
    Parcel { transfer: Array::of1(&bytes.buffer()), message: Array::of1(&bytes) }
}

/// Unpacks a posted message, and what came beside it.
pub fn unpack<T: DeserializeOwned>(data: &JsValue) -> Option<(T, Array)> {
    let parts: &Array = data.dyn_ref()?;
    let bytes: Uint8Array = parts.get(0).dyn_into().ok()?;
    let message = postcard::from_bytes(&bytes.to_vec()).ok()?;
    Some((message, parts.slice(1, parts.length())))
}
