//! A text of any length of which a part is shown: a megabyte in one element is seconds of layout.

use super::list_part::PartButtons;
use crate::context::App;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::list_part::{ListPart, PartLimits};
use sessionscope::text::characters;
use sessionscope::text::units::number;

/// The part of a text that is shown, and the buttons that lead to the rest of it.
#[component]
pub fn LongText(
    /// The text (untrusted).
    #[prop(into)]
    text: Signal<String>,
    /// How much of it is shown.
    limits: PartLimits,
    /// Shows a part of it; what cannot be seen is made visible here.
    show: impl Fn(&str) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let language = App::get().language;
    let part = RwSignal::new(ListPart::start(limits));
    let total = Memo::new(move |_| text.with(|text| text.chars().count()));
    let is_long = Memo::new(move |_| total.get() > limits.start);
    let shown = move || text.with(|text| show(characters(text, part.get().of(total.get()))));
    let more = move |left: usize| {
        let (left, total) = (number(left as u64), number(total.get() as u64));
        say!(language.get(), "text-more", left = left, total = total)
    };
    view! {
        {shown}
        <Show when=move || is_long.get()>
            <PartButtons part total more />
        </Show>
    }
}
