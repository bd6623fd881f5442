//! The sample: made-up logs with a known answer, the same bytes for the same arguments everywhere.
//!
//! It is not a model of any real company, and it holds no reader: what it counts, it counts while it
//! writes.
//!
//! ```text
//!  cast (places, files) ─▶ behaviour (a session, moment by moment) ─▶ event (JSON) ─▶ files
//!                                       │                                   ▲
//!  planted (what is to be found)        └────────▶ answer (counts)     story | scale
//!         └──────────────▶ plan (what the audit must say) ┘ ▲               │
//!  account (who calls AWS) ─▶ cloudtrail (─▶ digest_chain), cloudshell, session_manager, workspaces, deliveries
//! ```

mod account;
mod act;
mod answer;
mod answer_builder;
mod behaviour;
mod bucket;
mod cast;
mod clock;
mod cloudshell;
mod cloudtrail;
mod deliveries;
mod digest_chain;
mod event;
mod gzip;
mod plan;
mod planted;
mod rng;
mod scale;
mod screen;
mod session_manager;
mod shell;
mod story;
mod template;
mod transcript;
mod workspaces;
mod zip;

pub use answer::{Answer, NoticeFact, SessionFact, TimeRange, Totals, TransferSum};
pub use plan::{LostDelivery, Plan, PlannedDigest, PlannedEvent, PlannedFinding, PlannedPerson, WorkingTime};

/// A file of the sample case: its path with `/` between the parts, and all its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    /// Relative to the folder that holds the logs.
    pub path: String,
    /// The content of the file, as it lies on a disk.
    pub bytes: Vec<u8>,
}

/// The two log file formats that Session Logger can be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleFormat {
    /// `JSONLines`: one event a line.
    JsonLines,
    /// `Json`: an array of events a file.
    Json,
}

/// The sample case: four days, a dozen people, every system, and what an auditor should notice: each kind of finding once,
/// beside what looks like it and is harmless, a delivery that was lost, and a digest that is not what was signed.
///
/// About 3 MB; files in order of path.
pub fn sample_case() -> Vec<SampleFile> {
    story::tell(&mut digest_chain::kept_signature, &mut answer::NoAnswer)
}

/// The sample case with digests that are signed anew: `sign` gets the number of each and the text that is signed of it, and
/// gives the signature in hexadecimal. By the key of the sample it is [`sample_case`] again.
pub fn sample_case_signed(sign: &mut dyn FnMut(usize, &str) -> String) -> Vec<SampleFile> {
    story::tell(sign, &mut answer::NoAnswer)
}

/// What a reader of [`sample_case`] must find. Paths in it are those of the files.
pub fn sample_case_answer() -> Answer {
    let mut answer = answer_builder::AnswerBuilder::default();
    story::tell(&mut digest_chain::kept_signature, &mut answer);
    answer.build()
}

/// Writes a sample of exactly `events` events, each valid and each different, and says what is in it.
///
/// `sink` takes `(path, bytes)`: pieces of the same path come one after the other and belong
/// together in that order; paths are relative to the folder of logs, in which `answer.json` must not
/// lie. Files have about 64 MiB. There are no broken, repeated or skipped records: those are the
/// sample case's. Any number of events takes the memory of a few megabytes, the answer aside.
///
/// # Errors
/// Whatever `sink` says.
pub fn sample_at_scale(
    events: u64,
    seed: u64,
    format: SampleFormat,
    sink: &mut dyn FnMut(&str, &[u8]) -> std::io::Result<()>,
) -> std::io::Result<Answer> {
    scale::write(events, seed, format, sink)
}
