//! The buttons below a long list of which a part is drawn (`state/list_part.rs`): what stands before it and behind
//! it, and the way back to its start.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::limits::{LIST_START_ROWS, LIST_STEP_ROWS, MAX_LIST_ROWS};
use sessionscope::state::list_part::{ListPart, PartLimits};
use sessionscope::text::units::number;

/// A list that begins with so many rows.
pub fn list_of(start: usize) -> RwSignal<ListPart> {
    RwSignal::new(ListPart::start(PartLimits { start, step: LIST_STEP_ROWS, most: MAX_LIST_ROWS }))
}

/// A list of values beside others, which begins with the first few.
pub fn short_list() -> RwSignal<ListPart> {
    list_of(LIST_START_ROWS)
}

/// The buttons; nothing where all of the list is drawn.
#[component]
pub fn PartButtons(
    /// The part that is drawn.
    part: RwSignal<ListPart>,
    /// How long the list is.
    #[prop(into)]
    total: Signal<usize>,
    /// What is said of so many items behind the part.
    #[prop(into)]
    more: Callback<usize, String>,
) -> impl IntoView {
    let language = App::get().language;
    let before = Memo::new(move |_| part.get().of(total.get()).start);
    let after = Memo::new(move |_| part.get().after(total.get()));
    let words_before = move || say!(language.get(), "list-before", count = number(before.get() as u64));
    view! {
        <span class="list-part">
            <Show when=move || before.get() != 0>
                <button type="button" class="link" on:click=move |_| part.update(|part| *part = part.back())>
                    {words_before}
                </button>
            </Show>
            <Show when=move || after.get() != 0>
                <button type="button" class="link" on:click=move |_| part.update(|part| *part = part.more())>
                    {move || more.run(after.get())}
                </button>
            </Show>
            <Show when=move || !part.get().is_start()>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| part.update(|part| *part = part.to_start())
                >
                    {words!(language, "list-fewer")}
                </button>
            </Show>
        </span>
    }
}
