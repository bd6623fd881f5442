//! The notices: what could not be read, where, and why, with the original text on demand.

use super::FittedTable;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::path::Path;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::NoticePage;
use sessionscope::model::NoticeKind;
use sessionscope::query::answer::NoticeRow;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::grouped;
use sessionscope::text::{notice_kind_name, reason_explained, visible_lines};

/// How many characters of the original text are shown.
const SHOWN_CHARS: usize = 200;
/// Bytes that hold so many characters.
const READ_BYTES: u32 = 4 * SHOWN_CHARS as u32;

/// The notices.
#[component]
pub fn Notices() -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let page = app.ask(move || Some(NoticePage { window: scroll.window() })).page();
    let chosen = RwSignal::new(None::<(u32, NoticeRow)>);
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let opened = move || match chosen.get() {
        Some((_, notice)) => view! { <Opened notice=notice /> }.into_any(),
        None => view! { <p class="second">{words!(app.language, "evidence-notice-hint")}</p> }.into_any(),
    };
    view! {
        <div class="evidence-head">
            <h2>{words!(app.language, "evidence-notices")}</h2>
            <span class="second">{move || grouped(total.get().into())}</span>
        </div>
        <Show
            when=move || total.get() != 0
            fallback=move || {
                view! { <p class="facts-words second">{words!(app.language, "evidence-no-notices")}</p> }
            }
        >
            <FittedTable total>
                <VirtualTable
                    id="notices"
                    label=words!(app.language, "evidence-notices")
                    columns=move || columns(app)
                    page=page
                    scroll=scroll
                    selected=Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|(index, _)| *index)))
                    on_select=move |index, row: &NoticeRow| chosen.set(Some((index, row.clone())))
                />
            </FittedTable>
            <div class="evidence-opened" role="status">{opened}</div>
        </Show>
    }
}

/// The start of the text that a notice is about.
#[component]
fn Opened(notice: NoticeRow) -> impl IntoView {
    let app = App::get();
    let span = notice.span;
    let text = RwSignal::new(None::<Option<String>>);
    // Of a file that is not known the first bytes are shown.
    let is_unknown = notice.reason.kind() == NoticeKind::UnknownFormat;
    if span.len != 0 || is_unknown {
        let len = if is_unknown { READ_BYTES } else { span.len.min(READ_BYTES) };
        app.case().original(&notice.path, span.offset, len, move |read| {
            text.try_set(Some(read));
        });
    }
    let path = cell_text(&notice.path);
    let location = if span.line == 0 { path } else { format!("{path}:{}", span.line) };
    let title =
        Signal::derive(move || say!(app.language.get(), "evidence-notice-text", place = location.clone()));
    let content = move || {
        let language = app.language.get();
        match text.get() {
            _ if span.len == 0 && !is_unknown => say!(language, "evidence-notice-empty").into_any(),
            None => say!(language, "drawer-reading").into_any(),
            Some(None) => {
                view! { <span class="unknown">{say!(language, "drawer-unreadable")}</span> }.into_any()
            }
            Some(Some(text)) => {
                let start: String = text.chars().take(SHOWN_CHARS).collect();
                let is_cut = !is_unknown && start.len() < span.len as usize;
                let more = is_cut.then(|| {
                    let count = grouped(span.len.into());
                    view! { <p class="second">{say!(language, "evidence-notice-more", count = count)}</p> }
                });
                view! {
                    <pre class="wraps" tabindex="0" role="region" aria-label=title>
                        {visible_lines(&start)}
                    </pre>
                    {more}
                }
                .into_any()
            }
        }
    };
    view! {
        <h3>{title}</h3>
        <p>
            {move || reason_explained(app.language.get(), notice.reason, &cell_text(&notice.detail))} " "
            {move || is_unknown.then(|| say!(app.language.get(), "evidence-first-bytes"))}
        </p>
        {content}
    }
}

fn columns(app: App) -> Vec<Column<NoticeRow>> {
    let words = move |words: fn(Language) -> String| move || words(app.language.get());
    // A notice about a file as a whole has no position in it.
    let number = move |key, width, heading: fn(Language) -> String, value: fn(&NoticeRow) -> u64| {
        let cell = move |row: &NoticeRow| match row.span.line {
            0 => {
                let whole = words(|language| say!(language, "evidence-whole-file"));
                view! { <span class="faint" title=whole>"–"</span> }.into_any()
            }
            _ => grouped(value(row).into()).into_any(),
        };
        Column::new(key, width, words(heading), cell).numeric()
    };
    vec![
        Column::new(
            "path",
            "minmax(200px, 1fr)",
            words(|language| say!(language, "evidence-column-path")),
            |row: &NoticeRow| view! { <Path path=row.path.clone() /> }.into_any(),
        ),
        number("line", "84px", |language| say!(language, "evidence-column-line"), |row| row.span.line.into()),
        number("offset", "112px", |language| say!(language, "evidence-column-offset"), |row| row.span.offset),
        Column::new(
            "kind",
            "136px",
            words(|language| say!(language, "evidence-column-kind")),
            move |row: &NoticeRow| {
                let kind = row.reason.kind();
                let class = if kind.is_rejection() { "bad" } else { "unknown" };
                view! { <span class=class>{notice_kind_name(app.language.get(), kind)}</span> }.into_any()
            },
        ),
        Column::new(
            "reason",
            "minmax(240px, 1.4fr)",
            words(|language| say!(language, "evidence-column-reason")),
            move |row: &NoticeRow| {
                let reason = reason_explained(app.language.get(), row.reason, &cell_text(&row.detail));
                view! { <span title=reason.clone()>{reason.clone()}</span> }.into_any()
            },
        ),
    ]
}
