//! Who was at the first sites of the table: a row a site, a column a user. Each number leads to exactly its events.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::SiteMatrixIn;
use sessionscope::filter::{Expression, Field, Filter};
use sessionscope::model::{Family, TextField};
use sessionscope::query::answer::{SiteField, SiteMatrix};
use sessionscope::query::table_sort::TableSort;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::number;

/// How many sites and users are shown.
const SITES: u32 = 10;
const USERS: u32 = 8;

/// The table, which is shown when it is wanted.
#[component]
pub fn Matrix(
    /// How the table of sites is sorted.
    sort: Memo<TableSort<SiteField>>,
) -> impl IntoView {
    let app = App::get();
    let is_open = RwSignal::new(false);
    let answers = app
        .ask(move || is_open.get().then_some(SiteMatrixIn { sort: sort.get(), sites: SITES, users: USERS }));
    let table = move || {
        app.language.track();
        answers.with(|matrix| view! { <MatrixTable matrix=matrix.clone() /> })
    };
    view! {
        <section class="site-matrix" aria-label=words!(app.language, "sites-matrix")>
            <button
                type="button"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {words!(app.language, "sites-matrix")}
            </button>
            <Show when=move || is_open.get()>
                <div class="site-matrix-table" tabindex="0" role="group" aria-label=words!(app.language, "sites-matrix")>
                    {table}
                </div>
            </Show>
        </section>
    }
}

#[component]
fn MatrixTable(matrix: SiteMatrix) -> impl IntoView {
    let app = App::get();
    let language = app.language.get_untracked();
    let SiteMatrix { hosts, users, other_users, counts, of_blocked } = matrix;
    let name = |user: &String| if user.is_empty() { say!(language, "nobody") } else { cell_text(user) };
    let heads =
        users.iter().map(|user| view! { <th scope="col" class="number">{name(user)}</th> }).collect_view();
    let rows = hosts.into_iter().zip(counts).map(|(host, counts)| {
        let cells = users.iter().zip(counts).map(|(user, count)| cell(app, &host, user, count, of_blocked));
        view! {
            <tr>
                <th scope="row">{cell_text(&host)}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let caption = if of_blocked {
        say!(language, "sites-matrix-blocked")
    } else {
        say!(language, "sites-matrix-events")
    };
    let more = (other_users > 0).then(|| {
        view! { <p class="list-part">{say!(language, "sites-matrix-more", count = number(other_users))}</p> }
    });
    view! {
        <table>
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{say!(language, "sites-host")}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
    }
}

/// How often a user was at a site.
fn cell(app: App, host: &str, user: &str, count: u64, of_blocked: bool) -> AnyView {
    if count == 0 {
        return view! { <td class="number faint">"0"</td> }.into_any();
    }
    let family = of_blocked.then(|| Expression::exactly(Field::Family, Family::Blocked.id())).flatten();
    let fields = [(TextField::Host, host), (TextField::User, user)];
    let terms =
        fields.into_iter().filter_map(|(field, value)| Expression::exactly(Field::Text(field), value));
    let terms: Vec<Expression> = terms.chain(family).collect();
    let go = move |_| {
        let line = terms.iter().cloned().fold(app.now(|state| state.line()), Filter::and);
        app.act(Action::SetFilter(line.to_string()));
    };
    view! {
        <td class="number">
            <button type="button" class="link" on:click=go>{number(count)}</button>
        </td>
    }
    .into_any()
}
