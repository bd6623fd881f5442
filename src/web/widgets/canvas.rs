//! A canvas of the page as a plotters backend: for pictures that are drawn anew with every frame, where
//! SVG text would have to be parsed each time.

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use sessionscope::chart::backend::{EM_PER_FONT_SIZE, UNITS_PER_PX};
use sessionscope::chart::text::{FONT_FAMILY, text_width};
use sessionscope::text::visible;
use std::convert::Infallible;
use std::f64::consts::TAU;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A canvas that was cleared and made ready to be drawn on in backend units.
pub struct CanvasBackend {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

type DrawResult = Result<(), DrawingErrorKind<Infallible>>;

impl CanvasBackend {
    /// Clears a canvas of a size in CSS pixels; as many dots as the screen has stand for each of them.
    pub fn clear(canvas: &HtmlCanvasElement, size: (u32, u32), dots_per_px: f64) -> Option<CanvasBackend> {
        let dots = |side: u32| (f64::from(side) * dots_per_px).round() as u32;
        if (canvas.width(), canvas.height()) != (dots(size.0), dots(size.1)) {
            canvas.set_width(dots(size.0));
            canvas.set_height(dots(size.1));
        }
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        let scale = dots_per_px / f64::from(UNITS_PER_PX);
        context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
        let units = (size.0 * UNITS_PER_PX, size.1 * UNITS_PER_PX);
        context.clear_rect(0.0, 0.0, f64::from(units.0), f64::from(units.1));
        Some(CanvasBackend { context, size: units })
    }

    fn ink(&self, color: BackendColor) {
        self.context.set_fill_style_str(&css(color));
    }

    fn pen<S: BackendStyle>(&self, style: &S) {
        self.context.set_stroke_style_str(&css(style.color()));
        self.context.set_line_width(f64::from(style.stroke_width()));
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        for (index, (x, y)) in path.into_iter().enumerate() {
            if index == 0 {
                self.context.move_to(f64::from(x), f64::from(y));
            } else {
                self.context.line_to(f64::from(x), f64::from(y));
            }
        }
    }
}

fn css(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    format!("rgb({red} {green} {blue} / {})", color.alpha)
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> DrawResult {
        Ok(())
    }

    fn present(&mut self) -> DrawResult {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> DrawResult {
        self.ink(color);
        self.context.fill_rect(f64::from(point.0), f64::from(point.1), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> DrawResult {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> DrawResult {
        let (x, y) = (f64::from(upper_left.0), f64::from(upper_left.1));
        let (w, h) = (f64::from(bottom_right.0) - x, f64::from(bottom_right.1) - y);
        if fill {
            self.ink(style.color());
            self.context.fill_rect(x, y, w, h);
        } else {
            self.pen(style);
            self.context.stroke_rect(x, y, w, h);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawResult {
        self.pen(style);
        self.trace(path);
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> DrawResult {
        self.context.begin_path();
        // The only error is a negative radius.
        let _ = self.context.arc(f64::from(center.0), f64::from(center.1), f64::from(radius), 0.0, TAU);
        if fill {
            self.ink(style.color());
            self.context.fill();
        } else {
            self.pen(style);
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawResult {
        self.ink(style.color());
        self.trace(path);
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        position: BackendCoord,
    ) -> DrawResult {
        let weight = if matches!(style.style(), FontStyle::Bold) { "600" } else { "400" };
        let size = style.size() / EM_PER_FONT_SIZE;
        self.context.set_font(&format!("{weight} {size}px {FONT_FAMILY}"));
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.context.set_text_baseline("middle");
        self.ink(style.color());
        // What cannot be drawn is left out: a label is never the only place of a fact.
        let _ = self.context.fill_text(&visible(text), f64::from(position.0), f64::from(position.1));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        // The same table as of saved pictures, so that both place their labels alike.
        let size = style.size() / EM_PER_FONT_SIZE;
        let width = text_width(&visible(text), size, matches!(style.style(), FontStyle::Bold));
        Ok((width.ceil() as u32, (size * 1.4).ceil() as u32))
    }
}
