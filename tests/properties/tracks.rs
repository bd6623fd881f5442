//! The timeline beside a plain loop: every event that has a time is in exactly one mark or count of its track, and
//! sessions lie on as few lanes as they can.

use crate::cases;
use crate::counts::{Event, ask, engine_of, range, scoped, time_of};
use crate::filter::{asked, hostile_log, text_of};
use crate::logs::inputs;
use proptest::prelude::*;
use proptest::sample::select;
use sessionscope::engine::requests::*;
use sessionscope::engine::{Engine, Scope};
use sessionscope::filter::{Chosen, Field, Filter};
use sessionscope::model::{RowId, SessionNo, TimeRange, Window};
use sessionscope::query::answer::{
    EventRow, LaneKind, SessionField, TrackChoice, TrackGrouping, TrackSort, Tracks, ValueCount,
};
use sessionscope::query::table_sort::TableSort;
use std::collections::{BTreeMap, HashMap};

const ALL: Window = Window::new(0, u32::MAX);

/// The person of each event that is of one, as the filter language tells.
fn people_of(engine: &mut Engine) -> HashMap<RowId, String> {
    let everything = Scope::default();
    let facet = FacetRequest { field: Field::Person, holding: String::new(), window: ALL };
    let mut people = HashMap::new();
    for ValueCount { value, .. } in ask(engine, &everything, Facets(vec![facet])).remove(0).counts.top {
        let filter = Filter::default().choose(Field::Person, &value, Chosen::Included).to_string();
        let page = EventPage { window: ALL, ..EventPage::default() };
        let of_person = ask(engine, &Scope { filter, ..Scope::default() }, page);
        people.extend(of_person.rows.into_iter().map(|event| (event.row, value.clone())));
    }
    people
}

/// The track of each event in scope that has a time, as one finds it by going from event to event: that of its own
/// value, or of the first one of its session where it has none.
fn expected(
    engine: &mut Engine,
    scope: &Scope,
    grouping: TrackGrouping,
    passing: &[Event],
) -> BTreeMap<String, Vec<i64>> {
    let everything = Scope::default();
    let all = ask(engine, &everything, EventPage { window: ALL, ..EventPage::default() });
    let sessions =
        SessionPage { sort: TableSort::ascending(SessionField::Start), findings: None, window: ALL };
    let sessions = ask(engine, &everything, sessions).rows;
    let users: HashMap<SessionNo, String> =
        sessions.iter().map(|row| (row.session, row.user.clone())).collect();
    let people = match grouping {
        TrackGrouping::Person => people_of(engine),
        _ => HashMap::new(),
    };
    let value = |engine: &mut Engine, row| {
        let detail = ask(engine, &everything, EventDetails { row }).expect("an event");
        let value =
            detail.fields.iter().find(|(name, _)| name == grouping.id()).map(|(_, value)| value.clone());
        (detail.session_number, value.or_else(|| people.get(&row).cloned()).unwrap_or_default())
    };
    let mut first: HashMap<SessionNo, String> = HashMap::new();
    for event in &all.rows {
        if let (Some(session), own) = value(engine, event.row)
            && !own.is_empty()
        {
            first.entry(session).or_insert(own);
        }
    }
    let mut found: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let page = ask(engine, scope, EventPage { window: ALL, ..EventPage::default() });
    for (row, event) in page.rows.iter().zip(passing) {
        let (session, own) = value(engine, row.row);
        let name = match (grouping, session) {
            (TrackGrouping::System, _) => text_of(event, "system"),
            (TrackGrouping::User, Some(session)) => users[&session].clone(),
            (TrackGrouping::Person, Some(session)) => first.get(&session).cloned().unwrap_or_else(|| {
                // Of whom no event of it is, it is of whoever has its user in a system with such sessions.
                let of_session = sessions.iter().find(|row| row.session == session).expect("it is there");
                let rule = of_session.system.session_rule();
                let is_theirs =
                    |event: &&EventRow| event.user == of_session.user && event.system.session_rule() == rule;
                let names = all.rows.iter().filter(is_theirs).filter_map(|event| people.get(&event.row));
                names.min().unwrap_or(&of_session.user).clone()
            }),
            (_, Some(session)) if own.is_empty() => first.get(&session).cloned().unwrap_or_default(),
            _ => own,
        };
        let times = found.entry(name).or_default();
        times.extend(time_of(event));
    }
    found
}

/// How many events the lanes of each track stand for.
fn counted(tracks: &Tracks) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for (lane, number) in tracks.lanes.iter().zip(tracks.first..) {
        let track = tracks.track_at(number).expect("the track of the lane");
        let marks = lane.all_marks().map(|mark| u64::from(mark.count)).sum::<u64>();
        *counts.entry(track.name.clone()).or_default() += marks;
    }
    counts
}

/// How many sessions of the bars have findings, and how many there are.
fn with_findings(tracks: &Tracks) -> (u32, u32) {
    let bars = || tracks.lanes.iter().flat_map(|lane| &lane.bars);
    (bars().map(|bar| bar.found).sum(), bars().map(|bar| bar.sessions).sum())
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn every_event_is_in_one_mark_of_its_track_and_lanes_are_as_few_as_they_can_be(
        mut given in inputs(), log in hostile_log(), asked in asked(), range in range(),
        grouping in select(&TrackGrouping::ALL[..]), sort in select(&TrackSort::ALL[..]),
        shown in (0..8u8, 0..8u8), columns in select(&[1u32, 3, 20, 1_000_000][..]), folds in any::<bool>(),
    ) {
        given.push(log);
        let (mut engine, events) = engine_of(&given);
        let (scope, passing) = scoped(&asked, range, &events);
        let expected = expected(&mut engine, &scope, grouping, &passing);
        let times: Vec<i64> = events.iter().filter_map(time_of).collect();
        let view = (!times.is_empty()).then(|| {
            let [one, other] = [shown.0, shown.1].map(|place| times[place as usize % times.len()]);
            TimeRange { start_ms: one.min(other), end_ms: one.max(other) + 1 }
        });
        let choice = TrackChoice { grouping, sort, shows_all: true, ..TrackChoice::default() };
        let found = Some(AuditScope::default());
        let request = TracksIn { window: ALL, view, shown: None, columns, choice, selected: None, found };
        let tracks = ask(&mut engine, &scope, request.clone());
        let is_in_view = |time: &&i64| view.is_some_and(|view| view.contains(**time));
        for (name, count) in counted(&tracks) {
            let of_track = expected.get(&name).map_or(&[][..], Vec::as_slice);
            prop_assert_eq!(count, of_track.iter().filter(is_in_view).count() as u64, "{:?}", name);
        }
        for (name, times) in &expected {
            prop_assert!(tracks.tracks.iter().any(|track| track.name == *name), "{:?} {}", name, times.len());
        }

        // The same events, on one lane each.
        let folded: Vec<String> = tracks.tracks.iter().map(|track| track.name.clone()).collect();
        let folding = TrackChoice { folded, pinned: Vec::new(), ..request.choice.clone() };
        let of_folded = ask(&mut engine, &scope, TracksIn { choice: folding, ..request.clone() });
        prop_assert_eq!(of_folded.total as usize, tracks.tracks.len());
        prop_assert_eq!(with_findings(&of_folded), with_findings(&tracks), "however sessions share bars");
        if folds {
            prop_assert_eq!(counted(&of_folded), counted(&tracks));
        }

        // Only what has something in view: no track less, and no track more.
        let choice = TrackChoice { shows_all: false, ..request.choice.clone() };
        let in_view = ask(&mut engine, &scope, TracksIn { choice, ..request.clone() });
        prop_assert_eq!((in_view.shown + in_view.left_out) as usize, tracks.tracks.len());
        for track in &tracks.tracks {
            let lanes = tracks.lanes.iter().zip(0..).filter(|(_, lane)| {
                (track.first_lane..track.first_lane + track.lanes).contains(lane)
            });
            let has_any = lanes.into_iter().any(|(lane, _)| !lane.bars.is_empty() || lane.all_marks().next().is_some());
            let is_left = in_view.tracks.iter().any(|kept| kept.name == track.name);
            prop_assert_eq!(is_left, has_any, "{:?}", track.name);
        }

        // Everything at once, so finely that no two are merged.
        let apart = TracksIn { view: None, columns: 1_000_000, ..request };
        let whole = TimeRange { start_ms: -(1 << 60), end_ms: 1 << 60 };
        let mut fine = ask(&mut engine, &scope, TracksIn { view: Some(whole), ..apart });
        let lanes = std::mem::take(&mut fine.lanes);
        for track in &fine.tracks {
            let own = &lanes[track.first_lane as usize..(track.first_lane + track.lanes) as usize];
            prop_assert!(own.iter().all(|lane| lane.bars.is_sorted_by(|a, b| a.range.end_ms <= b.range.start_ms)));
            prop_assert!(own[0].is_first && own[1..].iter().all(|lane| !lane.is_first));
            let is_loose = own.iter().map(|lane| lane.kind == LaneKind::Loose).collect::<Vec<_>>();
            prop_assert!(is_loose[..is_loose.len() - 1].iter().all(|it| !it), "loose events lie on the last lane");
        }
    }

    #[test]
    fn as_many_lanes_as_sessions_were_under_way_at_once(spans in prop::collection::vec((0..60u32, 0..20u32), 1..25)) {
        let event = |second, session| {
            format!(r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":{second},"session_detail":{{"session_id":"{session}","username":"a"}}}}"#)
        };
        let lines = spans.iter().enumerate().flat_map(|(session, (start, length))| {
            [event(*start, session), event(start + length, session)]
        });
        let file = crate::support::InputFile::new("a.jsonl", lines.collect::<Vec<_>>().join("\n"));
        let (mut engine, _) = engine_of(&[file]);
        let overlap = |at: u32| spans.iter().filter(|(start, length)| (*start..=start + length).contains(&at)).count();
        let greatest = (0..80).map(overlap).max();
        let choice = TrackChoice::default();
        let tracks = TracksIn { window: ALL, view: None, shown: None, columns: 100_000, choice, selected: None, found: None };
        let tracks = ask(&mut engine, &Scope::default(), tracks);
        prop_assert_eq!(Some(tracks.total as usize), greatest);
        let bars = tracks.lanes.iter().flat_map(|lane| &lane.bars).map(|bar| bar.sessions as usize).sum::<usize>();
        prop_assert_eq!(bars, spans.len());
    }
}
