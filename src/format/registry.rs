//! What follows from the list of formats: which fields are cut out of a record of each, and when a record that
//! one format recognises is surely of no format that is tried earlier. All of it is computed while the program
//! is compiled.

use super::Format;
use super::descriptor::Signature;
use crate::container::fields::{MAX_SLOTS, is_same_name};
use crate::container::json::{FieldTable, Fields, Schema, Want};

/// Slot of the keys by which an object may be of a format that is tried earlier; no format uses it.
const EARLIER: u8 = MAX_SLOTS as u8 - 1;

/// The fields of each format, and those of the formats before it that must not be there.
static SCHEMAS: [FieldTable; Format::ALL.len()] = {
    let mut tables = [FieldTable::new(&[]); Format::ALL.len()];
    let mut number = 0;
    while number < tables.len() {
        tables[number] = fields_of(number);
        number += 1;
    }
    tables
};

/// The fields of a format, and for each way in which a format before it is known one key without which it is not.
const fn fields_of(number: usize) -> FieldTable {
    let format = Format::ALL[number].descriptor();
    assert!(!uses_slot(format.schema, EARLIER), "the last slot is taken: use another one");
    let own = FieldTable::new(format.schema);
    let (mut table, mut earlier) = (own, 0);
    while earlier < number {
        let other = Format::ALL[earlier].descriptor();
        let mut signature = 0;
        while signature < other.signatures.len() {
            match foreign_key(&other.signatures[signature], &own) {
                Some(key) if table.index_of(key).is_none() => table = table.with(key, Want::Slot(EARLIER)),
                Some(_) => {}
                None => assert!(
                    contains(format.rules_out, other.id),
                    "A record of one format may look like one of a format that is tried earlier: let `recognises` tell \
                     them apart, and name the earlier one in `rules_out`."
                ),
            }
            signature += 1;
        }
        earlier += 1;
    }
    table
}

/// Whether anything that is wanted goes into this slot.
const fn uses_slot(schema: Schema, slot: u8) -> bool {
    let mut index = 0;
    while index < schema.len() {
        let is_used = match schema[index].1 {
            Want::Slot(used) => used == slot,
            Want::Within(within) => uses_slot(within, slot),
            Want::SlotAndWithin(used, within) => used == slot || uses_slot(within, slot),
        };
        if is_used {
            return true;
        }
        index += 1;
    }
    false
}

/// The first key of a signature that is no field of a format.
const fn foreign_key(signature: &Signature, own: &FieldTable) -> Option<&'static str> {
    let mut index = 0;
    while index < signature.keys.len() {
        if own.index_of(signature.keys[index]).is_none() {
            return Some(signature.keys[index]);
        }
        index += 1;
    }
    None
}

const fn contains(ids: &[&str], id: &str) -> bool {
    let mut index = 0;
    while index < ids.len() {
        if is_same_name(ids[index], id) {
            return true;
        }
        index += 1;
    }
    false
}

impl Format {
    /// The identifier that the summary has for it.
    pub const fn id(self) -> &'static str {
        self.descriptor().id
    }

    /// The fields that are cut out of an object to see whether it is a record of this format, and to read it.
    pub fn schema(self) -> Schema {
        SCHEMAS[self as usize].schema()
    }

    /// Whether an object whose fields were cut out by [`Format::schema`] is a record of this format, if no format
    /// that is tried earlier recognises it.
    #[inline]
    pub fn recognises(self, fields: &Fields<'_>) -> bool {
        (self.descriptor().recognises)(fields)
    }

    /// Whether an object that [`Format::recognises`] is surely of no format that is tried earlier, so that those
    /// need not be tried.
    #[inline]
    pub fn is_sure(self, fields: &Fields<'_>) -> bool {
        fields.raw(EARLIER).is_none()
    }
}
