//! Characters of a terminal as elements: text nodes only, in colours that can be read.

use leptos::prelude::*;
use sessionscope::chart::Theme;
use sessionscope::model::Rgb;
use sessionscope::terminal::answer::{Run, Style, split_at};
use sessionscope::terminal::colour::{PageColours, colours};
use sessionscope::text::visible_piece;

fn css(colour: Option<Rgb>) -> String {
    colour.map(|Rgb(red, green, blue)| format!("rgb({red} {green} {blue})")).unwrap_or_default()
}

fn class(style: &Style) -> String {
    let names = [
        (style.bold, "is-bold"),
        (style.italic, "is-italic"),
        (style.underline, "is-underlined"),
        (style.strikethrough, "is-struck"),
    ];
    names.into_iter().filter(|(is_so, _)| *is_so).map(|(_, name)| name).collect::<Vec<_>>().join(" ")
}

fn run(text: &str, style: &Style, is_dark: bool) -> AnyView {
    let text = visible_piece(text).into_owned();
    if *style == Style::default() {
        return text.into_any();
    }
    let palette = Theme::new(is_dark).palette();
    let (ink, ground) = colours(style, PageColours { ground: palette.panel, ink: palette.ink });
    view! { <span class=class(style) style:color=css(ink) style:background-color=css(ground)>{text}</span> }
        .into_any()
}

/// The runs of a line.
pub fn runs(runs: &[Run], is_dark: bool) -> AnyView {
    runs.iter().map(|(text, style)| run(text, style, is_dark)).collect_view().into_any()
}

/// The runs of a line that the cursor stands in: behind so many characters, on the next one or on nothing.
pub fn runs_with_cursor(runs: &[Run], character: usize, is_dark: bool) -> AnyView {
    let (before, under, behind) = split_at(runs, character);
    view! {
        {self::runs(&before, is_dark)}
        <span class="terminal-cursor">{visible_piece(&under).into_owned()}</span>
        {self::runs(&behind, is_dark)}
    }
    .into_any()
}
