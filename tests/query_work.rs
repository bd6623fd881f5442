//! Questions about logs that are made to be dear to ask about: the work stays in proportion to what was read.

mod support;

use sessionscope::engine::requests::LanesIn;
use sessionscope::engine::{Engine, Request, Scope};
use sessionscope::query::answer::{LaneRow, Window};
use std::fmt::Write;
use support::thread_time::soon;
use support::{Given, read_batches};

/// An event of Session Logger.
struct Event {
    second: usize,
    activity: String,
    user: String,
    session: String,
    client_ip: String,
}

impl Event {
    fn new(second: usize, session: impl Into<String>) -> Event {
        Event {
            second,
            activity: "TabOpen".to_owned(),
            user: "alice".to_owned(),
            session: session.into(),
            client_ip: "192.0.2.1".to_owned(),
        }
    }
}

fn engine_of(events: impl Iterator<Item = Event>) -> Engine {
    let mut text = String::new();
    for Event { second, activity, user, session, client_ip } in events {
        writeln!(
            text,
            r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"{activity}","time":{second},"session_detail":{{"session_id":"{session}","client_ip":"{client_ip}","username":"{user}"}}}}"#
        )
        .expect("to memory");
    }
    let mut engine = Engine::default();
    read_batches(&[Given::new("a.json", text)]).iter().for_each(|batch| engine.append(batch));
    engine
}

fn ask<R: Request>(engine: &mut Engine, request: R) -> R::Response {
    engine.ask(&Scope::default(), &request).expect("a right filter")
}

const ALL: Window = Window::new(0, u32::MAX);

fn lanes(window: Window) -> LanesIn {
    LanesIn { window, view: None, columns: 100, folded: Vec::new() }
}

#[test]
fn what_activities_do_is_not_looked_up_for_each_lane_anew() {
    let count = 40_000;
    let mut engine = engine_of((0..count).map(|second| Event {
        activity: format!("Activity{second}"),
        ..Event::new(second, format!("session {}", second % 12_000))
    }));
    let lanes = soon("the timeline", || ask(&mut engine, lanes(ALL)));
    let lanes = lanes.rows.iter().filter(|row| matches!(row, LaneRow::Lane(_)));
    assert_eq!(lanes.count(), 12_000);
}
