//! Which events pass a filter. Each of its clauses, and each term within one, becomes a set of rows that is kept
//! for as long as the store stays as it is: a clause more is looked for alone.

use super::people::told_by;
use super::selection::Selection;
use super::view::DerivedData;
use crate::filter::{
    Expression, ExpressionKind, Field, Filter, MARKED, Matcher, Term, Test, TimeLiteral, Value,
};
use crate::model::index::SessionName;
use crate::model::packed::PackedColumn;
use crate::model::synthetic_id::start_in;
use crate::model::text_field::Search;
use crate::model::{ByteCount, Family, RowId, Session, Store, System, TextField, TimeRange};
use crate::source::limits::{MAX_KEPT_CLAUSE_BYTES, MAX_KEPT_CLAUSES};
use std::rc::Rc;

/// The events that pass a filter.
pub fn select(filter: &Filter, store: &Store, derived: &DerivedData) -> Selection {
    ClauseCache::default().select(filter, store, derived)
}

/// The rows of clauses that were asked for lately, of one store in one version.
#[derive(Default)]
pub struct ClauseCache {
    version: u64,
    /// Every event.
    events: Option<Rc<Selection>>,
    /// What was used last stands last.
    clauses: Vec<CachedClause>,
    byte_count: usize,
}

/// The rows of a clause or of a part of one, of which some may be no events.
struct CachedClause {
    /// Its normal form; where it depends on the zone of the display, with what it means in that.
    key: String,
    rows: Rc<Selection>,
}

impl ClauseCache {
    /// The events that pass a filter. What is derived must be of the store as it is.
    pub fn select(&mut self, filter: &Filter, store: &Store, derived: &DerivedData) -> Selection {
        self.selected(filter.clauses().iter(), Events { store, derived })
    }

    /// The events that pass all clauses but one, which is counted from 0: what a facet of that clause counts.
    pub fn select_without(
        &mut self,
        clause: usize,
        filter: &Filter,
        store: &Store,
        derived: &DerivedData,
    ) -> Selection {
        let others = filter.clauses().iter().enumerate().filter(|(index, _)| *index != clause);
        self.selected(others.map(|(_, other)| other), Events { store, derived })
    }

    /// The events that pass one expression; that they are kept makes a report on a filter cheap.
    pub fn select_alone(
        &mut self,
        expression: &Expression,
        store: &Store,
        derived: &DerivedData,
    ) -> Selection {
        self.selected(std::iter::once(expression), Events { store, derived })
    }

    fn selected<'a>(
        &mut self,
        clauses: impl Iterator<Item = &'a Expression>,
        events: Events<'_>,
    ) -> Selection {
        let version = events.store.version();
        if self.version != version {
            *self = ClauseCache { version, ..ClauseCache::default() };
        }
        let all = self.events.get_or_insert_with(|| Rc::new(Selection::all(events.store)));
        let mut selection = Selection::clone(all);
        for clause in clauses {
            match &clause.kind {
                ExpressionKind::Not(inner) => selection.remove(&self.rows(inner, events)),
                _ => selection.keep(&self.rows(clause, events)),
            }
        }
        selection
    }

    /// The rows for which an expression holds; some may be no events.
    fn rows(&mut self, expression: &Expression, events: Events<'_>) -> Rc<Selection> {
        let key = key_of(expression, events.derived);
        if let Some(index) = self.clauses.iter().position(|known| known.key == key) {
            let known = self.clauses.remove(index);
            let rows = Rc::clone(&known.rows);
            self.clauses.push(known);
            return rows;
        }
        let rows = Rc::new(match &expression.kind {
            ExpressionKind::And(members) => self.joined(members, events, Selection::keep),
            ExpressionKind::Or(members) => self.joined(members, events, Selection::add),
            ExpressionKind::Not(inner) => {
                let mut rows = Selection::all(events.store);
                rows.remove(&self.rows(inner, events));
                rows
            }
            ExpressionKind::Term(term) => events.with_term(term),
            ExpressionKind::Word(word) => events.with_word(&Matcher::anywhere(word)),
        });
        self.insert(key, &rows);
        rows
    }

    fn joined(
        &mut self,
        members: &[Expression],
        events: Events<'_>,
        join: impl Fn(&mut Selection, &Selection),
    ) -> Selection {
        let mut rows: Option<Selection> = None;
        for member in members {
            let more = self.rows(member, events);
            match &mut rows {
                Some(rows) => join(rows, &more),
                None => rows = Some(Selection::clone(&more)),
            }
        }
        rows.unwrap_or_else(|| Selection::none(events.store))
    }

    /// Keeps the rows of a clause, and lets go of what was not asked for the longest.
    fn insert(&mut self, key: String, rows: &Rc<Selection>) {
        let byte_count = |key: &str, rows: &Selection| key.len() + rows.byte_count();
        self.byte_count += byte_count(&key, rows);
        self.clauses.push(CachedClause { key, rows: Rc::clone(rows) });
        while self.clauses.len() > MAX_KEPT_CLAUSES || self.byte_count > MAX_KEPT_CLAUSE_BYTES {
            let oldest = self.clauses.remove(0);
            self.byte_count -= byte_count(&oldest.key, &oldest.rows);
        }
    }
}

/// What tells an expression from others that ask for something else: its normal form, and the times that it means
/// by those which say no zone.
fn key_of(expression: &Expression, derived: &DerivedData) -> String {
    let mut key = expression.to_string();
    if expression.depends_on_case() {
        key.push_str(&format!(" #{} {}", derived.annotated.get().version(), derived.deep.borrow().version()));
    }
    if expression.depends_on_findings() {
        key.push_str(&format!(" !{}", derived.found.get().version()));
    }
    for value in expression.terms().into_iter().flat_map(|term| &term.values) {
        if let Test::Time(TimeLiteral { range, depends_on_zone: true }) = value.test {
            key.push_str(&format!(" {}..{}", range.start_ms, range.end_ms));
        }
    }
    key
}

/// What a term is asked about.
#[derive(Clone, Copy)]
struct Events<'a> {
    store: &'a Store,
    derived: &'a DerivedData,
}

impl Events<'_> {
    /// The rows whose field has one of the values of a term.
    fn with_term(self, term: &Term) -> Selection {
        let columns = self.store.columns();
        let passes = |text: &str| term.values.iter().any(|value| value.passes(text));
        match term.field {
            Field::Text(TextField::Session) => self.with_session(passes, &term.values),
            Field::Text(field) => self.with_text(field, passes),
            Field::System => {
                let codes = System::ALL.map(|system| passes(system.id()));
                self.with_code(columns.systems(), &codes)
            }
            Field::Family => {
                let codes = Family::ALL.map(|family| passes(family.id()));
                self.with_code(self.derived.classification.families(), &codes)
            }
            Field::From | Field::To => {
                let flows = self.derived.classification.flows().iter();
                let ends = flows.map(|flow| if term.field == Field::From { flow.from } else { flow.to }.id());
                let codes: Vec<bool> = std::iter::once("").chain(ends).map(passes).collect();
                self.with_code(self.derived.classification.moves(), &codes)
            }
            Field::Person => self.with_person(passes),
            Field::Marked => {
                let annotated = self.derived.annotated.get();
                let mut rows = Selection::none(self.store);
                if passes(MARKED) {
                    rows.add(&Selection::of_rows(self.store, annotated.marked()));
                }
                if passes("") {
                    rows.add(&self.without(annotated.marked()));
                }
                rows
            }
            Field::Tag => {
                let annotated = self.derived.annotated.get();
                let mut rows = Selection::of_rows(self.store, annotated.tagged(&passes));
                if passes("") {
                    rows.add(&self.without(annotated.tagged(|_| true)));
                }
                rows
            }
            Field::Deep => {
                let deep = self.derived.deep.borrow();
                let mut rows = Selection::of_rows(self.store, deep.found(self.store, &passes));
                if passes("") {
                    rows.add(&self.without(deep.found(self.store, |_| true)));
                }
                rows
            }
            Field::Found => {
                let found = self.derived.found.get();
                let mut rows = Selection::of_rows(self.store, found.rows(&passes));
                if passes("") && found.is_known() {
                    rows.add(&self.without(found.rows(|_| true)));
                }
                rows
            }
            Field::Input => {
                let codes: Vec<bool> = self.store.inputs().iter().map(|input| passes(&input.path)).collect();
                self.with_code(columns.inputs(), &codes)
            }
            Field::Size => {
                let passes = |size| term.values.iter().any(|value| passes_size(&value.test, size));
                let test = |row, packed| passes(columns.unpacked_size(row, packed));
                Selection::where_number(self.store, columns.sizes(), test)
            }
            Field::Time => {
                let mut rows = Selection::none(self.store);
                term.values.iter().for_each(|value| rows.add(&self.with_time(&value.test)));
                rows
            }
        }
    }

    /// The rows that are none of these.
    fn without(self, others: impl Iterator<Item = RowId>) -> Selection {
        let mut rows = Selection::all(self.store);
        rows.remove(&Selection::of_rows(self.store, others));
        rows
    }

    /// The rows that have a matching text in one of the fields that words look in.
    fn with_word(self, matcher: &Matcher) -> Selection {
        let passes = |text: &str| !text.is_empty() && matcher.matches(text);
        let mut rows = Selection::none(self.store);
        for field in TextField::ALL.into_iter().filter(|field| field.search() == Search::InWords) {
            rows.add(&match field {
                TextField::Session => self.with_session(passes, &[]),
                _ => self.with_text(field, passes),
            });
        }
        rows
    }

    fn with_text(self, field: TextField, passes: impl Fn(&str) -> bool) -> Selection {
        let codes: Vec<bool> = self.store.dictionary(field).iter().map(passes).collect();
        self.with_code(self.store.columns().text(field), &codes)
    }

    /// The rows of people whose name passes; where an empty one does, also those of nobody.
    fn with_person(self, passes: impl Fn(&str) -> bool) -> Selection {
        let people = self.derived.people.get(self.store);
        let mut rows = Selection::none(self.store);
        for system in System::ALL.into_iter().filter(|system| self.store.has(*system)) {
            let field = told_by(system);
            let codes = 0..self.store.dictionary(field).len() as u32;
            let codes: Vec<bool> =
                codes.map(|code| passes(people.name(people.number_of_code(system, code)))).collect();
            let mut of_system = self.with_code(self.store.columns().text(field), &codes);
            of_system
                .keep(&self.with_code(self.store.columns().systems(), &System::ALL.map(|it| it == system)));
            rows.add(&of_system);
        }
        rows
    }

    fn with_code(self, column: &PackedColumn, codes: &[bool]) -> Selection {
        if !codes.contains(&true) {
            return Selection::none(self.store);
        }
        Selection::where_number(self.store, column, |_, code| codes[code as usize])
    }

    /// The rows of sessions whose id passes, which is made up where the format has none; and of the rows that
    /// belong to no session, those whose own id does.
    fn with_session(self, passes: impl Fn(&str) -> bool, values: &[Value]) -> Selection {
        let mut sessions: Vec<bool> =
            self.derived.index.sessions.iter().map(|session| passes(&session.id)).collect();
        for value in values {
            self.add_renamed(value, &mut sessions);
        }
        let codes: Vec<bool> = self.store.dictionary(TextField::Session).iter().map(passes).collect();
        let mut rows = Selection::none(self.store);
        if sessions.contains(&true) || codes.contains(&true) {
            rows.set_where(|row| match self.derived.index.session_name(self.store, row) {
                SessionName::Found(session) => sessions[session.index()],
                SessionName::AsWritten(code) => codes[code as usize],
            });
        }
        rows
    }

    /// Adds the sessions that a value meant before earlier events were read, where none has that id now: a filter
    /// that names one is kept and passed on.
    fn add_renamed(self, value: &Value, sessions: &mut [bool]) {
        let has_it = |session: &Session| value.passes(&session.id);
        let Some(start) = value.written.text().and_then(start_in) else { return };
        if self.derived.index.sessions.iter().any(has_it) {
            return;
        }
        for (session, is_meant) in self.derived.index.sessions.iter().zip(sessions) {
            *is_meant |= session.id_from(start).is_some_and(|known| value.passes(&known));
        }
    }

    fn with_time(self, test: &Test) -> Selection {
        let within = |range| Selection::all(self.store).within(self.store, range);
        match test {
            Test::Time(time) => within(time.range),
            Test::Present => within(TimeRange { start_ms: i64::MIN, end_ms: i64::MAX }),
            _ => {
                let mut undated = Selection::all(self.store);
                undated.remove(&self.with_time(&Test::Present));
                undated
            }
        }
    }
}

fn passes_size(test: &Test, size: Option<ByteCount>) -> bool {
    match (test, size) {
        (Test::Absent, size) => size.is_none(),
        (Test::Present, size) => size.is_some(),
        (Test::Size(range), Some(size)) => range.contains(size),
        _ => false,
    }
}
