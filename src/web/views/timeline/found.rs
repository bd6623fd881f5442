//! Which of the sessions in view have findings. A bar that stands for several has no sign: it is seen when it is drawn apart.

use crate::answers::Answers;
use crate::found::Found;
use leptos::prelude::*;
use sessionscope::engine::requests::{SessionFinding, SessionFindings, TracksIn};
use sessionscope::model::SessionNo;
use sessionscope::query::answer::Tracks;
use sessionscope::source::order;

/// Which of them have some. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct FoundSessions {
    /// What is found in the sessions that have a bar of their own.
    pub answers: Answers<SessionFindings>,
    /// Those of them that have findings, in the order of their numbers.
    pub sessions: Memo<Vec<SessionNo>>,
}

impl FoundSessions {
    /// Asks of those that are drawn.
    pub fn among(tracks: Answers<TracksIn>) -> FoundSessions {
        let found = Found::get();
        let answers = found.ask_of_sessions(move || tracks.with(sessions_of).unwrap_or_default());
        let sessions = Memo::new(move |_| {
            let of = |all: &[SessionFinding]| order::set_of(all.iter().map(|it| it.session));
            found.of_sessions(answers, of).into_iter().collect()
        });
        FoundSessions { answers, sessions }
    }

    /// What is found in a session.
    pub fn of(self, session: SessionNo) -> Vec<SessionFinding> {
        let of_it = |it: &SessionFinding| it.session == session;
        Found::get().of_sessions(self.answers, |all| all.iter().copied().filter(of_it).collect())
    }
}

/// The sessions that have a bar of their own.
fn sessions_of(tracks: &Tracks) -> Vec<SessionNo> {
    let bars = tracks.lanes.iter().flat_map(|lane| &lane.bars);
    bars.filter(|bar| bar.sessions == 1).map(|bar| bar.session).collect()
}
