//! What could not be looked for: without it, that nothing was found would say too much.

use crate::context::App;
use crate::found::Found;
use crate::shell::shortcomings::partial_words;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::FindingSummary;
use sessionscope::model::System;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, system_limitation_explained, system_name};

/// The list of it, under its title.
#[component]
pub fn Gaps() -> impl IntoView {
    let app = App::get();
    view! {
        <section class="findings-gaps" aria-labelledby="findings-gaps">
            <h2 id="findings-gaps">{words!(app.language, "findings-gaps")}</h2>
            <GapList />
        </section>
    }
}

/// The list of it.
#[component]
pub fn GapList() -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let items = move || gaps(app, found).into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! { <ul class="findings-gap-list">{items}</ul> }
}

/// How much of it there is.
pub fn gap_count(app: App, found: Found) -> usize {
    gaps(app, found).len()
}

fn gaps(app: App, found: Found) -> Vec<String> {
    let summary = found.summary.get().unwrap_or_default();
    partial_words(app).into_iter().chain(sentences(app.language.get(), &summary)).collect()
}

fn sentences(language: Language, summary: &FindingSummary) -> Vec<String> {
    let mut sentences = Vec::new();
    if summary.missing.is_some() {
        sentences.push(say!(language, "findings-gap-missing"));
    }
    if !summary.has_hours {
        sentences.push(say!(language, "findings-gap-hours"));
    }
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
    if summary.rule_run.is_none() {
        sentences.push(say!(language, "findings-gap-rules"));
    }
    sentences.extend(system_gaps(language, summary));
    sentences
}

/// What not even the complete logs of the systems that are here show: a sentence for each system.
pub fn system_gaps(language: Language, summary: &FindingSummary) -> Vec<String> {
    let sentence = |system: &System| {
        let limitations =
            system.limitations().iter().map(|limitation| system_limitation_explained(language, *limitation));
        let limitations = limitations.collect::<Vec<_>>().join(" ");
        let system = system_name(language, system.id());
        say!(language, "findings-gap-system", system = system, limitation = limitations)
    };
    summary.systems.iter().map(sentence).collect()
}
