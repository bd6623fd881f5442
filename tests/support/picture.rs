//! A picture in words: what is drawn, from the back to the front, with colours by their role. Where things are
//! is left to tests of the geometry, so that a moved pixel or another colour is no other picture.

use sessionscope::chart::Theme;
use sessionscope::model::{Family, Rgb};
use std::fmt::Write;

/// What a colour of a theme is for. A few are for two things: shapes are of families first, words are not.
fn role(theme: Theme, color: &str, is_shape: bool) -> &'static str {
    let palette = theme.palette();
    let families = Family::ALL.map(|family| (family.id(), palette.family(family)));
    let others = [
        ("background", palette.background),
        ("panel", palette.panel),
        ("line", palette.line),
        ("ink", palette.ink),
        ("second", palette.second),
        ("third", palette.third),
        ("accent", palette.accent),
        ("good", palette.good),
        ("caution", palette.caution),
        ("bad", palette.bad),
        ("out-text", palette.out_text),
        ("started", palette.started),
        ("connected", palette.connected),
    ];
    let (first, then) = if is_shape { (&families[..], &others[..]) } else { (&others[..], &families[..]) };
    let is_it = |(_, rgb): &&(&str, Rgb)| format!("#{:02X}{:02X}{:02X}", rgb.0, rgb.1, rgb.2) == color;
    let known = first.iter().chain(then).find(is_it);
    known.unwrap_or_else(|| panic!("{color} is no colour of the theme")).0
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

/// One line an element, in the order of drawing; equal ones behind each other are counted.
pub fn in_words(svg: &str, theme: Theme) -> String {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for element in svg.split('<').filter(|element| !element.starts_with(['/', 's'])) {
        let Some((tag, content)) = element.split_once('>') else { continue };
        let color = attribute(tag, "fill").filter(|fill| *fill != "none").or(attribute(tag, "stroke"));
        let is_shape = tag.starts_with("polygon");
        let Some(color) = color.map(|color| role(theme, color, is_shape)) else { continue };
        let line = match tag.split(' ').next() {
            Some("text") => {
                let bold = if tag.contains("bold") { " bold" } else { "" };
                format!("{color}{bold} text \"{}\"", content.trim())
            }
            Some("polygon") => {
                let corners = attribute(tag, "points").unwrap_or_default().split_whitespace().count();
                format!("{color} polygon of {corners} corners")
            }
            Some(other) => format!("{color} {other}"),
            None => continue,
        };
        match lines.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => lines.push((line, 1)),
        }
    }
    lines.into_iter().fold(String::new(), |mut words, (line, count)| {
        let times = if count > 1 { format!(" ×{count}") } else { String::new() };
        let _ = writeln!(words, "{line}{times}");
        words
    })
}
