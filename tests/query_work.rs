//! Questions about logs that are made to be dear to ask about: the work stays in proportion to what was read.

mod support;

use sessionscope::engine::requests::{LanesIn, SessionPage, TopValues};
use sessionscope::engine::{Engine, Request, Scope};
use sessionscope::model::{TextField, Window};
use sessionscope::query::answer::{ConcurrentAddresses, LaneRow, SessionSort};
use sessionscope::query::field_counts::CountableField;
use sessionscope::source::limits::MAX_SESSION_IPS;
use std::fmt::Write;
use support::thread_time::soon;
use support::{InputFile, read_batches};

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
    read_batches(&[InputFile::new("a.json", text)]).iter().for_each(|batch| engine.append(batch));
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

#[test]
fn a_session_may_have_as_many_addresses_as_events() {
    let count = 200_000;
    let mut engine = engine_of((0..count).map(|second| {
        let client_ip = format!("2001:db8::{:x}:{:x}", second >> 16, second & 0xffff);
        Event { client_ip, ..Event::new(second, "s") }
    }));
    let page = SessionPage { sort: SessionSort::ClientIps, descending: true, window: ALL };
    let page = soon("the sessions", || ask(&mut engine, page));
    let addresses = &page.rows[0].client_ips;
    assert_eq!((addresses.first.len(), addresses.total as usize), (MAX_SESSION_IPS, count));
    assert_eq!(addresses.first[1], "2001:db8::0:1");
    assert_eq!(addresses.others() as usize, count - MAX_SESSION_IPS);
}

#[test]
fn sessions_at_once_that_share_an_address_are_not_compared_each_with_each() {
    let count = 100_000;
    let session = |number: usize| format!("session {number}");
    let starts = (0..count).map(|number| Event::new(number, session(number)));
    let ends = (0..count).map(|number| Event {
        client_ip: format!("2001:db8::{number:x}"),
        ..Event::new(count + number, session(number))
    });
    let mut engine = engine_of(starts.chain(ends));
    let lanes = soon("the timeline", || ask(&mut engine, lanes(Window::new(0, 1))));
    let Some(LaneRow::User { concurrent_addresses, .. }) = lanes.rows.first() else {
        panic!("{:?}", lanes.rows)
    };
    assert_eq!(*concurrent_addresses, ConcurrentAddresses::NotSeen);
}

#[test]
fn a_list_of_values_that_is_gone_through_is_counted_once() {
    let count = 50_000;
    let mut engine = engine_of((0..count).map(|second| Event::new(second, format!("session {second}"))));
    let field = CountableField::Text(TextField::Session);
    let seen: usize = soon("the values", || {
        let windows = (0..count as u32).step_by(100).map(|first| Window::new(first, 100));
        windows.map(|window| ask(&mut engine, TopValues { field, window }).top.len()).sum()
    });
    assert_eq!(seen, count);
}
