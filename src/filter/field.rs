//! The fields of the language: their names, and the values of some of them (F3, F7).

use crate::model::finding_kind::{DIGEST_KIND, FindingKind};
use crate::model::{Endpoint, Family, System, TextField};
use serde::{Deserialize, Serialize};

/// Makes the enum of all fields of the list of those that are no texts.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident => $name:literal,)*) => {
        /// A field that a term can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Field {
            /// One of the texts of an event.
            Text(TextField),
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// Every field.
            pub fn all() -> impl Iterator<Item = Field> {
                TextField::ALL.into_iter().map(Field::Text).chain([$(Field::$variant),*])
            }

            /// The name in the language.
            pub const fn name(self) -> &'static str {
                match self {
                    Field::Text(field) => field.id(),
                    $(Field::$variant => $name,)*
                }
            }
        }
    };
}

fields! {
    /// The system that recorded it.
    System => "system",
    /// Its family.
    Family => "family",
    /// From where it moved something.
    From => "from",
    /// To where it moved something.
    To => "to",
    /// The person of its user (F8).
    Person => "person",
    /// The path of its input.
    Input => "input",
    /// The recorded size.
    Size => "size",
    /// The time.
    Time => "time",
    /// A tag that a person has given it (F8).
    Tag => "tag",
    /// Whether a person has marked it (F8).
    Marked => "marked",
    /// The number of a search in the original text that has found it (F8).
    Deep => "deep",
    /// The kind of a finding that counts it (F8).
    Found => "found",
}

/// Another name of `input`: that of the exports.
const PATH: &str = "path";

/// The value of `marked` where an event is.
pub const MARKED: &str = "yes";

/// What stands for `transfer-in` and `transfer-out` both (F7).
pub(super) const BOTH_WAYS: &str = "transfer";

impl Field {
    /// The field of a name in any case.
    pub fn from_name(name: &str) -> Option<Field> {
        let is_path = name.eq_ignore_ascii_case(PATH);
        Field::all()
            .find(|field| field.name().eq_ignore_ascii_case(name) || is_path && *field == Field::Input)
    }

    /// The values that it can have, where they are few and known (F7).
    pub fn known_values(self) -> Option<Vec<&'static str>> {
        match self {
            Field::System => Some(System::ALL.map(System::id).to_vec()),
            Field::Family => Some(Family::ALL.map(Family::id).into_iter().chain([BOTH_WAYS]).collect()),
            Field::From | Field::To => Some(Endpoint::ALL.map(Endpoint::id).to_vec()),
            Field::Marked => Some(vec![MARKED]),
            Field::Found => {
                Some(FindingKind::ALL.map(FindingKind::id).into_iter().chain([DIGEST_KIND]).collect())
            }
            Field::Text(_)
            | Field::Person
            | Field::Input
            | Field::Size
            | Field::Time
            | Field::Tag
            | Field::Deep => None,
        }
    }

    /// Whether it asks for what a person has added or searched for, and not for what the logs say: there is none of it
    /// on the command line (F8).
    pub const fn is_of_case(self) -> bool {
        matches!(self, Field::Tag | Field::Marked | Field::Deep)
    }

    /// The field whose name is most like this one, if any is so like it that it may have been meant.
    pub(super) fn nearest(name: &str) -> Option<Field> {
        let name = name.to_ascii_lowercase();
        let names = Field::all().map(|field| (strsim::levenshtein(&name, field.name()), field));
        let (distance, field) = names.min_by_key(|(distance, _)| *distance)?;
        (distance <= 2 && distance <= name.len() / 3).then_some(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case_and_path_is_input() {
        assert_eq!(Field::from_name("CLIENT_ip"), Some(Field::Text(TextField::ClientIp)));
        assert_eq!(Field::from_name("Path"), Some(Field::Input));
        assert_eq!(Field::from_name("colour"), None);
        for field in Field::all() {
            assert_eq!(Field::from_name(field.name()), Some(field));
        }
    }

    #[test]
    fn a_name_that_is_nearly_right_is_known() {
        assert_eq!(Field::nearest("usr"), Some(Field::Text(TextField::User)));
        assert_eq!(Field::nearest("CLIENTIP"), Some(Field::Text(TextField::ClientIp)));
        assert_eq!(Field::nearest("familiy"), Some(Field::Family));
        assert_eq!(Field::nearest("colour"), None);
        assert_eq!(Field::nearest("x"), None);
        assert_eq!(Field::nearest("fond"), Some(Field::Found));
    }
}
