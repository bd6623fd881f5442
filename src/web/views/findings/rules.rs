//! Sigma rules over the original records: how many there are, their run, and what came of it.

use crate::context::App;
use crate::found::Found;
use crate::rules::RuleRuns;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{RuleCounts, RuleRunReport};
use sessionscope::engine::requests::RuleTotals;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::{bytes, grouped};
use sessionscope::text::visible;

/// The section of it.
#[component]
pub fn Rules() -> impl IntoView {
    let app = App::get();
    let runs = RuleRuns::get();
    let language = app.language;
    let found = Found::get();
    let totals = app.ask_when_read(|| RuleTotals);
    let counts = Memo::new(move |_| totals.with(|counts| *counts).unwrap_or_default());
    let in_force = move || {
        let RuleCounts { built_in, given } = counts.get();
        given + if runs.with_built_in.get() { built_in } else { 0 }
    };
    let known = move || {
        let RuleCounts { built_in, given } = counts.get();
        let [built_in, given] = [built_in, given].map(|count| grouped(count.into()));
        say!(language.get(), "rules-known", built = built_in, given = given)
    };
    let progress = move || {
        let progress = runs.running.get().unwrap_or_default();
        let [done, all] = [progress.done, progress.all].map(|size| bytes(size.into()));
        say!(language.get(), "reading-bytes", read = done, all = all)
    };
    let run = move || say!(language.get(), "rules-run", count = grouped(in_force().into()));
    view! {
        <section class="findings-rules" aria-labelledby="findings-rules">
            <h2 id="findings-rules">{words!(language, "rules-title")}</h2>
            <p>{known}</p>
            <p class="findings-run">
                <label>
                    <input
                        type="checkbox"
                        prop:checked=move || runs.with_built_in.get()
                        on:change:target=move |event| runs.with_built_in.set(event.target().checked())
                    />
                    {words!(language, "rules-built-in")}
                </label>
                <Show
                    when=move || runs.is_running()
                    fallback=move || view! {
                        <button disabled=move || in_force() == 0 on:click=move |_| runs.begin()>{run}</button>
                    }
                >
                    <progress
                        aria-label=words!(language, "rules-running")
                        max=move || runs.running.get().map_or(1, |progress| progress.all.max(1)).to_string()
                        prop:value=move || runs.running.get().map_or(0, |progress| progress.done).to_string()
                    ></progress>
                    <span>{progress}</span>
                    <button on:click=move |_| runs.cancel()>{words!(language, "rules-cancel")}</button>
                </Show>
            </p>
            <p class="unseen" role="status">
                {move || runs.is_running().then(|| say!(language.get(), "rules-running"))}
            </p>
            <ul>
                {move || {
                    let summary = found.summary.get().filter(|_| !runs.is_running());
                    let run = summary.as_ref().and_then(|summary| summary.rule_run.as_ref());
                    let sentences = run.map(|run| sentences(language.get(), run, &runs.unread.get()));
                    sentences.into_iter().flatten().map(|words| view! { <li>{words}</li> }).collect_view()
                }}
            </ul>
        </section>
    }
}

/// What came of a run.
fn sentences(language: Language, run: &RuleRunReport, unread: &[String]) -> Vec<String> {
    let [rules, records] = [u128::from(run.rules), run.records.into()].map(grouped);
    let mut sentences = vec![say!(language, "rules-done", rules = rules, records = records)];
    if !run.is_whole {
        sentences.push(say!(language, "rules-part"));
    }
    sentences.extend(unread.iter().map(|path| say!(language, "rules-unread", path = visible(path))));
    if run.is_stale {
        sentences.push(say!(language, "rules-stale"));
    }
    for (title, why) in &run.refused {
        sentences.push(say!(language, "rules-refused", title = visible(title), why = visible(why)));
    }
    for (title, count, most) in &run.too_many {
        let [count, limit] = [*count, *most].map(|count| grouped(count.into()));
        sentences.push(say!(
            language,
            "rules-too-many",
            title = visible(title),
            count = count,
            limit = limit
        ));
    }
    sentences
}
