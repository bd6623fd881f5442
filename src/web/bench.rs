//! What `make bench` measures from outside (benches/browser/): reader, unpacker and engine, each by itself,
//! in a worker of the built page. The page does not use it.

use crate::shell::facets::FIELDS;
use sessionscope::container::gzip::Unpacker;
use sessionscope::engine::requests::{
    AuditScope, CaseStatus, Comparison, EventPage, FacetRequest, Facets, FindingKinds, Minimap, OtherPart,
    OverviewPanels, TracksIn,
};
use sessionscope::engine::{AnyRequest, Engine, Scope};
use sessionscope::model::batch::Batch;
use sessionscope::model::{TimeRange, Window};
use sessionscope::query::answer::TrackChoice;
use sessionscope::reader::Reader;
use wasm_bindgen::prelude::*;

/// Reads bytes into batches, as an ingest worker does before it sends them on.
#[wasm_bindgen]
pub struct BenchReader {
    reader: Reader,
    batch: Batch,
    events: u32,
}

#[wasm_bindgen]
impl BenchReader {
    /// A reader of one input.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // It is JavaScript that calls it.
    pub fn new() -> BenchReader {
        BenchReader { reader: Reader::new("bench.jsonl"), batch: Batch::default(), events: 0 }
    }

    /// Reads a slice of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.reader.push(bytes, &mut self.batch);
        if self.batch.is_full() {
            self.send();
        }
    }

    /// Ends the file; how many events were read.
    pub fn finish(mut self) -> u32 {
        let reader = std::mem::replace(&mut self.reader, Reader::new(""));
        reader.finish_all(&mut self.batch);
        self.send();
        self.events
    }

    /// Makes the message of the batch, which is part of the work, and drops it.
    fn send(&mut self) {
        let batch = self.batch.take();
        self.events += batch.columns.len();
        let message = postcard::to_stdvec(&batch).expect_throw("a batch can be written");
        std::hint::black_box(message);
    }
}

/// Unpacks gzip and drops what comes out.
#[wasm_bindgen]
#[derive(Default)]
pub struct BenchUnpacker {
    unpacker: Unpacker,
    bytes: f64,
}

#[wasm_bindgen]
impl BenchUnpacker {
    /// An unpacker at the start of a file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> BenchUnpacker {
        BenchUnpacker::default()
    }

    /// Reads a slice of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.unpacker.push(bytes, &mut |unpacked| self.bytes += unpacked.len() as f64);
    }

    /// Ends the file; how many bytes came out of it.
    pub fn finish(mut self) -> f64 {
        let ending = self.unpacker.finish(&mut |unpacked| self.bytes += unpacked.len() as f64);
        ending.expect_throw("the file is sound");
        self.bytes
    }
}

/// An engine that is asked what the page asks.
#[wasm_bindgen]
pub struct BenchEngine {
    engine: Engine,
    reader: Reader,
    /// The time of all events, as the page knows it: first and last, in milliseconds.
    whole: Option<(i64, i64)>,
}

#[wasm_bindgen]
impl BenchEngine {
    /// An engine without events.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // It is JavaScript that calls it.
    pub fn new() -> BenchEngine {
        BenchEngine { engine: Engine::default(), reader: Reader::new("bench.jsonl"), whole: None }
    }

    /// Reads a slice of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut batch = Batch::default();
        self.reader.push(bytes, &mut batch);
        self.engine.append(&batch);
    }

    /// Ends the file; how many events there are.
    pub fn end(&mut self) -> u32 {
        let mut batch = Batch::default();
        std::mem::replace(&mut self.reader, Reader::new("")).finish_all(&mut batch);
        self.engine.append(&batch);
        self.whole = self.engine.store().time_span();
        self.engine.store().event_count() as u32
    }

    /// What a range of time asks of all panels of the overview, answered and written: how many bytes.
    /// `from` and `to` are shares of the whole time.
    pub fn brush(&mut self, from: f64, to: f64) -> usize {
        let Some(scope) = self.scope(from, to) else { return 0 };
        let requests: [AnyRequest; 3] =
            [CaseStatus.into(), Minimap { bins: 360 }.into(), OverviewPanels { bins: 240, top: 10 }.into()];
        requests.iter().map(|request| self.respond(&scope, request)).sum()
    }

    /// What a range of time asks of all facets.
    pub fn facets(&mut self, from: f64, to: f64) -> usize {
        let Some(scope) = self.scope(from, to) else { return 0 };
        let window = Window::new(0, 8);
        let facet = |(field, _)| FacetRequest { field, holding: String::new(), window };
        self.respond(&scope, &Facets(FIELDS.map(facet).to_vec()).into())
    }

    /// What a range of time asks of the comparison with all the rest.
    pub fn compare(&mut self, from: f64, to: f64) -> usize {
        let Some(scope) = self.scope(from, to) else { return 0 };
        self.respond(&scope, &Comparison { with: OtherPart::Rest, most: 50 }.into())
    }

    /// What a window of time asks of the timeline: the lanes of a screen that is 1,160 pixels wide.
    pub fn timeline(&mut self, from: f64, to: f64) -> usize {
        let view = self.scope(from, to).and_then(|scope| scope.range);
        let request = TracksIn {
            window: Window::new(0, 60),
            view,
            shown: view,
            columns: 1160 / 7,
            choice: TrackChoice::default(),
            selected: None,
            found: None,
        };
        self.respond(&Scope { without_channels: true, ..Scope::default() }, &request.into())
    }

    /// A range of the whole time, by shares of it.
    fn scope(&self, from: f64, to: f64) -> Option<Scope> {
        let (first, last) = self.whole?;
        let at = |share: f64| first + ((last - first) as f64 * share) as i64;
        let range = TimeRange { start_ms: at(from), end_ms: at(to).max(at(from) + 1) };
        Some(Scope { range: Some(range), without_channels: true, ..Scope::default() })
    }

    /// What a filter line asks of the events view, answered and written: how many bytes.
    pub fn search(&mut self, filter: &str) -> usize {
        let scope = Scope { filter: filter.to_owned(), without_channels: true, ..Scope::default() };
        self.respond(&scope, &EventPage { window: Window::new(0, 50), ..EventPage::default() }.into())
    }

    /// What the page asks of the audit of everything, with the defaults: how many bytes. It is made the first time.
    pub fn audit(&mut self) -> usize {
        self.respond(&Scope::default(), &FindingKinds(AuditScope::default()).into())
    }

    /// The memory of the whole worker, a `WebAssembly.Memory`.
    pub fn memory(&self) -> JsValue {
        wasm_bindgen::memory()
    }

    fn respond(&mut self, scope: &Scope, request: &AnyRequest) -> usize {
        self.engine.respond(scope, request).expect_throw("the filter is right").len()
    }
}
