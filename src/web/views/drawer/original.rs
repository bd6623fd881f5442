//! The original text of a record, read again from its file.

use crate::web::context::App;
use crate::web::widgets::copy::CopyButton;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::Span;
use sessionscope::text::json::{Kind, Piece, laid_out};
use sessionscope::text::units::grouped;
use sessionscope::text::{visible, visible_lines};

/// How much of a record is shown: far more than one reads, and few enough elements to stay fast.
const SHOWN_CHARS: usize = 100_000;

/// How far the reading is.
#[derive(Clone, PartialEq)]
enum Reading {
    UnderWay,
    Done(Option<String>),
}

/// The original text of a record.
#[component]
pub fn Original(
    /// Path of its input.
    path: String,
    /// Where it is.
    span: Span,
) -> impl IntoView {
    let app = App::get();
    let reading = RwSignal::new(Reading::UnderWay);
    app.case().original(&path, span.offset, span.len, move |text| {
        // An empty answer means that the file is shorter than it was.
        let text = text.filter(|text| !text.is_empty());
        reading.try_set(Reading::Done(text));
    });
    let as_in_file = RwSignal::new(false);
    let text = Memo::new(move |_| match reading.get() {
        Reading::Done(text) => text,
        Reading::UnderWay => None,
    });
    let content = move || match reading.get() {
        Reading::UnderWay => {
            view! { <p class="second">{say!(app.language.get(), "drawer-reading")}</p> }.into_any()
        }
        Reading::Done(None) => {
            view! { <p class="unknown" role="alert">{say!(app.language.get(), "drawer-unreadable")}</p> }
                .into_any()
        }
        Reading::Done(Some(text)) => shown(app, &text, as_in_file.get()),
    };
    view! {
        <div class="original-head">
            <h3>{words!(app.language, "drawer-original")}</h3>
            <Show when=move || text.with(Option::is_some)>
                <button
                    type="button"
                    class="plain"
                    aria-pressed=move || as_in_file.get().to_string()
                    on:click=move |_| as_in_file.update(|it| *it = !*it)
                >
                    {words!(app.language, "drawer-as-in-file")}
                </button>
                <CopyButton
                    text=Signal::derive(move || text.get().unwrap_or_default())
                    label=words!(app.language, "drawer-copy-original")
                />
            </Show>
        </div>
        {content}
    }
}

fn shown(app: App, text: &str, as_in_file: bool) -> AnyView {
    let label = move || say!(app.language.get(), "drawer-original");
    let total = text.chars().count();
    if total > SHOWN_CHARS {
        let start: String = text.chars().take(SHOWN_CHARS).collect();
        let (shown, total) = (grouped(SHOWN_CHARS as u128), grouped(total as u128));
        let words =
            move || say!(app.language.get(), "drawer-long", shown = shown.clone(), total = total.clone());
        return view! {
            <p class="unknown">{words}</p>
            <pre tabindex="0" class="original wraps" role="region" aria-label=label>{visible_lines(&start)}</pre>
        }
        .into_any();
    }
    let pieces = laid_out(text);
    if let (Some(pieces), false) = (&pieces, as_in_file) {
        let spans = pieces.iter().map(coloured).collect_view();
        return view! { <pre tabindex="0" class="original wraps" role="region" aria-label=label>{spans}</pre> }
            .into_any();
    }
    let note =
        pieces.is_none().then(|| view! { <p class="second">{words!(app.language, "drawer-not-json")}</p> });
    view! {
        {note}
        <pre tabindex="0" class="original wraps" role="region" aria-label=label>{visible_lines(text)}</pre>
    }
    .into_any()
}

fn coloured(piece: &Piece<'_>) -> AnyView {
    let class = match piece.kind {
        Kind::Key => "json-key",
        Kind::Text => "json-text",
        Kind::Number => "json-number",
        Kind::Word => "json-word",
        Kind::Mark | Kind::Blank => return piece.text.to_owned().into_any(),
    };
    view! { <span class=class>{visible(piece.text).into_owned()}</span> }.into_any()
}
