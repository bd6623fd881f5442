//! Words of the timeline that need more than a key.

use crate::widgets::cell::joined;
use sessionscope::query::answer::Lane;
use sessionscope::say;
use sessionscope::state::Language;

use sessionscope::text::units::number;

/// What is said of a mark that stands for several events.
pub fn merged(language: Language, count: u32) -> String {
    say!(language, "timeline-merged", count = number(count))
}

/// The client addresses of a lane in few characters, and whether they are more than one.
pub fn addresses(lane: &Lane) -> (String, bool) {
    match (lane.client_ips.first(), lane.client_ip_count) {
        (None, _) => (String::new(), false),
        (Some(one), ..2) => (one.clone(), false),
        (Some(first), count) => (format!("{first} +{}", number(count - 1)), true),
    }
}

/// All of them, as far as they are known here.
pub fn all_addresses(lane: &Lane) -> String {
    let more = if lane.client_ip_count as usize > lane.client_ips.len() { ", …" } else { "" };
    joined(&lane.client_ips) + more
}
