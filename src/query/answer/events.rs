//! What is told of an event.

use crate::model::{Endpoint, Family, RowId, SessionNo, System, TextField};
use crate::query::event_field::EventField;
use serde::{Deserialize, Serialize};

/// An event in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Row in the store: what selects it.
    pub row: RowId,
    /// Time in milliseconds since the epoch.
    pub time_ms: Option<i64>,
    /// System that recorded it.
    pub system: System,
    /// Canonical activity name (untrusted text where unknown).
    pub activity: String,
    /// Its family.
    pub family: Family,
    /// User (untrusted text).
    pub user: String,
    /// The user of the WorkSpace that it tells of, as `describe-workspaces` told (untrusted text).
    pub workspace_user: Option<String>,
    /// Session id (untrusted text).
    pub session: String,
    /// Client address (untrusted text).
    pub client_ip: String,
    /// Host (untrusted text).
    pub host: String,
    /// URL (untrusted text).
    pub url: String,
    /// File name (untrusted text).
    pub file: String,
    /// What was acted on (untrusted text).
    pub target: String,
    /// Service whose API was called (untrusted text).
    pub service: String,
    /// User agent or client (untrusted text).
    pub agent: String,
    /// Error code (untrusted text).
    pub error: String,
    /// Recorded size in bytes.
    pub size: Option<u64>,
    /// From where to where it moved something.
    pub moves: Option<(Endpoint, Endpoint)>,
    /// What it has in columns that were asked for beside these (untrusted text); empty where it has nothing there.
    pub others: Vec<(EventField, String)>,
}

impl EventRow {
    /// A text of it; empty where it has none, or none was asked for.
    pub fn text(&self, field: TextField) -> &str {
        match field {
            TextField::Activity => &self.activity,
            TextField::User => &self.user,
            TextField::Session => &self.session,
            TextField::ClientIp => &self.client_ip,
            TextField::Host => &self.host,
            TextField::Url => &self.url,
            TextField::File => &self.file,
            TextField::Target => &self.target,
            TextField::Service => &self.service,
            TextField::Agent => &self.agent,
            TextField::Error => &self.error,
            _ => self.other(EventField::Text(field)),
        }
    }

    /// Whether every row has a field; others are asked for.
    pub fn has(field: EventField) -> bool {
        use EventField::{Family, From, Size, System, Text, Time, To};
        use TextField::{Activity, Agent, ClientIp, Error, File, Host, Service, Session, Target, Url, User};
        let is_text = |field| {
            matches!(
                field,
                Activity | User | Session | ClientIp | Host | Url | File | Target | Service | Agent | Error
            )
        };
        matches!(field, Time | System | Family | Size | From | To)
            || matches!(field, Text(field) if is_text(field))
    }

    /// What it has in a column that was asked for beside the others.
    pub fn other(&self, field: EventField) -> &str {
        self.others.iter().find(|(known, _)| *known == field).map_or("", |(_, text)| text)
    }
}

/// Everything that is known of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDetail {
    /// The event as in a table.
    pub event: EventRow,
    /// Field names of the filter language and their values (untrusted text), absent ones left out.
    pub fields: Vec<(String, String)>,
    /// Path of its input.
    pub path: String,
    /// Offset, length and line of its record in the decoded text.
    pub span: crate::source::Span,
    /// SHA-256 of the input, once known.
    pub sha256: Option<String>,
    /// Containers of the input from the outside in, once known.
    pub containers: Vec<String>,
    /// Number of its session.
    pub session_number: Option<SessionNo>,
    /// The event before it in its session.
    pub before: Option<RowId>,
    /// The event after it in its session.
    pub after: Option<RowId>,
}
