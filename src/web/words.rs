//! Messages that follow the language of the page, as signals.

use sessionscope::state::{Language, Zone};
use sessionscope::text::TimeStyle;

pub use sessionscope::text::units::number as number_of;
pub use sessionscope::text::{duration as length, event_summary as what, shown_time, time_range as stretch};

/// A message that follows the language of the page, as a signal: `words!(app.language, "key")`. `say!` is for
/// messages with values.
macro_rules! words {
    ($language:expr, $key:literal) => {{
        let language = $language;
        leptos::prelude::Signal::derive(move || sessionscope::say!(language.get(), $key))
    }};
}
pub(crate) use words;

/// How charts write times.
pub fn time_style(language: Language, zone: Zone) -> TimeStyle {
    TimeStyle::new(language, zone)
}
