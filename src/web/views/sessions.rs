//! The view of the sessions tab: the table of sessions, and the story of the one that is selected.

mod columns;
mod story;
mod words;

use crate::web::context::App;
use crate::web::memo::Memo;
use crate::web::widgets::nothing::Nothing;
use crate::web::widgets::show::Show;
use crate::web::widgets::virtual_table::{TableScroll, VirtualTable, page_of};
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::engine::{Answer, Question};
use sessionscope::query::answer::{SessionRow, SessionSort};
use sessionscope::say;
use sessionscope::text::plural;
use words::number;

/// The sessions view.
#[component]
pub fn Sessions() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let order = RwSignal::new((SessionSort::Start, false));
    let chosen = RwSignal::new(None::<SessionRow>);
    let scroll = TableScroll::new();
    let answers = app.answers(move || {
        let (first, count) = scroll.window();
        let (sort, descending) = order.get();
        Some(Question::Sessions { sort, descending, first, count })
    });
    let page = page_of(answers, |answer| match answer {
        Answer::Sessions(page) => Some(page),
        _ => None,
    });
    let in_table = move || {
        let chosen = chosen.get()?;
        page.find(|row: &SessionRow| is_same(row, &chosen))
    };
    let selected = Memo::new(move |_| in_table().map(|(place, _)| place));
    // A session grows while files are read: what the table says of it now is shown, or said of it last.
    let shown = Memo::new(move |before: Option<&Option<SessionRow>>| {
        let chosen = chosen.get()?;
        let known = before.and_then(Option::as_ref).filter(|known| is_same(known, &chosen));
        Some(in_table().map(|(_, row)| row).unwrap_or_else(|| known.cloned().unwrap_or(chosen)))
    });
    let key = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|it| (it.system, it.id.clone()))));
    let total = Memo::new(move |_| page.total());
    let is_none = Memo::new(move |_| total.get() == Some(0));
    let summary = move || {
        let count = u64::from(total.get().unwrap_or_default());
        say!(language.get(), "sessions-summary", number = plural(u128::from(count)), count = number(count))
    };
    let on_select = move |_, row: &SessionRow| chosen.set(Some(row.clone()));
    let close = Callback::new(move |()| chosen.set(None));
    view! {
        <section class="sessions" aria-label=words!(language, "tab-sessions")>
            <p class="sessions-summary" aria-live="polite">
                {move || summary()} " "
                <Show when=move || !is_none.get() && chosen.with(Option::is_none)>
                    <span class="sessions-hint">{words!(language, "sessions-choose")}</span>
                </Show>
            </p>
            <Show when=move || !is_none.get() fallback=move || view! { <Nothing words=words!(language, "sessions-blank") /> }>
                <VirtualTable
                    id="sessions"
                    label=words!(language, "sessions-table")
                    columns=move || columns::columns(app, order)
                    page
                    scroll
                    selected
                    on_select
                    is_stale=answers.is_stale
                />
            </Show>
            {move || key.get().map(|(system, id)| view! { <story::Story system id session=shown on_close=close /> })}
        </section>
    }
}

/// Whether two rows are of one session, each at its time.
fn is_same(one: &SessionRow, other: &SessionRow) -> bool {
    (one.system, &one.id) == (other.system, &other.id)
}
