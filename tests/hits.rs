//! Where marks overlap, the one that a click opens is the one that is painted on top. What is painted is
//! taken from the backend, stroke by stroke.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use sessionscope::chart::tracks::draw_tracks_on;
use sessionscope::chart::*;
use sessionscope::model::{Family, Rgb, RowId, SessionNo, SessionState, TimeRange};
use sessionscope::query::answer::{ArcEnd, Bar, Lane, Mark, TransferArc};
use sessionscope::query::tracks::SIGNS;
use std::convert::Infallible;

/// Units of the backend in a pixel: so many that rounding moves no edge over a point of the tests.
const UNITS: f64 = 1000.0;

/// A backend that keeps the polygons that are filled and the lines, in their order.
#[derive(Default)]
struct Polygons {
    /// With their colours.
    filled: Vec<(Vec<BackendCoord>, (u8, u8, u8))>,
    /// Lines that are drawn.
    lines: Vec<Vec<BackendCoord>>,
}

type DrawResult = Result<(), DrawingErrorKind<Infallible>>;

/// Only polygons can cover a mark, but for the axis, which is above the rows.
impl DrawingBackend for Polygons {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }
    fn ensure_prepared(&mut self) -> DrawResult {
        Ok(())
    }
    fn present(&mut self) -> DrawResult {
        Ok(())
    }
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> DrawResult {
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(&mut self, _: BackendCoord, _: BackendCoord, _: &S, _: bool) -> DrawResult {
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(&mut self, _: BackendCoord, _: u32, _: &S, _: bool) -> DrawResult {
        Ok(())
    }
    fn draw_text<S: BackendTextStyle>(&mut self, _: &str, _: &S, _: BackendCoord) -> DrawResult {
        Ok(())
    }
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        _: &str,
        _: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((1, 1))
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> DrawResult {
        self.filled.push((points.into_iter().collect(), style.color().rgb));
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> DrawResult {
        self.lines.push(path.into_iter().collect());
        Ok(())
    }
}

/// Whether a filled outline covers a point, by the rule of SVG and canvas: it turns around it.
fn is_covered(outline: &[BackendCoord], (x, y): BackendCoord) -> bool {
    let (x, y) = (i64::from(x), i64::from(y));
    let mut turns = 0;
    for (from, to) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        let (from, to) = ((i64::from(from.0), i64::from(from.1)), (i64::from(to.0), i64::from(to.1)));
        let side = (to.0 - from.0) * (y - from.1) - (x - from.0) * (to.1 - from.1);
        if from.1 <= y && to.1 > y && side > 0 {
            turns += 1;
        } else if from.1 > y && to.1 <= y && side <= 0 {
            turns -= 1;
        }
    }
    turns != 0
}

/// A repeatable stream of numbers.
fn noise(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

/// Marks so close together that most overlap, in no order.
fn crowded(random: &mut impl FnMut(u64) -> u64) -> Vec<Mark> {
    let marks = (0..60).map(|row| Mark {
        time_ms: random(100_000) as i64,
        family: Family::ALL[random(Family::COUNT as u64) as usize],
        count: if random(4) == 0 { 2 } else { 1 },
        row: RowId(row),
    });
    marks.collect()
}

const RANGE: TimeRange = TimeRange { start_ms: 0, end_ms: 100_000 };

fn drawn(lane: &Lane, selected: Option<RowId>) -> (Polygons, Geometry) {
    let view = TracksView {
        range: RANGE,
        lane_px: 23,
        first_lane: 0,
        scroll_px: 0.0,
        selected,
        density_ms: 3000,
        arcs: &[],
    };
    draw(lane, &view)
}

fn draw(lane: &Lane, view: &TracksView<'_>) -> (Polygons, Geometry) {
    let labels = TracksLabels { open: String::new(), time: TimeStyle::numeric(0) };
    let mut polygons = Polygons::default();
    let lanes = std::slice::from_ref(lane);
    let geometry = draw_tracks_on(&mut polygons, UNITS, lanes, view, (120, 60), Theme::Light, &labels);
    (polygons, geometry.expect("drawn"))
}

/// The family that is painted on top at a point.
fn painted(polygons: &Polygons, at: BackendCoord) -> Option<Family> {
    let palette = Theme::Light.palette();
    let (_, (red, green, blue)) =
        polygons.filled.iter().rev().find(|(outline, _)| is_covered(outline, at))?;
    Family::ALL.into_iter().find(|family| palette.family(*family) == Rgb(*red, *green, *blue))
}

#[test]
fn what_is_clicked_is_what_is_painted_on_top() {
    let mut random = noise(5);
    let (mut marked, mut holes) = (0, 0);
    for round in 0..40 {
        let mut lane = Lane { marks: crowded(&mut random), ..Lane::default() };
        if round % 3 == 0 {
            // The same as signs, which have their own heights.
            lane.signs = lane.marks.extract_if(.., |mark| SIGNS.contains(&mark.family)).collect();
        }
        let selected = (round % 2 == 0).then_some(RowId(round));
        let (polygons, geometry) = drawn(&lane, selected);
        for _ in 0..500 {
            let at = (random(120_000) as i32, 24_000 + random(23_000) as i32);
            let hit = geometry.hit_at(f64::from(at.0) / UNITS, f64::from(at.1) / UNITS);
            match (painted(&polygons, at), hit) {
                (Some(family), Some(HitTarget::Mark { mark, .. })) => {
                    let known = lane.mark(mark).map(|mark| mark.family);
                    assert_eq!(known, Some(family), "{at:?} in round {round}");
                    marked += 1;
                }
                (Some(family), other) => panic!("{family:?} is painted at {at:?} and {other:?} is hit"),
                // Beside a mark, or in the hole of one: the nearest is hit.
                (None, Some(HitTarget::Mark { .. })) => holes += 1,
                (None, hit) => assert!(hit.is_none_or(|hit| hit == HitTarget::Lane(0)), "{hit:?}"),
            }
        }
    }
    assert!(marked > 3000 && holes > 300, "{marked} {holes}");
}

#[test]
fn density_is_hit_as_the_bar_that_it_lies_in_and_the_signs_over_it_as_themselves() {
    let mut random = noise(6);
    let (signs, density) = crowded(&mut random).into_iter().partition(|mark| SIGNS.contains(&mark.family));
    let bar = Bar {
        range: TimeRange { start_ms: -1, end_ms: 100_001 },
        sessions: 1,
        session: SessionNo(0),
        state: SessionState::Ended,
        connections: Vec::new(),
        events: 60,
        found: 0,
    };
    let lane = Lane { bars: vec![bar], signs, density, ..Lane::default() };
    let (polygons, geometry) = drawn(&lane, None);
    let mut in_density = 0;
    for _ in 0..5000 {
        let at = (random(119_000) as i32, 24_000 + random(23_000) as i32);
        let hit = geometry.hit_at(f64::from(at.0) / UNITS, f64::from(at.1) / UNITS);
        match painted(&polygons, at) {
            Some(family) if SIGNS.contains(&family) => {
                let Some(HitTarget::Mark { mark, .. }) = hit else { panic!("{family:?} {hit:?}") };
                assert_eq!(lane.mark(mark).map(|mark| mark.family), Some(family));
            }
            Some(_) => {
                let is_near_a_sign = matches!(hit, Some(HitTarget::Mark { .. }));
                assert!(is_near_a_sign || hit == Some(HitTarget::Bar { lane: 0, bar: 0 }), "{hit:?}");
                in_density += u32::from(!is_near_a_sign);
            }
            None => {}
        }
    }
    assert!(in_density > 50, "{in_density}");
}

#[test]
fn an_arc_is_hit_where_it_is_painted_but_for_the_marks_over_it() {
    let mut random = noise(7);
    let bar = Bar {
        range: TimeRange { start_ms: -1, end_ms: 100_001 },
        sessions: 1,
        session: SessionNo(0),
        state: SessionState::Ended,
        connections: Vec::new(),
        events: 20,
        found: 0,
    };
    let marks = crowded(&mut random).into_iter().take(40).collect();
    let lane = Lane { bars: vec![bar], marks, ..Lane::default() };
    let (mut on_arcs, mut under_marks) = (0, 0);
    for _ in 0..120 {
        let start = random(60_000) as i64;
        let end = |time_ms| ArcEnd { lane: 0, time_ms, row: RowId(0) };
        let arcs = [TransferArc { from: end(start), to: end(start + 8_000 + random(30_000) as i64) }];
        let view = TracksView {
            range: RANGE,
            lane_px: 23,
            first_lane: 0,
            scroll_px: 0.0,
            selected: None,
            density_ms: 3000,
            arcs: &arcs,
        };
        let (polygons, geometry) = draw(&lane, &view);
        let [line] = &polygons.lines[..] else { panic!("one arc is one line") };
        for ends in line.windows(2) {
            let at = ((ends[0].0 + ends[1].0) / 2, (ends[0].1 + ends[1].1) / 2);
            let hit = geometry.hit_at(f64::from(at.0) / UNITS, f64::from(at.1) / UNITS);
            match (painted(&polygons, at), hit) {
                (Some(_), hit) => {
                    assert!(matches!(hit, Some(HitTarget::Mark { .. })), "{hit:?}");
                    under_marks += 1;
                }
                (None, Some(HitTarget::Mark { .. })) => {}
                (None, hit) => {
                    assert_eq!(hit, Some(HitTarget::Arc(0)));
                    on_arcs += 1;
                }
            }
        }
    }
    assert!(on_arcs > 200 && under_marks > 20, "{on_arcs} {under_marks}");
}
