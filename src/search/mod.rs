//! Search in the original text: what is searched for, and whether a record has it. What is searched is the text of each
//! event's record as it stands in the file, unpacked and decoded ([`crate::reader::original`]); of a transcript that
//! came in pieces, each of its pieces.
//!
//! The same thing is written in many ways: a log that holds JSON in a string writes `\"` for a quote, and many write
//! `\u65e5` for 日. So a record has several *readings*, and what is found in any of them is found ([`Readings`]):
//!
//! - the text as it stands;
//! - where it is no JSON, and so may be a row of a table, the text with `"` for each `""`;
//! - that text with its escapes of JSON as what they stand for, and so on for as long as escapes are left, since a string
//!   may hold JSON that has strings.
//!
//! *Words* must all be found, each in one of the readings, wherever they stand; they are compared like words of the
//! filter, in Unicode's composed form and in lower case. An *expression* must match within one of the readings; its `^`
//! and `$` are the ends of the record.

mod mistake;
mod needle;
mod readings;
mod searcher;
mod words;

pub use mistake::{NeedleMistake, NeedleProblem};
pub use needle::{Needle, NeedleKind};
pub use readings::Readings;
pub use searcher::Searcher;
