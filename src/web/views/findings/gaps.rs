//! What could not be looked for: without it, that nothing was found would say too much.

use crate::context::App;
use crate::shell::shortcomings::partial_words;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::FindingSummary;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, system_limitation_explained, system_name};
use std::sync::Arc;

/// The list of it.
#[component]
pub fn Gaps(summary: Memo<Option<Arc<FindingSummary>>>) -> impl IntoView {
    let app = App::get();
    let sentences = move || {
        let summary = summary.get().unwrap_or_default();
        let partial = partial_words(app);
        partial
            .into_iter()
            .chain(sentences(app.language.get(), &summary))
            .map(|words| view! { <li>{words}</li> })
            .collect_view()
    };
    view! {
        <section class="findings-gaps" aria-labelledby="findings-gaps">
            <h2 id="findings-gaps">{words!(app.language, "findings-gaps")}</h2>
            <ul>{sentences}</ul>
        </section>
    }
}

fn sentences(language: Language, summary: &FindingSummary) -> Vec<String> {
    let mut sentences = vec![say!(language, "findings-gap-hours")];
    let without = u128::from(summary.portals - summary.portals_with_settings);
    if without > 0 {
        let number = plural(without);
        sentences.push(say!(language, "findings-gap-settings", number = number, count = grouped(without)));
    }
    if summary.portals > 0 && summary.deliveries == 0 {
        sentences.push(say!(language, "findings-gap-deliveries"));
    }
    if summary.has_unchecked_digests {
        sentences.push(say!(language, "findings-gap-digests"));
    }
    if summary.rules.run.is_none() {
        sentences.push(say!(language, "findings-gap-rules"));
    }
    for system in &summary.systems {
        let limitations =
            system.limitations().iter().map(|limitation| system_limitation_explained(language, *limitation));
        let limitations = limitations.collect::<Vec<_>>().join(" ");
        let system = system_name(language, system.id());
        sentences.push(say!(language, "findings-gap-system", system = system, limitation = limitations));
    }
    sentences
}
