//! Questions about logs that are made to be dear to ask about: the work stays in proportion to what was read.

mod support;

use sessionscope::engine::requests::{
    FacetRequest, Facets, PersonPage, SessionPage, TopValues, TracksIn, TransferPage,
};
use sessionscope::engine::{Engine, Request, Scope};
use sessionscope::filter::Field;
use sessionscope::model::{TextField, TimeRange, Window};
use sessionscope::query::answer::{ConcurrentAddresses, SessionField, TrackChoice, TrackGrouping};
use sessionscope::query::field_counts::CountableField;
use sessionscope::query::table_sort::TableSort;
use sessionscope::source::limits::{MAX_PERSON_USERS, MAX_SESSION_IPS};
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
    file: String,
    size: usize,
}

impl Event {
    fn new(second: usize, session: impl Into<String>) -> Event {
        Event {
            second,
            activity: "TabOpen".to_owned(),
            user: "alice".to_owned(),
            session: session.into(),
            client_ip: "192.0.2.1".to_owned(),
            file: String::new(),
            size: 0,
        }
    }
}

fn engine_of(events: impl Iterator<Item = Event>) -> Engine {
    let mut text = String::new();
    for Event { second, activity, user, session, client_ip, file, size } in events {
        writeln!(
            text,
            r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"{activity}","time":{second},"session_detail":{{"session_id":"{session}","client_ip":"{client_ip}","username":"{user}"}},"file":{{"name":"{file}","size":{size}}}}}"#
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

fn tracks(window: Window) -> TracksIn {
    TracksIn {
        window,
        view: None,
        shown: None,
        columns: 100,
        choice: TrackChoice::default(),
        selected: None,
        found: None,
    }
}

#[test]
fn what_activities_do_is_not_looked_up_for_each_session_anew() {
    let count = 40_000;
    let mut engine = engine_of((0..count).map(|second| Event {
        activity: format!("Activity{second}"),
        ..Event::new(second, format!("session {}", second % 12_000))
    }));
    let tracks = soon("the timeline", || ask(&mut engine, tracks(ALL)));
    // All of them are under way at once, and none is merged with another on its lane.
    assert_eq!((tracks.sessions, tracks.total, tracks.lanes.len()), (12_000, 12_000, 12_000));
}

/// Ten thousand sessions of a thousand users, ten after each other of each, of twelve events each.
fn many_users() -> Engine {
    engine_of((0..120_000).map(|number| {
        let (user, of_user) = (number % 1000, number / 1000);
        let (session, at) = (of_user / 12, of_user % 12);
        Event {
            user: format!("user{user:03}"),
            activity: ["TabOpen", "UrlVisit", "UrlBlockByContentFilter"][at % 3].to_owned(),
            ..Event::new(session * 100_000 + at * 60, format!("{user}-{session}"))
        }
    }))
}

#[test]
fn an_answer_of_the_timeline_looks_at_the_events_of_its_lanes_and_is_bounded_by_what_can_be_drawn() {
    let mut engine = many_users();
    let window = Window::new(0, 60);
    let whole = ask(&mut engine, tracks(window));
    assert_eq!((whole.sessions, whole.shown, whole.total), (10_000, 1000, 1000));
    assert_eq!(whole.looked_at, 60 * 120, "the events of the sixty users of these lanes");
    for lane in &whole.lanes {
        // Each session is narrower than a mark: its visits are density, and its blocks are signs.
        assert_eq!((lane.bars.len(), lane.marks.len(), lane.signs.len()), (10, 0, 10));
        assert!(lane.all_marks().count() <= 5 * 100, "{} marks", lane.all_marks().count());
    }
    // Near, it looks at what is asked for alone: an hour of one of the sessions.
    let view = Some(TimeRange { start_ms: 0, end_ms: 720_000 });
    let near = ask(&mut engine, TracksIn { view, columns: 1000, ..tracks(window) });
    assert!(near.looked_at <= 60 * 2 * 12, "{}", near.looked_at);
    let choice = TrackChoice { folded: vec!["user000".to_owned()], ..TrackChoice::default() };
    let folded = ask(&mut engine, TracksIn { choice, ..tracks(window) });
    assert_eq!(folded.looked_at, whole.looked_at, "one that is folded is no more work");
}

#[test]
fn as_many_sessions_as_one_likes_are_no_more_bars_than_a_lane_can_show() {
    let count = 50_000;
    let mut engine = engine_of((0..count).map(|second| Event::new(second, format!("session {second}"))));
    for columns in [1, 10, 1000] {
        let tracks = ask(&mut engine, TracksIn { columns, ..tracks(ALL) });
        let lane = &tracks.lanes[0];
        assert_eq!(tracks.total, 1);
        assert!(lane.bars.len() <= 4 * columns as usize + 4, "{} bars", lane.bars.len());
        assert_eq!(lane.bars.iter().map(|bar| bar.sessions as usize).sum::<usize>(), count);
        assert_eq!(lane.all_marks().map(|mark| mark.count as usize).sum::<usize>(), count);
    }
}

#[test]
fn a_session_with_many_addresses_is_parted_by_them_once() {
    let count = 50_000;
    let mut engine = engine_of((0..count).map(|second| {
        let client_ip = format!("2001:db8::{second:x}");
        Event { client_ip, ..Event::new(second, "s") }
    }));
    let choice = TrackChoice { grouping: TrackGrouping::ClientIp, ..TrackChoice::default() };
    let tracks = soon("the timeline", || ask(&mut engine, TracksIn { choice, ..tracks(Window::new(0, 10)) }));
    assert_eq!((tracks.sessions, tracks.shown), (1, count as u32));
    for lane in &tracks.lanes {
        assert_eq!(lane.all_marks().map(|mark| mark.count).sum::<u32>(), 1, "each has its own event alone");
    }
}

#[test]
fn a_session_may_have_as_many_addresses_as_events() {
    let count = 200_000;
    let mut engine = engine_of((0..count).map(|second| {
        let client_ip = format!("2001:db8::{:x}:{:x}", second >> 16, second & 0xffff);
        Event { client_ip, ..Event::new(second, "s") }
    }));
    let page =
        SessionPage { sort: TableSort::descending(SessionField::ClientIps), findings: None, window: ALL };
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
    let tracks = soon("the timeline", || ask(&mut engine, tracks(Window::new(0, 1))));
    assert_eq!(tracks.tracks[0].concurrent_addresses, ConcurrentAddresses::NotSeen);
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

#[test]
fn a_person_may_be_as_many_users_as_there_are_events_and_there_may_be_as_many_people() {
    let count = 50_000;
    let mut engine = engine_of(
        (0..count)
            .map(|second| Event { user: format!("user{second}@example.com"), ..Event::new(second, "s") }),
    );
    let rows = |rows: std::ops::Range<usize>| {
        let lines = rows.map(|number| format!("Everybody,session-logger,user{number}@example.com\n"));
        format!("person,system,user\n{}", lines.collect::<String>())
    };
    let facet = FacetRequest { field: Field::Person, holding: String::new(), window: Window::new(0, 8) };
    let apart = soon("the people", || ask(&mut engine, Facets(vec![facet.clone()])));
    assert_eq!(apart[0].counts.distinct as usize, count);
    read_batches(&[InputFile::new("map.csv", rows(0..count))]).iter().for_each(|batch| engine.append(batch));
    let people = soon("the person", || ask(&mut engine, PersonPage { window: ALL }));
    let everybody = &people.rows[0];
    assert_eq!((people.rows.len(), everybody.user_count as usize), (1, count));
    assert_eq!((everybody.users.len(), everybody.events as usize), (MAX_PERSON_USERS, count));
    let joined = soon("the facet", || ask(&mut engine, Facets(vec![facet])));
    assert_eq!(joined[0].counts.top[0].events as usize, count);
    let scope = Scope { filter: "person:everybody".to_owned(), ..Scope::default() };
    let found = soon("the filter", || {
        engine.ask(
            &scope,
            &SessionPage { sort: TableSort::ascending(SessionField::Start), findings: None, window: ALL },
        )
    });
    assert_eq!(found.expect("a right filter").rows[0].matching as usize, count);
}

#[test]
fn what_left_is_not_compared_with_all_that_came() {
    let count = 100_000;
    let mut engine = engine_of((0..count).map(|number| Event {
        activity:
            ["FileTransferFromLocalToRemoteDisk", "FileTransferFromRemoteToLocalDisk"][number % 2].to_owned(),
        file: "a".to_owned(),
        size: number,
        ..Event::new(number / 1000, "s")
    }));
    let page =
        soon("the transfers", || ask(&mut engine, TransferPage { window: ALL, ..TransferPage::default() }));
    assert_eq!(page.rows.iter().filter(|row| row.origin.is_some()).count(), count / 2);
}
