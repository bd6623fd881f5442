//! What a call does to the logging. What belongs to an effect stands in one table here; charts, legends and words take it
//! from there.

use super::family::Shape;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// What belongs to an effect.
struct Traits {
    id: &'static str,
    shape: Shape,
}

const fn traits(id: &'static str, shape: Shape) -> Traits {
    Traits { id, shape }
}

enum_table! {
    /// What a call does to the logging, the least first: of several at one place the greatest is shown.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum LoggingEffect => fn traits() -> Traits {
        /// Logging begins, or what logs is made: before that there may have been none.
        Begins => traits("begins", Shape::Chevron),
        /// Something else is logged, or elsewhere, from then on.
        Changes => traits("changes", Shape::Diamond),
        /// A session is ended, and what would have been logged of it.
        EndsSession => traits("ends-session", Shape::Ring),
        /// Logging ends.
        Ends => traits("ends", Shape::CrossedRing),
    }
}

impl LoggingEffect {
    /// The name in messages and style sheets.
    pub const fn id(self) -> &'static str {
        self.traits().id
    }

    /// The shape of its marks, so that no meaning hangs on colour alone.
    pub const fn shape(self) -> Shape {
        self.traits().shape
    }
}
