//! The public keys by which digests are checked: what the file says of each, what the key itself says, and the file.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::lead::Leading;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::widgets::said::more;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{KeyPage, PublicKeyRow};
use sessionscope::query::answer::Lead;
use sessionscope::say;
use sessionscope::text::units::grouped;

/// Keys that are shown before more are asked for: a trail of some regions and years has a few.
const START_KEYS: usize = 10;

/// The table of them; nothing where there is no digest, or no key.
#[component]
pub fn Keys() -> impl IntoView {
    let app = App::get();
    let drawn = list_of(START_KEYS);
    let page = app.ask_when_read(move || KeyPage { window: drawn.get().window() }).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total as usize)));
    let rows = move || page.get().map(|page| page.rows).unwrap_or_default();
    let rows = move || rows().into_iter().map(|row| view! { <Row row /> }).collect_view();
    let title = words!(app.language, "digests-keys-title");
    view! {
        <Show when=move || app.is_read.get() && total.get() != 0>
            <div class="evidence-head">
                <h2>{title}</h2>
                <span class="second">{move || grouped(total.get() as u128)}</span>
            </div>
            <p class="second facts-words">{words!(app.language, "digests-keys-words")}</p>
            <div class="key-table" role="region" aria-label=title tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words!(app.language, "digests-fingerprint")}</th>
                            <th scope="col">{words!(app.language, "digests-computed")}</th>
                            <th scope="col">{words!(app.language, "digests-key-state")}</th>
                            <th scope="col">{words!(app.language, "digests-key-file")}</th>
                            <th scope="col">{words!(app.language, "digests-key-hash")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <PartButtons part=drawn total more=more(app) />
            </div>
        </Show>
    }
}

#[component]
fn Row(row: PublicKeyRow) -> impl IntoView {
    let app = App::get();
    let PublicKeyRow { fingerprint, computed, path, sha256, is_altered } = row;
    let state = move || match is_altered {
        true => say!(app.language.get(), "digests-key-altered"),
        false => say!(app.language.get(), "digests-key-good"),
    };
    let hash = move || sha256.clone().unwrap_or_else(|| say!(app.language.get(), "evidence-no-hash"));
    view! {
        <tr class:is-altered=is_altered>
            <td class="mono">{cell_text(&fingerprint)}</td>
            <td class="mono">{computed}</td>
            <td class="key-state">{state}</td>
            <td>
                <Leading lead=Some(Lead::File(path.clone()))>{cell_text(&path)}</Leading>
            </td>
            <td class="mono">{hash}</td>
        </tr>
    }
}
