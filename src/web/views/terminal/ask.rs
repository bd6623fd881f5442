//! Requests of the view to the worker that interprets texts: one at a time, and of those that come meanwhile
//! only the last, which ends the work on the one before.

use crate::context::App;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sessionscope::state::latest_only::LatestOnly;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// A request, and the inputs that are needed for its response.
pub type TextRequest = (TerminalRequest, Vec<String>);

/// A request with its response; there is none where a file cannot be read any more.
pub type LatestText = Option<Arc<(TextRequest, Option<TerminalResponse>)>>;

/// What a view holds of its requests. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct TextResponses {
    /// The latest response.
    pub latest: RwSignal<LatestText>,
    /// How far the request that is worked on is, once that has taken a while.
    pub progress: RwSignal<Option<TextProgress>>,
    request: Memo<Option<TextRequest>>,
    request_loop: StoredValue<Rc<RequestLoop>, LocalStorage>,
}

/// Asks the requests of one view, the latest next.
struct RequestLoop {
    app: App,
    queue: RefCell<LatestOnly<TextRequest>>,
    /// Number of the request that is worked on; not of one whose response was there at once.
    ticket: Cell<Option<u32>>,
    latest: RwSignal<LatestText>,
    progress: RwSignal<Option<TextProgress>>,
}

/// Keeps the latest response; `None` asks nothing for now, and asks again afterwards.
pub fn use_text_responses(
    app: App,
    request: impl Fn() -> Option<TextRequest> + Send + Sync + 'static,
) -> TextResponses {
    let latest = RwSignal::new(None);
    let progress = RwSignal::new(None);
    let request = Memo::new(move |_| request());
    let (queue, ticket) = (RefCell::default(), Cell::default());
    let request_loop = Rc::new(RequestLoop { app, queue, ticket, latest, progress });
    let own = Rc::clone(&request_loop);
    Effect::new(move |_| {
        let (request_loop, asked) = (Rc::clone(&own), request.get());
        // In a task of its own, for a response may be there at once, and no effect writes a signal.
        spawn_local(async move {
            match asked {
                Some(asked) => request_loop.ask(asked),
                None => request_loop.cancel(),
            }
        });
    });
    let request_loop = StoredValue::new_local(request_loop);
    // Nobody waits for the response of a view that has gone.
    on_cleanup(move || {
        request_loop.try_with_value(|request_loop| request_loop.cancel());
    });
    TextResponses { latest, progress, request, request_loop }
}

impl TextResponses {
    /// Stops the work on the request.
    pub fn cancel(self) {
        self.request_loop.with_value(|request_loop| request_loop.cancel());
    }

    /// Asks the request anew, after it was cancelled.
    pub fn ask_again(self) {
        if let Some(asked) = self.request.get_untracked() {
            self.request_loop.with_value(|request_loop| request_loop.ask(asked));
        }
    }

    /// The response to the request that is asked now: `None` until it is there, and within it none where a
    /// file cannot be read any more.
    pub fn now<T>(self, response: impl FnOnce(Option<&TerminalResponse>) -> T) -> Option<T> {
        self.latest.with(|latest| {
            let (asked, given) = latest.as_deref()?;
            self.request.with(|request| request.as_ref() == Some(asked)).then(|| response(given.as_ref()))
        })
    }

    /// Whether a file that is needed for the response cannot be read any more.
    pub fn is_unreadable(self) -> bool {
        self.now(|response| response.is_none()).unwrap_or(false)
    }

    /// Whether the request that is asked now was cancelled.
    pub fn is_cancelled(self) -> bool {
        self.now(|response| matches!(response, Some(TerminalResponse::Cancelled))).unwrap_or(false)
    }
}

impl RequestLoop {
    fn cancel(&self) {
        self.queue.borrow_mut().forget_waiting();
        if let Some(ticket) = self.ticket.get() {
            self.app.case().cancel_terminal(ticket);
        }
    }

    fn ask(self: &Rc<RequestLoop>, asked: TextRequest) {
        if self.latest.is_disposed() {
            return;
        }
        let now = self.queue.borrow_mut().offer(asked);
        match (now, self.ticket.get()) {
            (Some(asked), _) => self.begin(asked),
            (None, Some(ticket)) => self.app.case().cancel_terminal(ticket),
            (None, None) => {}
        }
    }

    fn begin(self: &Rc<RequestLoop>, asked: TextRequest) {
        let latest = self.latest.try_get_untracked().flatten();
        if latest.is_some_and(|latest| latest.1 == Some(TerminalResponse::Cancelled)) {
            self.latest.set(None);
        }
        let (request_loop, kept, progress) = (Rc::clone(self), asked.clone(), self.progress);
        let tell = move |latest| {
            progress.try_set(Some(latest));
        };
        // Where a file is gone the response comes at once: before there is a ticket.
        let has_responded = Rc::new(Cell::new(false));
        let responded = Rc::clone(&has_responded);
        let ticket = self.app.case().terminal(asked.0, &asked.1, tell, move |response| {
            responded.set(true);
            request_loop.ticket.set(None);
            // A view that has gone has no use for its response.
            request_loop.progress.try_set(None);
            let next = request_loop.queue.borrow_mut().done();
            // What was cancelled for the next request is not told: nobody has cancelled it.
            if next.is_none() || response != Some(TerminalResponse::Cancelled) {
                request_loop.latest.try_set(Some(Arc::new((kept, response))));
            }
            if let Some(next) = next {
                request_loop.begin(next);
            }
        });
        if !has_responded.get() {
            self.ticket.set(Some(ticket));
        }
    }
}
