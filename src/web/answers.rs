//! What a view holds of its requests: the latest response to each, and whether it is to an older request.

use super::client::Client;
use leptos::prelude::*;
use sessionscope::engine::{Request, RequestError, Scope, WireRequest};
use sessionscope::query::answer::Page;
use sessionscope::state::latest_only::LatestOnly;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// A response, and what it is a response to.
pub struct Answer<R: Request> {
    /// What was asked about.
    pub scope: Scope,
    /// The request.
    pub request: R,
    /// The response.
    pub response: Arc<R::Response>,
}

/// What a view holds: the latest response to its request. A handle: copies are the same.
pub struct Answers<R: Request> {
    /// The latest response; the one before stays until it is there.
    pub latest: RwSignal<Option<Arc<Answer<R>>>>,
    /// Whether the latest response is to an older request, or the request that is asked now has failed.
    pub is_stale: Memo<bool>,
}

impl<R: Request> Clone for Answers<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Request> Copy for Answers<R> {}

impl<R: Request> Answers<R> {
    /// Whether there is any response yet.
    pub fn is_here(self) -> bool {
        self.latest.with(Option::is_some)
    }

    /// A part of the latest response.
    pub fn with<T>(self, read: impl FnOnce(&R::Response) -> T) -> Option<T> {
        self.latest.with(|latest| latest.as_ref().map(|latest| read(&latest.response)))
    }
}

impl<R: Request> Answers<R>
where
    R::Response: PartialEq + Default,
{
    /// The latest response; until there is one, an empty one.
    pub fn or_default(self) -> Memo<Arc<R::Response>> {
        Memo::new(move |_| {
            self.latest
                .with(|latest| latest.as_ref().map(|latest| Arc::clone(&latest.response)))
                .unwrap_or_default()
        })
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static, R: Request<Response = Page<T>>> Answers<R> {
    /// The latest page of rows.
    pub fn page(self) -> Memo<Option<Page<T>>> {
        Memo::new(move |_| self.with(Page::clone))
    }
}

/// Asks again whenever the request, the scope or (by `version`) the store changes.
///
/// One request is under way at a time; of those that come meanwhile only the last is asked.
pub fn use_answers<R: WireRequest>(
    client: StoredValue<Rc<Client>, LocalStorage>,
    scope: Memo<Scope>,
    version: Memo<u64>,
    request: Memo<Option<R>>,
) -> Answers<R> {
    let latest = RwSignal::new(None::<Arc<Answer<R>>>);
    let has_failed = RwSignal::new(false);
    let request_loop = Rc::new(RequestLoop { client, queue: RefCell::default(), latest, has_failed });
    Effect::new(move |_| {
        version.track();
        if let Some(request) = request.get() {
            request_loop.ask((scope.get(), request));
        }
    });
    let is_stale = Memo::new(move |_| {
        let is_older = latest.with(|latest| {
            latest.as_ref().is_some_and(|latest| {
                let is_other = |request: &Option<R>| request.as_ref().is_some_and(|it| *it != latest.request);
                scope.with(|scope| latest.scope != *scope) || request.with(is_other)
            })
        });
        is_older || has_failed.get()
    });
    Answers { latest, is_stale }
}

/// Asks the requests of one view, the latest next.
struct RequestLoop<R: WireRequest> {
    client: StoredValue<Rc<Client>, LocalStorage>,
    queue: RefCell<LatestOnly<(Scope, R)>>,
    latest: RwSignal<Option<Arc<Answer<R>>>>,
    has_failed: RwSignal<bool>,
}

impl<R: WireRequest> RequestLoop<R> {
    fn ask(self: &Rc<Self>, asked: (Scope, R)) {
        let now = self.queue.borrow_mut().offer(asked);
        if let Some(asked) = now {
            self.begin(asked);
        }
    }

    fn begin(self: &Rc<Self>, (scope, request): (Scope, R)) {
        let Some(client) = self.client.try_get_value() else { return };
        let request_loop = Rc::clone(self);
        client.ask(scope.clone(), request.clone(), move |response| {
            request_loop.take((scope, request), response);
            let next = request_loop.queue.borrow_mut().done();
            if let Some(next) = next {
                request_loop.begin(next);
            }
        });
    }

    /// A view that has gone has no use for its response, and its signals are no more.
    fn take(&self, (scope, request): (Scope, R), response: Result<R::Response, RequestError>) {
        self.has_failed.try_set(response.is_err());
        if let Ok(response) = response {
            self.latest.try_set(Some(Arc::new(Answer { scope, request, response: Arc::new(response) })));
        }
    }
}
