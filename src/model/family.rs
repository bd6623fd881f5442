//! Families: the dozen kinds of act that colours, glyphs and lanes speak of. What belongs to a family stands
//! in one table here; charts, the timeline and the legend take it from there, and the style sheet is held
//! equal to it by a test.

use super::colour::Rgb;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// The shape of a family's marks, so that no meaning hangs on colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each is the shape of its name.
pub enum Shape {
    Post,
    Diamond,
    Dot,
    CrossedRing,
    Square,
    Frame,
    TriangleDown,
    TriangleUp,
    Sheet,
    Chevron,
    Ring,
    Speck,
}

/// What belongs to a family.
#[derive(Clone, Copy)]
struct Traits {
    /// The name in the filter language, in exports and in style sheets.
    id: &'static str,
    /// The colour on a light ground.
    light: u32,
    /// The colour on a dark ground.
    dark: u32,
    shape: Shape,
    /// When marks of it are painted on a lane: those with greater numbers lie over the others.
    paint: u8,
}

const fn traits(id: &'static str, colours: [u32; 2], shape: Shape, paint: u8) -> Traits {
    Traits { id, light: colours[0], dark: colours[1], shape, paint }
}

enum_table! {
    /// The kind of an activity, coarse enough to be a colour (see `look.md`) and a facet.
    ///
    /// The order is the order in which stacked charts pile them up and legends list them. Each has its id, its colours
    /// on light and dark ground, its shape, and its number in the order of painting: what was blocked and what went
    /// out lies over everything else, as it is what one looks for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[repr(u8)]
    pub enum Family => fn traits() -> Traits {
        /// A session or environment begins, connects, disconnects or ends.
        Lifecycle => traits("lifecycle", [0x64748b, 0x94a3b8], Shape::Post, 0),
        /// Somebody proves who they are.
        Login => traits("login", [0x5b5bd6, 0x8f8ff5], Shape::Diamond, 5),
        /// Tabs and pages.
        Browsing => traits("browsing", [0x2f74b5, 0x5aa5e8], Shape::Dot, 4),
        /// A visit or call that was refused.
        Blocked => traits("blocked", [0xc62828, 0xff6b60], Shape::CrossedRing, 10),
        /// Clicks and keys on a page, counted and never recorded in content.
        Input => traits("input", [0x77828f, 0x8d9aaa], Shape::Square, 3),
        /// Copies and pastes.
        Clipboard => traits("clipboard", [0x9b59b6, 0xc08be0], Shape::Frame, 7),
        /// Bytes that come towards the remote side.
        TransferIn => traits("transfer-in", [0x0b8563, 0x2fc79b], Shape::TriangleDown, 8),
        /// Bytes that leave the remote side.
        TransferOut => traits("transfer-out", [0xc75b00, 0xff9a3d], Shape::TriangleUp, 11),
        /// Print jobs: the PDF lands on the user's machine, so it is a way out.
        Print => traits("print", [0xb8327a, 0xe870b0], Shape::Sheet, 9),
        /// What was typed and shown in a shell.
        Command => traits("command", [0x0e7c86, 0x35b5c0], Shape::Chevron, 6),
        /// Any other call to an AWS service.
        Api => traits("api", [0x7a7f1a, 0xb5ba45], Shape::Ring, 2),
        /// Unknown activities, kept and counted.
        Other => traits("other", [0x646e7a, 0x8b95a3], Shape::Speck, 1),
    }
}

impl Family {
    /// How many families there are: the length of a row of counts by family.
    pub const COUNT: usize = Self::ALL.len();

    /// Every family, in the order in which marks are painted: a later one lies over an earlier one.
    pub const PAINTING_ORDER: [Family; Self::COUNT] = {
        let mut order = [None; Self::COUNT];
        let mut at = 0;
        while at < Self::COUNT {
            let family = Self::ALL[at];
            let number = family.traits().paint as usize;
            assert!(order[number].is_none(), "two families are painted at once");
            order[number] = Some(family);
            at += 1;
        }
        let mut all = [Family::Other; Self::COUNT];
        at = 0;
        while at < Self::COUNT {
            if let Some(family) = order[at] {
                all[at] = family;
            }
            at += 1;
        }
        all
    };

    /// The name in the filter language (`family:transfer-out`) and in style sheets.
    pub const fn id(self) -> &'static str {
        self.traits().id
    }

    /// Its colour, on a light or a dark ground.
    pub const fn colour(self, is_dark: bool) -> Rgb {
        Rgb::from_hex(if is_dark { self.traits().dark } else { self.traits().light })
    }

    /// The shape of its marks.
    pub const fn shape(self) -> Shape {
        self.traits().shape
    }

    /// Its index in [`Family::PAINTING_ORDER`].
    pub const fn painting_index(self) -> u8 {
        self.traits().paint
    }

    /// The family with this index in [`Family::ALL`].
    pub fn from_index(index: u8) -> Option<Family> {
        Self::ALL.get(usize::from(index)).copied()
    }

    /// The family with this [`Family::id`], compared without case.
    pub fn from_id(id: &str) -> Option<Family> {
        Self::ALL.into_iter().find(|family| family.id().eq_ignore_ascii_case(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_blocked_and_what_went_out_lies_over_the_rest() {
        assert_eq!(Family::PAINTING_ORDER[10..], [Family::Blocked, Family::TransferOut]);
        for (index, family) in Family::PAINTING_ORDER.into_iter().enumerate() {
            assert_eq!(usize::from(family.painting_index()), index);
        }
    }

    #[test]
    fn families_differ_in_id_and_shape() {
        for one in Family::ALL {
            for other in Family::ALL.into_iter().filter(|other| *other != one) {
                assert_ne!(one.id(), other.id());
                assert_ne!(one.shape(), other.shape());
            }
            assert_eq!(Family::from_id(&one.id().to_uppercase()), Some(one));
            assert_eq!(Family::from_index(one as u8), Some(one));
        }
        assert_eq!(Family::from_index(Family::COUNT as u8), None);
    }
}
