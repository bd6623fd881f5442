//! What page and workers say to each other; ingest workers send commands to the engine. All of it is postcard
//! bytes in an `ArrayBuffer` that is
//! handed over, never copied; files and ports travel beside it as what they are.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sessionscope::engine::{AnyRequest, Scope, StreamRequest};
use sessionscope::export::Progress;
use sessionscope::filter::Mistake;
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
    /// A request; the response comes back with the same ticket.
    Ask {
        /// Number of the request.
        ticket: u32,
        /// What it is asked about.
        scope: Scope,
        /// The request.
        request: AnyRequest,
    },
    /// Begin a stream, and send its first piece.
    Stream {
        /// Number of the stream.
        ticket: u32,
        /// What it is asked about.
        scope: Scope,
        /// What is streamed.
        request: StreamRequest,
    },
    /// Send one more piece of a stream: as many are sent as were asked for.
    NextPiece {
        /// Number of the stream.
        ticket: u32,
    },
    /// No more is wanted of a stream.
    EndStream {
        /// Number of the stream.
        ticket: u32,
    },
    /// A port to an ingest worker comes with this message.
    Connect,
}

/// Engine to page. The bytes of a response or of a piece come beside it.
#[derive(Serialize, Deserialize)]
pub enum FromEngine {
    /// The response to a request.
    Response {
        /// Number of the request.
        ticket: u32,
    },
    /// A request or a stream without an answer, for the filter has a mistake.
    WrongFilter {
        /// Number of the request or the stream.
        ticket: u32,
        /// The mistake.
        error: Mistake,
    },
    /// A piece of a stream.
    Piece {
        /// Number of the stream.
        ticket: u32,
        /// How far the stream is.
        progress: Progress,
        /// Whether no more comes after it.
        is_last: bool,
    },
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
    let mut parcel = Parcel { transfer: Array::new(), message: Array::new() };
    parcel.add_bytes(&bytes);
    parcel
}

impl Parcel {
    /// Puts bytes beside the message.
    pub fn add_bytes(&mut self, bytes: &[u8]) {
        let bytes = Uint8Array::from(bytes);
        self.transfer.push(&bytes.buffer());
        self.message.push(&bytes);
    }
}

/// Unpacks a posted message, and what came beside it.
pub fn unpack<T: DeserializeOwned>(data: &JsValue) -> Option<(T, Array)> {
    let parts: &Array = data.dyn_ref()?;
    let bytes: Uint8Array = parts.get(0).dyn_into().ok()?;
    let message = postcard::from_bytes(&bytes.to_vec()).ok()?;
    Some((message, parts.slice(1, parts.length())))
}
