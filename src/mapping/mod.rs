//! Records to events and facts: what a record means, one file a format, under the name that the format has in
//! `format/`.
//!
//! Every format has a mapping: where one is missing, this does not compile.

mod cloudtrail;
mod cloudtrail_digest;
mod cloudtrail_ocsf;
mod cloudtrail_public_keys;
mod cloudtrail_table;
pub mod context;
mod identity_map;
mod metric_stream;
mod metrics;
mod s3_object_metadata;
mod session_logger;
mod session_logger_settings;
mod session_manager_history;
mod session_manager_stream;
mod session_manager_transcript;
mod sigma_rule;
pub mod sink;
mod size;
mod text_groups;
mod texts;
pub mod time;
mod user_access;
mod workspaces;
mod workspaces_access;

pub use cloudtrail_table::map_cloudtrail_row;
pub use identity_map::map_identity;
pub use metrics::map_metric_point;
pub use session_manager_transcript::{PieceText, map_pieces, map_transcript};
pub use sigma_rule::map_rules;

use crate::container::json::{Fields, SlotSet, walk};
use crate::format::{Format, Listing};
use crate::model::batch::KnownCodes;
use context::RecordContext;
use sink::{InputSink, RecordSink};
use text_groups::{TextGroup, keep_unchanged};

/// What becomes of the records of a format.
struct Mapping {
    /// Makes an event or a fact of the fields of a record.
    map: fn(&Fields<'_>, &mut RecordSink<'_, '_>),
    /// Which texts of its events are made of which fields; none where to keep track of that does not pay.
    groups: &'static [TextGroup],
}

const fn mapping_of(format: Format) -> Mapping {
    match format {
        Format::SessionLogger => session_logger::MAPPING,
        Format::UserAccess => user_access::MAPPING,
        Format::CloudTrail => cloudtrail::MAPPING,
        Format::CloudTrailOcsf => cloudtrail_ocsf::MAPPING,
        Format::SessionManagerStream => session_manager_stream::MAPPING,
        Format::WorkspacesAccess => workspaces_access::MAPPING,
        Format::CloudTrailDigest => cloudtrail_digest::MAPPING,
        Format::MetricStream => metric_stream::MAPPING,
        Format::S3ObjectMetadata => s3_object_metadata::MAPPING,
    }
}

/// A record that its format has recognised.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The format.
    pub format: Format,
    /// The fields that its schema wants.
    pub fields: Fields<'a>,
    /// Hash of what it holds.
    pub content: u64,
    /// The slots that may hold something other than in the record whose codes are known.
    pub changed: SlotSet,
}

/// Adds what a record means. `codes` are those of the last record that was like it.
pub fn map_record(
    record: Record<'_>,
    codes: &mut KnownCodes,
    context: &RecordContext<'_>,
    input: &mut InputSink<'_>,
) {
    if context.is_invalid {
        map_repaired(record, codes, context, input);
        return codes.forget();
    }
    let Record { format, fields, content, changed } = record;
    let mapping = mapping_of(format);
    let first = input.event_count();
    let fields = fields.without(keep_unchanged(codes, mapping.groups, changed));
    (mapping.map)(&fields, &mut RecordSink::new((format.id(), content), codes, context, input));
    input.note_record(format.id(), first, fields.whole());
}

/// Adds what a record means that has bytes which are no text: it is read with U+FFFD in their place (R13).
#[cold]
#[inline(never)]
fn map_repaired(
    record: Record<'_>,
    codes: &mut KnownCodes,
    context: &RecordContext<'_>,
    input: &mut InputSink<'_>,
) {
    let repaired = String::from_utf8_lossy(record.fields.whole());
    // It was JSON before it was repaired, and what is not read is told all the same.
    let Ok(walked) = walk(repaired.as_bytes(), record.format.schema()) else { return input.reject(context) };
    let fields = walked.fields(repaired.as_bytes());
    let repaired = Record { fields, content: walked.extent.content, changed: SlotSet::MAX, ..record };
    codes.forget();
    map_record(repaired, codes, &RecordContext { is_invalid: false, ..context.clone() }, input);
}

/// Adds what an element of an answer of the command line tells; `answer` has the fields of the answer. Whether there
/// was anything in it.
pub fn map_listed(
    listing: Listing,
    element: &[u8],
    answer: &Fields<'_>,
    context: &RecordContext<'_>,
    input: &mut InputSink<'_>,
) -> bool {
    let about = listing.descriptor();
    let Ok(walked) = walk(element, about.schema) else {
        input.reject(context);
        return true;
    };
    let fields = walked.fields(element);
    let (mut codes, content) = (KnownCodes::default(), walked.extent.content);
    let mut sink = RecordSink::new((about.id, content), &mut codes, context, input);
    let fact = match listing {
        Listing::Sessions => session_manager_history::map(&fields),
        Listing::Datapoints => metrics::map_datapoint(&fields, answer),
        Listing::MetricData => return metrics::map_metric_data(&fields, &mut sink),
        Listing::Workspaces => workspaces::map(&fields),
        Listing::SessionLoggers | Listing::SessionLogger => session_logger_settings::map(&fields),
        Listing::PublicKeys => cloudtrail_public_keys::map(&fields),
    };
    match fact {
        Some(fact) => sink.skip(Some(fact)),
        None => sink.reject(),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;
    use crate::model::batch::Batch;

    #[test]
    fn an_element_that_cannot_be_read_is_rejected() {
        let mut batch = Batch::default();
        let answer = walk(b"{}", Listing::Sessions.descriptor().schema).expect("it is JSON");
        let mut input = InputSink::new("a", 0, &mut batch);
        let context = RecordContext::default();
        let is_something =
            map_listed(Listing::Sessions, b"{\"SessionId\"", &answer.fields(b"{}"), &context, &mut input);
        assert!(is_something);
        assert_eq!(
            batch.notices.iter().map(|notice| notice.reason).collect::<Vec<_>>(),
            [Reason::NoKnownRecord]
        );
    }
}
