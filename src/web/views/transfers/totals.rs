//! In and out by the values of a field, as bars to both sides of a line.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::deferred::Deferred;
use crate::widgets::list_part::{PartButtons, short_list};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::TransferTotalPage;
use sessionscope::filter::Field;
use sessionscope::model::{Amount, InOut, TextField};
use sessionscope::query::answer::TransferTotal;
use sessionscope::say;
use sessionscope::text::count_and_amount;
use sessionscope::text::units::number;

/// The totals of a field, most bytes first.
#[component]
pub fn Totals(
    title: Signal<String>,
    /// Title of the column of values.
    column: Signal<String>,
    /// The field.
    field: TextField,
    /// What stands for an absent value.
    absent: Signal<String>,
) -> impl IntoView {
    let app = App::get();
    let part = short_list();
    let answers = app.ask(move || Some(TransferTotalPage { field, window: part.get().window() }));
    let totals = answers.or_default();
    let is_stale = answers.is_stale;
    let rows = move || {
        let language = app.language.get();
        totals.with(|totals| {
            let most = totals.most_bytes.max(1);
            let share = move |bytes: u128| format!("{:.2}%", bytes as f64 * 100.0 / most as f64);
            let row = |total: &TransferTotal| {
                let value = total.value.clone();
                let name = if value.is_empty() { absent.get() } else { cell_text(&value) };
                let cell = |moved: Amount| (!moved.is_none()).then(|| count_and_amount(language, moved));
                let InOut { incoming, outgoing } = total.moved;
                let filter = move |_| app.filter_for(Field::Text(field).name(), &value);
                let name = view! {
                    <button class="total-name" title=name.clone() on:click=filter>{name.clone()}</button>
                };
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td class="total-in">
                            <span class="total-number">{cell(incoming)}</span>
                            <span class="total-bar" class:some={incoming.bytes > 0} style:width=share(incoming.bytes)></span>
                        </td>
                        <td class="total-out">
                            <span class="total-number">{cell(outgoing)}</span>
                            <span class="total-bar" class:some={outgoing.bytes > 0} style:width=share(outgoing.bytes)></span>
                        </td>
                    </tr>
                }
            };
            totals.page.rows.iter().map(row).collect_view()
        })
    };
    let more = move |left: usize| say!(app.language.get(), "transfers-rest", more = number(left as u64));
    let total = Signal::derive(move || totals.with(|totals| totals.page.total as usize));
    view! {
        <section class="totals" class:stale=move || is_stale.get() aria-label=title>
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
            <PartButtons part total more />
        </section>
    }
}
