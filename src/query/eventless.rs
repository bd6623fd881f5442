//! Sessions without any event, which Session Manager's own history alone knows: what a filter says of them.

use crate::filter::{Expression, ExpressionKind, Field, Filter, Matcher, Term, Test, Value};
use crate::model::fact::SessionHistory;
use crate::model::{Session, TextField, TimeRange};

/// Whether a session without any event passes, by what is known of it: its own facts stand for those of its
/// events. What only events have, it lacks.
pub fn passes_eventless(filter: &Filter, session: &Session, history: &SessionHistory) -> bool {
    filter.clauses().iter().all(|clause| passes(clause, session, history))
}

/// Whether a session was under way at some time of a range.
pub fn was_under_way(session: &Session, range: TimeRange) -> bool {
    let Some((start, end)) = session.start.zip(session.end.or(session.start)) else { return false };
    start < range.end_ms && range.start_ms <= end
}

fn passes(expression: &Expression, session: &Session, history: &SessionHistory) -> bool {
    let holds = |inner: &Expression| passes(inner, session, history);
    match &expression.kind {
        ExpressionKind::And(members) => members.iter().all(holds),
        ExpressionKind::Or(members) => members.iter().any(holds),
        ExpressionKind::Not(inner) => !holds(inner),
        ExpressionKind::Term(term) => passes_term(term, session, history),
        ExpressionKind::Word(word) => {
            let matcher = Matcher::anywhere(word);
            let SessionHistory { target, owner, document, reason, status, .. } = history;
            let texts = [&session.id, &session.user, target, owner, document, reason, status];
            texts.into_iter().any(|text| !text.is_empty() && matcher.matches(text))
        }
    }
}

fn passes_term(term: &Term, session: &Session, history: &SessionHistory) -> bool {
    if term.field == Field::Time {
        return term.values.iter().any(|value| passes_time(value, session));
    }
    let text = match term.field {
        Field::Text(TextField::Session) => &session.id,
        Field::Text(TextField::User) => &session.user,
        Field::Text(TextField::Target) => &history.target,
        Field::Text(TextField::Principal) => &history.owner,
        Field::System => session.system.id(),
        _ => "",
    };
    term.values.iter().any(|value| value.passes(text))
}

fn passes_time(value: &Value, session: &Session) -> bool {
    match &value.test {
        Test::Present => session.start.is_some(),
        Test::Absent => session.start.is_none(),
        Test::Time(time) => was_under_way(session, time.range),
        _ => false,
    }
}
