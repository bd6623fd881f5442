//! The switch for calls by which machines keep in touch with Session Manager.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::plural;
use sessionscope::text::units::grouped;

/// Where there are calls by which machines keep in touch: how many are hidden, and the switch for them.
#[component]
pub fn Channels() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let is_shown = app.pick(|state| state.shows_channels);
    let hidden = Memo::new(move |_| app.status.with(|status| status.hidden));
    let words = move || {
        let count = hidden.get();
        (count > 0).then(|| {
            let number = plural(u128::from(count));
            say!(language.get(), "channels-hidden", number = number, count = grouped(count.into()))
        })
    };
    let name = move || {
        if is_shown.get() {
            say!(language.get(), "channels-hide")
        } else {
            say!(language.get(), "channels-show")
        }
    };
    view! {
        <Show when=move || is_shown.get() || hidden.get() != 0>
            <p class="matching channels" title=words!(language, "channels-explained")>
                {words} " "
                <button type="button" on:click=move |_| app.act(Action::ShowChannels(!is_shown.get_untracked()))>
                    {name}
                </button>
            </p>
        </Show>
    }
}
