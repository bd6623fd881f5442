//! The view of the terminal tab: sessions at the left, the text of one beside them, and its screen at the
//! moment that is looked at. Texts are read again from their files; the store keeps none.

mod ask;
mod choice;
mod facts;
mod jumps;
mod line;
mod player;
mod screen;
mod search;
mod sessions;
mod text;
mod waiting;

use crate::web::context::App;
use crate::web::widgets::empty_state::EmptyState;
use crate::web::words::words;
use ask::use_texts;
use choice::Choice;
use jumps::Kind;
use leptos::prelude::*;
use sessionscope::engine::{Answer, Question};
use sessionscope::model::session_text::SessionKey;
use sessionscope::query::terminal::TerminalSession;
use sessionscope::say;
use sessionscope::terminal::answer::{CopyInfo, Moment};
use sessionscope::terminal::{TerminalAnswer, TerminalQuestion};
use std::sync::Arc;

/// What is looked at. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct TerminalView {
    /// All sessions that have text.
    pub sessions: Memo<Arc<Vec<TerminalSession>>>,
    /// The session that is open, or is being opened.
    pub current: Memo<Option<TerminalSession>>,
    /// Which was chosen: session, text and moment.
    chosen: RwSignal<Choice>,
    /// What of it is said of the current session as it is now.
    choice: Memo<Choice>,
    /// The texts of the current session, once they are interpreted.
    pub copies: Memo<Option<Arc<Vec<Arc<CopyInfo>>>>>,
    /// Number of the text that is shown.
    pub copy: Memo<u32>,
    /// What is known of the text that is shown.
    pub info: Memo<Option<Arc<CopyInfo>>>,
    /// Which places of the text are listed.
    pub places: RwSignal<Kind>,
}

impl TerminalView {
    fn choose(self, choice: Choice) {
        choice.keep();
        self.chosen.set(choice);
    }

    /// Opens a session.
    pub fn open(self, key: &SessionKey) {
        self.choose_of(key, 0, Moment::End);
    }

    /// Goes to a line of a text of a session.
    pub fn go_to(self, key: &SessionKey, copy: u32, row: u32) {
        self.choose_of(key, copy, Moment::Row(row));
    }

    fn choose_of(self, key: &SessionKey, copy: u32, moment: Moment) {
        let choice = self.sessions.with_untracked(|sessions| {
            let session = sessions.iter().find(|session| session.key == *key)?;
            Some(Choice::of(session, copy, moment))
        });
        choice.into_iter().for_each(|choice| self.choose(choice));
    }

    /// Goes to a line of the text that is shown.
    pub fn go_to_row(self, row: u32) {
        self.show(Moment::Row(row));
    }

    /// Shows a moment of the text that is shown.
    pub fn show(self, moment: Moment) {
        self.choose_of_current(self.copy.get_untracked(), moment);
    }

    fn choose_of_current(self, copy: u32, moment: Moment) {
        if let Some(session) = self.current.get_untracked() {
            self.choose(Choice::of(&session, copy, moment));
        }
    }

    /// Lists the hidden texts, from those of a line on.
    pub fn show_hidden(self, row: u32) {
        self.places.set(Kind::Hidden);
        self.go_to_row(row);
    }

    /// Shows another text of the session.
    pub fn set_copy(self, copy: u32) {
        self.choose_of_current(copy, Moment::End);
    }

    /// The moment whose screen is shown.
    pub fn moment(self) -> Moment {
        self.choice.with(|choice| choice.moment)
    }

    /// The line that was chosen.
    pub fn row(self) -> Option<u32> {
        match self.moment() {
            Moment::Row(row) => Some(row),
            Moment::End | Moment::At(_) => None,
        }
    }

    /// Key of the session that is open, or is being opened.
    pub fn key(self) -> Option<SessionKey> {
        self.current.with(|current| current.as_ref().map(|current| current.key.clone()))
    }

    /// The same, once its texts are interpreted.
    pub fn opened_key(self) -> Option<SessionKey> {
        self.copies.with(Option::is_some).then(|| self.key()).flatten()
    }
}

/// The terminal view.
#[component]
pub fn Terminal() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let answers = app.answers(|| Some(Question::TerminalSessions));
    let sessions = Memo::new(move |_| {
        answers.latest.with(|latest| match latest.as_ref().map(|latest| &latest.answer) {
            Some(Answer::TerminalSessions(sessions)) => Arc::new(sessions.clone()),
            _ => Arc::default(),
        })
    });
    let chosen = RwSignal::new(Choice::kept());
    let current = Memo::new(move |before: Option<&Option<TerminalSession>>| {
        let key = chosen.with(|chosen| chosen.key.clone());
        let shown = before.and_then(Option::as_ref).map(|before| &before.key);
        sessions.with(|sessions| {
            let named = |key: Option<&SessionKey>| sessions.iter().find(|session| Some(&session.key) == key);
            // Where nobody has chosen, what is being read stays when an earlier session comes in.
            let first = || sessions.iter().find(|session| session.is_in_scope);
            let kept = || named(shown).filter(|session| session.is_in_scope);
            named(key.as_ref()).or_else(kept).or_else(first).cloned()
        })
    });
    let asked = Memo::new(move |_| {
        current.with(|current| {
            let current = current.as_ref()?;
            Some((TerminalQuestion::Open(current.key.clone()), current.paths.clone()))
        })
    });
    let opened = use_texts(app, move || asked.get());
    let is_unreadable = Memo::new(move |_| opened.is_unreadable());
    let copies = Memo::new(move |_| {
        opened.now(|answer| match answer {
            Some(TerminalAnswer::Opened(copies)) => {
                Some(Arc::new(copies.iter().cloned().map(Arc::new).collect::<Vec<_>>()))
            }
            _ => None,
        })?
    });
    let choice =
        Memo::new(move |_| chosen.with(|chosen| current.with(|current| chosen.within(current.as_ref()))));
    let copy = Memo::new(move |_| choice.with(|choice| choice.copy));
    let info = Memo::new(move |_| copies.with(|copies| copies.as_ref()?.get(copy.get() as usize).cloned()));
    let places = RwSignal::new(Kind::default());
    let terminal = TerminalView { sessions, current, chosen, choice, copies, copy, info, places };
    let is_none = Memo::new(move |_| {
        answers.latest.with(Option::is_some) && sessions.with(|sessions| sessions.is_empty())
    });
    let has_copy = Memo::new(move |_| terminal.info.with(Option::is_some));
    let state = move || {
        if is_unreadable.get() {
            view! { <p class="terminal-state" role="alert">{say!(language.get(), "terminal-unreadable")}</p> }
                .into_any()
        } else if current.with(Option::is_some) {
            let task = words!(language, "terminal-opening");
            let cancelled = words!(language, "terminal-opening-cancelled");
            view! { <div class="terminal-state"><waiting::Waiting texts=opened task cancelled /></div> }
                .into_any()
        } else {
            view! { <EmptyState words=words!(language, "terminal-none-in-scope") /> }.into_any()
        }
    };
    view! {
        <section class="terminal" aria-label=words!(language, "tab-terminal")>
            <Show when=move || !is_none.get() fallback=move || view! { <EmptyState words=words!(language, "terminal-none") /> }>
                <div class="terminal-sessions">
                    <search::Search terminal />
                    <sessions::SessionList terminal />
                </div>
                <Show when=move || has_copy.get() fallback=state>
                    <div class="terminal-text">
                        <facts::Facts terminal />
                        <text::TextLines terminal />
                    </div>
                    <div class="terminal-side">
                        <screen::ScreenAt terminal />
                        <jumps::JumpList terminal />
                    </div>
                </Show>
            </Show>
        </section>
    }
}
