//! The timeline from the logs to the picture: which tracks there are and in which order, what lies beyond the edges,
//! and a large case far out and near, in both themes.

mod support;

use sessionscope::chart::{Theme, TimeStyle, TracksLabels, TracksView, draw_tracks};
use sessionscope::engine::requests::{EventPage, TracksIn};
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::{Family, TimeRange, Window};
use sessionscope::query::answer::{LaneKind, TrackChoice, TrackGrouping, TrackSort, Tracks};
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

fn whole(choice: TrackChoice) -> TracksIn {
    let view = Some(seconds(0, 1000));
    TracksIn { window: Window::new(0, 100), view, shown: view, columns: 1000, choice, selected: None }
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
    let page = EventPage { window: Window::new(0, 100), latest_first: false };
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
        let view = TracksView {
            range: shown,
            lane_px: 24,
            first_lane: 0,
            scroll_px: 0.0,
            selected: None,
            density_ms: tracks.density_ms,
        };
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
