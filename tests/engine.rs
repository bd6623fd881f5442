//! The engine as a whole: that caches change no answer, that what travels is what was answered, and that large
//! answers come in pieces.

mod support;

use sessionscope::audit::answer::AuditPart;
use sessionscope::engine::requests::*;
use sessionscope::engine::{AnyRequest, Engine, Request, Scope, StreamRequest, read_response};
use sessionscope::export::counts::CountsFormat;
use sessionscope::export::events::EventFormat;
use sessionscope::filter::Field;
use sessionscope::model::audit_options::AuditOptions;
use sessionscope::model::batch::Batch;
use sessionscope::model::{RowId, SessionNo, System, TextField, TimeRange, Window, Zone};
use sessionscope::query::answer::{SessionField, SiteField, TrackChoice};
use sessionscope::query::event_column::EventSort;
use sessionscope::query::facts::FactKind;
use sessionscope::query::field_counts::CountableField;
use sessionscope::query::table_sort::TableSort;
use sessionscope::reader::Reader;
use sessionscope::source::limits::{MAX_SCOPES, PIECE_BYTES};
use std::fmt::Debug;
use support::streams::pieces;

/// A batch of one input with events at these seconds, of a session that is named like it.
fn batch(path: &str, seconds: &[u32]) -> Batch {
    read_lines(path, seconds, |second| {
        format!(
            "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"time\":{second},\"session_detail\":{{\"session_id\":\"{path}\"}}}}"
        )
    })
}

/// A batch of one input with starts of sessions at these seconds, which have no ids.
fn session_starts(path: &str, seconds: &[u32]) -> Batch {
    read_lines(path, seconds, |second| {
        let portal = "arn:aws:workspaces-web:eu-central-1:111122223333:portal/a-portal-of-a-long-name";
        format!(
            "{{\"timestamp\":\"{}\",\"eventType\":\"StartSession\",\"details\":{{}},\"portalArn\":\"{portal}\",\"userName\":\"alice\"}}",
            u64::from(second) * 1000
        )
    })
}

fn read_lines(path: &str, seconds: &[u32], line: impl Fn(u32) -> String) -> Batch {
    let mut batch = Batch::default();
    let mut reader = Reader::new(path);
    for second in seconds {
        reader.push((line(*second) + "\n").as_bytes(), &mut batch);
    }
    reader.finish_all(&mut batch);
    batch
}

fn engine_of(batches: &[Batch]) -> Engine {
    let mut engine = Engine::default();
    batches.iter().for_each(|batch| engine.append(batch));
    engine
}

/// Asks two engines the same, which must answer the same.
fn assert_same<R: Request>(one: &mut Engine, other: &mut Engine, scope: &Scope, request: R)
where
    R::Response: PartialEq + Debug,
{
    assert_eq!(one.ask(scope, &request), other.ask(scope, &request), "{scope:?}");
}

const ALL: Window = Window::new(0, 1000);

fn tracks() -> TracksIn {
    let choice = TrackChoice { folded: vec!["x".to_owned()], ..TrackChoice::default() };
    TracksIn {
        window: ALL,
        view: None,
        shown: None,
        columns: 5,
        choice,
        selected: Some(RowId(0)),
        found: Some(AuditScope::default()),
    }
}

#[test]
fn a_bar_has_no_more_connections_than_a_line_of_the_picture_can_show() {
    // A client that comes and goes a hundred times in a minute, and once an hour later.
    let mut batch = Batch::default();
    let mut reader = Reader::new("log");
    let mut log = |activity: &str, second: u32| {
        let line = format!(
            "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"activity_name\":\"{activity}\",\"time\":{second},\"session_detail\":{{\"session_id\":\"s\"}}}}\n"
        );
        reader.push(line.as_bytes(), &mut batch);
    };
    for second in (0..60).step_by(2).chain([3660]) {
        log("SessionConnect", second);
        log("SessionDisconnection", second + 1);
    }
    reader.finish_all(&mut batch);
    let mut engine = engine_of(&[batch]);
    let mut shown = |start_ms, end_ms, columns| {
        let view = Some(TimeRange { start_ms, end_ms });
        let request = TracksIn { window: ALL, view, columns, ..tracks() };
        let tracks = engine.ask(&Scope::default(), &request).expect("no filter");
        let connected = tracks.lanes[0].bars[0].connections.iter().filter(|connection| connection.connected);
        connected.map(|connection| (connection.range.start_ms, connection.range.end_ms)).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(0, 3_700_000, 100),
        [(0, 59_000), (3_660_000, 3_661_000)],
        "what is nearer than a column"
    );
    assert_eq!(shown(0, 60_000, 10_000).len(), 30, "each of them, where there is room");
    assert_eq!(shown(10_000, 13_000, 10_000), [(10_000, 11_000), (12_000, 13_000)], "none beyond the range");
}

#[test]
fn answers_while_reading_are_those_of_an_engine_that_was_asked_only_then() {
    // A path that comes later and stands earlier must come first among equal times.
    let batches = [("m", &[5, 3, 9][..]), ("z", &[4, 3, 1]), ("a", &[9, 2, 7]), ("n", &[])]
        .map(|(path, seconds)| batch(path, seconds));
    let mut asked_always = Engine::default();
    let scope = Scope::default();
    for count in 1..=batches.len() {
        asked_always.append(&batches[count - 1]);
        let mut asked_now = engine_of(&batches[..count]);
        let (one, other) = (&mut asked_always, &mut asked_now);
        assert_same(one, other, &scope, EventPage { window: ALL, ..EventPage::default() });
        assert_same(
            one,
            other,
            &scope,
            SessionPage { sort: TableSort::ascending(SessionField::Start), findings: None, window: ALL },
        );
        assert_same(one, other, &scope, OverviewPanels { bins: 9, top: 9 });
        let summary = StreamRequest::Summary;
        assert_eq!(pieces(one, &scope, &summary), pieces(other, &scope, &summary), "{count}");
    }
}

#[test]
fn a_range_after_another_is_answered_as_if_it_were_the_first() {
    // Some blocks of rows lie close together in time, and some do not.
    let seconds: Vec<u32> = (0..2500).chain((0..2500).map(|n| n * 7919 % 5000)).collect();
    let batches = [batch("a", &seconds), batch("b", &[u32::MAX; 3])];
    let mut engine = engine_of(&batches);
    let at = |second: i64| second * 1000;
    let ranges = [
        None,
        Some((10, 20)),
        Some((0, 5000)),
        Some((2400, 2600)),
        Some((4999, 5000)),
        Some((9000, 9001)),
        None,
    ];
    for filter in ["", "session:a", "-session:a"] {
        for range in ranges {
            let range = range.map(|(start, end)| TimeRange { start_ms: at(start), end_ms: at(end) });
            let scope = Scope { filter: filter.to_owned(), range, ..Scope::default() };
            let mut asked_now = engine_of(&batches);
            assert_same(&mut engine, &mut asked_now, &scope, CaseStatus);
            assert_same(&mut engine, &mut asked_now, &scope, Minimap { bins: 50 });
            assert_same(&mut engine, &mut asked_now, &scope, OverviewPanels { bins: 50, top: 3 });
            let store = engine.store();
            let is_within =
                |row: &RowId| range.is_none_or(|range| range.contains(store.columns().time(*row)));
            let passes = |row: &RowId| match filter {
                "" => true,
                _ => (store.text(TextField::Session, *row) == "a") != filter.starts_with('-'),
            };
            let expected = store.events().filter(|row| is_within(row) && passes(row)).count();
            let status = engine.ask(&scope, &CaseStatus).expect("a right filter");
            assert_eq!(status.matching, expected as u64, "{scope:?}");
        }
    }
}

/// Scopes of several filters and ranges: more than are kept at once.
fn many_scopes() -> Vec<Scope> {
    let filters =
        ["", "session:a", "-session:a", "session:b", "session:*", "family:other", "-family:other", "a", "b"];
    let ranges = [None, Some((0, 40_000)), Some((30_000, 90_000))];
    let scope = |filter: &str, range: Option<(i64, i64)>| Scope {
        filter: filter.to_owned(),
        range: range.map(|(start_ms, end_ms)| TimeRange { start_ms, end_ms }),
        ..Scope::default()
    };
    filters.iter().flat_map(|filter| ranges.map(|range| scope(filter, range))).collect()
}

#[test]
fn scopes_that_are_asked_about_in_turn_do_not_disturb_each_other() {
    let mut batches =
        vec![batch("a", &(0..100).collect::<Vec<_>>()), batch("b", &(50..150).collect::<Vec<_>>())];
    let scopes = many_scopes();
    assert!(scopes.len() > 2 * MAX_SCOPES);
    let mut engine = engine_of(&batches);
    for round in 0..3 {
        // Forth, back, and each beside the first, while more is read between the rounds.
        let in_turn = scopes.iter().chain(scopes.iter().rev());
        for scope in in_turn.chain(scopes.iter().flat_map(|scope| [scope, &scopes[0]])) {
            let mut asked_now = engine_of(&batches);
            assert_same(&mut engine, &mut asked_now, scope, CaseStatus);
            assert_same(
                &mut engine,
                &mut asked_now,
                scope,
                EventPage { window: ALL, sort: EventSort::LATEST_FIRST, fields: Vec::new() },
            );
            assert_same(&mut engine, &mut asked_now, scope, OverviewPanels { bins: 7, top: 3 });
            assert_same(
                &mut engine,
                &mut asked_now,
                scope,
                TransferPage { window: ALL, ..TransferPage::default() },
            );
        }
        let more = batch(["c", "0", "d"][round], &[7, 70, 700]);
        engine.append(&more);
        batches.push(more);
    }
}

#[test]
fn a_request_that_travels_is_answered_as_one_that_does_not() {
    let batches = [batch("a", &[5, 3, 9, 9]), batch("b", &[4, 3, 1])];
    let mut engine = engine_of(&batches);
    let scope = Scope { filter: "session:a".to_owned(), ..Scope::default() };
    let mut kinds = std::collections::BTreeSet::new();
    let mut check = |request: AnyRequest, compare: &mut dyn FnMut(&mut Engine, &AnyRequest)| {
        let sent = postcard::to_stdvec(&request).expect("writable");
        let received: AnyRequest = postcard::from_bytes(&sent).expect("readable");
        assert_eq!(received, request);
        kinds.insert(sent[0]);
        compare(&mut engine, &received);
    };
    macro_rules! check {
        ($($request:expr),+ $(,)?) => {$({
            let request = $request;
            check(request.clone().into(), &mut |engine, received| {
                let bytes = engine.respond(&scope, received).expect("a right filter");
                assert_eq!(read(&request, &bytes), engine.ask(&scope, &request).expect("a right filter"));
            });
        })+};
    }
    let id = "a".to_owned();
    let system = System::SessionLogger;
    let tags = FacetRequest { field: Field::Tag, holding: String::new(), window: ALL };
    check!(
        CaseFacets { version: 1, facets: Facets(vec![tags]) },
        CaseInputs { opened: 1 },
        CaseStatus,
        FindingKinds(AuditScope::default()),
        RuleSources { with_built_in: true },
        RuleTotals,
        AuditPage {
            part: AuditPart::Findings { kind: "unknown-activity".to_owned(), dismissed: false },
            scope: AuditScope::default(),
            window: ALL,
        },
        AuditPage { part: AuditPart::Coverage, scope: AuditScope::default(), window: ALL },
        AuditPage { part: AuditPart::Deliveries, scope: AuditScope::default(), window: ALL },
        AuditPage { part: AuditPart::OtherChanges, scope: AuditScope::default(), window: ALL },
        DeepReports { version: 0 },
        DigestPage { window: ALL },
        DigestTotals,
        WantedContents,
        Comparison { with: OtherPart::Rest, most: 5 },
        Comparison {
            with: OtherPart::Scope { filter: "user:b".to_owned(), range: None, zone: Zone::default() },
            most: 5
        },
        EventCitation { row: RowId(1) },
        MarkPlaces { version: 1 },
        NotedSessions { version: 1 },
        MarkedEvents { version: 1, window: ALL },
        EventDetails { row: RowId(1) },
        EventDetails { row: RowId(99) },
        EventJson { row: RowId(1) },
        EventJson { row: RowId(99) },
        EventPage { window: ALL, sort: EventSort::LATEST_FIRST, fields: Vec::new() },
        FactPage { kind: FactKind::Metrics, window: ALL },
        Facets(vec![FacetRequest { field: Field::Family, holding: "b".to_owned(), window: ALL }]),
        FilterDiagnosis,
        InputPage { window: ALL },
        InputPosition("a".to_owned()),
        KeyPage { window: ALL },
        LimitationPage { window: ALL },
        Minimap { bins: 5 },
        NoticePage { window: ALL },
        OverviewPanels { bins: 5, top: 5 },
        Provenance { zone: Zone::fixed(540), of_all_time: true },
        PersonPage { window: ALL },
        EventPosition { row: RowId(1), sort: EventSort::default() },
        EventLookup { path: id.clone(), offset: 0 },
        SessionFindings { scope: AuditScope::default(), sessions: vec![SessionNo(0)] },
        SessionEventPage { system, id: id.clone(), window: ALL },
        SessionLookup { system, id },
        SessionPage { sort: TableSort::descending(SessionField::Events), findings: None, window: ALL },
        SiteMatrixIn { sort: TableSort::descending(SiteField::Visits), sites: 3, users: 2 },
        SitePage { sort: TableSort::descending(SiteField::Blocked), window: ALL },
        SiteUsers { host: "x".to_owned(), window: ALL },
        TerminalSessions,
        TopValues { field: CountableField::Text(TextField::Session), window: Window::new(0, 1) },
        TopValues { field: CountableField::System, window: Window::new(0, 1) },
        SessionOf { session: SessionNo(0) },
        TrackSessions { tracks: tracks(), window: ALL },
        tracks(),
        TransferPage { window: ALL, ..TransferPage::default() },
        TransferPanels { bins: 5 },
        TransferTotalPage { field: TextField::User, window: Window::new(1, 2) },
    );
    // Their numbers on the wire run from 0, so none of the enum is left out.
    let count = kinds.len() as u8;
    assert!(kinds.into_iter().eq(0..count));
    let beyond: Result<AnyRequest, _> = postcard::from_bytes(&[count, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert!(beyond.is_err(), "the enum has a request that is not checked here");
}

/// Reads the response to a request of this type.
fn read<R: Request>(_: &R, bytes: &[u8]) -> R::Response {
    read_response::<R>(bytes).expect("a response")
}

#[test]
fn a_mistake_in_the_filter_is_told_by_requests_that_depend_on_it_and_by_no_others() {
    let mut engine = engine_of(&[batch("a", &[1, 2])]);
    let scope = Scope { filter: "colour:red".to_owned(), ..Scope::default() };
    assert!(engine.ask(&scope, &EventPage { window: ALL, ..EventPage::default() }).is_err());
    assert!(engine.respond(&scope, &CaseStatus.into()).is_err());
    assert!(engine.stream(&scope, &StreamRequest::Events(EventFormat::Csv)).is_err());
    assert_eq!(engine.ask(&scope, &InputPage { window: ALL }).map(|page| page.total), Ok(1));
    assert!(engine.stream(&scope, &StreamRequest::Summary).is_ok());
}

#[test]
fn a_large_export_never_needs_more_memory_than_a_piece() {
    // Lines of some 300 bytes: more than one piece of them.
    let seconds: Vec<u32> = (0..25_000).collect();
    let mut engine = engine_of(&[batch("a", &seconds)]);
    for format in EventFormat::ALL {
        let mut stream =
            engine.stream(&Scope::default(), &StreamRequest::Events(format)).expect("a right filter");
        let (mut lines, mut pieces, mut done) = (0, 0, 0);
        loop {
            let piece = engine.next_piece(&mut stream);
            assert!(piece.bytes.capacity() <= PIECE_BYTES, "{} bytes", piece.bytes.capacity());
            // What the last line has beyond the piece waits, in a buffer that is no larger.
            assert!(stream.waiting_bytes() <= PIECE_BYTES, "{} bytes", stream.waiting_bytes());
            assert!(piece.progress.done >= done && piece.progress.total == 25_000);
            done = piece.progress.done;
            lines += piece.bytes.iter().filter(|byte| **byte == b'\n').count();
            pieces += 1;
            // Other requests are answered between the pieces.
            let page = engine.ask(&Scope::default(), &EventPage { window: ALL, ..EventPage::default() });
            assert_eq!(page.map(|page| page.total), Ok(25_000));
            if piece.is_last {
                break;
            }
            assert_eq!(piece.bytes.len(), PIECE_BYTES);
        }
        assert_eq!(
            lines,
            25_000 + usize::from(format != EventFormat::JsonLines),
            "with a header where it is a table"
        );
        assert_eq!(done, 25_000);
        assert!(pieces > 1, "{pieces} pieces");
    }
}

/// A batch of one input with files that come and leave at these seconds, by a user whom a map of identities names.
fn files_on_their_way(path: &str, seconds: &[u32]) -> Batch {
    read_lines(path, seconds, |second| {
        let activity =
            ["FileTransferFromLocalToRemoteDisk", "FileTransferFromRemoteToLocalDisk"][second as usize % 2];
        format!(
            r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"{activity}","time":{second},"session_detail":{{"session_id":"s","username":"alice"}},"file":{{"name":"{:0>200}"}}}}"#,
            second / 2
        )
    })
}

#[test]
fn a_stream_tells_of_what_had_been_read_when_it_began() {
    let seconds: Vec<u32> = (0..15_000).collect();
    // Sessions whose ids are made up, each of one event.
    let first = session_starts("m", &seconds);
    // Events of an earlier path take the places of the ones that are being written; and a session has an id.
    let later = [session_starts("a", &seconds), batch("b", &seconds)];
    let counts =
        |format| StreamRequest::Counts { by: vec![CountableField::Text(TextField::Session)], format };
    let events = EventFormat::ALL.map(StreamRequest::Events);
    for request in events.into_iter().chain([StreamRequest::Summary]).chain(CountsFormat::ALL.map(counts)) {
        check_stream(&request, &first, &later);
    }
    let mut map = Batch::default();
    let mut reader = Reader::new("map.csv");
    reader.push(b"person,system,user\nAlice,session-logger,alice\nAlice,session-logger,bob\n", &mut map);
    reader.finish_all(&mut map);
    let by = vec![CountableField::Person, CountableField::Text(TextField::File)];
    let people = StreamRequest::Counts { by, format: CountsFormat::Json };
    for request in [StreamRequest::Audit(AuditOptions::default()), people] {
        let later = [files_on_their_way("a", &seconds), map.clone()];
        check_stream(&request, &files_on_their_way("m", &seconds), &later);
    }
}

/// Begins a stream, and reads more before it goes on.
fn check_stream(request: &StreamRequest, first: &Batch, later: &[Batch]) {
    let scope = Scope::default();
    let expected = pieces(&mut engine_of(std::slice::from_ref(first)), &scope, request).concat();
    let mut engine = engine_of(std::slice::from_ref(first));
    let mut stream = engine.stream(&scope, request).expect("a right filter");
    let begun = engine.next_piece(&mut stream);
    assert!(!begun.is_last, "{request:?}");
    later.iter().for_each(|batch| engine.append(batch));
    let status = engine.ask(&scope, &CaseStatus).expect("a right filter");
    assert_eq!(status.version, engine.store().version());
    let mut bytes = begun.bytes;
    let mut is_last = begun.is_last;
    while !is_last {
        let piece = engine.next_piece(&mut stream);
        bytes.extend(piece.bytes);
        is_last = piece.is_last;
    }
    assert!(bytes == expected, "{request:?}");
    // And what is asked now is of everything.
    let now = pieces(&mut engine, &scope, request).concat();
    let all = [std::slice::from_ref(first), later].concat();
    assert!(now == pieces(&mut engine_of(&all), &scope, request).concat(), "{request:?}");
}
