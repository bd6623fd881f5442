//! A session of Session Manager in the sample: who, where, when and why.

use super::account::Caller;

/// A session on an instance.
pub(super) struct Shell {
    pub(super) owner: &'static Caller,
    pub(super) suffix: &'static str,
    pub(super) target: &'static str,
    pub(super) start: i64,
    /// Nothing where it has not ended.
    pub(super) end: Option<i64>,
    pub(super) reason: &'static str,
    pub(super) document: &'static str,
}

impl Shell {
    /// The session id: who, and 26 letters and digits.
    pub(super) fn id(&self) -> String {
        format!("{}-{}", self.owner.name, self.suffix)
    }

    /// When it ended; a transcript is written only then.
    pub(super) fn end(&self) -> i64 {
        self.end.expect("a session with a transcript has ended")
    }
}
