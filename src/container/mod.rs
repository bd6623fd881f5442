//! Bytes to bytes and values: gzip, zip, tar, text encodings, JSON values in a stream, rows of CSV. It knows nothing
//! of any log format: keys come in as data.

pub mod base64_text;
mod cells;
pub mod cursor;
pub mod fields;
pub mod file_kind;
pub mod first_member;
pub mod frame;
pub mod gzip;
pub mod json;
pub mod json_text;
pub mod legacy_text;
pub mod parts;
pub mod read_ahead;
pub mod recover;
pub mod rows;
pub mod shape;
pub mod sniff;
pub mod tar;
pub mod text;
mod text_buffer;
mod unescape;
mod unescaped_string;
mod walked_value;
pub mod wrapper;
pub mod zip;
