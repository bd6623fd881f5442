//! The original text of a record, read again from its file.

use crate::context::App;
use crate::widgets::copy::CopyButton;
use crate::widgets::long_text::LongText;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::Span;
use sessionscope::source::limits::{MAX_COLOURED_PIECES, MAX_TEXT_CHARS, ORIGINAL_CHARS};
use sessionscope::state::list_part::PartLimits;
use sessionscope::text::json::{Piece, TokenKind, laid_out};
use sessionscope::text::{characters, visible, visible_lines};

/// How much of a record is shown.
const SHOWN: PartLimits = PartLimits { start: ORIGINAL_CHARS, step: ORIGINAL_CHARS, most: MAX_TEXT_CHARS };

/// How far the reading is.
#[derive(Clone, PartialEq)]
enum ReadState {
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
    let reading = RwSignal::new(ReadState::UnderWay);
    app.case().original(&path, span.offset, span.len, move |text| {
        // An empty answer means that the file is shorter than it was.
        let text = text.filter(|text| !text.is_empty());
        reading.try_set(ReadState::Done(text));
    });
    let as_in_file = RwSignal::new(false);
    let text = Memo::new(move |_| match reading.get() {
        ReadState::Done(text) => text,
        ReadState::UnderWay => None,
    });
    let content = move || match reading.get() {
        ReadState::UnderWay => {
            view! { <p class="second">{say!(app.language.get(), "drawer-reading")}</p> }.into_any()
        }
        ReadState::Done(None) => {
            view! { <p class="unknown" role="alert">{say!(app.language.get(), "drawer-unreadable")}</p> }
                .into_any()
        }
        ReadState::Done(Some(text)) => shown(app, text, as_in_file.get()),
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

fn shown(app: App, text: String, as_in_file: bool) -> AnyView {
    // Only what is shown as a whole is laid out.
    let is_long = characters(&text, 0..ORIGINAL_CHARS).len() < text.len();
    let pieces = if is_long { None } else { laid_out(&text) };
    if let (Some(pieces), false) = (&pieces, as_in_file) {
        let (coloured, plain) = pieces.split_at(pieces.len().min(MAX_COLOURED_PIECES));
        let coloured = coloured.iter().map(self::coloured).collect_view();
        let plain = plain.iter().map(|piece| piece.text).collect::<String>();
        return in_frame(app, view! { {coloured} {visible_lines(&plain)} }.into_any());
    }
    let note = pieces.is_none().then(|| {
        let words = move || match is_long {
            true => say!(app.language.get(), "drawer-too-long"),
            false => say!(app.language.get(), "drawer-not-json"),
        };
        view! { <p class="second">{words}</p> }
    });
    let show = move |part: &str| in_frame(app, visible_lines(part).into_any());
    view! {
        {note}
        <LongText text limits=SHOWN show />
    }
    .into_any()
}

fn in_frame(app: App, text: AnyView) -> AnyView {
    let label = words!(app.language, "drawer-original");
    view! { <pre tabindex="0" class="original wraps" role="region" aria-label=label>{text}</pre> }.into_any()
}

fn coloured(piece: &Piece<'_>) -> AnyView {
    let class = match piece.kind {
        TokenKind::Key => "json-key",
        TokenKind::Text => "json-text",
        TokenKind::Number => "json-number",
        TokenKind::Word => "json-word",
        TokenKind::Mark | TokenKind::Blank => return piece.text.to_owned().into_any(),
    };
    view! { <span class=class>{visible(piece.text).into_owned()}</span> }.into_any()
}
