//! The texts that an event may have: a line each, from which columns, filters, exports and help take what they need
//! to know of them.

use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// What a value of a field may tell of people, for exports that leave out or replace such values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Times, numbers, and words that AWS has defined: they name nobody and nothing.
    None,
    /// A name of a person, or an id that is made with one.
    Person,
    /// The network address of somebody's machine.
    Address,
    /// Where something was done: a site, a portal, a machine.
    Place,
    /// The name of a file or folder.
    File,
    /// Text that a program wrote as it liked.
    FreeText,
}

/// How many events have a text of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    /// Most of them, so that a plain column is smaller than a sparse one.
    Common,
    /// Few of them.
    Rare,
}

/// What finds the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// The words of a filter, and its own name.
    InWords,
    /// Its own name alone: its values are what a person does not type from memory.
    ByName,
}

/// What is known of a field.
struct TextFieldInfo {
    id: &'static str,
    frequency: Frequency,
    sensitivity: Sensitivity,
    search: Search,
}

const fn info(
    id: &'static str,
    frequency: Frequency,
    sensitivity: Sensitivity,
    search: Search,
) -> TextFieldInfo {
    TextFieldInfo { id, frequency, sensitivity, search }
}

use Frequency::{Common, Rare};
use Search::{ByName, InWords};
use Sensitivity::{Address, File, FreeText, None as Harmless, Person, Place};

enum_table! {
    /// The texts of an event that are kept as codes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[repr(u8)]
    pub enum TextField => fn info() -> TextFieldInfo {
        /// Canonical name of the activity.
        Activity => info("activity", Common, Harmless, InWords),
        /// Who acted.
        User => info("user", Common, Person, InWords),
        /// Session id.
        Session => info("session", Common, Person, InWords),
        /// Portal.
        Portal => info("portal", Common, Place, InWords),
        /// Address of the user's machine.
        ClientIp => info("client_ip", Common, Address, InWords),
        /// URL.
        Url => info("url", Rare, Place, InWords),
        /// Host name of the URL.
        Host => info("host", Rare, Place, InWords),
        /// File name.
        File => info("file", Rare, File, InWords),
        /// File name extension.
        Extension => info("ext", Rare, Harmless, InWords),
        /// What was acted on: an instance, a WorkSpace, a CloudShell environment, what the parameters of a call name.
        Target => info("target", Rare, Place, InWords),
        /// AWS region.
        Region => info("region", Rare, Harmless, InWords),
        /// Error code, or the failure of a sign-in.
        Error => info("error", Rare, FreeText, InWords),
        /// The service whose API was called.
        Service => info("service", Rare, Harmless, InWords),
        /// User agent, or client product with version and platform.
        Agent => info("agent", Rare, FreeText, InWords),
        /// Who, exactly: an ARN or principal id; the directory of a WorkSpace.
        Principal => info("principal", Rare, Person, InWords),
        /// The event's own id, where its format has one (R1).
        EventId => info("id", Rare, Harmless, InWords),
        /// The account of AWS in which it was done (R40).
        Account => info("account", Rare, Place, ByName),
        /// What CloudTrail calls the kind of its records: `Management`, `Data`, `NetworkActivity` (R40).
        Category => info("category", Rare, Harmless, ByName),
    }
}

impl TextField {
    /// The name in the filter language and in exports.
    pub const fn id(self) -> &'static str {
        self.info().id
    }

    /// What its values may tell of people.
    pub const fn sensitivity(self) -> Sensitivity {
        self.info().sensitivity
    }

    /// What finds its values.
    pub const fn search(self) -> Search {
        self.info().search
    }

    /// Whether each of its texts is likely to be that of one event alone: to look for it among others is in vain.
    pub(super) const fn is_of_one_event(self) -> bool {
        matches!(self, TextField::EventId)
    }

    /// Whether most events have it.
    pub(super) const fn is_dense(self) -> bool {
        matches!(self.info().frequency, Common)
    }
}

/// A set of text fields, a bit each.
pub type FieldSet = u32;

const _: () = assert!(TextField::ALL.len() <= FieldSet::BITS as usize, "a set has a bit for each field");

/// The set of these fields.
pub const fn field_set(fields: &[TextField]) -> FieldSet {
    let (mut set, mut at) = (0, 0);
    while at < fields.len() {
        set |= 1 << fields[at] as u8;
        at += 1;
    }
    set
}

/// The fields of a set, by their places in [`TextField::ALL`], ascending.
pub(super) fn fields_of(mut set: FieldSet) -> impl Iterator<Item = usize> {
    set &= EVERY_FIELD;
    std::iter::from_fn(move || {
        let next = (set != 0).then_some(set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        next
    })
}

/// All of them.
pub(super) const EVERY_FIELD: FieldSet = FieldSet::MAX >> (FieldSet::BITS as usize - TextField::ALL.len());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_look_in_the_texts_of_the_contract() {
        let found = TextField::ALL.into_iter().filter(|field| field.search() == InWords).map(TextField::id);
        let mut found: Vec<&str> = found.collect();
        let mut expected = [
            "activity",
            "user",
            "portal",
            "client_ip",
            "session",
            "host",
            "url",
            "file",
            "ext",
            "target",
            "region",
            "service",
            "error",
            "agent",
            "principal",
            "id",
        ];
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
}
