//! What a format says of itself, so that its records are found among others.

use crate::container::json::{Fields, Schema};

/// A format whose records are JSON objects. It stands in the format's own file; `format/mod.rs` lists them all.
#[derive(Clone, Copy, Debug)]
pub struct Descriptor {
    /// The identifier that the summary has for it (`inputs[].format`). Two forms of one format share it.
    pub id: &'static str,
    /// By what its records are known: each has all keys of at least one of these, whatever else it has.
    pub signatures: &'static [Signature],
    /// The fields that are wanted of a record.
    pub schema: Schema,
    /// Whether an object whose fields were cut out by the schema is a record of this format.
    pub recognises: fn(&Fields<'_>) -> bool,
    /// Identifiers of formats that are tried earlier and whose signatures a record of this one may have, for
    /// `recognises` sees to it that the object is not theirs.
    pub rules_out: &'static [&'static str],
}

/// Keys by which a record may be known.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The keys, the most telling one first.
    pub keys: &'static [&'static str],
    /// The text that the first one has, where only one counts.
    pub text: Option<&'static str>,
}

impl Signature {
    /// Known by having all of these keys.
    pub const fn keys(keys: &'static [&'static str]) -> Signature {
        Signature { keys, text: None }
    }

    /// Known by the text under a key.
    pub const fn text(keys: &'static [&'static str; 1], text: &'static str) -> Signature {
        Signature { keys, text: Some(text) }
    }
}

/// An answer of the AWS command line that lists things which are no events. It stands in the file of the format
/// of what is listed; `listing.rs` lists them all.
#[derive(Clone, Copy, Debug)]
pub struct ListingDescriptor {
    /// The identifier that the summary has for what is listed.
    pub id: &'static str,
    /// The key of the list, or of the one thing that is told of.
    pub key: &'static str,
    /// Whether it is a list.
    pub is_list: bool,
    /// The fields that are wanted of what is listed.
    pub schema: Schema,
}

/// Makes an enum with the list of all its variants, of which none can be left out.
macro_rules! enum_of_all {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every one of them. The number of each is its index here.
            pub const ALL: [$name; [$(stringify!($variant)),*].len()] = [$($name::$variant),*];
        }
    };
}

pub(super) use enum_of_all;
