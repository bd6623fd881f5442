//! Families: the dozen kinds of act that colours, glyphs and lanes speak of.

use serde::{Deserialize, Serialize};

/// The kind of an activity, coarse enough to be a colour (see `look.md`) and a facet.
///
/// The order is the order in which stacked charts pile them up and legends list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Family {
    /// A session or environment begins, connects, disconnects or ends.
    Lifecycle,
    /// Somebody proves who they are.
    Login,
    /// Tabs and pages.
    Browsing,
    /// A visit or call that was refused.
    Blocked,
    /// Clicks and keys on a page, counted and never recorded in content.
    Input,
    /// Copies and pastes.
    Clipboard,
    /// Bytes that come towards the remote side.
    TransferIn,
    /// Bytes that leave the remote side.
    TransferOut,
    /// Print jobs: the PDF lands on the user's machine, so it is a way out.
    Print,
    /// What was typed and shown in a shell.
    Command,
    /// Any other call to an AWS service.
    Api,
    /// Unknown activities, kept and counted.
    Other,
}

impl Family {
    /// Every family, in drawing order.
    pub const ALL: [Family; 12] = [
        Family::Lifecycle,
        Family::Login,
        Family::Browsing,
        Family::Blocked,
        Family::Input,
        Family::Clipboard,
        Family::TransferIn,
        Family::TransferOut,
        Family::Print,
        Family::Command,
        Family::Api,
        Family::Other,
    ];

    /// How many families there are: the length of a row of counts by family.
    pub const COUNT: usize = Self::ALL.len();

    /// The name in the filter language (`family:transfer-out`) and in style sheets.
    pub const fn id(self) -> &'static str {
        match self {
            Family::Lifecycle => "lifecycle",
            Family::Login => "login",
            Family::Browsing => "browsing",
            Family::Blocked => "blocked",
            Family::Input => "input",
            Family::Clipboard => "clipboard",
            Family::TransferIn => "transfer-in",
            Family::TransferOut => "transfer-out",
            Family::Print => "print",
            Family::Command => "command",
            Family::Api => "api",
            Family::Other => "other",
        }
    }

    /// The sign that stands beside the colour, so that no meaning hangs on colour alone.
    pub const fn glyph(self) -> &'static str {
        match self {
            Family::Lifecycle => "▮",
            Family::Login => "◆",
            Family::Browsing => "●",
            Family::Blocked => "⊘",
            Family::Input => "▪",
            Family::Clipboard => "❐",
            Family::TransferIn => "▼",
            Family::TransferOut => "▲",
            Family::Print => "⎙",
            Family::Command => "❯",
            Family::Api => "○",
            Family::Other => "·",
        }
    }

    /// The family with this place in [`Family::ALL`].
    pub fn from_index(index: u8) -> Option<Family> {
        Self::ALL.get(usize::from(index)).copied()
    }

    /// The family with this [`Family::id`], compared without case.
    pub fn from_id(id: &str) -> Option<Family> {
        Self::ALL.into_iter().find(|family| family.id().eq_ignore_ascii_case(id))
    }
}
