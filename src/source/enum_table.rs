//! Enums with a table: each variant has an entry that says all that is known of it, so that a variant which is half
//! described does not compile.

/// Makes an enum, the list of all its variants, and a method that gives the entry of each. A variant may tell a
/// number besides, which its entry can use; in the list it is 0.
///
/// ```text
/// enum_table! {
///     /// What it is.
///     #[derive(Clone, Copy)]
///     pub enum Colour => fn info() -> ColourInfo {
///         /// What this one is.
///         Red => ColourInfo { id: "red" },
///     }
/// }
/// ```
#[macro_export]
macro_rules! enum_table {
    (
        $(#[$enum_meta:meta])*
        pub enum $name:ident => $(#[$info_meta:meta])* $info_vis:vis fn $info:ident() -> $entry:ty {
            $($(#[$meta:meta])* $variant:ident $({ $(#[$number_meta:meta])* $number:ident: $type:ty })? => $value:expr,)*
        }
    ) => {
        $(#[$enum_meta])*
        pub enum $name {
            $($(#[$meta])* $variant $({ $(#[$number_meta])* $number: $type })?,)*
        }

        impl $name {
            /// Every one of them, in the order of the table.
            pub const ALL: [$name; [$(stringify!($variant)),*].len()] =
                [$($name::$variant $({ $number: 0 })?),*];

            $(#[$info_meta])*
            $info_vis const fn $info(self) -> $entry {
                match self {
                    $($name::$variant $({ $number })? => $value,)*
                }
            }
        }
    };
}
