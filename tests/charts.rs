//! Charts are drawn natively to SVG text, which is the text that a browser gets. What they show is kept in
//! words; where it is follows from what is drawn.

#[path = "support/picture.rs"]
mod picture;

use picture::in_words;
use sessionscope::chart::*;

use sessionscope::model::{
    Amount, Endpoint, Family, FlowKey, InOut, LoggingEffect, Measure, Rgb, RowId, SessionNo, SessionState,
    System, TimeRange, ValueScale, Zone,
};
use sessionscope::query::answer::*;
use sessionscope::query::tracks::SIGNS;

const HOUR: i64 = 3_600_000;
/// 2026-11-17T00:00:00Z.
const START: i64 = 1_794_873_600_000;

/// A repeatable stream of numbers, so that pictures have data without a file.
fn noise(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

fn english() -> TimeStyle {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    TimeStyle {
        zone: Zone::default(),
        months: months.map(String::from),
        day: "{day} {month}".into(),
        month: "{month} {year}".into(),
        year: "{year}".into(),
        date: "{day} {month} {year}".into(),
    }
}

fn histogram_labels() -> HistogramLabels {
    HistogramLabels {
        value_title: "Events per 15 minutes".into(),
        time_title: "Time (UTC)".into(),
        time: english(),
    }
}

fn transfers_labels() -> TransfersLabels {
    TransfersLabels {
        value_title: "Bytes per hour".into(),
        time_title: "Time (UTC)".into(),
        incoming: "in".into(),
        outgoing: "out".into(),
        time: english(),
    }
}

/// Three working days of events, busy at noon, in bins of some minutes.
fn working_days(bins: usize, bin_ms: i64) -> Histogram {
    let mut random = noise(7);
    let bins = (0..bins)
        .map(|bin| {
            let hour = (bin as i64 * bin_ms / HOUR % 24) as f64;
            let busy = (-(hour - 11.0) * (hour - 11.0) / 18.0).exp() * 40.0 + 2.0;
            let mut row = [0; Family::COUNT];
            for (family, share) in
                [(0, 8), (2, 100), (3, 3), (4, 40), (5, 12), (6, 8), (7, 6), (8, 2), (9, 3)]
            {
                row[family] = (busy * random(share) as f64 / 100.0) as u32;
            }
            row
        })
        .collect();
    Histogram { start_ms: START, bin_ms, bins }
}

fn transfers(bins: usize) -> TransferSeries {
    let mut random = noise(3);
    let bins = (0..bins)
        .map(|_| {
            let in_bytes = u128::from(random(6).pow(2) * random(9_000_000));
            let out_bytes = u128::from(random(5).pow(2) * random(6_000_000));
            let (in_count, out_count) = (random(9), random(6));
            let in_unsized = u64::from(random(7) == 0);
            InOut {
                incoming: Amount { bytes: in_bytes, count: in_count, unsized_count: in_unsized },
                outgoing: Amount { bytes: out_bytes, count: out_count, unsized_count: 0 },
            }
        })
        .collect();
    TransferSeries { start_ms: START, bin_ms: HOUR, bins }
}

/// Keeps what a picture shows.
macro_rules! assert_picture {
    ($name:literal, $theme:expr, $draw:expr) => {
        let theme = $theme;
        let drawing = $draw(theme);
        check(&drawing);
        insta::assert_snapshot!($name, in_words(&drawing.svg, theme));
    };
}

#[test]
fn charts_of_small_answers_show_what_was_approved() {
    let small = working_days(12, 2 * HOUR);
    assert_picture!("overview", Theme::Light, |theme| draw_overview(&small, (240, 84), theme, &english()));
    assert_picture!("histogram", Theme::Dark, |theme| {
        draw_histogram(&small, (320, 160), theme, &histogram_labels())
    });
    let draw =
        |how, theme| draw_transfers_over_time(&transfers(8), how, (320, 180), theme, &transfers_labels());
    let by = |measure| (measure, ValueScale::Linear);
    assert_picture!("transfers_by_bytes", Theme::Light, |theme| draw(by(Measure::Bytes), theme));
    assert_picture!("transfers_by_count", Theme::Dark, |theme| draw(by(Measure::Count), theme));
    let by = |scale| (Measure::Bytes, scale);
    assert_picture!("transfers_by_root", Theme::Light, |theme| draw(by(ValueScale::Root), theme));
    assert_picture!("transfers_by_log", Theme::Light, |theme| draw(by(ValueScale::Log), theme));
}

const SIZES: [(u32, u32); 6] = [(0, 0), (1, 1), (3, 500), (320, 84), (1400, 240), (u32::MAX, u32::MAX)];

/// What every drawing must be, whatever the answer.
fn check(drawing: &Drawing) {
    assert!(drawing.svg.starts_with("<svg "), "{}", drawing.svg);
    assert!(drawing.svg.ends_with("</svg>\n</svg>\n"), "{}", drawing.svg);
    assert!(!drawing.svg.contains("style"), "{}", drawing.svg);
    assert!(!drawing.svg.contains("NaN"), "{}", drawing.svg);
    for hit in &drawing.geometry.hits {
        for side in [hit.area.x, hit.area.y, hit.area.w, hit.area.h] {
            assert!(side.is_finite(), "{hit:?}");
        }
    }
}

#[test]
fn extreme_answers_are_drawn_and_end() {
    let row = [u32::MAX; Family::COUNT];
    let most = Amount { bytes: u128::MAX, count: u64::MAX, unsized_count: u64::MAX };
    let most = InOut { incoming: most, outgoing: most };
    for size in SIZES {
        for bins in [0, 1, 3, 5000] {
            for (start_ms, bin_ms) in
                [(0, 0), (i64::MIN, i64::MAX), (i64::MAX, i64::MAX), (0, i64::MIN), (START, 1)]
            {
                let answer = Histogram { start_ms, bin_ms, bins: vec![row; bins] };
                check(&draw_overview(&answer, size, Theme::Light, &english()));
                check(&draw_histogram(&answer, size, Theme::Light, &histogram_labels()));
                let answer = TransferSeries { start_ms, bin_ms, bins: vec![most; bins] };
                for measure in [Measure::Bytes, Measure::Count] {
                    for how in ValueScale::ALL.map(|scale| (measure, scale)) {
                        check(&draw_transfers_over_time(
                            &answer,
                            how,
                            size,
                            Theme::Dark,
                            &transfers_labels(),
                        ));
                    }
                }
            }
        }
    }
}

#[test]
fn bars_are_at_least_two_pixels_wide_and_cover_every_bin_once() {
    for bins in [1, 7, 100, 5000] {
        let drawing = draw_overview(&working_days(bins, HOUR), (400, 84), Theme::Light, &english());
        let mut next = 0;
        for hit in &drawing.geometry.hits {
            let HitTarget::Bins { first, count } = hit.what else { panic!("{hit:?}") };
            assert_eq!(first, next);
            assert!(hit.area.w >= 1.0, "{hit:?}");
            next += count;
        }
        assert_eq!(next, bins);
        assert!(drawing.geometry.hits.len() <= 200);
    }
}

#[test]
fn one_rare_event_is_seen_beside_many() {
    let mut row = [0; Family::COUNT];
    row[Family::Browsing as usize] = 100_000;
    row[Family::TransferOut as usize] = 1;
    let answer = Histogram { start_ms: START, bin_ms: HOUR, bins: vec![row] };
    let svg = draw_overview(&answer, (100, 84), Theme::Light, &english()).svg;
    let Rgb(red, green, blue) = Family::TransferOut.colour(false);
    assert!(svg.contains(&format!("fill=\"#{red:02X}{green:02X}{blue:02X}\"")), "{svg}");
}

/// How high the bars of a colour are, in the order of their time: a bar has its lower left corner first, then its upper
/// left one.
fn bar_heights(drawing: &Drawing, family: Family) -> Vec<f64> {
    let Rgb(red, green, blue) = family.colour(false);
    let colour = format!("fill=\"#{red:02X}{green:02X}{blue:02X}\"");
    let shape = drawing.svg.split('<').find(|it| it.starts_with("polygon") && it.contains(&colour));
    let points = shape.and_then(|it| it.split("points=\"").nth(1)?.split('"').next()).unwrap_or_default();
    let ys: Vec<f64> = points
        .split_whitespace()
        .filter_map(|point| point.split(',').nth(1)?.parse().ok())
        .map(|y: f64| y / f64::from(backend::UNITS_PER_PX))
        .collect();
    ys.chunks(4).map(|bar| (bar[0] - bar[1]).abs()).collect()
}

#[test]
fn small_bars_are_seen_beside_one_of_gigabytes_on_the_scales_that_are_for_that() {
    let sized = |bytes| Amount { bytes, count: 1, unsized_count: 0 };
    let unknown = Amount { bytes: 0, count: 1, unsized_count: 1 };
    let bin = |incoming, outgoing| InOut { incoming, outgoing };
    let bins = vec![
        bin(sized(5_000_000_000), sized(0)),
        bin(sized(20_000), sized(3_000_000)),
        bin(sized(48_000_000), Amount::default()),
        bin(unknown, Amount::default()),
    ];
    let answer = TransferSeries { start_ms: START, bin_ms: HOUR, bins };
    let draw = |scale| {
        let how = (Measure::Bytes, scale);
        draw_transfers_over_time(&answer, how, (600, 208), Theme::Light, &transfers_labels())
    };
    let [linear, root, log] = ValueScale::ALL.map(draw);
    let heights = |drawing: &Drawing| {
        [Family::TransferIn, Family::TransferOut].map(|family| bar_heights(drawing, family))
    };
    // What is nothing has no bar, whatever the scale; what is something has a pixel at least.
    assert_eq!(heights(&linear), [vec![120.0, 1.0, 1.0], vec![1.0]]);
    assert_eq!(heights(&root), [vec![120.0, 1.0, 12.0], vec![3.0]]);
    let [incoming, outgoing] = heights(&log);
    assert!(incoming[0] > incoming[2] && incoming[2] > incoming[1] && incoming[1] > 12.0, "{incoming:?}");
    assert!(outgoing[0] > incoming[1], "both sides have one scale: {outgoing:?}");
    // An unknown size stays one: its hollow mark, and no bar.
    let marks =
        |drawing: &Drawing| in_words(&drawing.svg, Theme::Light).contains("panel polygon of 4 corners");
    assert!([&linear, &root, &log].into_iter().all(marks));
    // What is written beside the bars are values as they are.
    for (drawing, values) in [(&root, ["5 GB", "2 GB"]), (&log, ["1 GB", "10 MB"])] {
        assert!(values.iter().all(|value| drawing.svg.contains(value)), "{values:?}");
    }
}

#[test]
fn a_place_in_a_drawing_and_its_time_belong_together() {
    let geometry =
        draw_histogram(&working_days(288, HOUR / 4), (860, 240), Theme::Light, &histogram_labels()).geometry;
    for hour in 0..72 {
        let time = START + hour * HOUR;
        let x = geometry.x_of(time).expect("a time axis");
        let back = geometry.time_at(x).expect("a time axis");
        assert!((back - time).abs() <= 1, "{hour}");
        let hit = geometry.hit_at(x + 0.6, geometry.plot.y + 1.0);
        assert!(
            matches!(hit, Some(HitTarget::Bins { first, count })
            if (first..first + count).contains(&(hour as usize * 4))),
            "{hour} {hit:?}"
        );
    }
    assert_eq!(geometry.hit_at(0.0, 0.0), None);
}

/// Lanes of a morning: of some users, each with a few sessions and their marks. Every other lane has density with signs
/// for its marks, every fifth is folded.
fn lanes(users: usize, marks: usize) -> Vec<Lane> {
    let mut random = noise(11);
    let mut session_of = |number: usize, user: usize| {
        let start = START + 7 * HOUR + random(200) as i64 * 60_000;
        let length = HOUR + random(200) as i64 * 60_000;
        let at = |share: f64| start + (length as f64 * share) as i64;
        let mut times: Vec<i64> = (0..marks).map(|_| at(random(1000) as f64 / 1000.0)).collect();
        times.sort_unstable();
        let marks: Vec<Mark> = times
            .into_iter()
            .map(|time_ms| {
                let share = random(100);
                let family = match share {
                    0..60 => Family::Browsing,
                    60..76 => Family::Input,
                    _ => Family::ALL[share as usize % Family::COUNT],
                };
                let count = if random(9) == 0 { 2 + random(1500) as u32 } else { 1 };
                Mark { time_ms, family, count, row: RowId(random(100_000) as u32) }
            })
            .collect();
        let part = |from, to, connected| {
            let range = TimeRange { start_ms: at(from), end_ms: at(to) };
            ConnectionSpan { range, connected }
        };
        let state =
            [SessionState::Ended, SessionState::Ended, SessionState::Open, SessionState::Disconnected]
                [(user + number) % 4];
        let bar = Bar {
            range: TimeRange { start_ms: start, end_ms: at(1.0) },
            sessions: 1,
            session: SessionNo((user * 10 + number) as u32),
            state,
            connections: vec![part(0.0, 0.05, false), part(0.05, 0.8, true), part(0.8, 1.0, false)],
            events: marks.len() as u64,
            found: 0,
        };
        (bar, marks)
    };
    let mut lanes = Vec::new();
    for user in 0..users {
        let is_folded = user % 5 == 3;
        for number in 0..if is_folded { 1 } else { 1 + user % 3 } {
            let (bar, all) = session_of(number, user);
            let mut lane = Lane { is_first: number == 0, bars: vec![bar], ..Lane::default() };
            if is_folded || number % 2 == 1 {
                (lane.signs, lane.density) = all.into_iter().partition(|mark| SIGNS.contains(&mark.family));
            } else {
                lane.marks = all;
            }
            if is_folded {
                lane.kind = LaneKind::Folded;
                lane.bars[0].sessions = 12;
            }
            lanes.push(lane);
        }
    }
    lanes
}

fn view(selected: Option<RowId>) -> TracksView<'static> {
    let range = TimeRange { start_ms: START + 7 * HOUR, end_ms: START + 15 * HOUR };
    TracksView {
        range,
        lane_px: 23,
        first_lane: 0,
        scroll_px: 0.0,
        selected,
        density_ms: 3 * 60_000,
        arcs: &[],
    }
}

fn tracks_labels() -> TracksLabels {
    TracksLabels { open: "open".into(), time: english() }
}

#[test]
fn deliveries_show_what_was_approved() {
    let by = |bin: u64| {
        let delivered = bin * 7;
        // From the middle on a delivery of 70 is missing.
        DeliveredBy { delivered, here: if bin < 50 { delivered } else { delivered - 70.min((bin - 49) * 7) } }
    };
    let course = DeliveryCourse { start_ms: START, bin_ms: HOUR, bins: (1..=100).map(by).collect() };
    let labels = DeliveriesLabels {
        value_title: "Events".into(),
        time_title: "Time (UTC)".into(),
        delivered: "delivered".into(),
        here: "here".into(),
        time: english(),
    };
    assert_picture!("deliveries", Theme::Light, |theme| draw_deliveries(
        &course,
        &[],
        (640, 208),
        theme,
        &labels
    ));
    let drawing = draw_deliveries(&course, &[], (640, 208), Theme::Light, &labels);
    let counts: usize = drawing.geometry.hits.iter().map(|hit| hit_bins(hit.what)).sum();
    assert_eq!(counts, 100, "each span of time can be pointed at");
    // Nothing to draw is no mistake, and neither is all that 64 bits can hold.
    let odd = DeliveredBy { delivered: u64::MAX, here: 0 };
    for bins in [Vec::new(), vec![odd]] {
        let course = DeliveryCourse { start_ms: i64::MAX - 1, bin_ms: i64::MAX, bins };
        let changes = [(i64::MAX, LoggingEffect::Ends)];
        let drawing = draw_deliveries(&course, &changes, (3, 3), Theme::Dark, &labels);
        assert!(drawing.svg.trim_end().ends_with("</svg>"));
    }

    // Changes of the logging: one by itself, and two that are too near each other to be told apart.
    let changes = [
        (START + 20 * HOUR, LoggingEffect::Begins),
        (START + 50 * HOUR, LoggingEffect::Ends),
        (START + 50 * HOUR + 1, LoggingEffect::Changes),
        (START + 90 * HOUR, LoggingEffect::EndsSession),
    ];
    let draw = |theme| draw_deliveries(&course, &changes, (640, 224), theme, &labels);
    assert_picture!("deliveries_with_changes", Theme::Dark, draw);
    let drawing = draw(Theme::Light);
    let geometry = &drawing.geometry;
    let marked: Vec<_> =
        geometry.hits.iter().filter(|hit| matches!(hit.what, HitTarget::Changes { .. })).collect();
    let targets: Vec<_> = marked.iter().map(|hit| hit.what).collect();
    let target = |first, count| HitTarget::Changes { first, count };
    assert_eq!(targets, [target(0, 1), target(1, 2), target(3, 1)]);
    for (hit, hour) in marked.iter().zip([20, 50, 90]) {
        let x = geometry.x_of(START + hour * HOUR).expect("an axis of time");
        assert!((hit.area.center().0 - x).abs() <= 1.0, "{hit:?} stands where its time is, {x}");
        assert!(hit.area.bottom() <= geometry.plot.y, "{hit:?} hides nothing of the plot");
    }
    // No two kinds look alike, by colour or by shape.
    let palette = Theme::Light.palette();
    for (number, one) in LoggingEffect::ALL.into_iter().enumerate() {
        for other in &LoggingEffect::ALL[..number] {
            assert!(
                palette.effect(one) != palette.effect(*other) && one.shape() != other.shape(),
                "{one:?} {other:?}"
            );
        }
    }
}

fn hit_bins(what: HitTarget) -> usize {
    if let HitTarget::Bins { count, .. } = what { count } else { 0 }
}

#[test]
fn tracks_show_what_was_approved() {
    let mut lanes = lanes(4, 6);
    let selected = lanes[1].marks.last().map(|mark| mark.row);
    // Something was found in two sessions that have a bar of their own, and in some that share one.
    for (lane, found) in [(0, 1), (2, 1), (6, 3)] {
        lanes[lane].bars[0].found = found;
    }
    assert!(lanes[6].bars[0].sessions > 1);
    let end = |lane: u32, minutes: i64| ArcEnd {
        lane,
        time_ms: START + 8 * HOUR + minutes * 60_000,
        row: RowId(0),
    };
    // On one lane, from one to another, and one that is out of sight.
    let arcs = [(end(0, 0), end(0, 90)), (end(1, 30), end(2, 60)), (end(900, 0), end(900, 90))];
    let arcs = arcs.map(|(from, to)| TransferArc { from, to });
    assert_picture!("tracks", Theme::Light, |theme| {
        let view = TracksView { arcs: &arcs, ..view(selected) };
        draw_tracks(&lanes, &view, (480, 240), theme, &tracks_labels())
    });
}

#[test]
fn a_mark_is_found_where_it_is_drawn_at_any_scroll() {
    let lanes = lanes(9, 30);
    for scroll_px in [0.0, 11.5, 100.0, 1e6, f64::INFINITY, f64::NAN, -5.0] {
        let view = TracksView { scroll_px, ..view(None) };
        let geometry = draw_tracks(&lanes, &view, (800, 300), Theme::Dark, &tracks_labels()).geometry;
        for hit in &geometry.hits {
            let middle = hit.area.x + hit.area.w / 2.0;
            let x = |time_ms| geometry.x_of(time_ms).expect("an axis");
            match hit.what {
                HitTarget::Mark { lane, mark } => {
                    let mark = lanes[lane].mark(mark).expect("a mark of the lane");
                    assert!((x(mark.time_ms) - middle).abs() < 0.01);
                }
                HitTarget::Bar { lane, bar } => {
                    let TimeRange { start_ms, end_ms } = lanes[lane].bars[bar].range;
                    assert!(x(start_ms) - 1.0 <= middle && middle <= x(end_ms) + 3.0);
                }
                _ => {}
            }
        }
        let shown = geometry.hits.iter().filter(|hit| matches!(hit.what, HitTarget::Lane(_))).count();
        assert!(shown <= 300 / 23 + 1, "{shown} lanes in 300 pixels");
    }
}

#[test]
fn a_part_of_the_lanes_is_drawn_where_it_lies_among_all() {
    let lanes = lanes(9, 30);
    let draw = |from: usize| {
        let view = TracksView { first_lane: from as u32, scroll_px: 100.0, ..view(None) };
        draw_tracks(&lanes[from..], &view, (800, 300), Theme::Dark, &tracks_labels())
    };
    // Lane 4 is the first that a scroll by 100 pixels leaves visible.
    assert_eq!(draw(0).svg, draw(4).svg);
    assert_ne!(draw(0).svg, draw(6).svg);
    let far = TracksView { first_lane: u32::MAX, ..view(None) };
    assert_eq!(draw_tracks(&lanes, &far, (800, 300), Theme::Dark, &tracks_labels()).geometry.hits, []);
}

#[test]
fn a_screen_of_marks_is_a_few_hundred_elements() {
    let svg = draw_tracks(&lanes(20, 150), &view(None), (1100, 900), Theme::Light, &tracks_labels()).svg;
    let elements = svg.matches("\n<").count();
    assert!(elements < 1500, "{elements}");
}

#[test]
fn no_sign_lies_over_another_family_however_close_they_are() {
    let mark = |family, row| Mark { time_ms: START + 8 * HOUR, family, count: 3, row: RowId(row) };
    let signs = SIGNS.into_iter().zip(0..).map(|(family, row)| mark(family, row)).collect();
    let lane = Lane { signs, density: vec![mark(Family::Browsing, 9)], ..Lane::default() };
    let geometry = draw_tracks(&[lane], &view(None), (800, 60), Theme::Light, &tracks_labels()).geometry;
    for (number, family) in SIGNS.into_iter().enumerate() {
        let is_it = |hit: &&Hit| hit.what == HitTarget::Mark { lane: 0, mark: number };
        let hit = geometry.hits.iter().find(is_it).expect("a sign");
        assert_eq!(hit.glyph, Some(family));
        let shape = |hit: &Hit| {
            let (center, half) = (hit.area.center(), hit.area.h / 2.0 / glyph::REACH * 4.0);
            (center.1 - half, center.1 + half)
        };
        for other in geometry.hits.iter().filter(|other| other.glyph.is_some_and(|it| it != family)) {
            let ((top, bottom), (other_top, other_bottom)) = (shape(hit), shape(other));
            assert!(bottom <= other_top + 1.5 || other_bottom <= top + 1.5, "{hit:?} {other:?}");
        }
    }
}

#[test]
fn extreme_lanes_are_drawn_and_end() {
    let mark = |time_ms| Mark { time_ms, family: Family::Print, count: u32::MAX, row: RowId(u32::MAX) };
    let marks = vec![mark(i64::MIN), mark(-1), mark(0), mark(1), mark(i64::MAX)];
    let whole = TimeRange { start_ms: i64::MIN, end_ms: i64::MAX };
    let bar = Bar {
        range: whole,
        sessions: 1,
        session: SessionNo(0),
        state: SessionState::Open,
        connections: vec![ConnectionSpan { range: whole, connected: true }; 3],
        events: u64::MAX,
        found: u32::MAX,
    };
    let lane = Lane {
        bars: vec![bar.clone()],
        marks: marks.clone(),
        density: marks.clone(),
        signs: marks.clone(),
        ..Lane::default()
    };
    let merged = Bar { sessions: u32::MAX, ..bar };
    let folded = Lane { kind: LaneKind::Folded, is_first: true, bars: vec![merged; 4], ..lane.clone() };
    let bare = Lane { kind: LaneKind::Loose, bars: Vec::new(), ..lane.clone() };
    let lanes = [folded, lane, bare, Lane::default()];
    for size in SIZES {
        for (start_ms, end_ms) in [(i64::MIN, i64::MAX), (0, 0), (5, -5), (0, 1), (i64::MAX - 1, i64::MAX)] {
            for (lane_px, density_ms) in [(0, 0), (1, i64::MIN), (23, 1), (u32::MAX, i64::MAX)] {
                let range = TimeRange { start_ms, end_ms };
                let selected = Some(RowId(u32::MAX));
                let view = TracksView {
                    range,
                    lane_px,
                    first_lane: 0,
                    scroll_px: 3.0,
                    selected,
                    density_ms,
                    arcs: &[],
                };
                check(&draw_tracks(&lanes, &view, size, Theme::Light, &tracks_labels()));
                check(&draw_tracks(&[], &view, size, Theme::Light, &tracks_labels()));
            }
        }
    }
}

/// Flows of some days, the sizes as far as formats record them.
fn flows() -> Vec<Flow> {
    use Endpoint::{CloudShell, Local, Printer, RemoteClipboard, RemoteDisk, Site};
    [
        (Local, RemoteDisk, 4, 1_200_000, 0),
        (RemoteDisk, Local, 11, 412_000_000, 0),
        (Site, RemoteDisk, 25, 868_000_000, 3),
        (RemoteDisk, Site, 6, 0, 6),
        (RemoteDisk, Printer, 4, 3_100_000, 0),
        (Local, RemoteClipboard, 12, 0, 12),
        (Site, RemoteClipboard, 20, 0, 20),
        (RemoteClipboard, Site, 1_038, 0, 1_038),
        (CloudShell, Local, 2, 0, 2),
        (Local, CloudShell, 1, 0, 1),
    ]
    .into_iter()
    .map(|(from, to, count, bytes, unsized_count)| Flow {
        key: FlowKey { system: System::SessionLogger, from, to },
        amount: Amount { bytes, count, unsized_count },
    })
    .collect()
}

/// A flow for every way that an activity of some system goes.
fn flows_of_every_way() -> Vec<Flow> {
    let activities = |system: System| system.activities().known.iter().map(move |known| (system, known));
    let known = System::ALL.into_iter().flat_map(activities);
    let ways = known.filter_map(|(system, activity)| Some((system, activity.moves?)));
    let flow = |(number, (system, (from, to))): (u64, (System, (Endpoint, Endpoint)))| {
        let unsized_count = [0, number, number * 11][number as usize % 3];
        let amount = Amount { bytes: u128::from(number).pow(7) * 1_000, count: number * 11, unsized_count };
        Flow { key: FlowKey { system, from, to }, amount }
    };
    (1..).zip(ways).map(flow).collect()
}

fn flow_labels() -> FlowLabels {
    let endpoints = [
        (Endpoint::Local, "Local machine", "11 out · 4 in"),
        (Endpoint::RemoteDisk, "Remote disk", "29 in · 17 out"),
        (Endpoint::Site, "Sites", "14 hosts"),
        (Endpoint::Printer, "Printer (PDF)", "4 jobs"),
        (Endpoint::RemoteClipboard, "Remote clipboard", ""),
        (Endpoint::CloudShell, "CloudShell", ""),
    ];
    let endpoints = endpoints.map(|(endpoint, name, note)| EndpointLabel {
        endpoint,
        name: name.into(),
        note: note.into(),
    });
    FlowLabels { endpoints: endpoints.to_vec(), size_unknown: "size not recorded".into() }
}

#[test]
fn flows_show_what_was_approved() {
    assert_picture!("flow_wide", Theme::Dark, |theme| draw_flow(&flows()[..5], 860, theme, &flow_labels()));
    assert_picture!("flow_narrow", Theme::Light, |theme| draw_flow(
        &flows()[..5],
        320,
        theme,
        &flow_labels()
    ));
}

/// Boxes and estimated extents of all labels of an SVG, in CSS pixels.
fn labels_of(svg: &str) -> Vec<PxRect> {
    let attribute = |tag: &str, name: &str| -> f64 {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).expect("a number")
    };
    svg.split("<text ")
        .skip(1)
        .map(|text| {
            let (tag, rest) = text.split_once('>').expect("a whole tag");
            let content = rest.split('<').next().expect("some text").trim();
            let tag = format!(" {tag}");
            let size = attribute(&tag, "font-size") / 10.0;
            let width = text::text_width(content, size, tag.contains("bold"));
            let (x, y) = (attribute(&tag, "x") / 10.0, attribute(&tag, "y") / 10.0);
            assert!(tag.contains("middle"), "{tag}");
            PxRect::new(x - width / 2.0, y - size / 2.0, width, size)
        })
        .collect()
}

#[test]
fn no_labels_and_no_boxes_overlap_for_any_flows_at_any_width() {
    let all = flows_of_every_way();
    assert!(all.len() >= 10, "only {} ways", all.len());
    for chosen in 0..1 << all.len() {
        let flows: Vec<Flow> = all
            .iter()
            .enumerate()
            .filter(|(index, _)| chosen >> index & 1 == 1)
            .map(|(_, flow)| flow.clone())
            .collect();
        // All subsets at the usual width, and a spread of them at the others.
        let widths: &[u32] = if chosen % 31 == 0 { &[320, 480, 619, 620, 860, 1400] } else { &[860] };
        for &width in widths {
            let drawing = draw_flow(&flows, width, Theme::Light, &flow_labels());
            check(&drawing);
            assert_eq!(drawing.geometry.size.1, flow_height(&flows, width));
            let (w, h) = (f64::from(width), f64::from(drawing.geometry.size.1));
            let labels = labels_of(&drawing.svg);
            for (index, label) in labels.iter().enumerate() {
                assert!(
                    label.x >= 0.0 && label.right() <= w && label.y >= 0.0 && label.bottom() <= h,
                    "{label:?}"
                );
                for other in &labels[index + 1..] {
                    assert!(!label.overlaps(other), "{label:?} {other:?} at {width} of {chosen:b}");
                }
            }
            let hits = &drawing.geometry.hits;
            let shown = hits.iter().filter(|hit| matches!(hit.what, HitTarget::Flow { .. })).count();
            assert_eq!(shown, flows.len(), "every flow can be pointed at");
            for (index, hit) in hits.iter().enumerate() {
                for other in &hits[index + 1..] {
                    let places = matches!(hit.what, HitTarget::Endpoint(_))
                        || matches!(other.what, HitTarget::Endpoint(_));
                    assert!(!places || !hit.area.overlaps(&other.area), "{hit:?} {other:?} at {width}");
                }
            }
        }
    }
}

#[test]
fn extreme_flows_are_drawn_and_every_flow_is_shown() {
    let bare = FlowLabels { endpoints: vec![], size_unknown: String::new() };
    for from in Endpoint::ALL {
        for to in Endpoint::ALL {
            for (count, bytes, unsized_count) in
                [(0, 0, 0), (u64::MAX, u128::MAX, u64::MAX), (1, u128::MAX, 0)]
            {
                let key = FlowKey { system: System::CloudTrail, from, to };
                let flow = Flow { key, amount: Amount { bytes, count, unsized_count } };
                for width in [0, 1, 320, 860, u32::MAX] {
                    let drawing = draw_flow(&[flow.clone(), flow.clone()], width, Theme::Dark, &bare);
                    check(&drawing);
                    let shown =
                        drawing.geometry.hits.iter().any(|hit| hit.what == HitTarget::Flow { from, to });
                    assert_eq!(shown, count > 0, "{from:?} {to:?} at {width}");
                }
            }
        }
    }
}

/// Each chart in both themes. The pictures are written to the folder in `CHART_PICTURES`, for people to look at, or
/// where tests may write.
#[test]
fn each_chart_is_a_picture_of_its_size() {
    let folder = std::env::var_os("CHART_PICTURES").unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
    let folder = std::path::PathBuf::from(folder);
    for (name, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
        let save = |chart: &str, drawing: Drawing| {
            let (width, height) = drawing.geometry.size;
            let head = drawing.svg.split('>').next().unwrap_or_default();
            let size = format!(" width=\"{width}\" height=\"{height}\"");
            assert!(head.starts_with("<svg ") && head.contains(&size), "{chart}: {head}");
            let shapes = ["<rect", "<path", "<polygon", "<circle", "<polyline"];
            let count: usize = shapes.iter().map(|shape| drawing.svg.matches(shape).count()).sum();
            assert!(count > 5, "{chart} has {count} shapes");
            std::fs::write(folder.join(format!("{chart}-{name}.svg")), drawing.svg)
                .expect("a folder to write to");
        };
        let lanes = lanes(8, 24);
        let selected = lanes[1].marks.last().map(|mark| mark.row);
        save("tracks", draw_tracks(&lanes, &view(selected), (706, 600), theme, &tracks_labels()));
        save("flow", draw_flow(&flows(), 860, theme, &flow_labels()));
        save("flow-few", draw_flow(&flows()[..5], 860, theme, &flow_labels()));
        save("flow-narrow", draw_flow(&flows()[..7], 340, theme, &flow_labels()));
        save("overview", draw_overview(&working_days(288, HOUR / 4), (1406, 84), theme, &english()));
        save(
            "histogram",
            draw_histogram(&working_days(288, HOUR / 4), (860, 240), theme, &histogram_labels()),
        );
        save(
            "histogram-day",
            draw_histogram(&working_days(48, HOUR / 4), (420, 200), theme, &histogram_labels()),
        );
        save(
            "transfers",
            draw_transfers_over_time(
                &transfers(72),
                (Measure::Bytes, ValueScale::Linear),
                (860, 220),
                theme,
                &transfers_labels(),
            ),
        );
    }
}
