//! How long the questions take that views ask, over a million events.

use criterion::{Criterion, criterion_group, criterion_main};
use sessionscope::chart::theme::Theme;
use sessionscope::chart::tracks::{TracksLabels, TracksView, draw_tracks};
use sessionscope::export::audit::write_audit;
use sessionscope::export::summary::write_summary;
use sessionscope::filter::Filter;
use sessionscope::model::audit_options::AuditOptions;
use sessionscope::model::batch::Batch;
use sessionscope::model::{Index, Store, Zone};
use sessionscope::model::{TimeRange, Window};
use sessionscope::query::answer::{TrackChoice, TrackGrouping};
use sessionscope::query::event_column::{EventColumn, EventSort};
use sessionscope::query::event_field::EventField;
use sessionscope::query::event_order::events_in_order;
use sessionscope::query::prefix_counts::PrefixCounts;
use sessionscope::query::range_counter::{CountCache, RangeCounter};
use sessionscope::query::rows::event_page;
use sessionscope::query::select::select;
use sessionscope::query::tracks::{TrackLayout, TrackQuery, tracks_in};
use sessionscope::query::transfers::flows;
use sessionscope::query::view::{DerivedData, ScopeSelection};
use sessionscope::reader::Reader;
use sessionscope::sample::{SampleFormat, sample_at_scale};
use sessionscope::text::TimeStyle;
use std::hint::black_box;
use std::time::Duration;

const EVENTS: u64 = 1_000_000;

fn store() -> Store {
    let mut store = Store::default();
    let mut reader: Option<(String, Reader)> = None;
    sample_at_scale(EVENTS, 1, SampleFormat::JsonLines, &mut |path, piece| {
        let mut batch = Batch::default();
        if let Some((_, ended)) = reader.take_if(|(known, _)| known != path) {
            ended.finish_all(&mut batch);
        }
        reader.get_or_insert_with(|| (path.to_owned(), Reader::new(path))).1.push(piece, &mut batch);
        store.append(&batch);
        Ok(())
    })
    .expect("to memory");
    if let Some((_, ended)) = reader {
        let mut batch = Batch::default();
        ended.finish_all(&mut batch);
        store.append(&batch);
    }
    assert_eq!(store.event_count(), EVENTS);
    store
}

fn query(criterion: &mut Criterion) {
    let store = store();
    let derived = DerivedData::of(&store);
    let selected = ScopeSelection::everything(&store, &derived);
    let view = derived.view(&store, &selected);
    let (first, last) = store.time_span().expect("there are events");
    let range = TimeRange { start_ms: first, end_ms: last + 1 };

    let mut group = criterion.benchmark_group("query, a million events");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    group.bench_function("index", |bencher| {
        bencher.iter(|| black_box(Index::default().renewed(&store, &derived.classification)));
    });
    group.bench_function("summary", |bencher| {
        bencher.iter(|| write_summary(&view, &mut black_box(std::io::sink())))
    });
    for line in
        ["user:alice*", "family:transfer-out size:>1MB", "-host:*.example.com", "url:*report*", "invoice"]
    {
        let filter = Filter::parse(line, &Zone::default()).expect("a right line");
        group.bench_function(format!("filter {line}"), |bencher| {
            bencher.iter(|| black_box(select(&filter, &store, &derived)));
        });
    }
    // The first time: what is sorted is kept, and a page of it is a slice.
    for id in ["url", "user", "client_ip", "size", "what", "offset"] {
        let sort = EventSort { column: EventColumn::from_id(id).expect("a column"), descending: true };
        group.bench_function(format!("sort by {id}"), |bencher| {
            bencher.iter(|| black_box(events_in_order(&view, &derived.index.order, sort)));
        });
    }
    let fields = EventField::ALL;
    let by_url = EventSort { column: EventColumn::from_id("url").expect("a column"), descending: false };
    let sorted = events_in_order(&view, &derived.index.order, by_url);
    let mut first = 0;
    group.bench_function("page of sorted rows, all columns", |bencher| {
        bencher.iter(|| {
            first = (first + 777_777) % EVENTS as u32;
            black_box(event_page(&view, &sorted, Window::new(first, 60), &fields))
        });
    });
    group.bench_function("ranks", |bencher| bencher.iter(|| black_box(PrefixCounts::of(&view))));
    let prefix_counts = PrefixCounts::of(&view);
    group.bench_function("over time", |bencher| {
        bencher.iter(|| black_box(prefix_counts.over_time(&view, range, 1000)));
    });
    group.bench_function("audit", |bencher| {
        bencher.iter(|| write_audit(&view, AuditOptions::default(), &mut black_box(std::io::sink())));
    });
    group.bench_function("flows", |bencher| {
        bencher.iter(|| black_box(flows(&view, &mut RangeCounter::of(&view, &mut CountCache::default()))));
    });
    group.bench_function("track layout", |bencher| {
        bencher.iter(|| black_box(TrackLayout::of(&view, TrackGrouping::User)));
    });
    let layout = TrackLayout::of(&view, TrackGrouping::User);
    let choice = TrackChoice::default();
    let merge_ms = (range.length_ms() / 400).max(1);
    let window = Window::new(0, 160);
    let query = TrackQuery {
        range,
        shown: range,
        merge_ms,
        choice: &choice,
        window,
        joined: &[],
        selected: None,
        found: &[],
    };
    group.bench_function("tracks", |bencher| {
        bencher.iter(|| black_box(tracks_in(&view, &layout, &query)));
    });
    let tracks = tracks_in(&view, &layout, &query);
    let density_ms = tracks.density_ms;
    let shown = TracksView {
        range,
        lane_px: 24,
        first_lane: 0,
        scroll_px: 0.0,
        selected: None,
        density_ms,
        arcs: &[],
    };
    let labels = TracksLabels { open: "open".to_owned(), time: TimeStyle::numeric(0) };
    group.bench_function("tracks drawn", |bencher| {
        bencher.iter(|| black_box(draw_tracks(&tracks.lanes, &shown, (1100, 1400), Theme::Light, &labels)));
    });
    group.finish();
}

criterion_group!(benches, query);
criterion_main!(benches);
