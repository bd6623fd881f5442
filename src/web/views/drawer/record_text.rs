//! A text of a record as it is shown: JSON laid out and coloured, anything else as it is.

use crate::context::App;
use crate::widgets::long_text::LongText;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::limits::{MAX_COLOURED_PIECES, MAX_TEXT_CHARS, ORIGINAL_CHARS};
use sessionscope::state::list_part::PartLimits;
use sessionscope::text::json::{Piece, TokenKind, laid_out};
use sessionscope::text::{characters, visible, visible_lines};

/// How much of a record is shown.
const SHOWN: PartLimits = PartLimits { start: ORIGINAL_CHARS, step: ORIGINAL_CHARS, most: MAX_TEXT_CHARS };

/// The text: laid out where it is JSON, unless it is wanted as it stands in the file. `label` names it.
pub fn shown(app: App, text: String, as_in_file: bool, label: Signal<String>) -> AnyView {
    // Only what is shown as a whole is laid out.
    let is_long = characters(&text, 0..ORIGINAL_CHARS).len() < text.len();
    let pieces = if is_long { None } else { laid_out(&text) };
    if let (Some(pieces), false) = (&pieces, as_in_file) {
        let (coloured, plain) = pieces.split_at(pieces.len().min(MAX_COLOURED_PIECES));
        let coloured = coloured.iter().map(self::coloured).collect_view();
        let plain = plain.iter().map(|piece| piece.text).collect::<String>();
        return in_frame(label, view! { {coloured} {visible_lines(&plain)} }.into_any());
    }
    let note = pieces.is_none().then(|| {
        let words = move || match is_long {
            true => say!(app.language.get(), "drawer-too-long"),
            false => say!(app.language.get(), "drawer-not-json"),
        };
        view! { <p class="second">{words}</p> }
    });
    let show = move |part: &str| in_frame(label, visible_lines(part).into_any());
    view! {
        {note}
        <LongText text limits=SHOWN show />
    }
    .into_any()
}

fn in_frame(label: Signal<String>, text: AnyView) -> AnyView {
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
