//! How far from its axis a value of a picture stands: what a person chooses where one large value hides all others.

use crate::source::enum_table;

enum_table! {
    /// How far from its axis a value of a picture stands.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum ValueScale => fn info() -> &'static str {
        /// As far as it is large, so that lengths can be compared.
        #[default]
        Linear => "linear",
        /// By its square root: what is a hundredth of another one stands at a tenth.
        Root => "root",
        /// By its logarithm: each factor of ten is about as long as any other.
        Log => "log",
    }
}

impl ValueScale {
    /// Its name.
    pub const fn id(self) -> &'static str {
        self.info()
    }

    /// The scale of this name.
    pub fn from_id(id: &str) -> Option<ValueScale> {
        Self::ALL.into_iter().find(|scale| scale.id() == id)
    }
}
