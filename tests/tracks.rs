//! The timeline of a large case as it is drawn, from the logs to the picture: far out, near, and in both themes. The
//! pictures are written to the folder in `CHART_PICTURES`, for people to look at, or where tests may write.

mod support;

use sessionscope::chart::{Theme, TimeStyle, TracksLabels, TracksView, draw_tracks};
use sessionscope::engine::requests::TracksIn;
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::{TimeRange, Window};
use sessionscope::query::answer::{TrackChoice, Tracks};
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
