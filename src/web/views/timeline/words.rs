//! Words of the timeline that need more than a key.

use sessionscope::query::answer::{ClientIps, Lane};
use sessionscope::say;
use sessionscope::state::Language;

use sessionscope::text::units::number;

/// What is said of a mark that stands for several events.
pub fn merged(language: Language, count: u32) -> String {
    say!(language, "timeline-merged", count = number(count))
}

/// The client addresses of a lane in few characters, and whether they are more than one.
pub fn addresses(lane: &Lane) -> (String, bool) {
    let ClientIps { first, total } = &lane.client_ips;
    match first.as_slice() {
        [] => (String::new(), false),
        [one] => (one.clone(), false),
        [first, ..] => (format!("{first} +{}", total - 1), true),
    }
}
