//! What CloudTrail's digests prove of its log files: how many are what was delivered, and each that is not, or of which it
//! cannot be told.

use super::told_rows::ToldRows;
use crate::context::App;
use crate::shell::shortcomings::partial_words;
use crate::widgets::cell::cell_text;
use crate::widgets::path::Path;
use crate::widgets::virtual_table::{Column, TableScroll};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{ChainRow, ChainVerdict, DigestCounts, DigestPage, DigestTotals};
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::digests::{digest_verdict_words, log_verdict_words};
use sessionscope::text::plural;
use sessionscope::text::units::grouped;

/// All of it; nothing where no digest was given. While files come, those that digests list may just not be here yet.
#[component]
pub fn Digests() -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let answers = app.ask_when_read(|| DigestTotals);
    let counts = Memo::new(move |_| answers.with(DigestCounts::clone).unwrap_or_default());
    let page = app.ask_when_read(move || DigestPage { window: scroll.window() }).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let is_here =
        move || app.is_read.get() && counts.with(|counts| counts.unhashed > 0 || !counts.digests.is_empty());
    let sentences = move || counts.with(|counts| sentences(app.language.get(), counts));
    view! {
        <Show when=is_here>
            <div class="evidence-head">
                <h2>{words!(app.language, "digests-title")}</h2>
            </div>
            <p class="second facts-words">{words!(app.language, "digests-words")}</p>
            // What was not read may be what is said to be missing.
            {move || partial_words(app).map(|words| view! { <p class="facts-words unknown">{words}</p> })}
            <ul class="facts-words digest-counts">
                {move || sentences().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ul>
            <Show when=move || counts.with(|counts| counts.unhashed > 0)>
                <p class="facts-words">
                    <button on:click=move |_| app.case().check_digests()>
                        {words!(app.language, "digests-check")}
                    </button>
                </p>
            </Show>
            <Show when=move || total.get() != 0>
                <ToldRows
                    id="digests"
                    label=words!(app.language, "digests-title")
                    columns
                    page
                    scroll
                    total
                    told=|language, row: &ChainRow| {
                        let [verdict, why] = verdict_words(language, row.verdict);
                        format!("{} – {verdict}: {why}", cell_text(&row.key))
                    }
                />
            </Show>
        </Show>
    }
}

/// What there is of each verdict, in sentences.
fn sentences(language: Language, counts: &DigestCounts) -> Vec<String> {
    if counts.unhashed > 0 {
        let count = u128::from(counts.unhashed);
        return vec![say!(language, "digests-unhashed", number = plural(count), count = grouped(count))];
    }
    let count = |count: u32| grouped(count.into());
    let [keys, altered] = counts.keys;
    let mut sentences = vec![match altered {
        0 => say!(language, "digests-keys", count = count(keys)),
        _ => say!(language, "digests-keys-altered", count = count(keys), altered = count(altered)),
    }];
    for (verdict, number) in &counts.digests {
        let [words, why] = digest_verdict_words(language, *verdict);
        sentences.push(say!(
            language,
            "digests-of-verdict",
            count = count(*number),
            verdict = words,
            why = why
        ));
    }
    for (verdict, number) in &counts.logs {
        let [words, why] = log_verdict_words(language, *verdict);
        sentences.push(say!(language, "digests-logs", count = count(*number), verdict = words, why = why));
    }
    sentences
}

fn verdict_words(language: Language, verdict: ChainVerdict) -> [String; 2] {
    match verdict {
        ChainVerdict::Digest(verdict) => digest_verdict_words(language, verdict),
        ChainVerdict::Log(verdict) => log_verdict_words(language, verdict),
    }
}

fn columns(app: App) -> Vec<Column<ChainRow>> {
    let what = move |verdict| match verdict {
        ChainVerdict::Digest(_) => say!(app.language.get(), "digests-digest"),
        ChainVerdict::Log(_) => say!(app.language.get(), "digests-log"),
    };
    vec![
        Column::new(
            "what",
            "112px",
            move || say!(app.language.get(), "digests-what"),
            move |row: &ChainRow| view! { <span>{what(row.verdict)}</span> }.into_any(),
        ),
        Column::new(
            "verdict",
            "minmax(176px, 0.6fr)",
            move || say!(app.language.get(), "digests-verdict"),
            move |row: &ChainRow| {
                let [words, why] = verdict_words(app.language.get(), row.verdict);
                view! { <span title=why>{words}</span> }.into_any()
            },
        ),
        Column::new(
            "key",
            "minmax(208px, 2fr)",
            move || say!(app.language.get(), "digests-key"),
            |row: &ChainRow| view! { <Path path=row.key.clone() /> }.into_any(),
        ),
        Column::new(
            "path",
            "minmax(160px, 1fr)",
            move || say!(app.language.get(), "evidence-column-path"),
            move |row: &ChainRow| match &row.path {
                Some(path) => view! { <Path path=path.clone() /> }.into_any(),
                None => view! { <span class="unknown">{say!(app.language.get(), "digests-not-here")}</span> }
                    .into_any(),
            },
        ),
    ]
}
