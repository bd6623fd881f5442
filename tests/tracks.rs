//! The timeline from the logs to the picture: which tracks there are and in which order, what lies beyond the edges,
//! and a large case far out and near, in both themes.

mod support;

use sessionscope::chart::{
    HitTarget, Theme, TimeStyle, TracksLabels, TracksView, draw_named_tracks, draw_tracks,
};
use sessionscope::engine::requests::{AuditScope, EventPage, TracksIn};
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::{Family, TimeRange, Window};
use sessionscope::query::answer::{ArcEnd, LaneKind, TrackChoice, TrackGrouping, TrackSort, Tracks};
use std::fmt::Write;
use support::{InputFile, read_batches};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// 2026-11-02T00:00:00Z, a Monday.
const START: u64 = 1_793_577_600;

/// A repeatable stream of numbers.
fn noise(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

/// Sessions of so many users over so many days, with what people do in them, and some events without a session.
fn office(users: u64, days: u64) -> Engine {
    let mut random = noise(7);
    let mut text = String::new();
    let mut write = |user: u64, session: &str, second: u64, activity: &str| {
        let second = START + second;
        writeln!(
            text,
            r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"{activity}","time":{second},"session_detail":{{"session_id":"{session}","client_ip":"192.0.2.{user}","username":"user{user:02}@example.com"}}}}"#
        )
        .expect("to memory");
    };
    for user in 0..users {
        for day in (0..days).filter(|day| day % 7 < 5) {
            for turn in 0..1 + random(3) {
                let session = format!("s-{user}-{day}-{turn}");
                let start = day * DAY + 7 * HOUR + turn * 3 * HOUR + random(2 * HOUR);
                let length = 5 * MINUTE + random(3 * HOUR);
                write(user, &session, start, "SessionStart");
                write(user, &session, start + 5, "SessionConnect");
                for _ in 0..20 + random(40) {
                    let activity = match random(1000) {
                        0..5 => "FileTransferFromRemoteToLocalDisk",
                        5..9 => "PrintJobSubmit",
                        9..25 => "UrlBlockByContentFilter",
                        25..60 => "ContentPasteToWebsite",
                        60..90 => "FileDownloadFromSecureBrowserToRemoteDisk",
                        90..400 => "WebsiteInteract",
                        _ => "UrlVisit",
                    };
                    write(user, &session, start + 10 + random(length), activity);
                }
                if random(8) > 0 {
                    write(user, &session, start + length + 20, "SessionEnd");
                }
            }
        }
    }
    let mut engine = Engine::default();
    read_batches(&[InputFile::new("office.jsonl", text)]).iter().for_each(|batch| engine.append(batch));
    engine
}

fn tracks(engine: &mut Engine, shown: TimeRange, choice: TrackChoice) -> Tracks {
    // What the page asks for a picture that is 1,160 pixels wide.
    let request = TracksIn {
        window: Window::new(0, 60),
        view: Some(shown),
        shown: Some(shown),
        columns: 1160 / 7,
        choice,
        selected: None,
        found: Some(AuditScope::default()),
    };
    engine.ask(&Scope::default(), &request).expect("no filter")
}

fn seconds(from: u64, to: u64) -> TimeRange {
    TimeRange { start_ms: (START + from) as i64 * 1000, end_ms: (START + to) as i64 * 1000 }
}

/// An event of Session Logger; without a session where that is empty.
fn event(user: &str, session: &str, second: u64, activity: &str, size: u64) -> String {
    let second = START + second;
    format!(
        r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"{activity}","time":{second},"file":{{"name":"a.txt","size":{size},"ext":"txt"}},"session_detail":{{"session_id":"{session}","client_ip":"192.0.2.1","username":"{user}"}}}}"#
    )
}

/// Alice has two sessions and sends most; bob begins first, with two sessions at once, and has most events; somebody
/// whom no event names has no session.
fn small() -> Engine {
    const OUT: &str = "FileTransferFromRemoteToLocalDisk";
    let lines = [
        event("bob", "b1", 0, "UrlVisit", 0),
        event("bob", "b2", 30, "UrlVisit", 0),
        event("bob", "b1", 60, "UrlVisit", 0),
        event("bob", "b2", 90, OUT, 10),
        event("alice", "a1", 100, "UrlVisit", 0),
        event("alice", "a1", 200, OUT, 5_000),
        event("alice", "a2", 900, "UrlVisit", 0),
        event("", "", 500, "UrlVisit", 0),
        event("bob", "", 950, "UrlVisit", 0),
    ];
    let mut engine = Engine::default();
    let file = InputFile::new("small.jsonl", lines.join("\n"));
    read_batches(&[file]).iter().for_each(|batch| engine.append(batch));
    engine
}

fn ask(engine: &mut Engine, request: &TracksIn) -> Tracks {
    engine.ask(&Scope::default(), request).expect("no filter")
}

/// The picture of an answer over a time, from its first lane on.
fn view_of(tracks: &Tracks, range: TimeRange) -> TracksView<'_> {
    let (density_ms, arcs) = (tracks.density_ms, &tracks.arcs);
    TracksView { range, lane_px: 24, first_lane: 0, scroll_px: 0.0, selected: None, density_ms, arcs }
}

fn whole(choice: TrackChoice) -> TracksIn {
    let view = Some(seconds(0, 1000));
    TracksIn {
        window: Window::new(0, 100),
        view,
        shown: view,
        columns: 1000,
        choice,
        selected: None,
        found: None,
    }
}

const CAME_IN: &str = "FileDownloadFromSecureBrowserToRemoteDisk";
const LEFT: &str = "FileTransferFromRemoteToLocalDisk";

fn engine_of(lines: &[String]) -> Engine {
    let mut engine = Engine::default();
    let file = InputFile::new("lines.jsonl", lines.join("\n"));
    read_batches(&[file]).iter().for_each(|batch| engine.append(batch));
    engine
}

#[test]
fn what_left_is_joined_with_where_it_came_in() {
    let mut engine = engine_of(&[
        event("alice", "a1", 100, CAME_IN, 9),
        event("alice", "a1", 400, LEFT, 9),
        // Too near each other to be joined by a line that is seen.
        event("bob", "b1", 500, CAME_IN, 7),
        event("bob", "b1", 500, LEFT, 7),
        // In another session it is not known to be the same.
        event("carol", "c1", 600, CAME_IN, 5),
        event("carol", "c2", 700, LEFT, 5),
    ]);
    let arcs = |tracks: &Tracks| -> Vec<[(u32, i64); 2]> {
        let end = |end: ArcEnd| (end.lane, end.time_ms / 1000 - START as i64);
        tracks.arcs.iter().map(|arc| [end(arc.from), end(arc.to)]).collect()
    };
    let all = ask(&mut engine, &whole(TrackChoice::default()));
    assert_eq!(arcs(&all), [[(0, 100), (0, 400)]]);
    let by_address = TrackChoice { grouping: TrackGrouping::ClientIp, ..TrackChoice::default() };
    assert_eq!(arcs(&ask(&mut engine, &whole(by_address))).len(), 1);
    let folded = TrackChoice { folded: vec!["alice".to_owned()], ..TrackChoice::default() };
    assert_eq!(arcs(&ask(&mut engine, &whole(folded))).len(), 0);
    // An end that lies outside of the time that is asked for is an end nevertheless; one that passes no filter is none.
    let later = Some(seconds(200, 1000));
    let later = TracksIn { view: later, shown: later, ..whole(TrackChoice::default()) };
    assert_eq!(arcs(&ask(&mut engine, &later)), [[(0, 100), (0, 400)]]);
    let earlier = Some(seconds(0, 200));
    let earlier = TracksIn { view: earlier, shown: earlier, ..whole(TrackChoice::default()) };
    assert_eq!(arcs(&ask(&mut engine, &earlier)), [[(0, 100), (0, 400)]]);
    let scope = Scope { filter: "family:transfer-out".to_owned(), ..Scope::default() };
    let out_only = engine.ask(&scope, &whole(TrackChoice::default())).expect("a right filter");
    assert_eq!(arcs(&out_only).len(), 0);
    let view = view_of(&all, seconds(0, 1000));
    let labels = TracksLabels { open: "open".into(), time: TimeStyle::numeric(0) };
    let draw = |view: &TracksView<'_>| draw_tracks(&all.lanes, view, (1000, 200), Theme::Light, &labels);
    let hit = |view: &TracksView<'_>| draw(view).geometry.hit_at(250.0, 24.0 + 2.0);
    assert_eq!(hit(&view), Some(HitTarget::Arc(0)), "the bow is over the bar, half way");
    assert_ne!(hit(&TracksView { arcs: &[], ..view }), Some(HitTarget::Arc(0)));
    let names: Vec<String> = all.tracks.iter().map(|track| format!("<{}>", track.name)).collect();
    let picture =
        draw_named_tracks((&all.lanes, &all.tracks, &names), &view, (1000, 200), Theme::Light, &labels);
    assert!(picture.svg.contains("&lt;alice&gt;") && picture.svg.contains("&lt;carol&gt;"));
    let documents = |svg: &str| svg.matches("<svg ").count();
    assert_eq!(documents(&picture.svg), 2 * documents(&draw(&view).svg), "the lanes beside their names");
    assert!(picture.geometry.size.0 > 1000 && picture.geometry.size.1 == 200);
}

#[test]
fn a_person_is_a_track_of_all_systems() {
    let call = |second: u64, user: &str| {
        format!(
            r#"{{"eventVersion":"1.11","eventID":"{second}","eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","eventTime":"2026-11-02T00:{:02}:00Z","userIdentity":{{"userName":"{user}"}}}}"#,
            second / 60
        )
    };
    let mut engine = engine_of(&[
        event("alice@example.com", "a1", 0, "UrlVisit", 0),
        event("bob", "b1", 10, "UrlVisit", 0),
        call(120, "Alice@Example.com"),
        call(180, "carol"),
    ]);
    let of = |engine: &mut Engine, grouping| {
        let tracks = ask(engine, &whole(TrackChoice { grouping, ..TrackChoice::default() }));
        tracks.tracks.into_iter().map(|track| (track.name, track.sessions, track.events)).collect::<Vec<_>>()
    };
    let people = [("alice@example.com", 1, 2), ("cloudtrail:carol", 0, 1), ("session-logger:bob", 1, 1)];
    let people = people.map(|(name, sessions, events)| (name.to_owned(), sessions, events));
    assert_eq!(of(&mut engine, TrackGrouping::Person), people);
    assert_eq!(of(&mut engine, TrackGrouping::User).len(), 4, "users of two systems are two");
    // Each track has what a filter for its name finds.
    for (name, _, events) in people {
        let scope = Scope { filter: format!("person:\"{name}\""), ..Scope::default() };
        let page = EventPage { window: Window::new(0, 10), ..EventPage::default() };
        let found = engine.ask(&scope, &page).expect("a right filter");
        assert_eq!(u64::from(found.total), events, "{name}");
    }
}

#[test]
fn a_user_is_a_track_and_only_sessions_at_once_stack_on_it() {
    let tracks = ask(&mut small(), &whole(TrackChoice::default()));
    let shown =
        tracks.tracks.iter().map(|track| (&*track.name, track.first_lane, track.lanes, track.sessions));
    // Bob has two lanes of sessions and one for the event without; who is not named comes last.
    assert_eq!(shown.collect::<Vec<_>>(), [("alice", 0, 1, 2), ("bob", 1, 3, 2), ("", 4, 1, 0)]);
    let kinds = tracks.lanes.iter().map(|lane| (lane.is_first, lane.kind, lane.bars.len()));
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [
            (true, LaneKind::Sessions, 2),
            (true, LaneKind::Sessions, 1),
            (false, LaneKind::Sessions, 1),
            (false, LaneKind::Loose, 0),
            (true, LaneKind::Loose, 0),
        ]
    );
    assert_eq!(tracks.track_at(3).map(|track| &*track.name), Some("bob"));
}

#[test]
fn tracks_stand_in_the_order_that_is_asked_for_and_pinned_ones_come_first() {
    let mut engine = small();
    let mut names = |sort, pinned: &[&str]| {
        let pinned = pinned.iter().map(|name| (*name).to_owned()).collect();
        let tracks = ask(&mut engine, &whole(TrackChoice { sort, pinned, ..TrackChoice::default() }));
        tracks.tracks.into_iter().map(|track| track.name).collect::<Vec<_>>()
    };
    assert_eq!(names(TrackSort::Name, &[]), ["alice", "bob", ""]);
    assert_eq!(names(TrackSort::First, &[]), ["bob", "alice", ""]);
    assert_eq!(names(TrackSort::Events, &[]), ["bob", "alice", ""]);
    assert_eq!(names(TrackSort::BytesOut, &[]), ["alice", "bob", ""]);
    assert_eq!(names(TrackSort::Name, &["", "bob"]), ["", "bob", "alice"]);
}

#[test]
fn only_what_has_something_in_view_has_a_track_unless_it_is_pinned_or_all_are_asked_for() {
    let mut engine = small();
    let shown = Some(seconds(100, 400));
    let mut names = |choice: TrackChoice| {
        let tracks = ask(&mut engine, &TracksIn { shown, ..whole(choice) });
        assert_eq!((tracks.shown + tracks.left_out, tracks.sessions), (3, 4));
        tracks.tracks.into_iter().map(|track| (track.name, track.lanes)).collect::<Vec<_>>()
    };
    let track = |name: &str, lanes| (name.to_owned(), lanes);
    assert_eq!(names(TrackChoice::default()), [track("alice", 1)]);
    let pinned = TrackChoice { pinned: vec!["bob".to_owned()], ..TrackChoice::default() };
    assert_eq!(names(pinned), [track("bob", 1), track("alice", 1)]);
    let all = TrackChoice { shows_all: true, ..TrackChoice::default() };
    assert_eq!(names(all), [track("alice", 1), track("bob", 3), track("", 1)]);
}

#[test]
fn what_lies_beyond_the_shown_time_is_counted_with_what_is_nearest_of_it() {
    let choice = TrackChoice { shows_all: true, ..TrackChoice::default() };
    let shown = Some(seconds(300, 600));
    let tracks = ask(&mut small(), &TracksIn { shown, ..whole(choice) });
    let instant = |second: u64| Some((START + second) as i64 * 1000);
    let beyond = tracks
        .tracks
        .iter()
        .map(|track| [track.before, track.after].map(|side| (side.sessions, side.events, side.nearest_ms)));
    assert_eq!(
        beyond.collect::<Vec<_>>(),
        [
            [(1, 0, instant(200)), (1, 0, instant(900))],
            [(2, 0, instant(90)), (0, 1, instant(950))],
            [(0, 0, None), (0, 0, None)],
        ]
    );
}

#[test]
fn each_event_tells_on_which_lane_it_lies_folded_or_not() {
    let mut engine = small();
    let page = EventPage { window: Window::new(0, 100), ..EventPage::default() };
    let events = engine.ask(&Scope::default(), &page).expect("no filter").rows;
    for folded in [Vec::new(), vec!["bob".to_owned()]] {
        for event in &events {
            let choice = TrackChoice { folded: folded.clone(), ..TrackChoice::default() };
            let tracks = ask(&mut engine, &TracksIn { selected: Some(event.row), ..whole(choice) });
            let lane = tracks.selected_lane.expect("it lies on one");
            assert_eq!(tracks.track_at(lane).map(|track| &track.name), Some(&event.user));
            let lane = tracks.lane_at(lane).expect("a lane of the answer");
            assert!(lane.all_marks().any(|mark| mark.row == event.row), "{event:?}");
        }
    }
}

#[test]
fn far_out_sessions_are_merged_with_their_number_and_what_went_out_keeps_its_sign() {
    let far = TracksIn { columns: 1, ..whole(TrackChoice::default()) };
    let tracks = ask(&mut small(), &far);
    let alice = &tracks.lanes[0];
    let bars = alice.bars.iter().map(|bar| bar.sessions).sum::<u32>();
    assert_eq!((bars, alice.all_marks().map(|mark| mark.count).sum::<u32>()), (2, 3));
    assert!(alice.marks_and_signs().any(|mark| mark.family == Family::TransferOut));
    assert!(
        tracks.lanes.iter().flat_map(|lane| &lane.density).all(|mark| mark.family != Family::TransferOut)
    );
}

#[test]
fn a_bar_bears_how_many_of_its_sessions_have_findings_however_many_it_stands_for() {
    let session = |name: &str, start: u64| {
        let end = event("alice", name, start + 5, "SessionEnd", 0);
        [event("alice", name, start, "SessionStart", 0), event("alice", name, start + 2, LEFT, 9), end]
    };
    // A file leaves that never came in, in each of three; nothing is known of how the fourth began.
    let mut lines = [session("a1", 0), session("a2", 10), session("a3", 500)].concat();
    lines.push(event("alice", "a4", 510, LEFT, 9));
    let mut engine = engine_of(&lines);
    let bars = |engine: &mut Engine, request: TracksIn| {
        let tracks = ask(engine, &request);
        let bars = tracks.lanes.iter().flat_map(|lane| &lane.bars);
        bars.map(|bar| (bar.sessions, bar.found)).collect::<Vec<_>>()
    };
    let near = TracksIn { found: Some(AuditScope::default()), ..whole(TrackChoice::default()) };
    assert_eq!(bars(&mut engine, near.clone()), [(1, 1), (1, 1), (1, 1), (1, 0)]);
    let far = TracksIn { columns: 10, ..near.clone() };
    assert_eq!(bars(&mut engine, far.clone()), [(2, 2), (2, 1)]);
    let folded = TrackChoice { folded: vec!["alice".to_owned()], ..TrackChoice::default() };
    assert_eq!(bars(&mut engine, TracksIn { choice: folded, ..far.clone() }), [(2, 2), (2, 1)]);
    // Before everything has been read nobody knows.
    assert_eq!(bars(&mut engine, TracksIn { found: None, ..far.clone() }), [(2, 0), (2, 0)]);
    // A flag is a pole and its cloth, on each bar that has any.
    let tracks = ask(&mut engine, &far);
    let view = TracksView { arcs: &[], ..view_of(&tracks, seconds(0, 1000)) };
    let labels = TracksLabels { open: "open".into(), time: TimeStyle::numeric(0) };
    let drawing = draw_tracks(&tracks.lanes, &view, (1000, 60), Theme::Light, &labels);
    let caution = Theme::Light.palette().caution;
    let colour = format!("#{:02X}{:02X}{:02X}", caution.0, caution.1, caution.2);
    assert_eq!(drawing.svg.matches(&colour).count(), 4);
}

#[test]
fn tracks_are_of_addresses_and_systems_too() {
    let mut engine = small();
    for (grouping, expected) in
        [(TrackGrouping::ClientIp, "192.0.2.1"), (TrackGrouping::System, "session-logger")]
    {
        let choice = TrackChoice { grouping, ..TrackChoice::default() };
        let tracks = ask(&mut engine, &whole(choice));
        assert_eq!(tracks.tracks.iter().map(|track| &*track.name).collect::<Vec<_>>(), [expected]);
        assert_eq!((tracks.tracks[0].events, tracks.tracks[0].bytes_out), (9, 5_010));
    }
}

/// The pictures are written to the folder in `CHART_PICTURES`, for people to look at, or where tests may write.
#[test]
fn a_month_a_day_and_an_hour_are_each_a_picture_of_fifteen_users_or_more() {
    let folder = std::env::var_os("CHART_PICTURES").unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
    let folder = std::path::PathBuf::from(folder);
    let mut engine = office(70, 31);
    let labels = TracksLabels { open: "open".to_owned(), time: TimeStyle::numeric(0) };
    let folding = TrackChoice {
        folded: (0..70).step_by(3).map(|user| format!("user{user:02}@example.com")).collect(),
        ..TrackChoice::default()
    };
    for (name, shown, choice) in [
        ("month", seconds(0, 31 * DAY), TrackChoice::default()),
        ("week", seconds(7 * DAY, 14 * DAY), TrackChoice::default()),
        ("day", seconds(8 * DAY + 6 * HOUR, 8 * DAY + 20 * HOUR), TrackChoice::default()),
        ("hour", seconds(8 * DAY + 9 * HOUR, 8 * DAY + 10 * HOUR), TrackChoice::default()),
        ("folded", seconds(7 * DAY, 14 * DAY), folding),
    ] {
        let tracks = tracks(&mut engine, shown, choice);
        let view = view_of(&tracks, shown);
        // A screen of 900 pixels has 780 or so for the lanes.
        let in_view = tracks.tracks.iter().filter(|track| track.first_lane < 780 / 24).count();
        assert!(in_view >= 15, "{name}: {in_view} users");
        for (theme_name, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
            let drawing = draw_tracks(&tracks.lanes, &view, (1160, 804), theme, &labels);
            let elements = drawing.svg.matches("\n<").count();
            assert!(elements < 6000, "{name}: {elements} elements");
            std::fs::write(folder.join(format!("tracks-{name}-{theme_name}.svg")), drawing.svg)
                .expect("a folder to write to");
        }
    }
}
