//! Charts are drawn natively to SVG text, which is the text that a browser gets, and kept.

use sessionscope::chart::*;
use sessionscope::model::Family;
use sessionscope::query::answer::*;

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
        offset_minutes: 0,
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
        .map(|_| TransferBin {
            in_bytes: random(6).pow(2) * random(9_000_000),
            out_bytes: random(5).pow(2) * random(6_000_000),
            in_count: random(9) as u32,
            out_count: random(6) as u32,
            unsized_count: u32::from(random(7) == 0),
        })
        .collect();
    TransferSeries { start_ms: START, bin_ms: HOUR, bins }
}

#[test]
fn charts_of_small_answers_stay_as_they_were_approved() {
    let small = working_days(12, 2 * HOUR);
    insta::assert_snapshot!("overview", draw_overview(&small, (240, 84), Theme::Light, &english()).svg);
    insta::assert_snapshot!(
        "histogram",
        draw_histogram(&small, (320, 160), Theme::Dark, &histogram_labels()).svg
    );
    insta::assert_snapshot!(
        "transfers_by_bytes",
        draw_transfers_over_time(
            &transfers(8),
            Measure::Bytes,
            (320, 180),
            Theme::Light,
            &transfers_labels()
        )
        .svg
    );
    insta::assert_snapshot!(
        "transfers_by_count",
        draw_transfers_over_time(&transfers(8), Measure::Count, (320, 180), Theme::Dark, &transfers_labels())
            .svg
    );
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
    let most = TransferBin {
        in_bytes: u64::MAX,
        out_bytes: u64::MAX,
        in_count: u32::MAX,
        out_count: u32::MAX,
        unsized_count: u32::MAX,
    };
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
                    check(&draw_transfers_over_time(
                        &answer,
                        measure,
                        size,
                        Theme::Dark,
                        &transfers_labels(),
                    ));
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
            let What::Bins { first, count } = hit.what else { panic!("{hit:?}") };
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
    assert!(svg.contains("fill=\"#C75B00\""), "{svg}");
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
            matches!(hit, Some(What::Bins { first, count })
            if (first..first + count).contains(&(hour as usize * 4))),
            "{hour} {hit:?}"
        );
    }
    assert_eq!(geometry.hit_at(0.0, 0.0), None);
}

/// Writes pictures to the folder in `CHART_PICTURES` for people to look at.
#[test]
fn pictures_to_look_at() {
    let Some(folder) = std::env::var_os("CHART_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    for (name, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
        let save = |chart: &str, drawing: Drawing| {
            std::fs::write(folder.join(format!("{chart}-{name}.svg")), drawing.svg)
                .expect("a folder to write to");
        };
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
            draw_transfers_over_time(&transfers(72), Measure::Bytes, (860, 220), theme, &transfers_labels()),
        );
    }
}
