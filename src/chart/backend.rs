//! The SVG backend: plotters' own, with text measured by a table and made safe to show.
//!
//! Plotters' web fonts measure each label by laying out an element with a style attribute, which
//! is slow, forbidden by a strict policy, and impossible in a worker. Here nothing is measured, so
//! the same answer gives the same text in a browser and natively. The SVG uses presentation
//! attributes only: no `style`, no style sheet, no script.

use super::text::{FONT_FAMILY, text_width};
use crate::text::visible;
use plotters::backend::SVGBackend;
use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

/// Backend units in a CSS pixel: plotters counts in whole units, and curves need finer steps.
pub const UNITS_PER_PX: u32 = 10;

/// The widest and highest drawing, in CSS pixels: far beyond a screen, and safe to count in units.
pub const MAX_SIDE_PX: u32 = 16_384;

/// Plotters' SVG backend with a static width table and visible stand-ins for unsafe characters.
pub struct SvgBackend<'a> {
    inner: SVGBackend<'a>,
}

type DrawResult = Result<(), DrawingErrorKind<std::io::Error>>;

impl<'a> SvgBackend<'a> {
    /// Starts a drawing of a size in CSS pixels that is written into `buffer`.
    pub fn new(buffer: &'a mut String, size: (u32, u32)) -> Self {
        let units = |side: u32| side.min(MAX_SIDE_PX) * UNITS_PER_PX;
        Self { inner: SVGBackend::with_string(buffer, (units(size.0), units(size.1))) }
    }

    /// Draws with such a backend and gives back a whole SVG document of that size in CSS pixels.
    pub fn document<T>(size: (u32, u32), draw: impl FnOnce(&mut SvgBackend<'_>) -> T) -> (String, T) {
        let size = (size.0.min(MAX_SIDE_PX), size.1.min(MAX_SIDE_PX));
        let mut buffer = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
             font-family=\"{FONT_FAMILY}\" font-variant=\"tabular-nums\">\n",
            size.0,
            size.1,
            size.0 * UNITS_PER_PX,
            size.1 * UNITS_PER_PX,
        );
        let result = {
            let mut backend = SvgBackend::new(&mut buffer, size);
            let result = draw(&mut backend);
            // Writing to a string has nothing that could fail; the end tags are written here.
            let _ = backend.present();
            result
        };
        buffer.push_str("</svg>\n");
        (buffer, result)
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> DrawResult {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> DrawResult {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> DrawResult {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> DrawResult {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> DrawResult {
        self.inner.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawResult {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> DrawResult {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawResult {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        position: BackendCoord,
    ) -> DrawResult {
        self.inner.draw_text(&visible(text), &InheritedFont(style), position)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let size = style.size() / EM_PER_FONT_SIZE;
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = text_width(&visible(text), size, bold);
        Ok((width.ceil() as u32, (size * 1.4).ceil() as u32))
    }

    fn blit_bitmap(&mut self, position: BackendCoord, size: (u32, u32), source: &[u8]) -> DrawResult {
        self.inner.blit_bitmap(position, size, source)
    }
}

/// Plotters divides sizes of fonts by this before it writes them into SVG.
pub const EM_PER_FONT_SIZE: f64 = 1.24;

/// A text style that leaves the font to the document's root, where it is written once.
struct InheritedFont<'a, S>(&'a S);

impl<S: BackendTextStyle> BackendTextStyle for InheritedFont<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        self.0.size()
    }

    fn transform(&self) -> FontTransform {
        self.0.transform()
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name("inherit")
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.0.layout_box(text)
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        position: BackendCoord,
        draw: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.0.draw(text, position, draw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::canvas::{Canvas, Label};
    use crate::chart::theme::Theme;

    fn shown(text: &str) -> String {
        let (svg, drawn) = SvgBackend::document((200, 40), |backend| {
            let mut canvas = Canvas::new(backend, f64::from(UNITS_PER_PX));
            canvas.text(text, 10.0, 20.0, Label::plain(11.0, Theme::Light.palette().ink))
        });
        drawn.expect("writing to a string");
        svg
    }

    #[test]
    fn hostile_text_stays_text() {
        let svg = shown("<script>alert(\"1\")</script>&'\u{0}\u{1b}[31m\u{202e}\u{ffff}");
        assert!(
            svg.contains(
                "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&apos;␀␛[31m⟨U+202E⟩⟨U+FFFF⟩"
            ),
            "{svg}"
        );
        assert!(!svg.contains("<script"));
    }

    #[test]
    fn a_drawing_needs_no_style_sheet_and_no_style_attribute() {
        let svg = shown("plain");
        assert!(!svg.contains("style"), "{svg}");
        assert!(svg.contains("font-family=\"Inter, system-ui,"), "{svg}");
        assert!(svg.contains("font-size=\"110\""), "{svg}");
    }

    #[test]
    fn text_is_measured_by_the_table() {
        let mut buffer = String::new();
        let backend = SvgBackend::new(&mut buffer, (100, 100));
        let mut backend = backend;
        let canvas = Canvas::new(&mut backend, 1.0);
        let (width, _) =
            canvas.measure("0000", Label::plain(10.0, Theme::Light.palette().ink)).expect("a size");
        assert_eq!(width, 26.0);
    }
}
