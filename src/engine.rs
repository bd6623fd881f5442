//! The one door: requests in, responses out. The engine owns the store and what is derived from it; it
//! knows no thread and no browser. Page and engine worker speak in these types, and so do tests.

mod question;

pub use question::{Answer, ExportKind, Question, Scope, Status};

use crate::export::{events, summary};
use crate::model::TimeRange;
use crate::model::batch::{Batch, Ended};
use crate::model::classify::Classification;
use crate::model::store::Notice;
use crate::model::system::is_control_channel_call;
use crate::model::{Index, Store, System, TextField};
use crate::query::answer::{Histogram, Overview, SessionSort, Story, TransferSeries, Transfers};
use crate::query::counts::{counts_by, counts_by_system};
use crate::query::facts::{FactKind, Histories, fact_page, facts_in_order};
use crate::query::filter::{Filter, FilterError, Selection};
use crate::query::lanes::{LanesWanted, lanes_in};
use crate::query::range_counter::{CountCache, RangeCounter};
use crate::query::ranks::{Counted, Ranks};
use crate::query::rows;
use crate::query::sessions::{eventless_in_scope, session_page, session_row, sessions_in_order};
use crate::query::shell_calls::ShellCalls;
use crate::query::terminal;
use crate::query::transfers::{flows, transfers_by};
use std::collections::HashSet;

/// The engine: a store, and what was derived from it last.
#[derive(Default)]
pub struct Engine {
    store: Store,
    derived: Option<Derived>,
    scoped: Option<Scoped>,
}

/// What depends on the store alone.
#[derive(Default)]
struct Derived {
    index: Index,
    classification: Classification,
    histories: Histories,
    /// What was counted already.
    kept: CountCache,
    /// Inputs by path, once they were asked for.
    inputs: Option<Vec<u32>>,
    /// Notices in the order of the summary, once they were asked for.
    notices: Option<Vec<Notice>>,
    /// Calls that were made from within a CloudShell, once they were asked for.
    shell_calls: Option<ShellCalls>,
    /// Transfers in time order, once they were asked for.
    transfers: Option<Vec<u32>>,
    /// The facts of the kind that was asked for last, in order.
    facts: Option<(FactKind, Vec<u32>)>,
}

/// What depends on the filter too.
struct Filtered {
    /// Events that pass the filter, whatever the range.
    shown: Selection,
    /// The same with those that are hidden, if there are any.
    with_hidden: Option<Selection>,
    /// The filter itself.
    filter: Filter,
    /// The strip for so many bins, once it was asked for.
    strip: Option<(u32, Histogram)>,
    /// Where `shown` stand in the order of time, once that was asked for.
    ranks: Option<Ranks>,
}

/// What depends on the whole scope.
struct Scoped {
    version: u64,
    scope: Scope,
    filtered: Filtered,
    /// Events in scope.
    selection: Selection,
    /// The same with those that are hidden, if there are any.
    with_hidden: Option<Selection>,
    /// Sessions in scope that have no event.
    eventless: HashSet<u32>,
    /// Events in scope in time order, once they were asked for.
    ordered: Option<Vec<u32>>,
    /// Transfers in scope in time order, once they were asked for.
    transfers: Option<Vec<u32>>,
    /// Sessions in scope in the order that was asked for last.
    sessions: Option<(SessionSort, bool, Vec<u32>)>,
}

impl Engine {
    /// Takes in a batch.
    pub fn append(&mut self, batch: &Batch) {
        self.store.append(batch);
    }

    /// Takes in what the bytes of an input hash to.
    pub fn set_sha256(&mut self, path: &str, sha256: &str) {
        self.store.set_sha256(path, sha256);
    }

    /// Everything that was read.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Answers a question about what was read so far.
    pub fn ask(&mut self, scope: &Scope, question: &Question) -> Answer {
        if let Err(error) = self.prepare(scope) {
            return Answer::BadFilter(error);
        }
        let (Some(derived), Some(scoped)) = (&mut self.derived, &mut self.scoped) else {
            return Answer::Place(None);
        };
        answer(&self.store, derived, scoped, question)
    }

    /// Brings what is derived up to date.
    fn prepare(&mut self, scope: &Scope) -> Result<(), FilterError> {
        let version = self.store.version();
        if self.derived.as_ref().is_none_or(|derived| derived.index.version != version) {
            let before = self.derived.take().unwrap_or_default();
            self.derived = Some(Derived {
                index: before.index.renewed(&self.store),
                classification: before.classification.renewed(&self.store),
                histories: before.histories.renewed(&self.store),
                kept: before.kept,
                ..Derived::default()
            });
        }
        let is_current =
            self.scoped.as_ref().is_some_and(|scoped| scoped.version == version && scoped.scope == *scope);
        if let (false, Some(derived)) = (is_current, &self.derived) {
            let known = self.scoped.take().filter(|scoped| {
                let known_scope = Scope { range: scope.range, ..scoped.scope.clone() };
                scoped.version == version && known_scope == *scope
            });
            let filtered = match known {
                Some(scoped) => scoped.filtered,
                None => filtered(&self.store, derived, scope)?,
            };
            let in_range = |selection: &Selection| match scope.range {
                Some(range) => selection.within(&self.store, range),
                None => selection.clone(),
            };
            let selection = in_range(&filtered.shown);
            let with_hidden = filtered.with_hidden.as_ref().map(in_range);
            let Derived { index, histories, .. } = derived;
            self.scoped = Some(Scoped {
                version,
                scope: scope.clone(),
                selection,
                with_hidden,
                eventless: eventless_in_scope(&self.store, index, histories, &filtered.filter, scope.range),
                filtered,
                ordered: None,
                transfers: None,
                sessions: None,
            });
        }
        Ok(())
    }
}

fn answer(store: &Store, derived: &mut Derived, scoped: &mut Scoped, question: &Question) -> Answer {
    let Derived { index, classification, histories, kept, inputs, notices, shell_calls, transfers, facts } =
        derived;
    let (index, classification, histories) = (&*index, &*classification, &*histories);
    match question {
        Question::Status => Answer::Status(status(store, index, scoped)),
        Question::Strip { bins } => {
            // Where there is no time there is no axis.
            let Some(range) = whole_range(store, index) else {
                return Answer::Strip(Histogram { start_ms: 0, bin_ms: 1, bins: Vec::new() });
            };
            let filtered = &mut scoped.filtered;
            let known = filtered.strip.take().filter(|(known, _)| known == bins);
            let strip = known
                .unwrap_or_else(|| (*bins, filtered.over_time(store, index, classification, range, *bins).0));
            Answer::Strip(filtered.strip.insert(strip).1.clone())
        }
        Question::Overview { bins, top } => {
            let range = shown_range(store, index, scoped);
            let (histogram, transfers) =
                scoped.filtered.over_time(store, index, classification, range, *bins);
            let mut in_range = RangeCounter::of(&scoped.filtered.shown, &scoped.selection, kept);
            let mut counts =
                |field, top: u32| counts_by(store, classification, &mut in_range, field, top as usize);
            let undated = &index.order[index.dated..];
            Answer::Overview(Box::new(Overview {
                events: scoped.selection.count(),
                undated: undated.iter().filter(|row| scoped.selection.contains(**row)).count() as u64,
                histogram,
                activities: counts(TextField::Activity, u32::MAX),
                users: counts(TextField::User, *top),
                hosts: counts(TextField::Host, *top),
                client_ips: counts(TextField::ClientIp, *top),
                services: counts(TextField::Service, *top),
                systems: counts_by_system(store, &mut in_range),
                transfers,
                flows: flows(store, classification, &mut in_range),
            }))
        }
        Question::Counts { field, top } => {
            let mut in_range = RangeCounter::of(&scoped.filtered.shown, &scoped.selection, kept);
            Answer::Counts(match field {
                Some(field) => counts_by(store, classification, &mut in_range, *field, *top as usize),
                None => counts_by_system(store, &mut in_range),
            })
        }
        Question::Lanes { first, count, view, columns, folded } => {
            let range = view.unwrap_or_else(|| shown_range(store, index, scoped));
            let merge_ms = (range.length_ms() / i64::from((*columns).max(1))).max(1);
            let eventless = &scoped.eventless;
            let wanted = LanesWanted { range, merge_ms, folded, window: (*first, *count), eventless };
            Answer::Lanes(lanes_in(store, index, classification, &scoped.selection, &wanted))
        }
        Question::Sessions { sort, descending, first, count } => {
            let selection = &scoped.selection;
            let is_known =
                scoped.sessions.as_ref().is_some_and(|known| (known.0, known.1) == (*sort, *descending));
            if !is_known {
                let (eventless, by) = (&scoped.eventless, (*sort, *descending));
                let order =
                    sessions_in_order(store, index, classification, histories, selection, eventless, by);
                scoped.sessions = Some((*sort, *descending, order));
            }
            let order = scoped.sessions.as_ref().map_or(&[][..], |known| &known.2);
            let stretch = (*first, *count);
            Answer::Sessions(session_page(store, index, classification, histories, selection, order, stretch))
        }
        Question::Transfers { bins } => {
            let range = shown_range(store, index, scoped);
            let by = |field| transfers_by(store, classification, &scoped.selection, field);
            let (_, series) = scoped.filtered.over_time(store, index, classification, range, *bins);
            let mut in_range = RangeCounter::of(&scoped.filtered.shown, &scoped.selection, kept);
            Answer::Transfers(Transfers {
                flows: flows(store, classification, &mut in_range),
                series,
                by_user: by(TextField::User),
                by_extension: by(TextField::Extension),
            })
        }
        Question::TransferRows { first, count } => {
            let all = transfers.get_or_insert_with(|| rows::transfers_in_order(store, index, classification));
            let selection = &scoped.selection;
            let rows = scoped.transfers.get_or_insert_with(|| rows::selected_of(all, selection));
            Answer::Events(rows::event_page(store, index, classification, rows, *first, *count, false))
        }
        Question::Events { first, count, newest_first } => {
            let rows = scoped.ordered(index);
            Answer::Events(rows::event_page(
                store,
                index,
                classification,
                rows,
                *first,
                *count,
                *newest_first,
            ))
        }
        Question::PlaceOf { row, newest_first } => {
            let rows = scoped.ordered(index);
            let row = store.event_at(*row);
            let place = rows.iter().position(|other| Some(*other) == row).map(|place| place as u32);
            let last = rows.len() as u32;
            Answer::Place(place.map(|place| if *newest_first { last - 1 - place } else { place }))
        }
        Question::RowAt { path, offset } => Answer::Place(rows::row_at(store, path, *offset)),
        Question::Event { row } => {
            Answer::Event(rows::event_detail(store, index, classification, *row).map(Box::new))
        }
        Question::Session { system, id } => {
            let selection = &scoped.selection;
            let row = |number| session_row(store, index, classification, histories, selection, number);
            Answer::Session(index.session_named(*system, id).map(|number| Box::new(row(number))))
        }
        Question::Story { system, id, first, count } => {
            let number = index.session_named(*system, id);
            let calls = shell_calls.get_or_insert_with(|| ShellCalls::find(store, index));
            let rows = number.map(|number| calls.story_of(store, index, number)).unwrap_or_default();
            let own = number.map_or(0, |number| index.rows_of(store, number).len());
            Answer::Story(Story {
                events: rows::event_page(store, index, classification, &rows, *first, *count, false),
                shell_calls: (rows.len() - own) as u32,
            })
        }
        Question::Inputs { first, count } => {
            let inputs = inputs.get_or_insert_with(|| rows::inputs_by_path(store));
            Answer::Inputs(rows::input_page(store, inputs, *first, *count))
        }
        Question::Notices { first, count } => {
            let notices = notices.get_or_insert_with(|| store.sorted_notices());
            Answer::Notices(rows::notice_page(store, notices, *first, *count))
        }
        Question::Facts { kind, first, count } => {
            if facts.as_ref().is_none_or(|(known, _)| known != kind) {
                *facts = Some((*kind, facts_in_order(store, *kind)));
            }
            let order = facts.as_ref().map_or(&[][..], |(_, order)| order);
            Answer::Facts(fact_page(store, order, *first, *count))
        }
        Question::TerminalSessions => {
            Answer::TerminalSessions(terminal::terminal_sessions(store, index, &scoped.selection))
        }
        Question::Export(kind) => {
            let selection = scoped.with_hidden.as_ref().unwrap_or(&scoped.selection);
            Answer::Export(export(store, index, selection, *kind))
        }
    }
}

/// The events that pass the filter.
fn filtered(store: &Store, derived: &Derived, scope: &Scope) -> Result<Filtered, FilterError> {
    let filter = Filter::parse_in(&scope.filter, scope.zone_minutes)?;
    let mut shown = filter.select(store, &derived.index, &derived.classification);
    let mut with_hidden = None;
    if let (true, Some(is_channel_call)) = (scope.without_channels, channel_calls(store)) {
        with_hidden = Some(shown.clone());
        shown.retain(|row| !is_channel_call(row));
    }
    Ok(Filtered { shown, with_hidden, filter, strip: None, ranks: None })
}

/// Whether a row is a call by which a machine keeps in touch; nothing where there is no such call.
fn channel_calls(store: &Store) -> Option<impl Fn(u32) -> bool> {
    let codes: Vec<bool> =
        store.dictionary(TextField::Activity).iter().map(is_control_channel_call).collect();
    let columns = store.columns();
    codes.contains(&true).then_some({
        move |row: u32| {
            codes[columns.code(TextField::Activity, row) as usize]
                && columns.system(row) == System::SessionManager
        }
    })
}

impl Filtered {
    /// Events and transfers over a range of time, in at most so many bins.
    fn over_time(
        &mut self,
        store: &Store,
        index: &Index,
        classification: &Classification,
        range: TimeRange,
        bins: u32,
    ) -> (Histogram, TransferSeries) {
        let counted = Counted { store, index, classification, shown: &self.shown };
        self.ranks.get_or_insert_with(|| Ranks::of(&counted)).over_time(&counted, range, bins)
    }
}

impl Scoped {
    fn ordered(&mut self, index: &Index) -> &[u32] {
        let selection = &self.selection;
        self.ordered.get_or_insert_with(|| rows::selected_of(&index.order, selection))
    }
}

fn export(store: &Store, index: &Index, selection: &Selection, kind: ExportKind) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = match kind {
        ExportKind::Summary => summary::write_summary(store, index, &mut bytes),
        ExportKind::EventsCsv => events::write_csv(store, index, selection, &mut bytes),
        ExportKind::EventsJsonl => events::write_jsonl(store, index, selection, &mut bytes),
    };
    bytes
}

fn whole_range(store: &Store, index: &Index) -> Option<TimeRange> {
    let dated = &index.order[..index.dated];
    let (first, last) = (store.columns().time(*dated.first()?), store.columns().time(*dated.last()?));
    Some(TimeRange { start_ms: first, end_ms: last.saturating_add(1) })
}

/// The range that views show: the committed one, else everything.
fn shown_range(store: &Store, index: &Index, scoped: &Scoped) -> TimeRange {
    scoped.scope.range.or_else(|| whole_range(store, index)).unwrap_or(TimeRange { start_ms: 0, end_ms: 1 })
}

fn status(store: &Store, index: &Index, scoped: &Scoped) -> Status {
    Status {
        tally: store.tally(),
        files_done: store.inputs().iter().filter(|input| input.end.is_some()).count() as u64,
        time_range: whole_range(store, index),
        matching: scoped.selection.count(),
        hidden: scoped
            .with_hidden
            .as_ref()
            .map_or(0, |with_hidden| with_hidden.count() - scoped.selection.count()),
        undated: (index.order.len() - index.dated) as u64,
        sessions: index.sessions.len() as u64,
        has_session_text: terminal::has_session_text(store),
        version: store.version(),
        memory_bytes: store.byte_count(),
        is_partial: store
            .inputs()
            .iter()
            .any(|input| input.end.as_ref().is_some_and(|end| end.ended == Ended::Cancelled)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Reader;

    /// A batch of one input with events at these seconds.
    fn batch(path: &str, seconds: &[u32]) -> Batch {
        let mut batch = Batch::default();
        let mut reader = Reader::new(path);
        for second in seconds {
            let line = format!(
                "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"time\":{second},\"session_detail\":{{\"session_id\":\"{path}\"}}}}\n"
            );
            reader.push(line.as_bytes(), &mut batch);
        }
        reader.finish_all(&mut batch);
        batch
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
            let mut asked_now = Engine::default();
            batches[..count].iter().for_each(|batch| asked_now.append(batch));
            for question in [
                Question::Events { first: 0, count: 100, newest_first: false },
                Question::Sessions { sort: SessionSort::Start, descending: false, first: 0, count: 100 },
                Question::Export(ExportKind::Summary),
            ] {
                assert_eq!(asked_always.ask(&scope, &question), asked_now.ask(&scope, &question), "{count}");
            }
        }
    }

    #[test]
    fn a_range_after_another_is_answered_as_if_it_were_the_first() {
        // Some blocks of rows lie close together in time, and some do not.
        let seconds: Vec<u32> = (0..2500).chain((0..2500).map(|n| n * 7919 % 5000)).collect();
        let mut engine = Engine::default();
        engine.append(&batch("a", &seconds));
        engine.append(&batch("b", &[u32::MAX; 3]));
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
                let mut asked_now = Engine::default();
                asked_now.append(&batch("a", &seconds));
                asked_now.append(&batch("b", &[u32::MAX; 3]));
                for question in
                    [Question::Status, Question::Strip { bins: 50 }, Question::Overview { bins: 50, top: 3 }]
                {
                    assert_eq!(engine.ask(&scope, &question), asked_now.ask(&scope, &question), "{scope:?}");
                }
                let columns = engine.store.columns();
                let is_within = |row: &u32| range.is_none_or(|range| range.contains(columns.time(*row)));
                let of_session = |row: &u32| match filter {
                    "" => true,
                    _ => (engine.store.text(TextField::Session, *row) == "a") != filter.starts_with('-'),
                };
                let expected = engine.store.events().filter(|row| is_within(row) && of_session(row)).count();
                let Answer::Status(status) = engine.ask(&scope, &Question::Status) else {
                    panic!("a status")
                };
                assert_eq!(status.matching, expected as u64, "{scope:?}");
            }
        }
    }
}
