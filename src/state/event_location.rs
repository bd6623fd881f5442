//! Where an event stands, whatever its row.

/// Where an event stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLocation {
    /// Path of its input.
    pub path: String,
    /// Where its record begins.
    pub offset: u64,
}
