//! What tables tell of sessions and of sites: a column each, by which they can be sorted.

use crate::query::table_sort::TableSort;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// A name in the address and in the style sheet, and the names of the columns that a saved table has for it: some of
/// what is seen in one cell is two values.
type Names = (&'static str, &'static [&'static str]);

enum_table! {
    /// What the table of sessions tells of each, from left to right where nobody has chosen another order. Who, when and
    /// how much left come first: what does not fit is scrolled to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum SessionField => fn names() -> Names {
        /// Whose it is.
        User => ("user", &["user"]),
        /// When it began.
        Start => ("start", &["start"]),
        /// How long it was.
        Length => ("length", &["length_s"]),
        /// How many events it has, and how many of them are in scope.
        Events => ("events", &["events", "events_in_scope"]),
        /// What was moved in.
        In => ("in", &["in", "in_bytes"]),
        /// What was moved out.
        Out => ("out", &["out", "out_bytes"]),
        /// Whether it has ended.
        State => ("state", &["state"]),
        /// How many findings it has that nobody has dismissed.
        Findings => ("findings", &["findings"]),
        /// How many sites were visited in it.
        Hosts => ("sites", &["hosts"]),
        /// From which addresses.
        ClientIps => ("ips", &["client_ips"]),
        /// Of which system it is.
        System => ("system", &["system"]),
        /// Its portal, or its target where it has none.
        Portal => ("portal", &["portal", "target"]),
        /// Its id.
        Id => ("id", &["session"]),
        /// When the last of it happened.
        End => ("end", &["end"]),
    }
}

enum_table! {
    /// What the table of sites tells of each, from left to right where nobody has chosen another order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum SiteField => fn names() -> Names {
        /// The name of the host.
        Host => ("host", &["host"]),
        /// How often it was visited.
        Visits => ("visits", &["visits"]),
        /// How many users were there.
        Users => ("users", &["users"]),
        /// When it was seen first.
        First => ("first", &["first"]),
        /// When it was seen last.
        Last => ("last", &["last"]),
        /// How often something was pasted into it.
        Pastes => ("pastes", &["pastes"]),
        /// What was moved to it.
        Uploads => ("uploads", &["uploads", "upload_bytes"]),
        /// What was moved from it.
        Downloads => ("downloads", &["downloads", "download_bytes"]),
        /// How often it was blocked.
        Blocked => ("blocked", &["blocked"]),
    }
}

impl SessionField {
    /// Whether it is a number, which tables have at the right.
    pub const fn is_numeric(self) -> bool {
        use SessionField::{Events, Hosts, In, Length, Out};
        matches!(self, Length | Events | In | Out | Hosts)
    }

    /// Whether the most stand first where a table is sorted by it for the first time: of numbers, of findings, of
    /// addresses, and of states the open ones.
    pub const fn is_most_first(self) -> bool {
        use SessionField::{ClientIps, Findings, State};
        self.is_numeric() || matches!(self, Findings | ClientIps | State)
    }

    /// Its name in the address and in the style sheet.
    pub const fn id(self) -> &'static str {
        self.names().0
    }

    /// The names of the columns that a saved table has for it.
    pub const fn saved_as(self) -> &'static [&'static str] {
        self.names().1
    }
}

impl Default for TableSort<SessionField> {
    fn default() -> TableSort<SessionField> {
        TableSort::ascending(SessionField::Start)
    }
}

impl Default for TableSort<SiteField> {
    fn default() -> TableSort<SiteField> {
        TableSort::descending(SiteField::Visits)
    }
}

impl SiteField {
    /// Whether the most stand first where a table is sorted by it for the first time.
    pub const fn is_most_first(self) -> bool {
        !matches!(self, SiteField::Host)
    }

    /// Its name in the address and in the style sheet.
    pub const fn id(self) -> &'static str {
        self.names().0
    }

    /// The names of the columns that a saved table has for it.
    pub const fn saved_as(self) -> &'static [&'static str] {
        self.names().1
    }
}
