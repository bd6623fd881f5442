//! Tables that are saved: they have the columns that are shown, in their order, or all that there are; and they say what
//! the page says.

mod support;

use sessionscope::engine::requests::{AuditScope, SessionFindings, SessionPage};
use sessionscope::engine::{Engine, Scope, StreamRequest};
use sessionscope::export::table::ViewTable;
use sessionscope::model::audit_options::{AuditOptions, Hours};
use sessionscope::model::{Window, Zone};
use sessionscope::query::answer::{SessionField, SessionRow, SiteField};
use sessionscope::query::event_column::{EventColumn, EventSort};
use sessionscope::query::table_sort::TableSort;
use sessionscope::query::transfer_column::TransferColumn;
use support::InputFile;
use support::cases::fixtures;
use support::streams::streamed;

/// An engine that has read all fixtures.
fn engine() -> Engine {
    let mut engine = Engine::default();
    for case in fixtures() {
        let at = |given: InputFile| InputFile { path: format!("{}/{}", case.name, given.path), ..given };
        let given: Vec<InputFile> = case.given().into_iter().map(at).collect();
        support::read_batches(&given).iter().for_each(|batch| engine.append(batch));
    }
    engine
}

/// A saved table as it stands in the file.
fn text_of(engine: &mut Engine, table: &ViewTable, all_columns: bool, audit: Option<AuditOptions>) -> String {
    let request = StreamRequest::Table { table: table.clone(), all_columns, zone: Zone::default(), audit };
    streamed(engine, &Scope::default(), &request)
}

/// The head of a saved table, and its rows.
fn saved(engine: &mut Engine, table: &ViewTable, all_columns: bool) -> (Vec<String>, Vec<Vec<String>>) {
    let text = text_of(engine, table, all_columns, Some(AuditOptions::default()));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let lines = reader.records().map(|line| line.expect("a row"));
    let mut lines = lines
        .filter(|line| !line[0].starts_with("# "))
        .map(|line| line.iter().map(str::to_owned).collect::<Vec<_>>());
    (lines.next().expect("a head"), lines.collect())
}

/// A table with some of its columns, in another order than that of all; what its head is then; and that of all.
fn tables() -> [(ViewTable, Vec<&'static str>, Vec<&'static str>); 4] {
    let events: Vec<EventColumn> =
        ["size", "user", "line"].map(|id| EventColumn::from_id(id).expect("a column")).to_vec();
    let sessions = vec![SessionField::Out, SessionField::Id, SessionField::Portal, SessionField::User];
    let sites = vec![SiteField::Downloads, SiteField::Host];
    let transfers: Vec<TransferColumn> = ["came_from", "around", "client_ip", "moves"]
        .map(|id| TransferColumn::from_id(id).expect("a column"))
        .to_vec();
    [
        (
            ViewTable::Events { columns: events, sort: EventSort::LATEST_FIRST },
            vec!["size", "user", "line"],
            EventColumn::all().map(EventColumn::id).collect(),
        ),
        (
            ViewTable::Sessions { columns: sessions, sort: TableSort::descending(SessionField::Events) },
            vec!["out", "out_bytes", "session", "portal", "target", "user"],
            SessionField::ALL.into_iter().flat_map(SessionField::saved_as).copied().collect(),
        ),
        (
            ViewTable::Sites { columns: sites, sort: TableSort::descending(SiteField::Last) },
            vec!["downloads", "download_bytes", "host"],
            SiteField::ALL.into_iter().flat_map(SiteField::saved_as).copied().collect(),
        ),
        (
            ViewTable::Transfers { columns: transfers, sort: TableSort::ascending(TransferColumn::CameFrom) },
            vec!["came_from", "came_from_basis", "client_ip", "moves"],
            TransferColumn::all().flat_map(TransferColumn::saved_as).collect(),
        ),
    ]
}

#[test]
fn a_saved_table_has_the_columns_that_are_shown_or_all_of_them_and_the_same_rows() {
    let mut engine = engine();
    for (table, shown, all) in tables() {
        let (head, rows) = saved(&mut engine, &table, false);
        assert_eq!(head, shown);
        let (whole_head, whole_rows) = saved(&mut engine, &table, true);
        assert_eq!(whole_head, all);
        let place = |name: &String| whole_head.iter().position(|other| other == name).expect("among all");
        let places: Vec<usize> = head.iter().map(place).collect();
        let part = |row: &Vec<String>| places.iter().map(|place| row[*place].clone()).collect::<Vec<_>>();
        assert!(rows.len() > 5, "{} has rows", table.id());
        assert_eq!(rows, whole_rows.iter().map(part).collect::<Vec<_>>(), "{}", table.id());
    }
}

#[test]
fn a_saved_table_of_sessions_tells_the_findings_that_the_page_tells() {
    let mut engine = engine();
    let (sort, window) = (TableSort::default(), Window::new(0, u32::MAX));
    let page =
        engine.ask(&Scope::default(), &SessionPage { sort, findings: None, window }).expect("no filter");
    let sessions = page.rows.iter().map(|row| row.session).collect();
    let asked = SessionFindings { scope: AuditScope::default(), sessions };
    let told = engine.ask(&Scope::default(), &asked).expect("no filter");
    let count = |session| told.iter().filter(|it| it.session == session).map(|it| it.count).sum::<u32>();
    let expected: Vec<Vec<String>> =
        page.rows.iter().map(|row| vec![count(row.session).to_string()]).collect();
    assert!(expected.iter().any(|row| row[0] != "0"), "some session has findings");
    let table = ViewTable::Sessions { columns: vec![SessionField::Findings], sort };
    assert_eq!(saved(&mut engine, &table, false), (vec!["findings".to_owned()], expected));
    // What the numbers depend on is said, and before everything has been read there are none.
    let hours = AuditOptions { hours: Hours::parse("08:00-18:00"), ..AuditOptions::default() };
    let told = text_of(&mut engine, &table, false, Some(hours));
    for line in ["\"\"hours\"\":\"\"08:00-18:00\"\"", "# findings dismissed: 0", "# Sigma rules run: 0"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let unknown = text_of(&mut engine, &table, false, None);
    assert!(!unknown.contains("# findings"));
    let (_, cells) =
        unknown.split_once("findings\n").or_else(|| unknown.split_once("findings\r\n")).expect("a head");
    assert!(cells.lines().all(|cell| cell.trim_matches('"').is_empty()), "{cells}");
}

#[test]
fn sessions_are_sorted_by_the_findings_that_they_are_told_with_in_the_table_and_in_the_file() {
    let mut engine = engine();
    let all = Window::new(0, u32::MAX);
    let mut ask = |sort, findings| {
        let asked = SessionPage { sort, findings, window: all };
        engine.ask(&Scope::default(), &asked).expect("no filter").rows
    };
    let by_time = ask(TableSort::default(), None);
    let by_findings = TableSort::descending(SessionField::Findings);
    let known = ask(by_findings, Some(AuditScope::default()));
    let least_first = ask(TableSort::ascending(SessionField::Findings), Some(AuditScope::default()));
    assert_eq!(ask(by_findings, None), by_time, "as long as it is not known they stay in the order of time");

    let sessions = by_time.iter().map(|row| row.session).collect();
    let asked = SessionFindings { scope: AuditScope::default(), sessions };
    let told = engine.ask(&Scope::default(), &asked).expect("no filter");
    let count = |row: &SessionRow| -> u32 {
        told.iter().filter(|it| it.session == row.session).map(|it| it.count).sum()
    };
    // A plain sort keeps the order of time among equals.
    let mut expected = by_time.clone();
    expected.sort_by_key(|row| std::cmp::Reverse(count(row)));
    assert!(count(&expected[0]) > 1 && expected != by_time, "{} findings", count(&expected[0]));
    assert_eq!(known, expected);
    expected = by_time;
    expected.sort_by_key(count);
    assert_eq!(least_first, expected);

    let table = ViewTable::Sessions { columns: vec![SessionField::Id], sort: by_findings };
    // What would be a formula is none in a file.
    let written = |id: &str| if id.starts_with('=') { format!("'{id}") } else { id.to_owned() };
    let ids: Vec<Vec<String>> = known.iter().map(|row| vec![written(&row.id)]).collect();
    assert_eq!(saved(&mut engine, &table, false), (vec!["session".to_owned()], ids));
    let text = text_of(&mut engine, &table, false, Some(AuditOptions::default()));
    assert!(text.contains("# findings dismissed: 0"), "what the order depends on is said: {text}");
}
