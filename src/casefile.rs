//! What a person adds to what the logs say: marks with tags and notes, notes on sessions and on ranges of time, saved
//! filters, findings that were dismissed, with what they are looked for; and the case file, in which all of it is kept.
//!
//! ```text
//!   a person ──▶ Annotations ──▶ sessionscope.case/1 ──▶ Annotations ──▶ which events? (query)
//!                                  file, with the hash of each input        by hash and offset
//! ```
//!
//! An event is named by its record: the hash of its input and the offset of the record in it, never by a row, which
//! is another one the next time.

mod annotations;
mod citation;
mod dismissal;
mod edit;
pub mod json;
mod merge;
mod read;

pub use annotations::{Annotations, CaseInput, Mark, RangeNote, SavedFilter, SessionNote};
pub use citation::{Citation, InputId};
pub use dismissal::{Dismissal, FindingKey};
pub use edit::AnnotationEdit;
pub use read::{CaseFile, CaseFileError, LeftOut};

/// The schema of a case file.
pub const CASE_SCHEMA: &str = "sessionscope.case/1";

/// The beginning of the name of every case file, and its end: by these a page knows one among the files that it is
/// given.
pub const CASE_FILE_NAME: (&str, &str) = ("sessionscope-case", ".json");

/// Whether a file of this path is a case file by its name.
pub fn is_case_file_name(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.starts_with(CASE_FILE_NAME.0) && name.ends_with(CASE_FILE_NAME.1)
}

#[cfg(test)]
mod tests {
    use super::is_case_file_name;

    #[test]
    fn a_case_file_is_known_by_its_name_wherever_it_lies() {
        for path in
            ["sessionscope-case.json", "a/sessionscope-case (1).json", "c:\\x\\sessionscope-case-2.json"]
        {
            assert!(is_case_file_name(path), "{path}");
        }
        for path in
            ["sessionscope-case", "x-sessionscope-case.json", "sessionscope-case.json/a.json", "case.json"]
        {
            assert!(!is_case_file_name(path), "{path}");
        }
    }
}
