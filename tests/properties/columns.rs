//! The tables of events and transfers beside a plain sort: whatever column they are sorted by, each row stands where it
//! stands when somebody sorts the lines that `events` writes; what is saved of a table is what it shows; and an address
//! leads to the order that it was written of.

use crate::audit::legs;
use crate::cases;
use crate::counts::{Event, ask, engine_of, range, scoped, time_of};
use crate::filter::{asked, hostile_log, text_of};
use crate::logs::inputs;
use crate::people::people_logs;
use crate::support::streams::streamed;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sessionscope::engine::StreamRequest;
use sessionscope::engine::requests::{EventPage, EventPosition, TransferOrigin, TransferPage, TransferRow};
use sessionscope::export::table::ViewTable;
use sessionscope::model::audit_options::AuditOptions;
use sessionscope::model::{Window, Zone};
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::{EventColumn, EventSort};
use sessionscope::query::event_field::EventField;
use sessionscope::query::table_sort::TableSort;
use sessionscope::query::transfer_column::TransferColumn;
use sessionscope::state::hash::{apply_hash, to_hash};
use sessionscope::state::{Action, AppState, TableId, apply};
use std::net::IpAddr;

const ALL: Window = Window::new(0, u32::MAX);

/// What an event is sorted by in a column: numbers before texts do not occur in one, an address stands before what is
/// none. Nothing where the event has nothing there.
fn key(event: &Event, column: EventColumn) -> Option<(Option<u128>, Option<IpAddr>, Vec<String>)> {
    let text = |field: &str| text_of(event, field);
    match column.id() {
        "time" => time_of(event).map(|time| (Some((i128::from(time) + (1 << 64)) as u128), None, Vec::new())),
        "size" | "line" | "offset" | "length" => {
            text(column.id()).parse().ok().map(|number| (Some(number), None, Vec::new()))
        }
        "client_ip" => {
            let address = text("client_ip").parse::<IpAddr>().ok().map(|ip| ip.to_canonical());
            // Addresses first: what is a number stands behind what is none.
            let class = u128::from(address.is_none());
            Some(text("client_ip")).filter(|ip| !ip.is_empty()).map(|ip| (Some(class), address, vec![ip]))
        }
        "moves" => Some([text("from"), text("to")])
            .filter(|ends| !ends[0].is_empty())
            .map(|ends| (None, None, ends.to_vec())),
        "what" => {
            let first = ["file", "url", "host"].into_iter().map(text).find(|text| !text.is_empty());
            let [one, two, three] = match (first, text("system").as_str()) {
                (Some(first), _) => [first, String::new(), String::new()],
                (None, "cloudtrail") if text("target").is_empty() => {
                    [text("service"), String::new(), String::new()]
                }
                (None, "cloudtrail") => [text("activity"), text("target"), text("service")],
                (None, "workspaces-access") => [text("target"), text("agent"), String::new()],
                (None, "cloudshell") => [String::new(), String::new(), String::new()],
                (None, _) => [text("target"), String::new(), String::new()],
            };
            let parts = vec![one, two, three, text("error")];
            parts.iter().any(|part| !part.is_empty()).then_some((None, None, parts))
        }
        field => Some(text(field)).filter(|text| !text.is_empty()).map(|text| (None, None, vec![text])),
    }
}

/// The events in the order of a column.
fn sorted(events: &[Event], sort: EventSort) -> Vec<&Event> {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by(|a, b| {
        let [a, b] = [a, b].map(|event| key(event, sort.column));
        let by_value = if sort.descending { b.cmp(&a) } else { a.cmp(&b) };
        a.is_none().cmp(&b.is_none()).then(by_value)
    });
    sorted
}

/// Which record an event is of.
fn record(event: &Event) -> (String, String) {
    (text_of(event, "path"), text_of(event, "offset"))
}

fn record_of(row: &EventRow) -> (String, String) {
    let text = |field| row.other(field).to_owned();
    (text(EventField::Path), text(EventField::Offset))
}

fn sorts() -> impl Iterator<Item = EventSort> {
    EventColumn::all().flat_map(|column| [false, true].map(|descending| EventSort { column, descending }))
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn every_column_sorts_as_a_plain_sort_does(
        mut given in inputs(), log in hostile_log(), people in people_logs(), asked in asked(), range in range(),
    ) {
        given.push(log);
        given.extend(people);
        let (mut engine, events) = engine_of(&given);
        let (scope, passing) = scoped(&asked, range, &events);
        for sort in sorts() {
            let page = ask(&mut engine, &scope, EventPage { window: ALL, sort, fields: EventField::ALL.to_vec() });
            let expected: Vec<_> = sorted(&passing, sort).into_iter().map(record).collect();
            prop_assert_eq!(page.rows.iter().map(record_of).collect::<Vec<_>>(), expected, "{:?}", sort);
            if let Some(row) = page.rows.last() {
                let position = ask(&mut engine, &scope, EventPosition { row: row.row, sort });
                prop_assert_eq!(position, Some(page.total - 1));
            }
            let moving = |row: &&EventRow| row.moves.is_some();
            let expected: Vec<_> = page.rows.iter().filter(moving).map(|row| row.row).collect();
            let sort = TableSort { column: TransferColumn::Event(sort.column), descending: sort.descending };
            let fields = EventField::ALL.to_vec();
            let transfers = ask(&mut engine, &scope, TransferPage { window: ALL, sort, fields });
            let rows: Vec<_> = transfers.rows.iter().map(|row| row.event.row).collect();
            prop_assert_eq!(rows, expected);
            let told: Vec<_> = page.rows.iter().filter(moving).collect();
            prop_assert_eq!(transfers.rows.iter().map(|row| &row.event).collect::<Vec<_>>(), told);
        }
    }

    #[test]
    fn transfers_are_sorted_by_where_they_came_from_as_it_is_told(
        logs in legs(), asked in asked(), range in range(),
    ) {
        let (mut engine, events) = engine_of(&logs);
        let (scope, _) = scoped(&asked, range, &events);
        let mut rows = |sort| ask(&mut engine, &scope, TransferPage { window: ALL, sort, fields: Vec::new() }).rows;
        let by_time = rows(TableSort::default());
        let place = |row: &TransferRow| match &row.origin {
            Some(TransferOrigin::CameFrom(leg, _)) if leg.site.is_empty() => Some(leg.from.id().to_owned()),
            Some(TransferOrigin::CameFrom(leg, _)) => Some(leg.site.clone()),
            Some(TransferOrigin::Unmatched(..)) | None => None,
        };
        for descending in [false, true] {
            let mut expected = by_time.clone();
            expected.sort_by(|a, b| {
                let [a, b] = [place(a), place(b)];
                let by_place = if descending { b.cmp(&a) } else { a.cmp(&b) };
                a.is_none().cmp(&b.is_none()).then(by_place)
            });
            prop_assert_eq!(rows(TableSort { column: TransferColumn::CameFrom, descending }), expected);
        }
    }

    #[test]
    fn an_address_leads_to_the_order_of_each_table_that_it_was_written_of(
        clicks in vec((select(TableId::ALL.to_vec()), any::<Index>()), 0..12),
        key in select(TableId::ALL.map(TableId::order_key).to_vec()), text in "-?(size|user|[a-z_-]{0,9}|\\PC{0,4})",
    ) {
        let mut state = AppState::default();
        for (table, index) in clicks {
            let columns: Vec<_> = table.sort_columns().collect();
            let column = columns[index.index(columns.len())];
            let sort = state.sorts.of(table).after_click(column, table.is_most_first(column));
            apply(&mut state, Action::SortTable(table, sort));
            prop_assert_eq!(state.sorts.of(table).column, column);
        }
        let mut read = AppState::default();
        apply_hash(&mut read, &to_hash(&state));
        prop_assert_eq!(&read, &state);
        // Whatever somebody has written there: it is an order of that table, or nothing.
        apply_hash(&mut read, &format!("#{key}={text}"));
        for table in TableId::ALL {
            let (now, before) = (read.sorts.of(table), state.sorts.of(table));
            let is_asked = table.order_key() == key && now.to_string() == text;
            prop_assert!(now == before || is_asked, "{}={}: {}", key, text, now);
            prop_assert!(table.sort_columns().any(|column| column == now.column));
        }
    }

    #[test]
    fn a_saved_table_has_the_columns_and_the_order_that_are_shown(
        mut given in inputs(), log in hostile_log(), asked in asked(), range in range(),
    ) {
        given.push(log);
        let (mut engine, events) = engine_of(&given);
        let (scope, passing) = scoped(&asked, range, &events);
        let ids = ["offset", "url", "time", "moves", "path", "size", "category"];
        let columns = ids.map(|id| EventColumn::from_id(id).expect("a column")).to_vec();
        let sort = EventSort { column: columns[1], descending: true };
        let table = ViewTable::Events { columns, sort };
        let (zone, audit) = (Zone::default(), Some(AuditOptions::default()));
        let request = StreamRequest::Table { table, all_columns: false, zone, audit };
        let text = streamed(&mut engine, &scope, &request);
        // Lines that say of what it is a part may be quoted, as their values may hold anything.
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let lines = reader.records().map(|line| line.expect("a row"));
        let mut rows = lines.filter(|line| !line[0].starts_with("# "));
        let head = rows.next().expect("a head");
        prop_assert_eq!(head.iter().collect::<Vec<_>>(), ids);
        let expected = sorted(&passing, sort);
        let rows: Vec<_> = rows.collect();
        prop_assert_eq!(rows.len(), expected.len());
        for (row, event) in rows.iter().zip(expected) {
            let text = |field: &str| text_of(event, field);
            let ends = [text("from"), text("to")];
            let moves = if ends[0].is_empty() { String::new() } else { ends.join(" → ") };
            let shown = [0, 2, 3, 5].map(|cell| row[cell].to_owned());
            prop_assert_eq!(shown, [text("offset"), text("time"), moves, text("size")]);
        }
    }
}
