//! Tables that are saved: they have the columns that are shown, in their order, or all that there are; and they say what
//! the page says.

mod support;

use sessionscope::engine::requests::{AuditScope, SessionFindings, SessionPage};
use sessionscope::engine::{Engine, Scope, StreamRequest};
use sessionscope::export::table::ViewTable;
use sessionscope::model::audit_options::{AuditOptions, Hours};
use sessionscope::model::{Window, Zone};
use sessionscope::query::answer::{SessionField, SiteField};
use sessionscope::query::event_column::{EventColumn, EventSort};
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
fn tables() -> [(ViewTable, Vec<&'static str>, Vec<&'static str>); 3] {
    let events: Vec<EventColumn> =
        ["size", "user", "line"].map(|id| EventColumn::from_id(id).expect("a column")).to_vec();
    let sessions = vec![SessionField::Out, SessionField::Id, SessionField::Portal, SessionField::User];
    let sites = vec![SiteField::Downloads, SiteField::Host];
    let (descending, sort) = (true, EventSort::LATEST_FIRST);
    [
        (
            ViewTable::Events { columns: events, sort },
            vec!["size", "user", "line"],
            EventColumn::all().map(EventColumn::id).collect(),
        ),
        (
            ViewTable::Sessions { columns: sessions, sort: SessionField::Events, descending },
            vec!["out", "out_bytes", "session", "portal", "target", "user"],
            SessionField::ALL.into_iter().flat_map(SessionField::saved_as).copied().collect(),
        ),
        (
            ViewTable::Sites { columns: sites, sort: SiteField::Last, descending },
            vec!["downloads", "download_bytes", "host"],
            SiteField::ALL.into_iter().flat_map(SiteField::saved_as).copied().collect(),
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
    let (sort, descending) = (SessionField::Start, false);
    let window = Window::new(0, u32::MAX);
    let page = engine.ask(&Scope::default(), &SessionPage { sort, descending, window }).expect("no filter");
    let sessions = page.rows.iter().map(|row| row.session).collect();
    let asked = SessionFindings { scope: AuditScope::default(), sessions };
    let told = engine.ask(&Scope::default(), &asked).expect("no filter");
    let count = |session| told.iter().filter(|it| it.session == session).map(|it| it.count).sum::<u32>();
    let expected: Vec<Vec<String>> =
        page.rows.iter().map(|row| vec![count(row.session).to_string()]).collect();
    assert!(expected.iter().any(|row| row[0] != "0"), "some session has findings");
    let table = ViewTable::Sessions { columns: vec![SessionField::Findings], sort, descending };
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
