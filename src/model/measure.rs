//! What bars of transfers measure: what a person chooses.

use crate::source::enum_table;

enum_table! {
    /// What bars of transfers measure.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Measure =>
    /// Its name in the address.
    pub fn id() -> &'static str {
        /// Known bytes.
        #[default]
        Bytes => "bytes",
        /// Number of transfers, sized or not.
        Count => "count",
    }
}

impl Measure {
    /// The one of this name.
    pub fn from_id(id: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.id() == id)
    }
}
