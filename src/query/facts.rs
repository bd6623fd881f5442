//! What is known from records that are no events, as tables show it.

use super::answer::Page;
use crate::model::fact::{Fact, SessionHistory};
use crate::model::{Store, Window};
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::collections::HashMap;

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
    /// Who users are, by maps of identities.
    Identities,
}

impl FactKind {
    /// The kind of a fact; what is said of digests shows in their verdicts, and rules in what they find.
    pub fn of(fact: &Fact) -> Option<FactKind> {
        match fact {
            Fact::Metric(_) => Some(FactKind::Metrics),
            Fact::SessionLoggerSettings(_) => Some(FactKind::SessionLoggers),
            Fact::SessionHistory(_) => Some(FactKind::SessionHistory),
            Fact::Workspace { .. } => Some(FactKind::Workspaces),
            Fact::Identity(_) => Some(FactKind::Identities),
            Fact::Chain(_) | Fact::Rules { .. } => None,
        }
    }
}

/// The numbers of the facts of a kind, in an order that does not depend on which file was read first.
pub fn facts_in_order(store: &Store, kind: FactKind) -> Vec<u32> {
    let facts = store.facts();
    let is_of_kind = |number: &u32| FactKind::of(&facts[*number as usize]) == Some(kind);
    let mut numbers: Vec<u32> = (0..facts.len() as u32).filter(is_of_kind).collect();
    order::sort_by(&mut numbers, |a, b| key(&facts[*a as usize]).cmp(&key(&facts[*b as usize])));
    numbers
}

/// Some of a list of facts.
pub fn fact_page(store: &Store, order: &[u32], window: Window) -> Page<Fact> {
    Page::of(order, window, |number| store.facts()[*number as usize].clone())
}

/// What Session Manager's history says of each session; of several entries that which began first.
#[derive(Default)]
pub struct Histories {
    /// Number of the fact, by session.
    of_sessions: HashMap<String, u32>,
    /// How many facts were looked at.
    seen: usize,
}

impl Histories {
    /// The histories of a store that has grown.
    pub fn renewed(mut self, store: &Store) -> Histories {
        for number in self.seen..store.facts().len() {
            let Some(entry) = history(store, number as u32) else { continue };
            let known = self.of_sessions.entry(entry.session.clone()).or_insert(number as u32);
            if history(store, *known).is_some_and(|known| age(entry) < age(known)) {
                *known = number as u32;
            }
        }
        self.seen = store.facts().len();
        self
    }

    /// That of a session, where there is one.
    pub fn of<'a>(&self, store: &'a Store, session: &str) -> Option<&'a SessionHistory> {
        history(store, *self.of_sessions.get(session)?)
    }
}

fn history(store: &Store, number: u32) -> Option<&SessionHistory> {
    match &store.facts()[number as usize] {
        Fact::SessionHistory(entry) => Some(entry),
        _ => None,
    }
}

/// What entries of a session are compared by: the least is the first.
fn age(entry: &SessionHistory) -> (bool, Option<i64>, &str) {
    (entry.start.is_none(), entry.start, &entry.status)
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
        Fact::Identity(row) => ([&row.person, &row.system], None, [&row.user, "", ""]),
        // It has no list.
        Fact::Chain(_) | Fact::Rules { .. } => ([""; 2], None, [""; 3]),
    }
}

/// The user of each WorkSpace, as `describe-workspaces` told; of several records the first by path and place (E38).
pub fn workspace_users(store: &Store) -> HashMap<&str, &str> {
    // There may be many other facts.
    let names_user = |fact: &Fact| matches!(fact, Fact::Workspace { user, .. } if !user.is_empty());
    let mut users = HashMap::new();
    for fact in store.facts().by_place(store.inputs(), names_user) {
        if let Fact::Workspace { id, user } = fact {
            users.entry(id.as_str()).or_insert(user.as_str());
        }
    }
    users
}

/// The user of each WorkSpace, once somebody has asked for one: it depends on the store alone.
#[derive(Default)]
pub struct LazyWorkspaceUsers(OnceCell<HashMap<String, String>>);

impl LazyWorkspaceUsers {
    /// The user of the WorkSpace of this id, in the store that all else was derived of.
    pub fn get(&self, store: &Store, workspace: &str) -> Option<&str> {
        let owned = |(id, user): (&str, &str)| (id.to_owned(), user.to_owned());
        let users = self.0.get_or_init(|| workspace_users(store).into_iter().map(owned).collect());
        users.get(workspace).map(String::as_str)
    }
}
