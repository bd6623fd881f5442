//! What AWS says it delivered, against what is here, in sentences.

use super::portal_name;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::DeliveryRow;
use sessionscope::engine::requests::DeliveryPage;
use sessionscope::say;
use sessionscope::state::{Language, Zone};
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, time_in};

/// Series that are shown before more are asked for.
const START_SERIES: usize = 6;

/// The reconciliation; nothing where no delivery was counted.
#[component]
pub fn Deliveries() -> impl IntoView {
    let app = App::get();
    let part = list_of(START_SERIES);
    let page = app.ask_when_read(move || DeliveryPage { window: part.get().window() }).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let rows = move || page.get().map(|page| page.rows).unwrap_or_default();
    let more = move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128));
    view! {
        <Show when=move || app.is_read.get() && total.get() != 0>
            <div class="evidence-head">
                <h2>{words!(app.language, "delivery-title")}</h2>
                <span class="second">{move || grouped(total.get().into())}</span>
            </div>
            <p class="second facts-words">{words!(app.language, "delivery-words")}</p>
            <ul class="deliveries">
                {move || rows().into_iter().map(|delivery| view! { <Series delivery /> }).collect_view()}
            </ul>
            <PartButtons part total=Signal::derive(move || total.get() as usize) more />
        </Show>
    }
}

#[component]
fn Series(delivery: DeliveryRow) -> impl IntoView {
    let app = App::get();
    let is_missing = delivery.missing_and_surplus.is_none_or(|(missing, _)| missing > 0);
    let it = StoredValue::new(delivery);
    let name = move || it.with_value(|it| portal_name(app.language.get(), &it.portal));
    let verdict = move || it.with_value(|it| verdict(app.language.get(), &app.zone.get(), it));
    let reasons = move || {
        let sentences = it.with_value(|it| reasons(app.language.get(), &app.zone.get(), it));
        sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
    };
    view! {
        <li class="delivery">
            <h3>{name}</h3>
            <p class="delivery-verdict" class:unknown=is_missing>{verdict}</p>
            <div class="second">{reasons}</div>
        </li>
    }
}

/// How much is missing, in a sentence.
fn verdict(language: Language, zone: &Zone, it: &DeliveryRow) -> String {
    match (it.missing_and_surplus, it.missing_by_ms) {
        (None, _) => say!(language, "delivery-no-portal"),
        (Some((missing, _)), Some(by)) if missing > 0 => {
            let time = format!("{} {}", time_in(zone, by), zone.label());
            let number = plural(missing);
            say!(language, "delivery-missing", number = number, count = grouped(missing), time = time)
        }
        _ => say!(language, "delivery-complete"),
    }
}

/// What that rests on, and what stands beside it.
fn reasons(language: Language, zone: &Zone, it: &DeliveryRow) -> Vec<String> {
    let count = |number: u64| grouped(number.into());
    let unknown = || say!(language, "unknown");
    let mut sentences = vec![say!(
        language,
        "delivery-counts",
        from = time_in(zone, it.bounds_ms.0),
        to = time_in(zone, it.bounds_ms.1),
        delivered = grouped(it.delivered_events),
        loaded = count(it.loaded_events),
        undated = count(it.undated),
        rejected = count(it.rejected)
    )];
    if let Some((_, surplus)) = it.missing_and_surplus.filter(|(_, surplus)| *surplus > 0) {
        let number = plural(surplus);
        sentences.push(say!(language, "delivery-surplus", number = number, count = grouped(surplus)));
    }
    if it.damaged_inputs > 0 {
        let number = plural(it.damaged_inputs.into());
        sentences.push(say!(language, "delivery-damaged", number = number, count = count(it.damaged_inputs)));
    }
    if let Some(files) = it.delivered_files {
        let loaded = count(it.loaded_files);
        sentences.push(say!(language, "delivery-files", delivered = grouped(files), loaded = loaded));
    }
    let [denied, missing] = it.errors.map(|errors| errors.map_or_else(unknown, grouped));
    sentences.push(say!(language, "delivery-errors", denied = denied, missing = missing));
    sentences.push(say!(language, "delivery-source", source = cell_text(&it.source)));
    sentences
}
