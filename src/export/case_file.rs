//! The case file, schema `sessionscope.case/1` of the contract: what a person has added, and the inputs that it is
//! about, by their paths and hashes. No event is in it: of the logs only what filters and notes name.

use super::json_outline::{JsonOutline, ListKind};
use super::pieces::Pieces;
use super::{Export, Progress};
use crate::casefile::json::{
    AuditJson, DismissalJson, FilterJson, InputJson, MarkJson, RangeJson, RangeNoteJson, SessionNoteJson,
};
use crate::casefile::{Annotations, CASE_SCHEMA, CaseInput};
use crate::model::TimeRange;
use crate::query::rows::inputs_by_path;
use crate::query::view::View;
use crate::source::limits::MAX_CASE_INPUT_BYTES;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// What an input takes in the file beside its path: its hash, its size, names and blanks.
const BYTES_BESIDE_PATH: usize = 150;

/// What a case file says beside the inputs and what a person has added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseQuestion {
    /// The filter line.
    pub filter: String,
    /// The range, if there is one.
    pub range: Option<TimeRange>,
    /// The zone as the page names it: `UTC`, `UTC+09:00`.
    pub zone: String,
}

/// The case file of a view of everything.
pub struct CaseFileExport {
    question: CaseQuestion,
    annotations: Annotations,
    /// Numbers of the inputs, by path.
    inputs: Vec<u32>,
    json: JsonOutline,
    /// How many inputs are written, once all before them is.
    done: Option<usize>,
    /// About how many bytes these are.
    listed_bytes: usize,
}

impl CaseFileExport {
    /// The export of everything, with what a person has added.
    pub fn new(view: &View<'_>, question: CaseQuestion, annotations: Annotations) -> CaseFileExport {
        let inputs = inputs_by_path(view.store);
        CaseFileExport {
            question,
            annotations,
            inputs,
            json: JsonOutline::default(),
            done: None,
            listed_bytes: 0,
        }
    }

    fn write_added(&mut self, out: &mut impl Write) -> io::Result<()> {
        let Annotations { marks, session_notes, range_notes, saved_filters, dismissals, audit } =
            std::mem::take(&mut self.annotations);
        let CaseQuestion { filter, range, zone } = std::mem::take(&mut self.question);
        let json = &mut self.json;
        json.member(out, "schema", &CASE_SCHEMA)?;
        json.member(out, "filter", &filter)?;
        json.member(out, "range", &range.map(RangeJson::from))?;
        json.member(out, "zone", &zone)?;
        json.member(out, "audit", &AuditJson::from(audit))?;
        json.member(out, "saved_filters", &all::<_, FilterJson>(saved_filters))?;
        json.member(out, "marks", &all::<_, MarkJson>(marks))?;
        json.member(out, "session_notes", &all::<_, SessionNoteJson>(session_notes))?;
        json.member(out, "range_notes", &all::<_, RangeNoteJson>(range_notes))?;
        json.member(out, "dismissed", &all::<_, DismissalJson>(dismissals))?;
        json.begin_list(out, "inputs", ListKind::Array)
    }
}

/// A case file without its inputs, for nothing is known of them any more.
///
/// # Errors
/// Those of the writer.
pub fn write_without_inputs(
    question: CaseQuestion,
    annotations: Annotations,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut file = CaseFileExport {
        question,
        annotations,
        inputs: Vec::new(),
        json: JsonOutline::default(),
        done: None,
        listed_bytes: 0,
    };
    file.write_added(out)?;
    file.json.end_list(out)?;
    file.json.member(out, "inputs_not_listed", &0)?;
    file.json.end(out)
}

fn all<T: Into<J>, J>(list: Vec<T>) -> Vec<J> {
    list.into_iter().map(Into::into).collect()
}

impl Export for CaseFileExport {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        let Some(done) = self.done else {
            self.write_added(out)?;
            self.done = Some(0);
            return Ok(true);
        };
        let next = self.inputs.get(done).filter(|_| self.listed_bytes < MAX_CASE_INPUT_BYTES);
        let Some(number) = next else {
            self.json.end_list(out)?;
            // The file must be small enough to be opened again.
            self.json.member(out, "inputs_not_listed", &(self.inputs.len() - done))?;
            self.json.end(out)?;
            return Ok(false);
        };
        let input = &view.store.inputs()[*number as usize];
        let named =
            CaseInput { path: input.path.clone(), bytes: input.bytes_read, sha256: input.sha256.clone() };
        self.listed_bytes += named.path.len() + BYTES_BESIDE_PATH;
        self.json.item(out, None, &InputJson::from(named))?;
        self.done = Some(done + 1);
        Ok(true)
    }

    fn progress(&self) -> Progress {
        Progress { done: self.done.unwrap_or_default() as u64, total: self.inputs.len() as u64 }
    }
}
