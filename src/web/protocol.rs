//! What page and workers say to each other; ingest workers send commands to the engine. All of it is postcard bytes in
//! an `ArrayBuffer` that is handed over, never copied; files and ports travel beside it as what they are.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sessionscope::audit::sigma::RuleSource;
use sessionscope::engine::{AnyRequest, Command, Scope, StreamRequest};
use sessionscope::export::Progress;
use sessionscope::filter::Mistake;
use sessionscope::search::Needle;
use sessionscope::state::queue::{FileNo, Outcome};
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Uint8Array};

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
    /// Take in what a person has added to the case.
    Execute(Command),
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
    /// A request or a stream without a response, for the filter has a mistake.
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

/// A file that is to be read.
#[derive(Serialize, Deserialize)]
pub struct FileToRead {
    /// Its number in the queue.
    pub file: FileNo,
    /// Its path in the summary.
    pub path: String,
    /// Which reading of it this is, counted from 0.
    pub attempt: u32,
}

/// Page to ingest and reading workers, which run the same program. Files come beside a message, in the same
/// order: small ones as their bytes, or as their size where they cannot be read.
#[derive(Serialize, Deserialize)]
pub enum ToIngest {
    /// The port to the engine comes with this message.
    Connect {
        /// Memory in bytes that events may take.
        byte_budget: u64,
    },
    /// Read these files.
    Read {
        /// What is to be known of them.
        files: Vec<FileToRead>,
    },
    /// Hash these files.
    Hash {
        /// Their numbers.
        files: Vec<FileNo>,
    },
    /// Stop reading; what was read is kept.
    Cancel,
    /// Read a range of bytes of the decoded text of a file again.
    Original {
        /// Number of the request.
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
        /// Number of the request.
        ticket: u32,
        /// The request.
        request: TerminalRequest,
        /// Inputs that hold the texts: the path of each, and its path below its file where that is a zip,
        /// or a packed one.
        inputs: Vec<(String, Option<String>)>,
    },
    /// Stop the work on a request about texts; its response says so.
    CancelTerminal {
        /// Number of the request.
        ticket: u32,
    },
    /// Search the records in these files, which come beside the message; behind them come the places at which these
    /// records stand, in pieces of [`StreamRequest::RecordPlaces`].
    Scan {
        /// Number of the job.
        ticket: u32,
        /// The number of the search.
        search: u32,
        /// What is searched for.
        needle: Needle,
        /// Paths of the files.
        files: Vec<String>,
    },
    /// Hash contents in these files, which come beside the message, and tell the engine.
    HashContents {
        /// Number of the job.
        ticket: u32,
        /// Path of each file, and the paths of the inputs in it whose contents are wanted.
        files: Vec<(String, Vec<String>)>,
    },
    /// Show the records in these files, which come beside the message, to rules, and tell the engine what they find.
    RunRules {
        /// Number of the job.
        ticket: u32,
        /// Number of the run.
        run: u32,
        /// The rules.
        rules: Vec<RuleSource>,
        /// Paths of the files.
        files: Vec<String>,
    },
    /// Make the sample case: it comes back as files.
    Sample,
}

/// Ingest and reading workers to page.
#[derive(Serialize, Deserialize)]
pub enum FromIngest {
    /// More of a file was read.
    Progress {
        /// Its number.
        file: FileNo,
        /// Bytes that were read since the last such message.
        bytes: u64,
    },
    /// What came of reading some files, all of which the engine has.
    Ended {
        /// Their numbers, with what came of each.
        files: Vec<(FileNo, Outcome)>,
    },
    /// All files of a `Read` have ended, or of a `Hash`.
    BundleDone,
    /// What a file hashes to.
    Hashed {
        /// Its number.
        file: FileNo,
        /// SHA-256 in lower-case hexadecimal; nothing where it cannot be read.
        sha256: Option<String>,
    },
    /// The text that was asked for; nothing where the file cannot be read any more.
    Original {
        /// Number of the request.
        ticket: u32,
        /// The text.
        text: Option<String>,
    },
    /// What was asked about texts of terminal sessions.
    Terminal {
        /// Number of the request.
        ticket: u32,
        /// The response; nothing where a file cannot be read any more.
        response: Option<TerminalResponse>,
    },
    /// How far the work on a request about texts is.
    TextProgress {
        /// Number of the request.
        ticket: u32,
        /// How far.
        progress: TextProgress,
    },
    /// How far a job of a pass over files is.
    ScanProgress {
        /// Number of the job.
        ticket: u32,
        /// Bytes of its files that were read since the last such message.
        bytes: u64,
        /// Events that were found since.
        found: u64,
    },
    /// A job of a pass over files is done, and the engine has what it has found.
    Scanned {
        /// Number of the job.
        ticket: u32,
        /// Which of its files could not be read to their ends, counted from 0.
        unread: Vec<u32>,
    },
    /// The files of the sample case, by path; their contents come beside it as arrays of bytes.
    Sample {
        /// Their paths.
        paths: Vec<String>,
    },
}

/// A message as it is posted: the bytes, and what travels beside them.
pub struct WireMessage {
    /// `[bytes, …beside]`
    pub message: Array,
    /// What is handed over rather than copied.
    pub transfer: Array,
}

/// Packs a message for posting.
pub fn pack(message: &impl Serialize) -> WireMessage {
    let bytes = postcard::to_stdvec(message).expect("plain data can be packed");
    let mut parcel = WireMessage { transfer: Array::new(), message: Array::new() };
    parcel.add_bytes(&bytes);
    parcel
}

impl WireMessage {
    /// Puts bytes beside the message.
    pub fn add_bytes(&mut self, bytes: &[u8]) {
        let bytes = Uint8Array::from(bytes);
        self.transfer.push(&bytes.buffer());
        self.message.push(&bytes);
    }
}

/// Unpacks what was posted, and what came beside it.
///
/// # Errors
/// It is no message of this program: the two sides are not of one build.
pub fn unpack<T: DeserializeOwned>(data: &JsValue) -> Result<(T, Array), postcard::Error> {
    let bytes = |parts: &Array| parts.get(0).dyn_into::<Uint8Array>().ok();
    let parts: &Array = data.dyn_ref().ok_or(postcard::Error::DeserializeBadEncoding)?;
    let bytes = bytes(parts).ok_or(postcard::Error::DeserializeBadEncoding)?;
    Ok((postcard::from_bytes(&bytes.to_vec())?, parts.slice(1, parts.length())))
}

/// The same in a worker, for which what cannot be unpacked is the end: a panic is told, and a message that was passed
/// over would be missing without a word. Nothing where it is a beat, which `public/boot.js` answers.
pub fn unpack_in_worker<T: DeserializeOwned>(data: &JsValue) -> Option<(T, Array)> {
    (!data.is_string()).then(|| unpack(data).expect("a message of this program"))
}
