//! What a view holds of its requests: the latest response to each, and whether it is to an older request.

use super::client::Client;
use leptos::prelude::*;
use sessionscope::engine::{Request, RequestError, Scope, WireRequest};
use sessionscope::query::answer::Page;
use sessionscope::state::latest_only::LatestOnly;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// What the store was when something was asked of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreVersion {
    /// How many engines have ended before the one that has it.
    pub engine: u32,
    /// Its version there.
    pub store: u64,
}

/// A response, and what it is a response to.
pub struct Answer<R: Request> {
    /// What was asked about.
    pub scope: Scope,
    /// What the store was when it was asked.
    pub version: StoreVersion,
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

    /// Whether the latest response is of this state of the store.
    pub fn is_of(self, version: StoreVersion) -> bool {
        self.latest.with(|latest| latest.as_ref().is_some_and(|latest| latest.version == version))
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
/// One request is under way at a time; of those that come meanwhile only the last is asked. `then` hears of each
/// response.
pub fn use_answers<R: WireRequest>(
    client: StoredValue<Rc<Client>, LocalStorage>,
    scope: Memo<Scope>,
    version: Memo<StoreVersion>,
    request: Memo<Option<R>>,
    then: impl Fn(&R, &R::Response) + 'static,
) -> Answers<R> {
    let latest = RwSignal::new(None::<Arc<Answer<R>>>);
    let has_failed = RwSignal::new(false);
    let request_loop =
        Rc::new(RequestLoop { client, queue: RefCell::default(), latest, has_failed, then: Box::new(then) });
    Effect::new(move |_| {
        let version = version.get();
        if let Some(request) = request.get() {
            request_loop.ask(Asked { scope: scope.get(), version, request });
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

/// A request, what it is about, and what the store is meanwhile.
struct Asked<R> {
    scope: Scope,
    version: StoreVersion,
    request: R,
}

/// What hears of each response.
type OnAnswer<R> = Box<dyn Fn(&R, &<R as Request>::Response)>;

/// Asks the requests of one view, the latest next.
struct RequestLoop<R: WireRequest> {
    client: StoredValue<Rc<Client>, LocalStorage>,
    queue: RefCell<LatestOnly<Asked<R>>>,
    latest: RwSignal<Option<Arc<Answer<R>>>>,
    has_failed: RwSignal<bool>,
    then: OnAnswer<R>,
}

impl<R: WireRequest> RequestLoop<R> {
    fn ask(self: &Rc<Self>, asked: Asked<R>) {
        let now = self.queue.borrow_mut().offer(asked);
        if let Some(asked) = now {
            self.begin(asked);
        }
    }

    fn begin(self: &Rc<Self>, asked: Asked<R>) {
        let Some(client) = self.client.try_get_value() else { return };
        let request_loop = Rc::clone(self);
        client.ask(asked.scope.clone(), asked.request.clone(), move |response| {
            request_loop.take(asked, response);
            let next = request_loop.queue.borrow_mut().done();
            if let Some(next) = next {
                request_loop.begin(next);
            }
        });
    }

    /// A view that has gone has no use for its response, and its signals are no more.
    fn take(&self, asked: Asked<R>, response: Result<R::Response, RequestError>) {
        if self.latest.is_disposed() {
            return;
        }
        self.has_failed.set(response.is_err());
        if let Ok(response) = response {
            let Asked { scope, version, request } = asked;
            let answer = Arc::new(Answer { scope, version, request, response: Arc::new(response) });
            self.latest.set(Some(Arc::clone(&answer)));
            (self.then)(&answer.request, &answer.response);
        }
    }
}
