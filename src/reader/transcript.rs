//! A whole transcript as one record.

use crate::container::hash::{WordHash, combine, hash_bytes};
use crate::format::Format;
use crate::format::transcript::parse_transcript;
use crate::model::batch::{Batch, KnownCodes};
use crate::model::build::build_transcript;
use crate::model::fact::Fact;
use crate::source::Span;

/// Takes in a transcript; `name` is that of its file or log stream.
pub(super) fn push_transcript(text: &[u8], name: &str, input: u32, site: Span, batch: &mut Batch) {
    let record = parse_transcript(text, name);
    if record.has_footer && !record.session.is_empty() {
        batch.push_fact(input, Fact::TranscriptFooter(record.session.clone()));
    }
    let content = combine(content_hash(text), hash_bytes(record.session.as_bytes(), 0));
    if let Some(texts) = &mut batch.texts {
        texts.push_transcript(&record.session, &batch.inputs[input as usize].path, content, text);
    }
    batch.count_record(input, Format::SessionManagerTranscript);
    batch.push_event(input, site, content, &build_transcript(&record), &mut KnownCodes::default());
}

/// Hash of a text without CR and without the line ends behind it (R2): the file in S3 and the upload to
/// CloudWatch Logs differ in those.
fn content_hash(text: &[u8]) -> u64 {
    let end = text.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    let mut hash = WordHash::new(5);
    for byte in text[..end].iter().filter(|byte| **byte != b'\r') {
        hash = hash.word(u64::from(*byte));
    }
    hash.finish()
}
