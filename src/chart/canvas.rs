//! A thin pen over any plotters backend that counts in CSS pixels with fractions.
//!
//! It knows no chart: rectangles, polygons, strokes and labels only.

use super::backend::EM_PER_FONT_SIZE;
use super::text::FONT_FAMILY;
use crate::model::Rgb;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};
use serde::{Deserialize, Serialize};
use std::f64::consts::FRAC_1_SQRT_2;

/// A point in CSS pixels from the upper left corner.
pub type Point = (f64, f64);

/// A rectangle in CSS pixels from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PxRect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl PxRect {
    /// A rectangle; negative sides become empty.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w: w.max(0.0), h: h.max(0.0) }
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The point in its middle.
    pub fn center(&self) -> Point {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether a point lies in it; its right and lower edges are outside.
    pub fn holds(&self, (x, y): Point) -> bool {
        self.x <= x && x < self.right() && self.y <= y && y < self.bottom()
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &PxRect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// How a label looks and where its point lies in it.
#[derive(Clone, Copy)]
pub struct Label {
    /// Font size in CSS pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub color: Rgb,
    /// Where the point lies, across.
    pub across: HPos,
}

impl Label {
    /// Regular weight, the point at its left end.
    pub fn plain(size: f64, color: Rgb) -> Self {
        Self { size, bold: false, color, across: HPos::Left }
    }

    /// The same in bold.
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same with its middle at the point.
    pub fn centered(self) -> Self {
        Self { across: HPos::Center, ..self }
    }

    /// The same with its right end at the point.
    pub fn right(self) -> Self {
        Self { across: HPos::Right, ..self }
    }
}

/// What drawing on a backend gives back, or the backend's error.
pub type Outcome<T, DB> = Result<T, DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// What every stroke gives back.
pub type DrawResult<DB> = Outcome<(), DB>;

/// A pen over a backend.
pub struct Canvas<'a, DB: DrawingBackend> {
    backend: &'a mut DB,
    scale: f64,
}

impl<'a, DB: DrawingBackend> Canvas<'a, DB> {
    /// A pen; `scale` is how many backend units a CSS pixel has.
    pub fn new(backend: &'a mut DB, scale: f64) -> Self {
        Self { backend, scale }
    }

    fn at(&self, point: Point) -> BackendCoord {
        // The cast saturates, so a point far outside stays outside and cannot wrap around.
        ((point.0 * self.scale).round() as i32, (point.1 * self.scale).round() as i32)
    }

    /// A filled rectangle; an empty one is not drawn.
    pub fn rect(&mut self, rect: PxRect, color: Rgb) -> DrawResult<DB> {
        if rect.w <= 0.0 || rect.h <= 0.0 {
            return Ok(());
        }
        let (from, to) = (self.at((rect.x, rect.y)), self.at((rect.right(), rect.bottom())));
        self.backend.draw_rect(from, to, &ShapeStyle::from(&ink(color)).filled(), true)
    }

    /// A crisp horizontal line, one pixel high.
    pub fn horizontal(&mut self, x: f64, y: f64, length: f64, color: Rgb) -> DrawResult<DB> {
        self.rect(PxRect::new(x, y.round(), length, 1.0), color)
    }

    /// A crisp vertical line, one pixel wide.
    pub fn vertical(&mut self, x: f64, y: f64, length: f64, color: Rgb) -> DrawResult<DB> {
        self.rect(PxRect::new(x.round(), y, 1.0, length), color)
    }

    /// A filled polygon.
    pub fn polygon(
        &mut self,
        points: impl IntoIterator<Item = Point>,
        color: Rgb,
        alpha: f64,
    ) -> DrawResult<DB> {
        let points: Vec<BackendCoord> = points.into_iter().map(|point| self.at(point)).collect();
        if points.len() < 3 {
            return Ok(());
        }
        self.backend.fill_polygon(points, &ShapeStyle::from(&ink(color).mix(alpha)).filled())
    }

    /// An open stroke along the points.
    pub fn stroke(
        &mut self,
        points: impl IntoIterator<Item = Point>,
        color: Rgb,
        width: f64,
    ) -> DrawResult<DB> {
        let points: Vec<BackendCoord> = points.into_iter().map(|point| self.at(point)).collect();
        let width = (width * self.scale).round().max(1.0) as u32;
        self.backend.draw_path(points, &ShapeStyle::from(&ink(color)).stroke_width(width))
    }

    /// A ring around a point.
    pub fn ring(&mut self, center: Point, radius: f64, color: Rgb, width: f64) -> DrawResult<DB> {
        let (center, radius) = (self.at(center), (radius * self.scale).round() as u32);
        let width = (width * self.scale).round().max(1.0) as u32;
        self.backend.draw_circle(center, radius, &ShapeStyle::from(&ink(color)).stroke_width(width), false)
    }

    /// A rectangle with rounded corners and a line of one pixel around it.
    pub fn rounded_box(&mut self, rect: PxRect, radius: f64, fill: Rgb, line: Rgb) -> DrawResult<DB> {
        self.polygon(rounded(rect, radius), line, 1.0)?;
        let inside = PxRect::new(rect.x + 1.0, rect.y + 1.0, rect.w - 2.0, rect.h - 2.0);
        self.polygon(rounded(inside, radius - 1.0), fill, 1.0)
    }

    /// A label whose middle line is at `y`.
    pub fn text(&mut self, text: &str, x: f64, y: f64, label: Label) -> DrawResult<DB> {
        let position = self.at((x, y));
        self.backend.draw_text(text, &self.style(label), position)
    }

    /// Width and height of a label in CSS pixels, as the backend estimates it.
    pub fn measure(&self, text: &str, label: Label) -> Outcome<Point, DB> {
        let (width, height) = self.backend.estimate_text_size(text, &self.style(label))?;
        Ok((f64::from(width) / self.scale, f64::from(height) / self.scale))
    }

    fn style(&self, label: Label) -> TextStyle<'static> {
        let style = if label.bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = label.size * self.scale * EM_PER_FONT_SIZE;
        let font = FontDesc::new(FontFamily::Name(FONT_FAMILY), size, style);
        TextStyle {
            color: ink(label.color).to_backend_color(),
            pos: Pos::new(label.across, VPos::Center),
            ..TextStyle::from(font)
        }
    }
}

/// A colour as plotters has it.
fn ink(color: Rgb) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

/// The outline of a rectangle with rounded corners.
fn rounded(rect: PxRect, radius: f64) -> Vec<Point> {
    /// Sines of the steps of a quarter circle, 15° each: enough for corners of a few pixels.
    const SINES: [f64; 7] = [
        0.0,
        0.258_819_045_102_520_76,
        0.5,
        FRAC_1_SQRT_2,
        0.866_025_403_784_438_6,
        0.965_925_826_289_068_3,
        1.0,
    ];
    let radius = radius.clamp(0.0, rect.w.min(rect.h) / 2.0);
    /// Turns a direction between right and down to where a corner looks.
    type Rotation = fn(f64, f64) -> Point;
    let corners: [(f64, f64, Rotation); 4] = [
        (rect.right() - radius, rect.y + radius, |cos, sin| (sin, -cos)),
        (rect.right() - radius, rect.bottom() - radius, |cos, sin| (cos, sin)),
        (rect.x + radius, rect.bottom() - radius, |cos, sin| (-sin, cos)),
        (rect.x + radius, rect.y + radius, |cos, sin| (-cos, -sin)),
    ];
    corners
        .into_iter()
        .flat_map(|(x, y, turned)| {
            SINES.iter().zip(SINES.iter().rev()).map(move |(sin, cos)| {
                let (right, down) = turned(*cos, *sin);
                (x + radius * right, y + radius * down)
            })
        })
        .collect()
}
