//! The path of a file in little room: its end, which tells files apart, stays in sight.

use leptos::prelude::*;
use sessionscope::source::limits::MAX_CELL_CHARS;
use sessionscope::text::{clipped_start, visible};

/// A path; all of it is its title.
#[component]
pub fn Path(
    /// The path as in the summary (untrusted text).
    path: String,
) -> impl IntoView {
    let path = visible(&clipped_start(&path, MAX_CELL_CHARS)).into_owned();
    view! {
        <span class="path" title=path.clone()>
            <bdi dir="ltr">{path.clone()}</bdi>
        </span>
    }
}
