//! The flow picture: endpoints as boxes, transfers between them as ribbons as wide as their bytes.
//!
//! The endpoints stand so that no two ribbons ever cross, whatever flows there are:
//!
//! ```text
//!             ┌ CloudShell ┐
//!  Local ═════╡            │
//!  machine ═══╡ Clipboard  ╞════ Sites      each row: a ribbon there, a ribbon back
//!      ═══════╡ Remote     ╞════
//!  Printer ═══╡ disk       │
//! ```
//!
//! On a narrow page the pairs of endpoints stand below each other instead. Which endpoints and ways there are, the
//! model says: a new one is drawn by that alone.

mod rows;

use super::canvas::{Canvas, DrawResult, Label, Outcome, Point, PxRect};
use super::text::{fitted, text_width};
use super::{Drawing, Geometry, Hit, HitTarget, Theme, bounded, svg_drawing};
use crate::model::system::family_of_way;
use crate::model::{Amount, Direction, Endpoint, Family, FlowKey, Rgb, direction};
use crate::query::answer::Flow;
use crate::text::units;
use plotters_backend::DrawingBackend;
use rows::Rows;

/// The words of the flow picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowLabels {
    /// What the endpoints are called; one that is missing here is shown by its id.
    pub endpoints: Vec<EndpointLabel>,
    /// In place of bytes where no transfer has a size: `size not recorded`.
    pub size_unknown: String,
}

/// What an endpoint is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointLabel {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Its name: `Remote disk`.
    pub name: String,
    /// A short line under it, or nothing: `29 in · 17 out`.
    pub note: String,
}

/// All flows between endpoints as one picture. Its height follows from the flows (see the geometry).
pub fn draw_flow(flows: &[Flow], width: u32, theme: Theme, labels: &FlowLabels) -> Drawing {
    let plan = Plan::new(flows, width);
    svg_drawing(plan.size, |canvas| Painter { canvas, theme, labels }.picture(&plan))
}

/// The height in CSS pixels that the picture has at a width.
pub fn flow_height(flows: &[Flow], width: u32) -> u32 {
    Plan::new(flows, width).size.1
}

/// Below this width the endpoints no longer fit beside each other with their labels.
const NARROW: u32 = 620;
/// Between the edge of the picture and the boxes, and between boxes of a column.
const GAP: f64 = 16.0;
/// The least height of a box: two lines of text.
const BOX: f64 = 54.0;
/// Room of a ribbon with its label.
const LABEL_ROOM: f64 = 18.0;
const THINNEST: f64 = 3.0;
const WIDEST: f64 = 26.0;
/// How far ribbons swing out from the straight line.
const SWING: f64 = 9.0;

/// All transfers from one endpoint to another, whatever system recorded them.
#[derive(Clone, Copy)]
struct Ribbon {
    from: Endpoint,
    to: Endpoint,
    amount: Amount,
    width: f64,
}

/// Two endpoints and the ribbons between them, before it is known where they are.
struct RowPair {
    left: Endpoint,
    right: Endpoint,
    /// The row of the wide picture.
    row: usize,
    ribbons: Vec<Ribbon>,
}

/// The ribbons between two endpoints: to the right above, to the left below.
struct Pair {
    leftmost: Endpoint,
    left: PxRect,
    right: PxRect,
    ribbons: Vec<Ribbon>,
    /// The part of the height that belongs to this pair.
    from_y: f64,
    to_y: f64,
}

/// Where everything goes.
struct Plan {
    size: (u32, u32),
    boxes: Vec<(Endpoint, PxRect)>,
    pairs: Vec<Pair>,
}

fn ribbons(flows: &[Flow]) -> Vec<Ribbon> {
    let mut ribbons: Vec<Ribbon> = Vec::new();
    for Flow { key: FlowKey { from, to, .. }, amount } in flows.iter().filter(|flow| !flow.amount.is_none()) {
        match ribbons.iter_mut().find(|ribbon| (ribbon.from, ribbon.to) == (*from, *to)) {
            Some(ribbon) => ribbon.amount += *amount,
            None => ribbons.push(Ribbon { from: *from, to: *to, amount: *amount, width: 0.0 }),
        }
    }
    // The root keeps a megabyte visible beside a gigabyte and still shows which is more.
    let most = ribbons.iter().map(|ribbon| ribbon.amount.bytes).max().unwrap_or(0).max(1) as f64;
    for ribbon in &mut ribbons {
        let share = (ribbon.amount.bytes as f64 / most).sqrt();
        ribbon.width = (THINNEST + (WIDEST - THINNEST) * share).round();
    }
    ribbons
}

/// The family of what goes along a ribbon: that of the activities which do, if there are any.
fn family(ribbon: &Ribbon) -> Family {
    family_of_way(ribbon.from, ribbon.to).unwrap_or(match direction(ribbon.from, ribbon.to) {
        Direction::In => Family::TransferIn,
        Direction::Out => Family::TransferOut,
        Direction::Within => Family::Clipboard,
    })
}

/// The height that the ribbons of a pair need, with their labels.
fn needed(ribbons: &[Ribbon]) -> f64 {
    let ribbons: f64 = ribbons.iter().map(|ribbon| ribbon.width + LABEL_ROOM + SWING).sum();
    (ribbons + 10.0).max(BOX)
}

impl Plan {
    fn new(flows: &[Flow], width: u32) -> Self {
        let (width, _) = bounded((width, 0));
        let ribbons = ribbons(flows);
        let rows = Rows::of(ribbons.iter().map(|ribbon| (ribbon.from, ribbon.to)));
        let pairs = rows
            .pairs
            .into_iter()
            .map(|((left, right), row)| {
                // The ribbon to the right comes first: it is drawn above the way back.
                let along = |from, to| ribbons.iter().find(move |one| (one.from, one.to) == (from, to));
                let back = along(right, left).filter(|_| left != right);
                let ribbons = along(left, right).into_iter().chain(back).copied().collect();
                RowPair { left, right, row, ribbons }
            })
            .collect();
        if width < NARROW || !rows.has_columns {
            Self::narrow(pairs, width)
        } else {
            Self::wide(&pairs, width)
        }
    }

    /// Endpoints in three columns, each as high as the rows that it has transfers in.
    fn wide(pairs: &[RowPair], width: u32) -> Self {
        let mut heights = vec![0.0_f64; pairs.last().map_or(0, |last| last.row + 1)];
        for pair in pairs {
            heights[pair.row] = heights[pair.row].max(needed(&pair.ribbons));
        }
        let mut y = GAP;
        let top = |height: &f64| {
            let top = y;
            y += height + GAP;
            top
        };
        let tops: Vec<f64> = heights.iter().map(top).collect();
        let inner = f64::from(width) - 2.0 * GAP;
        let box_width = (inner * 0.18).clamp(120.0, 190.0).round();
        let column_x = |column: usize| (GAP + column as f64 * (inner - box_width) / 2.0).round();
        let mut boxes: Vec<(Endpoint, PxRect)> = Vec::new();
        for pair in pairs {
            let (top, bottom) = (tops[pair.row], tops[pair.row] + heights[pair.row]);
            for endpoint in [pair.left, pair.right] {
                match boxes.iter_mut().find(|(known, _)| *known == endpoint) {
                    Some((_, area)) => {
                        let (from, to) = (area.y.min(top), area.bottom().max(bottom));
                        *area = PxRect::new(area.x, from, box_width, to - from);
                    }
                    None => boxes.push((
                        endpoint,
                        PxRect::new(column_x(endpoint.side() as usize), top, box_width, bottom - top),
                    )),
                }
            }
        }
        let area_of =
            |endpoint: Endpoint| boxes.iter().find(|(known, _)| *known == endpoint).map(|(_, area)| *area);
        let pairs = pairs
            .iter()
            .filter_map(|pair| {
                Some(Pair {
                    leftmost: pair.left,
                    left: area_of(pair.left)?,
                    right: area_of(pair.right)?,
                    ribbons: pair.ribbons.clone(),
                    from_y: tops[pair.row],
                    to_y: tops[pair.row] + heights[pair.row],
                })
            })
            .collect();
        Self { size: (width, y.max(2.0 * GAP) as u32), boxes, pairs }
    }

    /// Each pair of endpoints in a row of its own.
    fn narrow(pairs: Vec<RowPair>, width: u32) -> Self {
        const EDGE: f64 = 4.0;
        let inner = (f64::from(width) - 2.0 * EDGE).max(0.0);
        let box_width = (inner * 0.29).round();
        let mut y = GAP / 2.0;
        let mut boxes = Vec::new();
        let pairs = pairs
            .into_iter()
            .map(|RowPair { left: leftmost, right: rightmost, ribbons, .. }| {
                let height = needed(&ribbons);
                let left = PxRect::new(EDGE, y, box_width, height);
                let right = PxRect::new(EDGE + inner - box_width, y, box_width, height);
                boxes.extend([(leftmost, left), (rightmost, right)]);
                let pair = Pair { leftmost, left, right, ribbons, from_y: y, to_y: y + height };
                y += height + GAP / 2.0;
                pair
            })
            .collect();
        Self { size: (width, y.max(GAP) as u32), boxes, pairs }
    }
}

struct Painter<'p, 'c, DB: DrawingBackend> {
    canvas: &'p mut Canvas<'c, DB>,
    theme: Theme,
    labels: &'p FlowLabels,
}

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    fn picture(mut self, plan: &Plan) -> Outcome<Geometry, DB> {
        let mut hits = Vec::new();
        for pair in &plan.pairs {
            self.pair(pair, &mut hits)?;
        }
        for (endpoint, area) in &plan.boxes {
            self.endpoint(*endpoint, *area)?;
            hits.push(Hit { area: *area, glyph: None, what: HitTarget::Endpoint(*endpoint) });
        }
        let plot = PxRect::new(0.0, 0.0, f64::from(plan.size.0), f64::from(plan.size.1));
        Ok(Geometry { size: plan.size, plot, hits, ..Geometry::default() })
    }

    /// The ribbons between two boxes, one below the other, their labels on the outer sides.
    fn pair(&mut self, pair: &Pair, hits: &mut Vec<Hit>) -> DrawResult<DB> {
        let (from_x, to_x) = (pair.left.right(), pair.right.x);
        let total: f64 = pair.ribbons.iter().map(|ribbon| ribbon.width).sum();
        // Ribbons meet the boxes close together and swing apart between them.
        let apart = if pair.ribbons.len() > 1 { 10.0 } else { 0.0 };
        let mut top = (pair.from_y + pair.to_y - total - apart) / 2.0;
        if pair.ribbons.len() == 1 {
            top += LABEL_ROOM / 2.0;
        }
        for (index, ribbon) in pair.ribbons.iter().enumerate() {
            let up = index == 0;
            let swing = if up { -SWING } else { SWING };
            let middle = top + ribbon.width / 2.0;
            self.ribbon(ribbon, pair.leftmost, (from_x, to_x), middle, swing)?;
            let outer = middle + swing + (ribbon.width / 2.0).copysign(swing);
            let label_y = outer + 9.0_f64.copysign(swing);
            self.label(ribbon, (from_x, to_x), label_y)?;
            let reach = ribbon.width.max(12.0) / 2.0 + SWING / 2.0;
            let middle = middle + swing / 2.0;
            let (from_y, to_y) = if up {
                ((label_y - 9.0).max(pair.from_y), middle + reach)
            } else {
                (middle - reach, (label_y + 9.0).min(pair.to_y))
            };
            let area = PxRect::new(from_x, from_y, to_x - from_x, to_y - from_y);
            hits.push(Hit { area, glyph: None, what: HitTarget::Flow { from: ribbon.from, to: ribbon.to } });
            top += ribbon.width + apart;
        }
        Ok(())
    }

    /// A ribbon that leaves one box level, swings out and comes level to the other, with an arrow.
    fn ribbon(
        &mut self,
        ribbon: &Ribbon,
        leftmost: Endpoint,
        (left, right): Point,
        middle: f64,
        swing: f64,
    ) -> DrawResult<DB> {
        const STEPS: u32 = 32;
        let half = ribbon.width / 2.0;
        let arrow = 6.0 + half / 2.0;
        let rightwards = ribbon.from == leftmost;
        let (from, to) = if rightwards { (left, right) } else { (right, left) };
        let forward = if rightwards { 1.0 } else { -1.0 };
        let end = to - forward * arrow;
        let along = |step: u32| {
            let share = f64::from(step) / f64::from(STEPS);
            // A smooth hill: flat at both ends and highest in the middle.
            let hill = (4.0 * share * (1.0 - share)).powi(2);
            (from + (end - from) * share, middle + swing * hill)
        };
        let upper = (0..=STEPS).map(along).map(|(x, y)| (x, y - half));
        let lower = (0..=STEPS).rev().map(along).map(|(x, y)| (x, y + half));
        let tip = [(end, middle - half - 3.0), (to - forward, middle), (end, middle + half + 3.0)];
        self.canvas.polygon(upper.chain(tip).chain(lower), self.color(ribbon), 0.75)
    }

    fn color(&self, ribbon: &Ribbon) -> Rgb {
        self.theme.palette().family(family(ribbon))
    }

    /// `11 · 412 MB`; with unknown sizes among them `11 · ≥ 412 MB`.
    fn label(&mut self, ribbon: &Ribbon, (left, right): Point, y: f64) -> DrawResult<DB> {
        let Amount { bytes, count, unsized_count } = ribbon.amount;
        let size = if unsized_count >= count {
            self.labels.size_unknown.clone()
        } else if unsized_count > 0 {
            format!("≥ {}", units::bytes(bytes))
        } else {
            units::bytes(bytes)
        };
        let text = format!("{} · {size}", units::grouped(u128::from(count)));
        let out = direction(ribbon.from, ribbon.to) == Direction::Out;
        let palette = self.theme.palette();
        let label = Label::plain(12.0, palette.second).centered();
        // What left is what one looks for: it is written in its colour.
        let color = if family(ribbon) == Family::Print { self.color(ribbon) } else { palette.out_text };
        let label = if out { Label { color, ..label }.bold() } else { label };
        let text = fitted(&text, label.size, label.bold, right - left - 8.0);
        self.canvas.text(&text, (left + right) / 2.0, y, label)
    }

    fn endpoint(&mut self, endpoint: Endpoint, area: PxRect) -> DrawResult<DB> {
        let palette = self.theme.palette();
        self.canvas.rounded_box(area, 8.0, palette.background, palette.line)?;
        let known = self.labels.endpoints.iter().find(|label| label.endpoint == endpoint);
        let (name, note) = known.map_or((endpoint.id(), ""), |label| (&label.name, &label.note));
        let x = area.x + area.w / 2.0;
        let max_width = area.w - 12.0;
        let middle = area.y + area.h / 2.0;
        let size = if text_width(name, 13.0, true) > max_width { 11.0 } else { 13.0 };
        let label = Label::plain(size, palette.ink).centered().bold();
        let (first, second) = broken(name, size, max_width);
        let note_label = Label::plain(11.0, palette.second).centered();
        let mut lines = vec![(first, label)];
        lines.extend(second.map(|second| (second, label)));
        // No number is cut off: a note that is too wide has two lines, and where there is no room it is left out.
        let is_wide = text_width(note, note_label.size, false) > max_width;
        let notes: Vec<&str> = if is_wide { note.split(" · ").collect() } else { vec![note] };
        let count = lines.len() + notes.len();
        if !note.is_empty() && (count <= 2 || 18.0 * count as f64 + 14.0 <= area.h) {
            lines.extend(notes.into_iter().map(|part| (part, note_label)));
        }
        let mut y = middle - 9.0 * (lines.len() - 1) as f64;
        for (text, label) in lines {
            self.canvas.text(&fitted(text, label.size, label.bold, max_width), x, y, label)?;
            y += 18.0;
        }
        Ok(())
    }
}

/// A name in one line, or in two if it is too wide and has a space to break at.
fn broken(name: &str, size: f64, max_width: f64) -> (&str, Option<&str>) {
    if text_width(name, size, true) <= max_width {
        return (name, None);
    }
    let fits = |(at, _): &(usize, &str)| text_width(&name[..*at], size, true) <= max_width;
    let last = name.match_indices(' ').take_while(fits).last();
    last.map_or((name, None), |(at, _)| (&name[..at], Some(&name[at + 1..])))
}
