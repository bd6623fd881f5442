//! Every word that a person reads, in every language of the page. The words are Fluent messages in `i18n/`;
//! `fl!` checks at compile time that a key exists.
//!
//! ```ignore
//! say!(app.language.get(), "list-more", count = "12")
//! ```

mod amounts;
mod audit;
pub mod call_parts;
mod case;
mod clip;
mod deep;
pub mod digests;
mod events;
mod filter;
mod findings;
mod ids;
pub mod json;
mod messages;
mod names;
mod notices;
mod sessions;
mod shortcomings;
mod time;
mod time_style;
pub mod units;
mod visible;

pub use amounts::{amount, count_and_amount};
pub use audit::{
    join_reason_explained, match_basis_explained, system_limitation_explained, unmatched_explained,
};
pub use case::{case_file_error_explained, case_input_fate_name, mark_fate_explained};
pub use clip::{characters, clipped, clipped_start};
pub use deep::{
    deep_clause_name, expression_problem_explained, needle_mistake_explained, needle_name, searches_of,
};
pub use events::{event_summary, workspace_user};
pub use filter::{mistake_explained, uncounted_explained};
pub use findings::audit_words;
pub use i18n_embed_fl::fl;
pub use ids::{short_id, words_of_name};
pub use messages::messages;
pub use names::{
    activity_explained, endpoint_name, export_name, family_name, field_name, logging_effect_name,
    system_name, way_name,
};
pub use notices::{limitation_explained, notice_kind_name, reason_explained, reason_in_summary};
pub use sessions::session_state;
pub use shortcomings::{
    file_names, lost_hashers_explained, lost_readers_explained, partial_explained, size_of_all,
};
pub use time::{clock, duration, shown_time, time_in, time_range, time_to, time_window};
pub use time_style::TimeStyle;
pub use visible::{is_hidden, visible, visible_lines, visible_piece};

use crate::state::Language;

/// A message in a language: `say!(language, "key")`, `say!(language, "key", name = value)`.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        // In parentheses, as `fl!` converts what stands last in an expression.
        $crate::text::fl!($crate::text::messages($language), $key $(, $name = ($value))*)
    };
}

/// The number by which a message takes its form, where the number that it shows is text already.
pub fn plural(number: u128) -> u8 {
    if number == 1 { 1 } else { 2 }
}

/// A number of bytes in full: `1,116 bytes`.
pub fn bytes_in_full(language: Language, size: u128) -> String {
    say!(language, "bytes-in-full", number = plural(size), count = units::grouped(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(bytes_in_full(Language::English, 1), "1 byte");
        assert_eq!(bytes_in_full(Language::English, 1116), "1,116 bytes");
        assert_eq!(bytes_in_full(Language::Japanese, 1), "1 バイト");
    }

    #[test]
    fn both_languages_speak() {
        assert_eq!(say!(Language::English, "tab-overview"), "Overview");
        assert_eq!(say!(Language::Japanese, "tab-overview"), "概要");
    }
}
