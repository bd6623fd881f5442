//! Records to events in a batch: each with the id by which it is found again (R1).

use super::record_context::{IdKind, RecordContext};
use crate::container::hash::hash_bytes;
use crate::container::json::{Fields, SlotSet, string_of, walk};
use crate::container::parts::elements;
use crate::format::cloudtrail::{self, CloudTrailRecord};
use crate::format::cloudtrail_ocsf::parse_cloudtrail_ocsf;
use crate::format::session_logger::parse_session_logger;
use crate::format::session_manager_stream::parse_session_manager_stream;
use crate::format::user_access::parse_user_access;
use crate::format::workspaces_access::parse_workspaces_access;
use crate::format::{Format, metrics};
use crate::model::batch::{Batch, Event, KnownCodes};
use crate::model::fact::Fact;
use crate::model::{build, build_facts};
use std::borrow::Cow;

/// Where events go, and the codes of their texts as far as they are known from the last record that was alike.
pub(super) struct Target<'t, 'a> {
    pub codes: &'t mut KnownCodes,
    pub context: &'t RecordContext<'a>,
    pub batch: &'t mut Batch,
}

/// Takes in a record of a format that recognises it; `changed` is what it has other than the last record whose
/// codes are known.
pub(super) fn push_record(
    format: Format,
    fields: Fields<'_>,
    content: u64,
    changed: SlotSet,
    target: Target<'_, '_>,
) {
    let Target { codes, context, batch } = target;
    if context.is_invalid {
        codes.forget();
        // The record is read with U+FFFD in place of what is no text (R13).
        let repaired = String::from_utf8_lossy(fields.whole());
        let context = &RecordContext { is_invalid: false, ..context.clone() };
        if let Ok(walked) = walk(repaired.as_bytes(), format.schema()) {
            let fields = walked.fields(repaired.as_bytes());
            push_record(
                format,
                fields,
                walked.extent.content,
                SlotSet::MAX,
                Target { codes, context, batch },
            );
        }
        return codes.forget();
    }
    let fields = fields.without(codes.keep(build::parts(format), changed));
    let mut target = Target { codes, context, batch };
    match format {
        Format::SessionLogger => {
            let record = parse_session_logger(&fields);
            target.push_event(format, content, &build::build_session_logger(&record));
        }
        Format::UserAccess => {
            let record = parse_user_access(&fields);
            target.push_event(format, content, &build::build_user_access(&record));
        }
        Format::CloudTrail if cloudtrail::is_insight(&fields) => {
            target.skip(Format::CloudTrailInsight, None);
        }
        Format::CloudTrail => {
            target.push_cloudtrail(format, content, &cloudtrail::parse_cloudtrail(&fields));
        }
        Format::CloudTrailOcsf => target.push_cloudtrail(format, content, &parse_cloudtrail_ocsf(&fields)),
        Format::SessionManagerStream => {
            let record = parse_session_manager_stream(&fields);
            let event = build::build_session_manager_stream(&record);
            let path = &target.batch.inputs[context.input as usize].path;
            if let (Some(texts), Some(data)) = (&mut target.batch.texts, record.data) {
                let id = context.id.as_ref().map(|id| identity(id.kind, id.text.as_bytes(), id.used.get()));
                let lines = elements(data).filter_map(|line| string_of(line).map(Cow::into_owned));
                let session = record.session.as_deref().unwrap_or_default();
                texts.push_message(session, path, event.time, id, lines);
            }
            target.push_event(format, content, &event);
        }
        Format::WorkspacesAccess => {
            let mut record = parse_workspaces_access(&fields);
            record.time = record.time.or(context.time);
            let built = build::build_workspaces_access(&record);
            target.push_identified(format, IdKind::EventBridge, content, &built.event());
        }
        Format::Metrics => {
            let point = metrics::parse_metric_stream(&fields);
            target.skip(format, Some(build_facts::metric(&point)));
        }
        other => target.skip(other, None),
    }
}

impl Target<'_, '_> {
    /// Takes in a CloudTrail record, in whatever form it came.
    pub(super) fn push_cloudtrail(&mut self, format: Format, content: u64, record: &CloudTrailRecord<'_>) {
        let built = build::build_cloudtrail(record);
        self.push_identified(format, IdKind::CloudTrail, content, &built.event());
    }

    /// Takes in an event that has an id of its own, if it is there.
    fn push_identified(&mut self, format: Format, kind: IdKind, content: u64, event: &Event<'_>) {
        let own = event.id();
        if own.is_empty() {
            return self.push_event(format, content, event);
        }
        self.push(format, identity(kind, own, 0), event);
    }

    /// Takes in an event without an id of its own: that of what is around it counts, else its content.
    fn push_event(&mut self, format: Format, content: u64, event: &Event<'_>) {
        let Some(around_id) = &self.context.id else { return self.push(format, content, event) };
        let place = around_id.used.get();
        around_id.used.set(place + 1);
        let numbered;
        let id = if place == 0 {
            &around_id.text
        } else {
            numbered = format!("{}#{place}", around_id.text);
            &numbered
        };
        let mut event = event.clone();
        event.set_id(id.as_bytes());
        self.push(format, identity(around_id.kind, id.as_bytes(), place), &event);
    }

    fn push(&mut self, format: Format, content: u64, event: &Event<'_>) {
        let Target { codes, context, batch } = self;
        batch.count_record(context.input, format);
        batch.push_event(context.input, context.site.unwrap_or_default(), content, event, codes);
    }

    /// Takes in a record that is no event on purpose, and what is known from it.
    fn skip(&mut self, format: Format, fact: Option<Fact>) {
        self.batch.push_skipped(self.context.input, format, fact);
    }
}

fn identity(kind: IdKind, id: &[u8], place: u32) -> u64 {
    hash_bytes(id, (kind as u64) << 32 | u64::from(place))
}
