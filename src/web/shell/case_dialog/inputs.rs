//! How the inputs that the opened case file names compare with those that were read.

use crate::context::App;
use crate::widgets::list_part::{PartButtons, short_list};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::CaseInputs;
use sessionscope::query::answer::InputComparison;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::number;
use sessionscope::text::{case_input_fate_name, visible};

/// The comparison; nothing where no case file was opened.
#[component]
pub fn CaseInputList() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let opened = app.pick(|state| (state.case.opened != 0).then_some(state.case.opened));
    let answers = app.ask(move || opened.get().map(|opened| CaseInputs { opened }));
    let compared = answers.or_default();
    let is_shown = Memo::new(move |_| {
        opened.get().is_some() && answers.is_here() && compared.with(|it| it.expected() != 0)
    });
    let part = short_list();
    let total = Memo::new(move |_| compared.with(|compared| compared.named.len()));
    let named = move || {
        let language = language.get();
        compared.with(|compared| {
            let drawn = compared.named[part.get().of(compared.named.len())].iter();
            let line = |(path, fate): &(String, _)| {
                let path = visible(path).into_owned();
                view! {
                    <li>
                        <span class="case-fate">{case_input_fate_name(language, *fate)}</span> " "
                        <span class="mono">{path}</span>
                    </li>
                }
            };
            drawn.map(line).collect_view()
        })
    };
    let more = move |left: usize| say!(language.get(), "list-more", count = number(left as u64));
    view! {
        <Show when=move || is_shown.get()>
            <section class="case-part">
                <h3>{words!(language, "case-inputs")}</h3>
                <p>{move || compared.with(|compared| counts(language.get(), compared))}</p>
                <ul class="case-list">{named}</ul>
                <PartButtons part total more />
            </section>
        </Show>
    }
}

fn counts(language: Language, compared: &InputComparison) -> String {
    let InputComparison { same, changed, missing, unproven, new, .. } = compared;
    let [same, changed, missing, unproven, new] =
        [same, changed, missing, unproven, new].map(|it| number(*it));
    say!(
        language,
        "case-input-counts",
        same = same,
        changed = changed,
        missing = missing,
        unproven = unproven,
        new = new
    )
}
