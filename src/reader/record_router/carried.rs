//! Records in rows of tables, and in what others than AWS's own envelopes carry.

use super::RecordRouter;
use crate::container::base64_text::{self, Decoded};
use crate::container::json::{string_of, walk};
use crate::container::parts::{elements, members};
use crate::format::Listing;
use crate::format::carrier::{Packing, carried};
use crate::format::cloudtrail_public_keys::documented_list;
use crate::format::cloudtrail_table::RecordColumns;
use crate::format::envelope::says_cut;
use crate::format::json_row::{JsonRow, NamedRows, field_list_row, is_unfinished, json_row, result_rows};
use crate::format::session_manager_history::is_session;
use crate::format::table::{LogEventColumns, TableKind};
use crate::mapping::context::RecordContext;
use crate::mapping::sink::InputSink;
use crate::mapping::{map_cloudtrail_row, map_listed};
use crate::model::Reason;
use crate::reader::list_elements::list_elements;
use crate::reader::nested_text::is_json;
use crate::source::limits::{MAX_TEXT_DEPTH, MAX_UNRATED_BYTES};
use std::borrow::Cow;

impl RecordRouter {
    /// Reads the log event of a row.
    pub(in crate::reader) fn read_log_row(
        &mut self,
        columns: LogEventColumns,
        cells: &[String],
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let LogEventColumns { message, stream, time } = columns;
        let time = time.map(|time| format!("\"{}\"", cells[time]));
        let stream = stream.map_or("", |stream| cells[stream].as_str());
        let time = time.as_ref().map(|time| time.as_bytes());
        let context = RecordContext { time, ..context.clone() };
        self.read_message(Cow::Borrowed(cells[message].as_bytes()), None, stream, &context, sink);
    }

    fn read_json_row(&mut self, row: JsonRow, context: &RecordContext<'_>, sink: &mut InputSink<'_>) {
        match row.kind {
            TableKind::LogEvents(columns) => self.read_log_row(columns, &row.cells, context, sink),
            TableKind::CloudTrail => {
                map_cloudtrail_row(&RecordColumns::of(row.headers), &row.cells, None, context, sink);
            }
            TableKind::Metrics | TableKind::IdentityMap => sink.reject(context),
        }
    }

    /// Reads a row that is written as JSON, or what something else than AWS carries.
    pub(super) fn read_carried(
        &mut self,
        text: &[u8],
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        if context.depth == MAX_TEXT_DEPTH {
            return sink.reject(context);
        }
        // What carries is gone through anew for what it carries, like a text.
        let context = &RecordContext { depth: context.depth + 1, ..context.clone() };
        if let Some(rows) = result_rows(text) {
            for (list, context) in list_elements(rows, text, context) {
                match field_list_row(list) {
                    Some(row) => self.read_json_row(row, &context, sink),
                    None => sink.reject(&context),
                }
            }
            sink.form().is_query_unfinished |= is_unfinished(text);
            sink.form().is_answer_cut = Some(members(text).any(|(key, value)| says_cut(&key, value)));
            return;
        }
        if let Some(table) = NamedRows::of(text) {
            for (list, context) in list_elements(table.rows, text, context) {
                match table.row(list) {
                    Some(row) => self.read_json_row(row, &context, sink),
                    None => sink.reject(&context),
                }
            }
            return;
        }
        if is_session(text)
            && let Ok(walked) = walk(text, Listing::Sessions.descriptor().schema)
        {
            map_listed(Listing::Sessions, text, &walked.fields(text), context, sink);
            return;
        }
        if let Some(list) = documented_list(text)
            && let Ok(walked) = walk(text, &[])
        {
            for (element, context) in list_elements(list, text, context) {
                map_listed(Listing::PublicKeys, element, &walked.fields(text), &context, sink);
            }
            if elements(list).next().is_none() {
                sink.hint(Listing::PublicKeys.descriptor().id);
            }
            return;
        }
        if let Some(row) = json_row(text) {
            return self.read_json_row(row, context, sink);
        }
        match carried(text) {
            Some((Packing::Plain, list)) if list.starts_with(b"[") => {
                for (element, context) in list_elements(list, text, context) {
                    self.read_value(element, None, &context, sink);
                }
            }
            Some((Packing::Plain, value)) => {
                let within = RecordContext { is_span_final: true, ..context.clone() };
                self.read_value(value, None, &within, sink);
            }
            Some((Packing::Base64, value)) => self.read_base64(value, context, sink),
            None => sink.reject_object(text, context),
        }
    }

    /// Reads a text of JSON that is written in base64.
    fn read_base64(&mut self, value: &[u8], context: &RecordContext<'_>, sink: &mut InputSink<'_>) {
        match base64_text::decode(&string_of(value).unwrap_or_default(), MAX_UNRATED_BYTES) {
            Decoded::Text(text) if is_json(text.as_bytes()) => {
                self.unpacked += text.len() as u64;
                self.read_text(text.as_bytes(), context, sink);
            }
            Decoded::Text(_) | Decoded::Nothing => sink.reject(context),
            Decoded::TooLarge => {
                sink.reject(context);
                self.exceeded.get_or_insert(Reason::TooMuchInflated);
            }
        }
    }
}
