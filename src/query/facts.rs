//! What is known from records that are no events, as tables show it.

use super::answer::Page;
use crate::model::Store;
use crate::model::fact::Fact;
use crate::sort::sort_by;
use serde::{Deserialize, Serialize};

/// The kinds of facts that have a list of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FactKind {
    /// Data points of metrics.
    Metrics,
    /// What Session Loggers were told to log.
    SessionLoggers,
    /// Session Manager's own history.
    SessionHistory,
    /// WorkSpaces and their users.
    Workspaces,
}

impl FactKind {
    /// The kind of a fact; that a transcript has a footer shows in its session.
    pub fn of(fact: &Fact) -> Option<FactKind> {
        match fact {
            Fact::Metric(_) => Some(FactKind::Metrics),
            Fact::SessionLoggerSettings(_) => Some(FactKind::SessionLoggers),
            Fact::SessionHistory(_) => Some(FactKind::SessionHistory),
            Fact::Workspace { .. } => Some(FactKind::Workspaces),
            Fact::TranscriptFooter(_) => None,
        }
    }
}

/// A stretch of the facts of a kind, in an order that does not depend on which file was read first.
pub fn fact_page(store: &Store, kind: FactKind, first: u32, count: u32) -> Page<Fact> {
    let mut facts: Vec<&Fact> =
        store.facts().iter().filter(|fact| FactKind::of(fact) == Some(kind)).collect();
    sort_by(&mut facts, |a, b| key(a).cmp(&key(b)));
    let total = facts.len() as u32;
    let rows = facts.into_iter().skip(first as usize).take(count as usize).cloned().collect();
    Page { total, first: first.min(total), rows }
}

/// What facts are sorted by: texts, then a time, then texts that tell equal ones apart.
type Key<'a> = ([&'a str; 2], Option<i64>, [&'a str; 3]);

fn key(fact: &Fact) -> Key<'_> {
    match fact {
        Fact::Metric(point) => ([&point.portal, &point.metric], point.time, [&point.sum, &point.samples, ""]),
        Fact::SessionLoggerSettings(logger) => {
            ([&logger.arn, &logger.name], None, [&logger.destination, "", ""])
        }
        Fact::SessionHistory(entry) => {
            (["", ""], entry.start, [&entry.session, &entry.status, &entry.target])
        }
        Fact::Workspace { id, user } => ([id, user], None, ["", "", ""]),
        Fact::TranscriptFooter(session) => ([session, ""], None, ["", "", ""]),
    }
}

/// The user of a WorkSpace, as `describe-workspaces` told; of several the bytewise first.
pub fn user_of_workspace<'a>(store: &'a Store, workspace: &str) -> Option<&'a str> {
    let users = store.facts().iter().filter_map(|fact| match fact {
        Fact::Workspace { id, user } if id == workspace && !user.is_empty() => Some(user.as_str()),
        _ => None,
    });
    users.min()
}
