//! What every component of the page can reach: the state, the case, and ways to act and to ask.

use super::answers::{Answers, StoreVersion, use_answers};
use super::case::{Case, ReadingStatus};
use super::client::Client;
use super::zones::zone_named;
use leptos::prelude::*;
use sessionscope::engine::requests::{AuditScope, Status};
use sessionscope::engine::{RequestError, Scope, WireRequest};
use sessionscope::model::TimeRange;
use sessionscope::say;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, AppState, CaseOpening, Language, Tab, Theme, Zone, apply, zone_asked_for};
use std::rc::Rc;

/// The page's state and its case. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct App {
    state: RwSignal<AppState>,
    case: StoredValue<Rc<Case>, LocalStorage>,
    client: StoredValue<Rc<Client>, LocalStorage>,
    /// What requests are asked about: the filter and the range in force.
    pub scope: Memo<Scope>,
    /// The range that is being brushed: figures follow it before it is in force.
    pub brushed: RwSignal<Option<TimeRange>>,
    /// What the engine says of everything that was read so far.
    pub status: RwSignal<Status>,
    /// How far the case is.
    pub phase: RwSignal<Phase>,
    /// Whether nothing is being read any more, of what was given.
    pub is_read: Memo<bool>,
    /// With what findings are looked for, and which state of the case says what was dismissed of them.
    pub audit: Memo<AuditScope>,
    /// How far the case is, in detail.
    pub reading: ReadingStatus,
    /// Changes when the store has changed: answers are asked for again.
    pub version: Memo<StoreVersion>,
    /// The same for what costs much to answer and is of little use while all is in flux: while files are read it leaves
    /// out the first events, and then changes only when half as many again have come.
    calm_version: Memo<CalmVersion>,
    /// The language of the page.
    pub language: Memo<Language>,
    /// The zone of all times.
    pub zone: Memo<Zone>,
    /// The view.
    pub tab: Memo<Tab>,
    /// Whether the page is shown dark, whoever decided that.
    pub is_dark: Memo<bool>,
    /// What came of the case files that were opened last.
    pub openings: RwSignal<Vec<CaseOpening>>,
}

/// A version of the store that something is asked of, and how many events it had.
#[derive(Clone, Copy, PartialEq)]
struct CalmVersion {
    store: StoreVersion,
    events: u64,
    /// How often it was looked at since there are events.
    looks: u32,
}

impl CalmVersion {
    /// What follows: `now`, or the same again. `is_hashing` says that all events are there.
    fn next(self, now: CalmVersion, is_hashing: bool) -> CalmVersion {
        let is_little = if is_hashing { now.events == self.events } else { now.events < self.events * 3 / 2 };
        // Views are filled first, and a case that is read at once is asked about once.
        let looks = self.looks + u32::from(now.events > 0);
        match now.store.engine == self.store.engine && (is_little || looks <= LOOKS_LEFT_OUT) {
            true => CalmVersion { looks, ..self },
            false => CalmVersion { looks, ..now },
        }
    }
}

/// How many looks are left out since there are events: about the first second.
const LOOKS_LEFT_OUT: u32 = 2;

/// The zone that an action asks for by a name which is not known yet.
pub fn zone_to_learn(state: &AppState, action: &Action) -> Option<Zone> {
    let name = zone_asked_for(action).filter(|name| state.zone_named(name).is_none())?;
    zone_named(&name)
}

fn audit_scope(state: &AppState) -> AuditScope {
    let case = &state.case;
    let dismissals = if case.annotations.dismissals.is_empty() { 0 } else { case.version };
    AuditScope { options: case.annotations.audit, dismissals }
}

/// Changes the state. Where that changes what was added to the case, the engine hears of it before anything is asked
/// that depends on it.
fn change(state: RwSignal<AppState>, client: &Client, action: Action) {
    if let Some(zone) = state.with_untracked(|state| zone_to_learn(state, &action)) {
        state.update(|state| apply(state, Action::LearnZone(zone)));
    }
    let version = |state: &AppState| state.case.version;
    let before = state.with_untracked(version);
    state.update(|state| apply(state, action));
    state.with_untracked(|state| {
        if version(state) != before {
            client.annotate(version(state), &state.case.annotations);
        }
    });
}

impl App {
    /// Starts the workers and makes the handle known to all components below.
    pub fn provide(
        state: AppState,
        processors: u32,
        byte_budget: u64,
        system_is_dark: RwSignal<bool>,
    ) -> App {
        let state = RwSignal::new(state);
        let brushed = RwSignal::new(None::<TimeRange>);
        let reading = ReadingStatus::new();
        let is_read = Memo::new(move |_| matches!(reading.phase.get(), Phase::Ready | Phase::Partial));
        let scope = Memo::new(move |_| {
            state.with(|state| {
                let (annotations, searches) = state.versions_asked();
                Scope {
                    filter: state.filter.to_string(),
                    range: brushed.get().or(state.range()),
                    // A change of the zone asks everything anew only where the filter depends on it.
                    zone: if state.filter.depends_on_zone() { state.zone.clone() } else { Zone::default() },
                    without_channels: !state.shows_channels,
                    annotations,
                    searches,
                    findings: state.findings_asked().filter(|_| is_read.get()),
                }
            })
        });
        let forget_row = move |client: &Client| change(state, client, Action::ForgetRow);
        let case = Case::start(processors, byte_budget, reading, scope, forget_row);
        let status = reading.engine;
        let version = Memo::new(move |_| StoreVersion {
            engine: reading.engines_ended.get(),
            store: status.with(|status| status.version),
        });
        let app = App {
            state,
            scope,
            brushed,
            status,
            phase: reading.phase,
            is_read,
            audit: Memo::new(move |_| state.with(audit_scope)),
            reading,
            version,
            calm_version: Memo::new(move |before: Option<&CalmVersion>| {
                let events = status.with(|status| status.counts.events);
                let now = CalmVersion { store: version.get(), events, looks: 0 };
                let is_reading = reading.phase.get() == Phase::Reading;
                // That all events are there is taken up with the next status: there is enough to do at that time.
                let is_hashing = reading.is_hashing.get_untracked();
                before.filter(|_| is_reading).map_or(now, |before| before.next(now, is_hashing))
            }),
            language: Memo::new(move |_| state.with(|state| state.language)),
            zone: Memo::new(move |_| state.with(|state| state.zone.clone())),
            tab: Memo::new(move |_| state.with(|state| state.tab)),
            is_dark: Memo::new(move |_| match state.with(|state| state.theme) {
                Theme::System => system_is_dark.get(),
                Theme::Light => false,
                Theme::Dark => true,
            }),
            openings: RwSignal::default(),
            client: StoredValue::new_local(Rc::clone(&case.client)),
            case: StoredValue::new_local(case),
        };
        Effect::new(move |before: Option<()>| {
            app.scope.track();
            if before.is_some() {
                app.case().ask_status(|| {});
            }
        });
        provide_context(app);
        app
    }

    /// The handle, in a component.
    pub fn get() -> App {
        expect_context()
    }

    /// Does what the user wants.
    pub fn act(&self, action: Action) {
        change(self.state, &self.client(), action);
    }

    /// Limits the page to events with this value of a field of the filter language.
    pub fn filter_for(&self, field: &str, value: &str) {
        self.act(Action::AddTerm { field: field.to_owned(), value: value.to_owned(), negated: false });
    }

    /// Shows all events with these values of fields, and no others: what leads there is of everything that was read.
    pub fn show_events_with(&self, values: &[(String, String)]) {
        self.act(Action::SetFilter(String::new()));
        values.iter().for_each(|(field, value)| self.filter_for(field, value));
        self.act(Action::SetTab(Tab::Events));
    }

    /// A part of the state, followed.
    pub fn pick<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&AppState) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let state = self.state;
        Memo::new(move |_| state.with(&part))
    }

    /// The state as it is, not followed.
    pub fn now<T>(&self, part: impl FnOnce(&AppState) -> T) -> T {
        self.state.with_untracked(part)
    }

    /// Puts the case away: the page is as if it had just been opened. What no file has would be lost without a word, so
    /// the person is asked first.
    pub fn start_anew(&self) {
        let question = || say!(self.language.get_untracked(), "start-anew-unsaved");
        let is_unsaved = self.now(|state| state.case.is_unsaved());
        if is_unsaved && !window().confirm_with_message(&question()).unwrap_or(false) {
            return;
        }
        self.case().start_anew();
        self.act(Action::StartAnew);
        self.client().expect_inputs(&[]);
        self.openings.set(Vec::new());
    }

    /// The case.
    pub fn case(&self) -> Rc<Case> {
        self.case.get_value()
    }

    /// The engine worker.
    pub fn client(&self) -> Rc<Client> {
        self.client.get_value()
    }

    /// Keeps the latest response to a request; `None` asks nothing for now.
    pub fn ask<R: WireRequest>(&self, request: impl Fn() -> Option<R> + Send + Sync + 'static) -> Answers<R> {
        self.ask_then(request, |_, _| {})
    }

    /// The same; `then` hears of each request and its response.
    pub fn ask_then<R: WireRequest>(
        &self,
        request: impl Fn() -> Option<R> + Send + Sync + 'static,
        then: impl Fn(&R, &R::Response) + 'static,
    ) -> Answers<R> {
        use_answers(self.client, self.scope, self.version, Memo::new(move |_| request()), then)
    }

    /// Keeps the latest response to a request whose response does not depend on the scope.
    pub fn ask_of_all<R: WireRequest>(
        &self,
        request: impl Fn() -> Option<R> + Send + Sync + 'static,
    ) -> Answers<R> {
        self.ask_of_all_then(request, |_, _| {})
    }

    /// The same; `then` hears of each request and its response.
    pub fn ask_of_all_then<R: WireRequest>(
        &self,
        request: impl Fn() -> Option<R> + Send + Sync + 'static,
        then: impl Fn(&R, &R::Response) + 'static,
    ) -> Answers<R> {
        let all = Memo::new(|_| Scope::default());
        use_answers(self.client, all, self.version, Memo::new(move |_| request()), then)
    }

    /// Keeps the latest response to a request about everything, which is asked when everything has been read: it costs
    /// much to answer, and would say too much of a part.
    pub fn ask_when_read<R: WireRequest>(
        &self,
        request: impl Fn() -> R + Send + Sync + 'static,
    ) -> Answers<R> {
        let is_read = self.is_read;
        self.ask_of_all(move || is_read.get().then(&request))
    }

    /// Keeps the latest response to a request that costs much to answer: while files are read it is asked seldom.
    pub fn ask_seldom<R: WireRequest>(
        &self,
        request: impl Fn() -> Option<R> + Send + Sync + 'static,
    ) -> Answers<R> {
        let calm = self.calm_version;
        let version = Memo::new(move |_| calm.get().store);
        use_answers(self.client, self.scope, version, Memo::new(move |_| request()), |_, _| {})
    }

    /// Asks once.
    pub fn ask_once<R: WireRequest>(
        &self,
        request: R,
        then: impl FnOnce(Result<R::Response, RequestError>) + 'static,
    ) {
        self.client().ask(self.scope.get_untracked(), request, then);
    }
}
