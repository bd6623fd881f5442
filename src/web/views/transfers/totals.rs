//! In and out by the values of a field, as bars to both sides of a line.

use crate::web::context::App;
use crate::web::widgets::bars::Rest;
use crate::web::widgets::deferred::Deferred;
use crate::web::words::words;
use crate::web::words::{amount, number_of};
use leptos::prelude::*;
use sessionscope::query::answer::TransferTotal;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::visible;

/// As many values as fit beside each other; the rest is said, and shown when asked for.
const SHOWN: usize = 12;

/// The totals of a field, most bytes first.
#[component]
pub fn Totals(
    title: Signal<String>,
    /// Title of the column of values.
    column: Signal<String>,
    totals: Memo<Vec<TransferTotal>>,
    /// The field in the filter language.
    field: &'static str,
    /// What stands for an absent value.
    absent: Signal<String>,
    is_stale: Signal<bool>,
) -> impl IntoView {
    let app = App::get();
    let more_wanted = RwSignal::new(0u32);
    let shown = Memo::new(move |_| SHOWN + more_wanted.get() as usize);
    let rows = move || {
        let language = app.language.get();
        totals.with(|totals| {
            let most = totals.iter().map(|total| total.in_bytes.max(total.out_bytes)).max().unwrap_or(0).max(1);
            let share = move |bytes: u64| format!("{:.2}%", bytes as f64 * 100.0 / most as f64);
            let row = |total: &TransferTotal| {
                let value = total.value.clone();
                let name = if value.is_empty() { absent.get() } else { visible(&value).into_owned() };
                let cell = |count: u64, bytes: u64, unknown: u64| {
                    (count > 0).then(|| {
                        let bytes = amount(language, bytes.into(), count, unknown);
                        say!(language, "moved-line", count = number_of(count), bytes = bytes)
                    })
                };
                let filter = move |_| {
                    app.act(Action::AddTerm { field: field.to_owned(), value: value.clone(), negated: false });
                };
                // The filter language has no word for an extension that is absent.
                let is_fixed = total.value.is_empty() && field != "user";
                let name = match is_fixed {
                    true => view! { <span class="total-name" title=name.clone()>{name.clone()}</span> }.into_any(),
                    false => {
                        view! { <button class="total-name" title=name.clone() on:click=filter>{name.clone()}</button> }
                            .into_any()
                    }
                };
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td class="total-in">
                            <span class="total-number">{cell(total.in_count, total.in_bytes, total.in_unsized)}</span>
                            <span class="total-bar" class:some={total.in_bytes > 0} style:width=share(total.in_bytes)></span>
                        </td>
                        <td class="total-out">
                            <span class="total-number">{cell(total.out_count, total.out_bytes, total.out_unsized)}</span>
                            <span class="total-bar" class:some={total.out_bytes > 0} style:width=share(total.out_bytes)></span>
                        </td>
                    </tr>
                }
            };
            totals.iter().take(shown.get()).map(row).collect_view()
        })
    };
    let rest = Memo::new(move |_| {
        let more = totals.with(|totals| totals.len().saturating_sub(shown.get()));
        (more > 0).then(|| say!(app.language.get(), "transfers-rest", more = number_of(more as u64)))
    });
    view! {
        <section class="totals" class:stale=is_stale aria-label=title>
            <h2>{title}</h2>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{column}</th>
                        <th scope="col" class="total-in">
                            {words!(app.language, "moved-in")}
                        </th>
                        <th scope="col" class="total-out">
                            {words!(app.language, "moved-out")}
                        </th>
                    </tr>
                </thead>
                <tbody><Deferred>{rows}</Deferred></tbody>
            </table>
            <Rest rest more_wanted />
        </section>
    }
}
