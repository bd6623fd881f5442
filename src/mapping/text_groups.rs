//! Which texts of an event are made of which fields of its record: where none of the fields has changed since the
//! last record that was like it, the texts are the same, and their fields need not be read.

use crate::container::json::{SlotSet, slot_set};
use crate::model::TextField;
use crate::model::batch::KnownCodes;
use crate::model::text_field::{FieldSet, field_set};

/// Texts that are made of the same fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextGroup {
    texts: FieldSet,
    /// The slots of all that they are made of.
    made_of: SlotSet,
    /// Of these, what need not be read where the texts are known: what nothing else needs.
    unread: SlotSet,
}

impl TextGroup {
    /// Texts that are made of these slots, which nothing else needs.
    pub(super) const fn new(texts: &[TextField], made_of: &[u8]) -> TextGroup {
        let made_of = slot_set(made_of);
        TextGroup { texts: field_set(texts), made_of, unread: made_of }
    }

    /// The same where other than the texts something needs all slots but these.
    pub(super) const fn leaving_unread(self, unread: &[u8]) -> TextGroup {
        TextGroup { unread: slot_set(unread), ..self }
    }
}

/// Keeps the codes of the texts that are the same in this record as in the last one; the slots that need not be read
/// of it for that.
pub(super) fn keep_unchanged(codes: &mut KnownCodes, groups: &[TextGroup], changed: SlotSet) -> SlotSet {
    let (mut kept, mut unread, mut read) = (0, 0, 0);
    for group in groups {
        if changed & group.made_of == 0 && codes.known() & group.texts == group.texts {
            kept |= group.texts;
            unread |= group.unread;
        } else {
            read |= group.made_of;
        }
    }
    codes.keep_only(kept);
    unread & !read
}
