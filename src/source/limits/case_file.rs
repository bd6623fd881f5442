//! How large a case file may be, and what is in it.

/// Bytes of a case file beyond which it is not read: it is in memory as a whole, and one of 100,000 inputs with
/// everything that a person can add is smaller.
pub const MAX_CASE_FILE_BYTES: u64 = 32 << 20;

/// About how many bytes the list of inputs may have that a case file is written with, so that the file can be opened
/// again: the rest of it is what a person has added.
pub const MAX_CASE_INPUT_BYTES: usize = 20 << 20;

/// Most inputs that a case file is asked about; the manifest of a case can be as long.
pub const MAX_CASE_INPUTS: usize = 500_000;

/// Most inputs that are named one by one where a case file knows them as something else.
pub const MAX_NAMED_CASE_INPUTS: usize = 200;

/// Most that the threshold of a rule may be that counts bytes: a thousand terabytes, which no reader of JSON rounds.
pub const MAX_THRESHOLD_BYTES: u64 = 1_000_000_000_000_000;

/// Most that one may be that counts how many times something is more than usual.
pub const MAX_THRESHOLD_FACTOR: u64 = 1_000_000;

/// Most that one may be that counts minutes: a leap year.
pub const MAX_THRESHOLD_MINUTES: u64 = 366 * 24 * 60;

/// Most findings that a person can dismiss: what is judged one by one, as marks are.
pub const MAX_DISMISSALS: usize = 2_000;

/// Most records by which a dismissed finding is known again: a case file may name more, and does not say so by itself.
pub const MAX_DISMISSED_EVENTS: usize = 20;

/// Most events that a person can mark: what is looked at one by one, and written into a report.
pub const MAX_MARKS: usize = 2_000;

/// Most tags of an event.
pub const MAX_MARK_TAGS: usize = 20;

/// Most characters of a tag: a few words.
pub const MAX_TAG_CHARS: usize = 60;

/// Most characters of a note, or of a filter that is kept: some pages.
pub const MAX_NOTE_CHARS: usize = 10_000;

/// Most bytes of all texts that a person adds to a case: a thousand pages. They are in the page and in the engine, and
/// as they were before the last changes.
pub const MAX_CASE_TEXT_BYTES: usize = 4 << 20;

/// Most notes on sessions, and on ranges of time.
pub const MAX_NOTES: usize = 2_000;

/// Most filters that are kept.
pub const MAX_SAVED_FILTERS: usize = 200;
