//! Streams: answers that can be large come piece by piece, each when it is asked for. Between two of them the
//! engine answers other requests, and whoever needs no more asks for no more.

use super::Engine;
use super::place_stream::PlaceStream;
use super::requests::findings_by_session;
use super::scope::Scope;
use super::snapshot::StoreCache;
use crate::casefile::CASE_FILE_NAME;
use crate::export::audit::AuditExport;
use crate::export::case_file::{CaseFileExport, CaseQuestion};
use crate::export::counts::{CountsExport, CountsFormat};
use crate::export::events::{EventExport, EventFormat};
use crate::export::pieces::Pieces;
use crate::export::provenance::{FindingsAsked, Question};
use crate::export::summary::SummaryExport;
use crate::export::table::{TableExport, TableFacts, ViewTable};
use crate::export::{Export, Progress};
use crate::filter::Mistake;
use crate::model::Zone;
use crate::model::audit_options::AuditOptions;
use crate::query::field_counts::{CountableField, FieldCounts};
use crate::query::record_places::RowsByInput;
use crate::query::rows::inputs_by_path;
use crate::query::view::ScopeSelection;
use crate::source::limits::PIECE_BYTES;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What can be streamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StreamRequest {
    /// The summary of everything, whatever the scope.
    Summary,
    /// What the evidence says of itself, whatever the scope; findings are looked for with these options.
    Audit(AuditOptions),
    /// The case file: what a person has added, whatever the scope.
    CaseFile(CaseQuestion),
    /// The events in scope, hidden ones among them.
    Events(EventFormat),
    /// The table that a view shows, as CSV.
    Table {
        /// Which.
        table: ViewTable,
        /// With all columns that it can have, instead of those that it shows.
        all_columns: bool,
        /// The zone in which times are written.
        zone: Zone,
        /// With what findings are looked for, where it tells of them; nothing before everything has been read.
        audit: Option<AuditOptions>,
    },
    /// Where the records stand that a search is still to look at, whatever the scope: see
    /// [`RecordPlaces`](crate::model::record_places::RecordPlaces).
    RecordPlaces {
        /// The number of the search.
        search: u32,
        /// Paths of the files in which they stand.
        files: Vec<String>,
    },
    /// How many of the same events have which values of these fields.
    Counts {
        /// The fields.
        by: Vec<CountableField>,
        /// How they are written.
        format: CountsFormat,
    },
}

impl StreamRequest {
    /// Name of the file that it is saved as.
    pub fn file_name(&self) -> String {
        match self {
            StreamRequest::Summary => "sessionscope-summary.json".to_owned(),
            StreamRequest::Audit(_) => "sessionscope-audit.json".to_owned(),
            StreamRequest::CaseFile(_) => CASE_FILE_NAME.0.to_owned() + CASE_FILE_NAME.1,
            StreamRequest::Events(format) => format!("sessionscope-events.{}", format.id()),
            StreamRequest::Table { table, all_columns, .. } => {
                let which = if *all_columns { "all-columns" } else { "as-shown" };
                format!("sessionscope-{}-{which}.csv", table.id())
            }
            StreamRequest::RecordPlaces { .. } => "sessionscope-places".to_owned(),
            StreamRequest::Counts { format, .. } => format!("sessionscope-counts.{}", format.id()),
        }
    }
}

/// A stream that has begun. What it tells of is what had been read by then, whatever has come in since.
pub struct Stream {
    cache: Rc<StoreCache>,
    selected: ScopeSelection,
    export: Box<dyn Export>,
    pieces: Pieces,
    is_written: bool,
}

impl Stream {
    /// Memory in bytes that waits to be taken: a piece, and what the last line has beyond it.
    pub fn waiting_bytes(&self) -> usize {
        self.pieces.byte_count()
    }
}

/// A piece of a stream.
pub struct Piece {
    /// At most [`PIECE_BYTES`].
    pub bytes: Vec<u8>,
    /// How far the stream is.
    pub progress: Progress,
    /// Whether no more comes after it.
    pub is_last: bool,
}

impl Engine {
    /// Begins a stream about what was read so far.
    ///
    /// # Errors
    /// A mistake in the filter, where the stream depends on it.
    pub fn stream(&mut self, scope: &Scope, request: &StreamRequest) -> Result<Stream, Mistake> {
        let cache = self.renewed();
        cache.look_for_findings(&self.store, scope);
        let mut question =
            Question { filter: scope.filter.clone(), zone: Zone::default(), hidden: 0, findings: None };
        let selected = match request {
            // What is shown, and no more.
            StreamRequest::Table { zone, .. } => {
                let scoped = self.scopes.get_mut().get(&self.store, &cache.derived, scope)?;
                question = Question { zone: zone.clone(), hidden: scoped.hidden(), ..question };
                scoped.selected.clone()
            }
            StreamRequest::Summary
            | StreamRequest::Audit(_)
            | StreamRequest::CaseFile(_)
            | StreamRequest::RecordPlaces { .. } => ScopeSelection::everything(&self.store, &cache.derived),
            StreamRequest::Events(_) | StreamRequest::Counts { .. } => {
                let scoped = self.scopes.get_mut().get(&self.store, &cache.derived, scope)?;
                scoped.with_hidden.as_ref().unwrap_or(&scoped.selected).clone()
            }
        };
        let view = cache.derived.view(&self.store, &selected);
        let export: Box<dyn Export> = match request {
            StreamRequest::Summary => Box::new(SummaryExport::new(&view, cache.notices(&self.store))),
            StreamRequest::Audit(options) => {
                Box::new(AuditExport::new(&view, cache.flows(&view), *options, &self.rules.borrow()))
            }
            StreamRequest::CaseFile(question) => {
                let mut annotations = self.annotations.1.clone();
                annotations.settle(|path| self.store.input(path)?.sha256.as_deref());
                Box::new(CaseFileExport::new(&view, question.clone(), annotations))
            }
            StreamRequest::Events(format) => Box::new(EventExport::new(&view, *format)),
            StreamRequest::Table { table, all_columns, audit, .. } => {
                let asked = audit.filter(|_| table.tells_findings(*all_columns));
                question.findings = asked.map(|options| FindingsAsked {
                    options,
                    dismissed: cache.dismissed.borrow().len(),
                    rules: self.rules.borrow().report(&self.store).map(|report| report.rules),
                });
                let findings = asked.map(|options| findings_by_session(&self.store, &cache, options));
                let facts = TableFacts { flows: cache.flows(&view), findings };
                Box::new(TableExport::new(&view, table, *all_columns, question, facts))
            }
            StreamRequest::RecordPlaces { search, files } => {
                let rows = cache.rows_by_input.get_or_init(|| Rc::new(RowsByInput::of(&self.store)));
                let (rows, deep) = (Rc::clone(rows), Rc::clone(&self.deep));
                let sorted = cache.inputs.get_or_init(|| inputs_by_path(&self.store));
                Box::new(PlaceStream::new(&self.store, (*search, files), sorted, rows, deep))
            }
            StreamRequest::Counts { by, format } => {
                Box::new(CountsExport::new(FieldCounts::of(&view, by), *format))
            }
        };
        Ok(Stream { cache, selected, export, pieces: Pieces::new(PIECE_BYTES), is_written: false })
    }

    /// The next piece of a stream of this engine; an empty one after the last.
    pub fn next_piece(&self, stream: &mut Stream) -> Piece {
        let view = stream.cache.derived.view(&self.store, &stream.selected);
        let (bytes, is_last) = loop {
            if let Some(piece) = stream.pieces.pop_full() {
                break (piece, false);
            }
            if stream.is_written {
                break (stream.pieces.take_rest(), true);
            }
            // Pieces are memory: writing to them cannot fail.
            stream.is_written = !stream.export.step(&view, &mut stream.pieces).unwrap_or(false);
        };
        Piece { bytes, progress: stream.export.progress(), is_last }
    }
}
