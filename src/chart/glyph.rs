//! The shapes of marks, one a family, so that no meaning depends on colour alone.
//!
//! Each shape is a closed outline that begins and ends at the height of its centre, and all go
//! round the same way (holes the other way). So the shapes of one lane can be written one after
//! another as a single polygon: the edges that join them run along the centre line, and an edge
//! that runs flat covers nothing. A screen of six thousand marks is some hundred elements.
//!
//! ```text
//!   ╱╲      ┌─┐
//!  ▸  ▸────▸   ▸────▸ …      all joints lie on the centre line
//!   ╲╱      └─┘
//! ```

use super::canvas::Point;
use crate::model::Family;
use crate::model::family::Shape;

const HALF: f64 = 0.5;
const ROOT: f64 = 0.866_025_403_784_438_6;

/// A circle of radius 1 in twelve corners, clockwise on a screen, from its left.
const CIRCLE: [Point; 13] = [
    (-1.0, 0.0),
    (-ROOT, -HALF),
    (-HALF, -ROOT),
    (0.0, -1.0),
    (HALF, -ROOT),
    (ROOT, -HALF),
    (1.0, 0.0),
    (ROOT, HALF),
    (HALF, ROOT),
    (0.0, 1.0),
    (-HALF, ROOT),
    (-ROOT, HALF),
    (-1.0, 0.0),
];

const DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// A small dot of radius 1 in eight corners: by far the most frequent shape, and round enough.
const DOT: [Point; 9] = [
    (-1.0, 0.0),
    (-DIAGONAL, -DIAGONAL),
    (0.0, -1.0),
    (DIAGONAL, -DIAGONAL),
    (1.0, 0.0),
    (DIAGONAL, DIAGONAL),
    (0.0, 1.0),
    (-DIAGONAL, DIAGONAL),
    (-1.0, 0.0),
];

const TRIANGLE_DOWN: [Point; 5] = [(-2.2, 0.0), (-4.0, -3.2), (4.0, -3.2), (0.0, 4.0), (-2.2, 0.0)];
const TRIANGLE_UP: [Point; 5] = [(-2.2, 0.0), (0.0, -4.0), (4.0, 3.2), (-4.0, 3.2), (-2.2, 0.0)];
const DIAMOND: [Point; 5] = [(-4.0, 0.0), (0.0, -4.0), (4.0, 0.0), (0.0, 4.0), (-4.0, 0.0)];
const CHEVRON: [Point; 7] =
    [(0.6, 0.0), (-2.8, -4.0), (-0.6, -4.0), (2.8, 0.0), (-0.6, 4.0), (-2.8, 4.0), (0.6, 0.0)];
/// A sheet with its corner cut off.
const SHEET: [Point; 7] =
    [(-3.2, 0.0), (-3.2, -4.0), (0.9, -4.0), (3.2, -1.7), (3.2, 4.0), (-3.2, 4.0), (-3.2, 0.0)];
/// The stroke through the crossed ring.
const SLASH: [Point; 6] = [(-0.9, 0.0), (2.2, -3.1), (3.1, -2.2), (-2.2, 3.1), (-3.1, 2.2), (-0.9, 0.0)];

/// Adds the shape of a family around a centre; `scale` is 1 for a mark of one event.
pub fn push(out: &mut Vec<Point>, family: Family, center: Point, scale: f64) {
    push_shape(out, family.shape(), center, scale);
}

/// Adds a shape around a centre.
pub fn push_shape(out: &mut Vec<Point>, shape: Shape, center: Point, scale: f64) {
    let mut add = |points: &mut dyn Iterator<Item = Point>, factor: f64| {
        out.extend(points.map(|(x, y)| (center.0 + x * factor, center.1 + y * factor)));
    };
    match shape {
        Shape::Dot => add(&mut DOT.into_iter(), 2.5 * scale),
        Shape::Speck => add(&mut DOT.into_iter(), 1.6 * scale),
        Shape::Ring => {
            add(&mut CIRCLE.into_iter(), 3.3 * scale);
            add(&mut CIRCLE.into_iter().rev(), 2.0 * scale);
        }
        Shape::CrossedRing => {
            add(&mut CIRCLE.into_iter(), 4.2 * scale);
            add(&mut CIRCLE.into_iter().rev(), 3.0 * scale);
            add(&mut SLASH.into_iter(), scale);
        }
        Shape::Post => add(&mut rectangle(1.0, 4.5).into_iter(), scale),
        Shape::Square => add(&mut rectangle(1.9, 1.9).into_iter(), scale),
        Shape::Frame => {
            add(&mut rectangle(3.3, 4.0).into_iter(), scale);
            add(&mut rectangle(2.0, 2.7).into_iter().rev(), scale);
        }
        Shape::TriangleDown => add(&mut TRIANGLE_DOWN.into_iter(), scale),
        Shape::TriangleUp => add(&mut TRIANGLE_UP.into_iter(), scale),
        Shape::Sheet => add(&mut SHEET.into_iter(), scale),
        Shape::Chevron => add(&mut CHEVRON.into_iter(), scale),
        Shape::Diamond => add(&mut DIAMOND.into_iter(), scale),
    }
}

/// How far from its centre a mark of one event can be pointed at; no shape reaches as far.
pub const REACH: f64 = 6.0;

/// Whether the shape of a family around a centre is painted at a point. Its holes are not.
pub fn covers(family: Family, center: Point, scale: f64, (x, y): Point) -> bool {
    let mut outline = Vec::new();
    push(&mut outline, family, center, scale);
    // How often the outline turns around the point: what SVG and canvas fill by.
    let edges = outline.iter().zip(outline.iter().cycle().skip(1));
    let turns = edges.map(|(from, to)| {
        let is_right_of = (to.0 - from.0) * (y - from.1) > (x - from.0) * (to.1 - from.1);
        match (from.1 <= y, to.1 <= y) {
            (true, false) if is_right_of => 1,
            (false, true) if !is_right_of => -1,
            _ => 0,
        }
    });
    turns.sum::<i32>() != 0
}

/// The shape of a family around the origin as the data of an SVG path, within 4.5 units each way: what
/// stands beside a name in the page is what stands on a lane.
pub fn path(family: Family) -> String {
    shape_path(family.shape())
}

/// The same of a shape.
pub fn shape_path(shape: Shape) -> String {
    let mut points = Vec::new();
    push_shape(&mut points, shape, (0.0, 0.0), 1.0);
    let corners: Vec<String> = points.iter().map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
    format!("M{}Z", corners.join("L"))
}

/// A rectangle by half of its sides.
fn rectangle(w: f64, h: f64) -> [Point; 6] {
    [(-w, 0.0), (-w, -h), (w, -h), (w, h), (-w, h), (-w, 0.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_join_on_their_centre_line_and_cover_something() {
        for family in Family::ALL {
            let mut points = Vec::new();
            push(&mut points, family, (100.0, 50.0), 1.0);
            assert_eq!(points.first().map(|point| point.1), Some(50.0), "{family:?}");
            assert_eq!(points.last().map(|point| point.1), Some(50.0), "{family:?}");
            // Twice the covered area: positive for a clockwise outline on a screen.
            let area: f64 = points
                .iter()
                .zip(points.iter().cycle().skip(1))
                .map(|(from, to)| from.0 * to.1 - to.0 * from.1)
                .sum();
            assert!(area > 10.0, "{family:?} {area}");
            assert_eq!(path(family).matches('L').count() + 1, points.len(), "{family:?}");
            let reach = points.iter().map(|point| (point.0 - 100.0).abs().max((point.1 - 50.0).abs()));
            assert!(reach.fold(0.0, f64::max) <= 4.5, "{family:?}");
        }
    }

    #[test]
    fn a_shape_covers_as_many_points_as_its_outline_encloses() {
        for family in Family::ALL {
            let mut points = Vec::new();
            push(&mut points, family, (0.0, 0.0), 1.0);
            let edges = points.iter().zip(points.iter().cycle().skip(1));
            let area = edges.map(|(from, to)| from.0 * to.1 - to.0 * from.1).sum::<f64>() / 2.0;
            let steps = || (-100..100).map(|step| f64::from(step) / 20.0 + 0.01);
            let covered = steps().flat_map(|x| steps().map(move |y| (x, y)));
            let covered = covered.filter(|point| covers(family, (0.0, 0.0), 1.0, *point)).count();
            // The stroke of the crossed ring lies over its rim, and is counted there by the area alone.
            let is_crossed = family.shape() == Shape::CrossedRing;
            let wrong = covered as f64 / 400.0 - area;
            assert!(wrong.abs() < if is_crossed { 3.0 } else { 0.3 }, "{family:?} {area} {wrong}");
        }
        assert!(!covers(Family::Api, (0.0, 0.0), 1.0, (0.0, 0.0)), "a ring has a hole");
        assert!(covers(Family::Blocked, (0.0, 0.0), 1.0, (0.1, 0.0)), "a crossed ring has a stroke there");
        assert!(covers(Family::Browsing, (50.0, 50.0), 1.3, (53.0, 50.0)));
        assert!(!covers(Family::Browsing, (50.0, 50.0), 1.0, (53.0, 50.0)));
    }
}
