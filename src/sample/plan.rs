//! The plan of the sample case: what its audit must find, and what stands beside that and must not be found.
//!
//! It is written down where a thing is put into the case, and knows no rule: kinds and verdicts are texts, as the audit
//! writes them (schema `sessionscope.audit/1`).

use super::clock::rfc3339;
use serde::Serialize;

/// What the audit of the sample case must say. Serialised, it is the part `plan` of `answer.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The hours of work with which the audit must be asked.
    pub working_time: WorkingTime,
    /// Each kind once, beside what looks like it and is none.
    pub findings: Vec<PlannedFinding>,
    /// What was delivered and is not here.
    pub lost_deliveries: Vec<LostDelivery>,
    /// Of the chain of CloudTrail's digests what is a finding of the kind `digest`, and what only looks like one.
    pub digests: Vec<PlannedDigest>,
    /// Who is the same, says the identity map.
    pub people: Vec<PlannedPerson>,
}

/// Arguments of `audit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // The names are the arguments'.
pub struct WorkingTime {
    pub hours: &'static str,
    pub days: &'static str,
    pub zone: &'static str,
}

impl Default for WorkingTime {
    /// From the morning in Tokyo to the evening in Europe.
    fn default() -> Self {
        WorkingTime { hours: "00:00-20:00", days: "mon-fri", zone: "+00:00" }
    }
}

/// A finding, or what must not be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedFinding {
    /// The kind, as the audit names it.
    pub kind: &'static str,
    /// The id of the rule, of the kind `rule`: one of those that are built in, which the audit must be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// Whether it must be found; else no finding of the kind may cite one of the events.
    pub found: bool,
    /// All its events, in the order in which they are cited.
    pub events: Vec<PlannedEvent>,
}

/// What tells an event of the sample case from all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // The names are those of `sessionscope events`.
pub struct PlannedEvent {
    pub time: String,
    pub activity: &'static str,
    pub user: String,
}

/// A delivery that was lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LostDelivery {
    /// The portal.
    pub portal: &'static str,
    /// How many events it held.
    pub events: usize,
    /// How many of these the metrics prove missing: records of the portal that nobody can read may be some of them.
    pub missing_at_least: usize,
}

/// A digest or a log file of CloudTrail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedDigest {
    /// Its key in S3.
    pub key: String,
    /// What must be said of it.
    pub verdict: &'static str,
    /// Whether that is a finding.
    pub found: bool,
}

/// Somebody, and the names that are theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedPerson {
    /// The name in the identity map.
    pub person: &'static str,
    /// Systems with the user in each.
    pub users: &'static [(&'static str, &'static str)],
}

/// An event that is planned for: its time, the canonical name of its activity, and its user.
pub(super) type Happened<'a> = (i64, &'static str, &'a str);

/// Something that is put into the case for the audit.
pub(super) enum Planned<'a> {
    /// A kind, whether it is to be found, and the events.
    Finding(&'static str, bool, &'a [Happened<'a>]),
    /// The id of a rule, whether it is to find something, and the events.
    Rule(&'static str, bool, &'a [Happened<'a>]),
    Lost(LostDelivery),
    /// A verdict, whether it is a finding, and the key of the digest or log file.
    Digest(&'static str, bool, &'a str),
    Person(PlannedPerson),
}

impl Plan {
    pub(super) fn add(&mut self, planned: &Planned<'_>) {
        match planned {
            Planned::Finding(kind, found, events) => self.add_finding(kind, None, *found, events),
            Planned::Rule(id, found, events) => self.add_finding("rule", Some(id), *found, events),
            Planned::Lost(lost) => self.lost_deliveries.push(lost.clone()),
            Planned::Digest(verdict, found, key) => {
                self.digests.push(PlannedDigest { key: (*key).to_owned(), verdict, found: *found });
            }
            Planned::Person(person) => self.people.push(person.clone()),
        }
    }

    fn add_finding(
        &mut self,
        kind: &'static str,
        rule: Option<&'static str>,
        found: bool,
        events: &[Happened<'_>],
    ) {
        let event = |&(at, activity, user): &Happened<'_>| PlannedEvent {
            time: rfc3339(at),
            activity,
            user: user.to_owned(),
        };
        let events = events.iter().map(event).collect();
        self.findings.push(PlannedFinding { kind, rule, found, events });
    }
}
