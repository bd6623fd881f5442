//! The summary, schema `sessionscope.summary/1` of the contract: the same bytes from page and command
//! line. It covers everything that was read; filters never touch it.

use super::json_outline::{JsonOutline, ListKind};
use super::pieces::Pieces;
use super::{Export, Progress};
use crate::model::notice_list::Notice;
use crate::model::store::Input;
use crate::model::time::{UNDATED, rfc3339};
use crate::model::{Amount, Index, RowId, Session, SessionState, Store, TextField};
use crate::query::answer::Flow;
use crate::query::range_counter::{CountCache, RangeCounter};
use crate::query::transfers::flows;
use crate::query::view::View;
use crate::source::order;
use crate::text::reason_in_summary;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

#[derive(Serialize)]
struct InputSummary {
    path: String,
    bytes: u64,
    sha256: Option<String>,
    containers: Vec<String>,
    format: String,
    records: u64,
    events: u64,
    duplicates: u64,
    rejected: u64,
    skipped: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    incomplete: Option<&'static str>,
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
    system: &'static str,
    from: &'static str,
    to: &'static str,
    count: u64,
    bytes: u128,
    #[serde(rename = "unsized")]
    unsized_count: u64,
}

#[derive(Serialize)]
struct SessionSummary<'a> {
    system: &'static str,
    id: &'a str,
    user: &'a str,
    start: Option<String>,
    end: Option<String>,
    events: u64,
    state: SessionState,
}

#[derive(Serialize)]
struct NoticeSummary<'a> {
    path: &'a str,
    line: u32,
    offset: u64,
    kind: &'static str,
    message: String,
}

/// The members of the summary, in its order; the schema stands before them.
#[derive(Clone, Copy)]
enum SummaryMember {
    Inputs,
    Totals,
    TimeRange,
    BySystem,
    ByActivity,
    ByUser,
    Transfers,
    Sessions,
    Notices,
}

impl SummaryMember {
    const ALL: [SummaryMember; 9] = [
        SummaryMember::Inputs,
        SummaryMember::Totals,
        SummaryMember::TimeRange,
        SummaryMember::BySystem,
        SummaryMember::ByActivity,
        SummaryMember::ByUser,
        SummaryMember::Transfers,
        SummaryMember::Sessions,
        SummaryMember::Notices,
    ];

    const fn key(self) -> &'static str {
        match self {
            SummaryMember::Inputs => "inputs",
            SummaryMember::Totals => "totals",
            SummaryMember::TimeRange => "time_range",
            SummaryMember::BySystem => "by_system",
            SummaryMember::ByActivity => "by_activity",
            SummaryMember::ByUser => "by_user",
            SummaryMember::Transfers => "transfers",
            SummaryMember::Sessions => "sessions",
            SummaryMember::Notices => "notices",
        }
    }
}

/// The summary of everything that was read. What later reading changes is taken down when it begins.
pub struct SummaryExport {
    inputs: Vec<InputSummary>,
    totals: Totals,
    time_range: Range,
    by_system: Vec<(String, u64)>,
    by_activity: Vec<(String, u64)>,
    by_user: Vec<(String, u64)>,
    transfers: Vec<TransferSummary>,
    sessions: usize,
    /// In the order of the summary.
    notices: Rc<[Notice]>,
    json: JsonOutline,
    /// Index in [`SummaryMember::ALL`] of the member that is written, and of the next item in it.
    member: usize,
    item: usize,
    done: u64,
}

impl SummaryExport {
    /// The summary of a view of everything; `notices` are those of [`Store::sorted_notices`].
    pub fn new(view: &View<'_>, notices: Rc<[Notice]>) -> SummaryExport {
        let View { store, index, .. } = view;
        let by_user = counts(store, TextField::User);
        let mut inputs: Vec<InputSummary> =
            store.inputs().iter().filter(|input| !input.is_archive()).map(input_summary).collect();
        order::sort_by(&mut inputs, |a, b| a.path.cmp(&b.path));
        let mut counted = CountCache::default();
        let flows = flows(view, &mut RangeCounter::of(view, &mut counted));
        SummaryExport {
            inputs,
            totals: totals(store, index, &by_user),
            time_range: time_range(store, index),
            by_system: by_system(store),
            by_activity: counts(store, TextField::Activity),
            by_user,
            transfers: flows.into_iter().map(transfer_summary).collect(),
            sessions: index.sessions.len(),
            notices,
            json: JsonOutline::default(),
            member: 0,
            item: 0,
            done: 0,
        }
    }

    /// Writes what comes next; whether there is more. It writes to anything, unlike [`Export::step`].
    fn write_next(&mut self, view: &View<'_>, out: &mut impl Write) -> io::Result<bool> {
        let Some(member) = SummaryMember::ALL.get(self.member).copied() else { return Ok(false) };
        if self.done == 0 {
            self.json.member(out, "schema", &"sessionscope.summary/1")?;
        }
        self.done += 1;
        if self.item == 0 {
            match member {
                SummaryMember::Totals => self.json.member(out, member.key(), &self.totals)?,
                SummaryMember::TimeRange => self.json.member(out, member.key(), &self.time_range)?,
                SummaryMember::BySystem | SummaryMember::ByActivity | SummaryMember::ByUser => {
                    self.json.begin_list(out, member.key(), ListKind::Map)?;
                }
                SummaryMember::Inputs
                | SummaryMember::Transfers
                | SummaryMember::Sessions
                | SummaryMember::Notices => {
                    self.json.begin_list(out, member.key(), ListKind::Array)?;
                }
            }
        }
        if self.item < self.len_of(member) {
            self.write_item(member, view, out)?;
            self.item += 1;
            return Ok(true);
        }
        self.json.end_list(out)?;
        (self.member, self.item) = (self.member + 1, 0);
        if self.member == SummaryMember::ALL.len() {
            self.json.end(out)?;
        }
        Ok(self.member < SummaryMember::ALL.len())
    }

    /// How many items a member has.
    fn len_of(&self, member: SummaryMember) -> usize {
        match member {
            SummaryMember::Inputs => self.inputs.len(),
            SummaryMember::Totals | SummaryMember::TimeRange => 0,
            SummaryMember::BySystem => self.by_system.len(),
            SummaryMember::ByActivity => self.by_activity.len(),
            SummaryMember::ByUser => self.by_user.len(),
            SummaryMember::Transfers => self.transfers.len(),
            SummaryMember::Sessions => self.sessions,
            SummaryMember::Notices => self.notices.len(),
        }
    }

    fn write_item(&mut self, member: SummaryMember, view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
        let (item, json) = (self.item, &mut self.json);
        match member {
            SummaryMember::Inputs => json.item(out, None, &self.inputs[item]),
            SummaryMember::Totals | SummaryMember::TimeRange => Ok(()),
            SummaryMember::BySystem => json.item(out, Some(&self.by_system[item].0), &self.by_system[item].1),
            SummaryMember::ByActivity => {
                json.item(out, Some(&self.by_activity[item].0), &self.by_activity[item].1)
            }
            SummaryMember::ByUser => json.item(out, Some(&self.by_user[item].0), &self.by_user[item].1),
            SummaryMember::Transfers => json.item(out, None, &self.transfers[item]),
            SummaryMember::Sessions => json.item(out, None, &session_summary(&view.index.sessions[item])),
            SummaryMember::Notices => json.item(out, None, &notice_summary(view.store, &self.notices[item])),
        }
    }
}

impl Export for SummaryExport {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        self.write_next(view, out)
    }

    fn progress(&self) -> Progress {
        let items: usize = SummaryMember::ALL.into_iter().map(|member| self.len_of(member)).sum();
        Progress { done: self.done, total: (items + SummaryMember::ALL.len()) as u64 }
    }
}

/// Writes the summary of a view of everything as pretty-printed JSON with a line feed at its end.
///
/// # Errors
/// Those of the writer.
pub fn write_summary(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut summary = SummaryExport::new(view, view.store.sorted_notices().into());
    while summary.write_next(view, out)? {}
    Ok(())
}

fn totals(store: &Store, index: &Index, by_user: &[(String, u64)]) -> Totals {
    let counts = store.counts();
    Totals {
        inputs: counts.files,
        bytes: counts.bytes,
        records: counts.records,
        events: counts.events,
        duplicates: counts.duplicates,
        rejected: counts.rejected,
        skipped: counts.skipped,
        sessions: index.sessions.len() as u64,
        users: by_user.iter().filter(|(user, _)| !user.is_empty()).count() as u64,
        undated: (index.order.len() - index.dated) as u64,
    }
}

fn transfer_summary(Flow { key, amount }: Flow) -> TransferSummary {
    let (system, from, to) = key.ids();
    let Amount { bytes, count, unsized_count } = amount;
    TransferSummary { system, from, to, count, bytes, unsized_count }
}

fn input_summary(input: &Input) -> InputSummary {
    InputSummary {
        path: input.path.clone(),
        bytes: input.end.as_ref().map_or(input.bytes_read, |end| end.bytes),
        // Of a part there is no hash; a file that the command line cannot read has an empty one.
        sha256: input.sha256.clone().or_else(|| input.incomplete().is_none().then(String::new)),
        containers: input.end.as_ref().map(|end| end.containers.clone()).unwrap_or_default(),
        format: input.format_id().to_owned(),
        records: input.record_count(),
        events: input.events,
        duplicates: input.duplicates,
        rejected: input.rejected,
        skipped: input.skipped,
        incomplete: input.incomplete(),
    }
}

fn session_summary(session: &Session) -> SessionSummary<'_> {
    SessionSummary {
        system: session.system.id(),
        id: &session.id,
        user: &session.user,
        start: session.start.map(rfc3339),
        end: session.end.map(rfc3339),
        events: session.events,
        state: session.state,
    }
}

fn notice_summary<'a>(store: &'a Store, notice: &Notice) -> NoticeSummary<'a> {
    NoticeSummary {
        path: &store.inputs()[notice.input as usize].path,
        line: notice.span.line,
        offset: notice.span.offset,
        kind: notice.reason.kind().id(),
        message: reason_in_summary(notice.reason, &notice.detail),
    }
}

fn time_range(store: &Store, index: &Index) -> Range {
    let dated = &index.order[..index.dated];
    let time = |row: Option<&RowId>| {
        row.map(|row| store.columns().time(*row)).filter(|time| *time != UNDATED).map(rfc3339)
    };
    Range { start: time(dated.first()), end: time(dated.last()) }
}

/// Events by system, in the order of the names.
fn by_system(store: &Store) -> Vec<(String, u64)> {
    let mut by_system: BTreeMap<&str, u64> = BTreeMap::new();
    for row in store.events() {
        *by_system.entry(store.columns().system(row).id()).or_default() += 1;
    }
    by_system.into_iter().map(|(system, events)| (system.to_owned(), events)).collect()
}

/// Events by the value of a field, in the order of the values; the empty text stands for events without
/// one (R15).
fn counts(store: &Store, field: TextField) -> Vec<(String, u64)> {
    let codes = store.columns().text(field);
    let mut by_code = vec![0u64; store.dictionary(field).len()];
    for row in store.events() {
        by_code[codes.get(row) as usize] += 1;
    }
    let present = store.dictionary(field).iter().zip(by_code).filter(|(_, events)| *events > 0);
    let mut counts: Vec<(String, u64)> = present.map(|(text, events)| (text.to_owned(), events)).collect();
    order::sort(&mut counts);
    counts
}
