//! What cells of tables and short words hold: untrusted text, made visible and no longer than can be seen.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::query::answer::ClientIps;
use sessionscope::source::limits::MAX_CELL_CHARS;
use sessionscope::text::{clipped, short_id, time_in, time_to, visible};

/// Untrusted text for a place that shows little of it; the drawer has all of it.
pub fn cell_text(text: &str) -> String {
    visible(&clipped(text, MAX_CELL_CHARS)).into_owned()
}

/// The same of several texts.
pub fn joined(texts: &[String]) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(text);
        if joined.len() > 4 * MAX_CELL_CHARS {
            break;
        }
    }
    cell_text(&joined)
}

/// The same of client addresses; after those that are known, how many more there are.
pub fn joined_ips(addresses: &ClientIps) -> String {
    let mut text = joined(&addresses.first);
    if addresses.others() > 0 {
        text.push_str(&format!(" +{}", addresses.others()));
    }
    text
}

/// Text in a cell; what does not fit is seen by pointing at it.
pub fn text_cell(text: &str) -> AnyView {
    let text = cell_text(text);
    view! { <span title=text.clone()>{text.clone()}</span> }.into_any()
}

/// Characters of a time up to its second, and to its minute.
pub const SECOND_CHARS: usize = 19;
/// See `SECOND_CHARS`.
pub const MINUTE_CHARS: usize = 16;

/// A time in the zone of the page, or `absent` where there is none. Of one that is cut off to so many characters all is
/// seen by pointing at it.
pub fn time_cell(app: App, time_ms: Option<i64>, chars: usize, absent: impl FnOnce() -> String) -> AnyView {
    let Some(time_ms) = time_ms else { return view! { <span class="unknown">{absent()}</span> }.into_any() };
    let exact = time_in(&app.zone.get(), time_ms);
    let shown = time_to(&app.zone.get(), time_ms, chars);
    if shown == exact { exact.into_any() } else { view! { <span title=exact>{shown}</span> }.into_any() }
}

/// An id or an ARN by the part that tells it from others; all of it is seen by pointing at it.
pub fn id_cell(id: &str) -> AnyView {
    view! { <span title=cell_text(id)>{cell_text(&short_id(id))}</span> }.into_any()
}
