//! The one door: requests in, responses out. The engine owns the store and what is derived of it; it knows no
//! thread and no browser. Page, engine worker, command line and tests ask it in the same types.
//!
//! ```text
//!   Command ──▶ Store ──▶ StoreCache ──▶ Scopes ──▶ Snapshot ──▶ Request::respond ──▶ Response
//!                            │ once a version  │ a few at once                 └──▶ Stream ──▶ pieces
//! ```

mod any_request;
mod cache;
mod command;
mod place_stream;
mod request;
pub mod requests;
mod scope;
mod snapshot;
mod stream;

pub use any_request::{AnyRequest, RawResponse, WireRequest};
pub use command::Command;
pub use request::{Request, RequestError, read_response};
pub use scope::Scope;
pub use snapshot::Snapshot;
pub use stream::{Piece, Stream, StreamRequest};

use crate::audit::answer::RuleRunReport;
use crate::audit::sigma::RuleRun;
use crate::casefile::Annotations;
use crate::filter::Mistake;
use crate::model::Store;
use crate::query::annotated::AnnotatedRows;
use crate::query::deep_results::DeepResults;
use crate::query::dismissed::DismissedFindings;
use scope::Scopes;
use snapshot::{ExpectedInputs, StoreCache};
use std::cell::RefCell;
use std::rc::Rc;

/// The engine: a store, and what was derived of it for the scopes that were asked about last.
#[derive(Default)]
pub struct Engine {
    store: Store,
    cache: Option<(u64, Rc<StoreCache>)>,
    scopes: RefCell<Scopes>,
    /// What a person has added, and which state of it this is.
    annotations: (u64, Annotations),
    /// Of which state of the store and of what was added the marked events were looked for.
    annotated: (u64, u64),
    expected: ExpectedInputs,
    /// What searches in the original text have found.
    deep: Rc<RefCell<DeepResults>>,
    /// What Sigma rules have found.
    rules: Rc<RefCell<RuleRun>>,
}

impl Engine {
    /// Everything that was read.
    pub fn store(&mut self) -> &Store {
        self.store.settle();
        &self.store
    }

    /// What came of the last run of rules; nothing as long as it is under way, or where none was begun.
    pub fn rule_run(&self) -> Option<RuleRunReport> {
        self.rules.borrow().report(&self.store)
    }

    /// Everything that was read, with transcripts as they were when something was asked last: for what is told while
    /// batches come, since to settle after each of them takes the square of their number.
    pub fn unsettled_store(&self) -> &Store {
        &self.store
    }

    /// The response to a request about what was read so far.
    ///
    /// # Errors
    /// A mistake in the filter, where the response depends on it.
    pub fn ask<R: Request>(&mut self, scope: &Scope, request: &R) -> Result<R::Response, Mistake> {
        self.with_snapshot(scope, |snapshot| request.respond(snapshot))
    }

    /// The response to any request, as it travels.
    ///
    /// # Errors
    /// A mistake in the filter, where the response depends on it.
    pub fn respond(&mut self, scope: &Scope, request: &AnyRequest) -> RawResponse {
        self.with_snapshot(scope, |snapshot| request.respond(snapshot))
    }

    fn with_snapshot<T>(&mut self, scope: &Scope, respond: impl FnOnce(&Snapshot<'_>) -> T) -> T {
        let cache = self.renewed();
        cache.look_for_findings(&self.store, scope);
        let Engine { store, scopes, annotations: (_, annotations), expected, .. } = self;
        respond(&Snapshot { store, cache: &cache, scopes, scope, annotations, expected })
    }

    /// What is derived of the store and of what a person has added, brought up to date.
    fn renewed(&mut self) -> Rc<StoreCache> {
        let cache = self.renewed_store();
        let (version, annotations) = &self.annotations;
        let now = (self.store.version(), *version);
        if self.annotated != now {
            self.annotated = now;
            cache.derived.annotated.replace(AnnotatedRows::of(&self.store, annotations, *version));
            cache.dismissed.replace(Rc::new(DismissedFindings::of(&self.store, &annotations.dismissals)));
            cache.findings_by_session.forget();
        }
        cache
    }

    fn renewed_store(&mut self) -> Rc<StoreCache> {
        self.store.settle();
        let version = self.store.version();
        if let Some((_, cache)) = self.cache.as_ref().filter(|(known, _)| *known == version) {
            return Rc::clone(cache);
        }
        // What a stream still holds stays as it is for that stream, and all is derived anew.
        let before = self.cache.take().and_then(|(_, cache)| Rc::into_inner(cache)).unwrap_or_default();
        let mut cache = before.renewed(&self.store);
        cache.derived.deep = Rc::clone(&self.deep);
        cache.rules = Rc::clone(&self.rules);
        let cache = Rc::new(cache);
        self.cache = Some((version, Rc::clone(&cache)));
        cache
    }
}
