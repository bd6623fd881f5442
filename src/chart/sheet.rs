//! A picture as a sheet that stands by itself: its title, the drawing, and lines that say of what it is a part.

use super::backend::UNITS_PER_PX;
use super::canvas::{Canvas, Label, PxRect};
use super::text::text_width;
use super::{Drawing, SvgBackend, Theme};
use crate::text::visible;

/// Room around everything, in CSS pixels.
const MARGIN: f64 = 16.0;
/// Height of the title with its room, and of a line.
const TITLE: f64 = 40.0;
const LINE: f64 = 16.0;
const LINE_SIZE: f64 = 11.0;

/// A filter may be very long, and the picture is what is wanted.
const MAX_LINES: usize = 60;

/// The sheet as an SVG document, and its size in CSS pixels. The lines may hold untrusted text.
pub fn picture_sheet(drawing: &Drawing, title: &str, lines: &[String], theme: Theme) -> (String, (u32, u32)) {
    let (width, height) = drawing.geometry.size;
    let inner = f64::from(width);
    let mut lines: Vec<String> = lines.iter().flat_map(|line| wrapped(&visible(line), inner)).collect();
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        lines.push("…".to_owned());
    }
    let foot = LINE * lines.len() as f64;
    let size = (width + 2 * MARGIN as u32, height + (TITLE + foot + 2.0 * MARGIN) as u32);
    let palette = theme.palette();
    let (mut sheet, ()) = SvgBackend::document(size, |backend| {
        let mut canvas = Canvas::new(backend, f64::from(UNITS_PER_PX));
        // Writing to a string has nothing that could fail.
        let _ = canvas.rect(PxRect::new(0.0, 0.0, f64::from(size.0), f64::from(size.1)), palette.panel);
        let _ = canvas.text(title, MARGIN, TITLE / 2.0, Label::plain(14.0, palette.ink).bold());
        for (line, index) in lines.iter().zip(0u32..) {
            let y = TITLE + f64::from(height) + MARGIN + LINE * (f64::from(index) + 0.5);
            let _ = canvas.text(line, MARGIN, y, Label::plain(LINE_SIZE, palette.second));
        }
    });
    let nested = nested(drawing, (MARGIN, TITLE));
    let end = sheet.rfind("</svg>").unwrap_or(sheet.len());
    sheet.insert_str(end, &nested);
    (sheet, size)
}

/// A drawing at a place, in CSS pixels, of another one: it is a whole document, and so it can stand in another as it is.
pub(super) fn nested(drawing: &Drawing, (x, y): (f64, f64)) -> String {
    let (width, height) = drawing.geometry.size;
    let scale = f64::from(UNITS_PER_PX);
    let place = format!("<svg x=\"{}\" y=\"{}\" ", x * scale, y * scale);
    let own_size = format!("width=\"{width}\" height=\"{height}\"");
    let nested_size = format!("width=\"{}\" height=\"{}\"", width * UNITS_PER_PX, height * UNITS_PER_PX);
    drawing.svg.replacen("<svg ", &place, 1).replacen(&own_size, &nested_size, 1)
}

/// A text in lines that are no wider than so many CSS pixels.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for character in text.chars() {
        let line = lines.last_mut().map(|line| {
            line.push(character);
            text_width(line, LINE_SIZE, false)
        });
        if line.is_some_and(|now| now > width) {
            lines.last_mut().and_then(String::pop);
            lines.push(character.to_string());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Geometry;

    #[test]
    fn a_sheet_holds_the_drawing_its_title_and_all_of_its_lines() {
        let (svg, ()) = SvgBackend::document((200, 100), |_| ());
        let drawing = Drawing { svg, geometry: Geometry { size: (200, 100), ..Geometry::default() } };
        let long = format!("filter: {}", "x".repeat(100));
        let (sheet, size) =
            picture_sheet(&drawing, "Events <over> time", &[long, "zone: UTC".to_owned()], Theme::Light);
        assert!(sheet.contains("Events &lt;over&gt; time") && sheet.contains("zone: UTC"));
        assert!(sheet.matches('x').count() >= 100, "no line is cut off");
        assert_eq!(
            sheet.matches("<svg ").count(),
            2 * drawing.svg.matches("<svg ").count(),
            "one in the other"
        );
        assert!(sheet.contains("width=\"2000\" height=\"1000\"") && sheet.trim_end().ends_with("</svg>"));
        assert!(size.0 == 232 && size.1 > 100 + 40 + 3 * 16);
    }
}
