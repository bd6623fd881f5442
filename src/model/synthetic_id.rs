//! Ids of sessions whose format has none (R20): whose they are, and when their first event was. While files are
//! read a session may turn out to have begun earlier, or to be one with the session before it, and has
//! another id then. Whoever holds an id of before still means the session that has the event which made it.

use super::time::{TimeMs, parse_time, rfc3339};

/// The id of a session whose first event was at this time.
pub fn synthetic_id(owner: &str, start: TimeMs) -> String {
    format!("{owner}/{}", rfc3339(start))
}

/// The time in an id that was made, in whatever case it is written.
pub fn start_in(id: &str) -> Option<TimeMs> {
    parse_time(id.rsplit_once('/')?.1)
}
