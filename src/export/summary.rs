//! The summary, schema `sessionscope.summary/1` of the contract: the same bytes from page and command
//! line. It covers everything that was read; filters never touch it.

use crate::model::classify::Classification;
use crate::model::time::{UNDATED, rfc3339};
use crate::model::{Index, SessionState, Store, TextField};
use crate::query::filter::Selection;
use crate::query::range_counter::{CountCache, RangeCounter};
use crate::query::transfers::flows;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Summary<'a> {
    schema: &'static str,
    inputs: Vec<InputSummary>,
    totals: Totals,
    time_range: Range,
    by_system: BTreeMap<String, u64>,
    by_activity: BTreeMap<String, u64>,
    by_user: BTreeMap<String, u64>,
    transfers: Vec<TransferSummary>,
    sessions: Vec<SessionSummary>,
    notices: NoticeSummaries<'a>,
}

#[derive(Serialize)]
struct InputSummary {
    path: String,
    bytes: u64,
    sha256: String,
    containers: Vec<String>,
    format: String,
    records: u64,
    events: u64,
    duplicates: u64,
    rejected: u64,
    skipped: u64,
}

#[derive(Serialize)]
struct Totals {
    inputs: u64,
    bytes: u64,
    records: u64,
    events: u64,
    duplicates: u64,
    rejected: u64,
    skipped: u64,
    sessions: u64,
    users: u64,
    undated: u64,
}

#[derive(Serialize)]
struct Range {
    start: Option<String>,
    end: Option<String>,
}

#[derive(Serialize)]
struct TransferSummary {
    system: String,
    from: &'static str,
    to: &'static str,
    count: u64,
    bytes: u128,
    #[serde(rename = "unsized")]
    unsized_count: u64,
}

#[derive(Serialize)]
struct SessionSummary {
    system: &'static str,
    id: String,
    user: String,
    start: Option<String>,
    end: Option<String>,
    events: u64,
    state: SessionState,
}

/// The notices, each made only when it is written: a damaged file may have millions.
struct NoticeSummaries<'a>(&'a Store);

impl Serialize for NoticeSummaries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let store = self.0;
        serializer.collect_seq(store.sorted_notices().into_iter().map(|notice| NoticeSummary {
            path: &store.inputs()[notice.input as usize].path,
            line: notice.span.line,
            offset: notice.span.offset,
            kind: notice.reason.kind().id(),
            message: notice.reason.message(),
        }))
    }
}

#[derive(Serialize)]
struct NoticeSummary<'a> {
    path: &'a str,
    line: u32,
    offset: u64,
    kind: &'static str,
    message: String,
}

/// Writes the summary of a store as pretty-printed JSON with a line feed at its end.
///
/// # Errors
/// Those of the writer.
pub fn write_summary(store: &Store, index: &Index, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &summary(store, index))?;
    out.write_all(b"\n")
}

fn summary<'a>(store: &'a Store, index: &Index) -> Summary<'a> {
    let by_user = counts(store, TextField::User);
    let tally = store.tally();
    let mut inputs: Vec<InputSummary> =
        store.inputs().iter().filter(|input| !input.is_archive()).map(input_summary).collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    let mut by_system: BTreeMap<String, u64> = BTreeMap::new();
    for row in store.events() {
        let system = store.columns().system(row);
        match by_system.get_mut(system.id()) {
            Some(count) => *count += 1,
            None => {
                by_system.insert(system.id().to_owned(), 1);
            }
        }
    }
    let all = Selection::all(store);
    Summary {
        schema: "sessionscope.summary/1",
        totals: Totals {
            inputs: tally.files,
            bytes: tally.bytes,
            records: tally.records,
            events: tally.events,
            duplicates: tally.duplicates,
            rejected: tally.rejected,
            skipped: tally.skipped,
            sessions: index.sessions.len() as u64,
            users: by_user.keys().filter(|user| !user.is_empty()).count() as u64,
            undated: (index.order.len() - index.dated) as u64,
        },
        inputs,
        time_range: time_range(store, index),
        by_system,
        by_activity: counts(store, TextField::Activity),
        by_user,
        transfers: flows(
            store,
            &Classification::of(store),
            &mut RangeCounter::of(&all, &all, &mut CountCache::default()),
        )
        .into_iter()
        .map(|flow| TransferSummary {
            system: flow.system,
            from: flow.from.id(),
            to: flow.to.id(),
            count: flow.count,
            bytes: flow.bytes,
            unsized_count: flow.unsized_count,
        })
        .collect(),
        sessions: index
            .sessions
            .iter()
            .map(|session| SessionSummary {
                system: session.system.id(),
                id: session.id.clone(),
                user: session.user.clone(),
                start: session.start.map(rfc3339),
                end: session.end.map(rfc3339),
                events: session.events,
                state: session.state,
            })
            .collect(),
        notices: NoticeSummaries(store),
    }
}

fn input_summary(input: &crate::model::store::Input) -> InputSummary {
    InputSummary {
        path: input.path.clone(),
        bytes: input.end.as_ref().map_or(input.bytes_read, |end| end.bytes),
        sha256: input.sha256.clone().unwrap_or_default(),
        containers: input.end.as_ref().map(|end| end.containers.clone()).unwrap_or_default(),
        format: input.format_id().to_owned(),
        records: input.record_count(),
        events: input.events,
        duplicates: input.duplicates,
        rejected: input.rejected,
        skipped: input.skipped,
    }
}

fn time_range(store: &Store, index: &Index) -> Range {
    let dated = &index.order[..index.dated];
    let time = |row: Option<&u32>| {
        row.map(|row| store.columns().time(*row)).filter(|time| *time != UNDATED).map(rfc3339)
    };
    Range { start: time(dated.first()), end: time(dated.last()) }
}

/// Events by the value of a field; the empty text stands for events without one (R15).
fn counts(store: &Store, field: TextField) -> BTreeMap<String, u64> {
    let codes = store.columns().text(field);
    let mut by_code = vec![0u64; store.dictionary(field).len()];
    for row in store.events() {
        by_code[codes.get(row) as usize] += 1;
    }
    let counted = store.dictionary(field).iter().zip(by_code).filter(|(_, count)| *count > 0);
    counted.map(|(text, count)| (text.to_owned(), count)).collect()
}
