//! The path of a file in little room: its end, which tells files apart, stays in sight.

use leptos::prelude::*;
use sessionscope::text::visible;

/// A path; all of it is its title.
#[component]
pub fn Path(
    /// The path as in the summary (untrusted text).
    path: String,
) -> impl IntoView {
    let path = visible(&path).into_owned();
    view! {
        <span class="path" title=path.clone()>
            <bdi dir="ltr">{path.clone()}</bdi>
        </span>
    }
}
