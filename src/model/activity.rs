//! Activities: what is known of the name of something that was done. Which names a system has stands in
//! `system.rs`.

use super::endpoint::Endpoint;
use super::family::Family;
use crate::source::word::is_same;

/// What an activity does to the connection of a session, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConnectionChange {
    /// The session begins.
    Start,
    /// Somebody connects to the session.
    Connect,
    /// Somebody disconnects from it; it lives on for a while.
    Disconnect,
    /// The session ends.
    End,
}

/// What is known of an activity name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The canonical spelling.
    pub name: &'static str,
    /// The family that it is shown in.
    pub family: Family,
    /// From which endpoint to which it moves something, if it does.
    pub moves: Option<(Endpoint, Endpoint)>,
    /// What it does to the connection of its session, if anything.
    pub connection: Option<ConnectionChange>,
}

impl Activity {
    /// One that moves nothing and changes no connection.
    pub const fn plain(name: &'static str, family: Family) -> Activity {
        Activity { name, family, moves: None, connection: None }
    }

    /// One that moves something from one endpoint to another.
    pub const fn moving(name: &'static str, family: Family, from: Endpoint, to: Endpoint) -> Activity {
        Activity { moves: Some((from, to)), ..Activity::plain(name, family) }
    }

    /// One that begins, joins, leaves or ends a session.
    pub const fn connecting(name: &'static str, connection: ConnectionChange) -> Activity {
        Activity { connection: Some(connection), ..Activity::plain(name, Family::Lifecycle) }
    }
}

/// The activities that a system is known to have, and what its other names stand for.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// The activities. Names are compared without case (R16, R19), but an exact spelling counts first.
    pub known: &'static [Activity],
    /// Other spellings of some of them, with the canonical one.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Activities of another system that this one may have, too.
    pub shared: &'static [Activity],
    /// The family of what has any other name: it moves nothing.
    pub otherwise: Family,
}

impl Vocabulary {
    /// The activity of this name in any spelling; nothing for a name that is not known.
    pub fn find(&self, name: &[u8]) -> Option<Activity> {
        // What is known of the event before is not read again, and most events have the activity of that.
        if name.is_empty() {
            return None;
        }
        find(self.known, name).or_else(|| {
            let is_alias = |(alias, _): &&(&str, &str)| alias.as_bytes().eq_ignore_ascii_case(name);
            let (_, canonical) = self.aliases.iter().find(is_alias)?;
            find(self.known, canonical.as_bytes())
        })
    }

    /// What any name stands for.
    pub fn classify(&self, name: &[u8]) -> Activity {
        let known = self.find(name).or_else(|| find(self.shared, name));
        known.unwrap_or(Activity::plain("", self.otherwise))
    }
}

fn find(known: &[Activity], name: &[u8]) -> Option<Activity> {
    let spelling = |activity: &Activity| activity.name.as_bytes();
    let spelled_so = known.iter().find(|activity| is_same(spelling(activity), name));
    spelled_so
        .or_else(|| known.iter().find(|activity| spelling(activity).eq_ignore_ascii_case(name)))
        .copied()
}
