//! How large a case file may be.

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
