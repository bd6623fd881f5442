//! Facts: what is known from records that are no events. They are few, and kept as they are.

use super::columns::ByteCount;
use super::digest::ChainFact;
use super::time::TimeMs;
use serde::{Deserialize, Serialize};

/// What a record that is no event tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// An entry of Session Manager's own history.
    SessionHistory(SessionHistory),
    /// A data point of a metric.
    Metric(Metric),
    /// Who has a WorkSpace.
    Workspace {
        /// Id of the WorkSpace.
        id: String,
        /// Its user.
        user: String,
    },
    /// What a Session Logger was told to log.
    SessionLoggerSettings(SessionLoggerSettings),
    /// Who a user is, by a map of identities.
    Identity(Identity),
    /// What is said about the chain of CloudTrail's digests.
    Chain(ChainFact),
    /// Sigma rules: a file that has at least one which can be used.
    Rules {
        /// Its YAML text.
        text: String,
    },
}

impl Fact {
    /// How much memory it takes, about.
    pub fn byte_count(&self) -> usize {
        let texts = match self {
            Fact::SessionHistory(entry) => {
                let texts = [
                    &entry.session,
                    &entry.target,
                    &entry.status,
                    &entry.owner,
                    &entry.document,
                    &entry.reason,
                ];
                texts.map(String::len).iter().sum()
            }
            Fact::Metric(point) => {
                [&point.metric, &point.portal, &point.sum, &point.samples].map(String::len).iter().sum()
            }
            Fact::Workspace { id, user } => id.len() + user.len(),
            Fact::Identity(row) => [&row.person, &row.system, &row.user].map(String::len).iter().sum(),
            Fact::Chain(fact) => fact.byte_count(),
            Fact::Rules { text } => text.len(),
            Fact::SessionLoggerSettings(settings) => {
                let texts = [&settings.arn, &settings.name, &settings.destination];
                let names = if let LoggedEvents::Only(names) = &settings.events { &names[..] } else { &[] };
                let events = names.iter().map(|name| name.len() + size_of::<String>());
                let portals =
                    settings.portals.iter().flatten().map(|portal| portal.len() + size_of::<String>());
                texts.map(String::len).iter().sum::<usize>() + events.chain(portals).sum::<usize>()
            }
        };
        size_of::<Fact>() + texts
    }
}

/// An entry of `describe-sessions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionHistory {
    /// Session id.
    pub session: String,
    /// Instance.
    pub target: String,
    /// Connected, Connecting, Disconnected, Terminated, Terminating or Failed.
    pub status: String,
    /// When it began.
    pub start: Option<TimeMs>,
    /// When it ended.
    pub end: Option<TimeMs>,
    /// ARN of who began it.
    pub owner: String,
    /// Name of the document that it was begun with.
    pub document: String,
    /// The reason that was given.
    pub reason: String,
}

/// The form in which data points come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MetricForm {
    /// A metric stream: each point names its metric.
    #[default]
    Stream,
    /// `get-metric-statistics`: one metric a file, which only a label names.
    Statistics,
    /// `get-metric-data`: several metrics, which only labels name.
    Data,
    /// A table of the console, which has labels as its header.
    Table,
}

/// A data point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Name of the metric, or the label that stands for it.
    pub metric: String,
    /// Portal, where the point says so.
    pub portal: String,
    /// Start of the period.
    pub time: Option<TimeMs>,
    /// Sum of the period, as written.
    pub sum: String,
    /// Samples of the period, as written.
    pub samples: String,
    /// The sum without what stands behind its point, where it is a number that is not negative.
    pub whole_sum: Option<ByteCount>,
    /// The same of the samples.
    pub whole_samples: Option<ByteCount>,
    /// The form that the point was in.
    pub form: MetricForm,
}

/// A row of a map of identities: a user of a system is a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The name of the person.
    pub person: String,
    /// The system, as it is written.
    pub system: String,
    /// The user.
    pub user: String,
}

/// Which events a Session Logger logs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoggedEvents {
    /// What was read does not say: `list-session-loggers` leaves the filter out.
    #[default]
    NotSaid,
    /// All, also those that are not known yet.
    All,
    /// These alone.
    Only(Vec<String>),
}

/// Settings of a Session Logger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLoggerSettings {
    /// Its ARN.
    pub arn: String,
    /// Its name.
    pub name: String,
    /// The events that it logs.
    pub events: LoggedEvents,
    /// Where it delivers: bucket and prefix.
    pub destination: String,
    /// The ARNs of the portals that it is for, where the record lists them.
    pub portals: Option<Vec<String>>,
}
