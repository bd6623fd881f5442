//! Records to events in a batch: each with the id by which it is found again (R1).

use super::around::{Around, IdKind};
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
use crate::model::{build, build_facts};
use std::borrow::Cow;

/// Takes in a record of a format that recognises it. `codes` are those of the last record that was like it, and
/// `changed` what it has other than that one.
pub(super) fn push_record(
    format: Format,
    fields: Fields<'_>,
    content: u64,
    (codes, changed): (&mut KnownCodes, SlotSet),
    around: &Around<'_>,
    batch: &mut Batch,
) {
    if around.is_invalid {
        codes.forget();
        // The record is read with U+FFFD in place of what is no text (R13).
        let repaired = String::from_utf8_lossy(fields.of());
        let around = Around { is_invalid: false, ..around.clone() };
        if let Ok(walked) = walk(repaired.as_bytes(), format.schema()) {
            let nothing = (&mut KnownCodes::default(), SlotSet::MAX);
            let fields = walked.fields(repaired.as_bytes());
            push_record(format, fields, walked.extent.content, nothing, &around, batch);
        }
        return;
    }
    let fields = fields.without(codes.keep(build::parts(format), changed));
    match format {
        Format::SessionLogger => {
            let record = parse_session_logger(&fields);
            push_event(format, content, &build::build_session_logger(&record), codes, around, batch);
        }
        Format::UserAccess => {
            let record = parse_user_access(&fields);
            push_event(format, content, &build::build_user_access(&record), codes, around, batch);
        }
        Format::CloudTrail if cloudtrail::is_insight(&fields) => {
            batch.push_skipped(around.input, Format::CloudTrailInsight, None);
        }
        Format::CloudTrail => {
            let record = cloudtrail::parse_cloudtrail(&fields);
            push_cloudtrail(format, content, &record, codes, around, batch);
        }
        Format::CloudTrailOcsf => {
            push_cloudtrail(format, content, &parse_cloudtrail_ocsf(&fields), codes, around, batch);
        }
        Format::SessionManagerStream => {
            let record = parse_session_manager_stream(&fields);
            let event = build::build_session_manager_stream(&record);
            let path = &batch.inputs[around.input as usize].path;
            if let (Some(texts), Some(data)) = (&mut batch.texts, record.data) {
                let id = around.id.as_ref().map(|id| identity(id.kind, &id.text, id.used.get()));
                let lines = elements(data).filter_map(|line| string_of(line).map(Cow::into_owned));
                let session = record.session.as_deref().unwrap_or_default();
                texts.push_message(session, path, event.time, id, lines);
            }
            push_event(format, content, &event, codes, around, batch);
        }
        Format::WorkspacesAccess => {
            let mut record = parse_workspaces_access(&fields);
            record.time = record.time.or(around.time);
            let built = build::build_workspaces_access(&record);
            let kind = IdKind::EventBridge;
            push_identified(format, kind, content, &built.event(), codes, around, batch);
        }
        Format::Metrics => {
            let point = metrics::parse_metric_stream(&fields);
            batch.push_skipped(around.input, format, Some(build_facts::metric(&point)));
        }
        other => batch.push_skipped(around.input, other, None),
    }
}

/// Takes in a CloudTrail record, in whatever form it came.
pub(super) fn push_cloudtrail(
    format: Format,
    content: u64,
    record: &CloudTrailRecord<'_>,
    codes: &mut KnownCodes,
    around: &Around<'_>,
    batch: &mut Batch,
) {
    let built = build::build_cloudtrail(record);
    push_identified(format, IdKind::CloudTrail, content, &built.event(), codes, around, batch);
}

/// Takes in an event that has an id of its own, if it is there.
fn push_identified(
    format: Format,
    kind: IdKind,
    content: u64,
    event: &Event<'_>,
    codes: &mut KnownCodes,
    around: &Around<'_>,
    batch: &mut Batch,
) {
    let own = event.id();
    if own.is_empty() {
        return push_event(format, content, event, codes, around, batch);
    }
    let content = identity(kind, own, 0);
    push(format, content, event, codes, around, batch);
}

/// Takes in an event without an id of its own: that of what is around it counts, else its content.
fn push_event(
    format: Format,
    content: u64,
    event: &Event<'_>,
    codes: &mut KnownCodes,
    around: &Around<'_>,
    batch: &mut Batch,
) {
    let Some(around_id) = &around.id else { return push(format, content, event, codes, around, batch) };
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
    event.set_id(id);
    push(format, identity(around_id.kind, id, place), &event, codes, around, batch);
}

fn push(
    format: Format,
    content: u64,
    event: &Event<'_>,
    codes: &mut KnownCodes,
    around: &Around<'_>,
    batch: &mut Batch,
) {
    batch.count_record(around.input, format);
    batch.push_event(around.input, around.site.unwrap_or_default(), content, event, codes);
}

fn identity(kind: IdKind, id: &str, place: u32) -> u64 {
    hash_bytes(id.as_bytes(), (kind as u64) << 32 | u64::from(place))
}
