//! Bytes to bytes: gzip, text encodings, JSON values in a stream. It knows nothing of any log format.

pub mod fields;
pub mod frame;
pub mod gzip;
pub mod hash;
pub mod json;
pub mod json_text;
pub mod parts;
pub mod read_ahead;
pub mod recover;
pub mod rows;
pub mod shape;
pub mod sniff;
pub mod text;
pub mod word;
pub mod wrapper;
pub mod zip;
