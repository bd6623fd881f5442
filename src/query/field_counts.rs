//! How many events have which values of some fields: exact counts of every value, of any fields together.
//!
//! ```text
//!   event ──▶ a code for each field ──▶ a group for each distinct row of codes ──▶ events, first, last
//! ```

use super::answer::{ValueCount, ValueCounts};
use super::view::View;
use crate::filter::Field;
use crate::model::index::SessionName;
use crate::model::packed::PackedColumn;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{ByteCount, Endpoint, Family, Index, RowId, SessionNo, Store, System, TextField, Window};
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A field whose values can be counted: all but the time, of which there are as many as events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountableField {
    /// One of the texts of an event.
    Text(TextField),
    /// The system that recorded it.
    System,
    /// Its family.
    Family,
    /// From where it moved something.
    From,
    /// To where it moved something.
    To,
    /// The person of its user.
    Person,
    /// The path of its input.
    Input,
    /// The recorded size.
    Size,
}

impl CountableField {
    /// A field, if its values can be counted.
    pub const fn of(field: Field) -> Option<CountableField> {
        Some(match field {
            Field::Text(field) => CountableField::Text(field),
            Field::System => CountableField::System,
            Field::Family => CountableField::Family,
            Field::From => CountableField::From,
            Field::To => CountableField::To,
            Field::Person => CountableField::Person,
            Field::Input => CountableField::Input,
            Field::Size => CountableField::Size,
            Field::Time | Field::Tag | Field::Marked | Field::Deep | Field::Found => return None,
        })
    }

    /// The field of this name in any case, if its values can be counted.
    pub fn from_name(name: &str) -> Option<CountableField> {
        Field::from_name(name).and_then(CountableField::of)
    }

    /// The field in the filter language.
    pub const fn field(self) -> Field {
        match self {
            CountableField::Text(field) => Field::Text(field),
            CountableField::System => Field::System,
            CountableField::Family => Field::Family,
            CountableField::From => Field::From,
            CountableField::To => Field::To,
            CountableField::Person => Field::Person,
            CountableField::Input => Field::Input,
            CountableField::Size => Field::Size,
        }
    }
}

/// A value that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountedValue<'a> {
    /// A text (untrusted); empty where the events have none.
    Text(&'a str),
    /// A recorded size in bytes.
    Size(Option<ByteCount>),
}

/// The events that have certain values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueGroup {
    /// How many.
    pub events: u64,
    /// Time of the first one of those that have a time.
    pub first: Option<TimeMs>,
    /// Time of the last one of those that have a time.
    pub last: Option<TimeMs>,
}

/// How many events of a view have which values of some fields.
pub struct FieldCounts {
    names: Vec<&'static str>,
    fields: Vec<CodedField>,
    /// The codes of each group, one a field.
    codes: Vec<u32>,
    groups: Vec<ValueGroup>,
    /// Most events first, then by value.
    order: Vec<u32>,
    /// The position of the events that have no value, where only one field was counted.
    without: Option<usize>,
    events: u64,
}

impl FieldCounts {
    /// Counts the events in scope by the values of these fields.
    pub fn of(view: &View<'_>, fields: &[CountableField]) -> FieldCounts {
        let names = fields.iter().map(|field| field.field().name()).collect();
        let mut fields: Vec<CodedField> = fields.iter().map(|field| CodedField::new(view, *field)).collect();
        let mut groups = Groups::new(fields.len());
        let mut codes = vec![0; fields.len()];
        for row in view.selection.iter() {
            for (code, field) in codes.iter_mut().zip(&mut fields) {
                *code = field.code(view, row);
            }
            groups.add(&codes, view.store.columns().time(row));
        }
        let Groups { codes, groups, .. } = groups;
        let (order, without, events) = (Vec::new(), None, view.selection.count());
        let mut counts = FieldCounts { names, fields, codes, groups, order, without, events };
        let mut order: Vec<u32> = (0..counts.groups.len() as u32).collect();
        order::sort_by(&mut order, |a, b| {
            let events = |group: &u32| Reverse(counts.groups[*group as usize].events);
            events(a).cmp(&events(b)).then_with(|| counts.values_of(view, *a).cmp(counts.values_of(view, *b)))
        });
        counts.order = order;
        // Several fields are only counted by rows, of which each has its values.
        if counts.fields.len() == 1 {
            counts.without = (0..counts.len()).find(|position| {
                matches!(
                    counts.values(view, *position).next(),
                    Some(CountedValue::Text("") | CountedValue::Size(None))
                )
            });
        }
        counts
    }

    /// The names of the fields.
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// How many events were counted.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// How many distinct values there are, or rows of values where there are several fields.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no event was counted.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The events that have the values at a position of the order.
    pub fn group(&self, position: usize) -> ValueGroup {
        self.groups[self.order[position] as usize]
    }

    /// The values at a position of the order, one a field. The view must be the one that was counted.
    pub fn values<'a>(&'a self, view: &View<'a>, position: usize) -> impl Iterator<Item = CountedValue<'a>> {
        self.values_of(view, self.order[position])
    }

    /// Some of the values of the only field, the most frequent first; those events are left aside that have none.
    pub fn top(&self, view: &View<'_>, window: Window) -> ValueCounts {
        let positions = (0..self.len()).filter(|position| Some(*position) != self.without);
        let distinct = (self.len() - usize::from(self.without.is_some())) as u32;
        let range = window.positions(distinct);
        let (first, count) = (range.start as usize, range.len());
        let top = positions.clone().skip(first).take(count).map(|position| ValueCount {
            value: match self.values(view, position).next() {
                Some(CountedValue::Text(text)) => text.to_owned(),
                Some(CountedValue::Size(Some(size))) => size.to_string(),
                Some(CountedValue::Size(None)) | None => String::new(),
            },
            events: self.events_at(position),
            family: None,
            system: None,
        });
        let others = positions.clone().skip(first + count).map(|position| self.events_at(position)).sum();
        ValueCounts { first: range.start, top: top.collect(), distinct: distinct.into(), others }
    }

    fn events_at(&self, position: usize) -> u64 {
        self.group(position).events
    }

    fn values_of<'a>(&'a self, view: &View<'a>, group: u32) -> impl Iterator<Item = CountedValue<'a>> {
        let first = group as usize * self.fields.len();
        let view = *view;
        self.fields.iter().zip(&self.codes[first..]).map(move |(field, code)| field.value(&view, *code))
    }
}

/// The groups of events so far.
struct Groups {
    /// By the code of the first field: a number for each.
    first: Vec<u32>,
    /// For each further field, by the number so far and its code: a number for both.
    further: Vec<HashMap<(u32, u32), u32>>,
    /// How many numbers each field has given.
    counts: Vec<u32>,
    codes: Vec<u32>,
    groups: Vec<ValueGroup>,
    /// The group of the event before: neighbours mostly have the same values.
    last: Option<u32>,
}

impl Groups {
    fn new(fields: usize) -> Groups {
        Groups {
            first: Vec::new(),
            further: vec![HashMap::new(); fields.saturating_sub(1)],
            counts: vec![0; fields],
            codes: Vec::new(),
            groups: Vec::new(),
            last: None,
        }
    }

    fn add(&mut self, codes: &[u32], time: TimeMs) {
        let is_last = |group: &u32| self.codes[*group as usize * codes.len()..].starts_with(codes);
        let number = match self.last.filter(is_last) {
            Some(group) => group,
            None => self.number_of(codes),
        };
        self.last = Some(number);
        if number as usize == self.groups.len() {
            self.codes.extend_from_slice(codes);
            self.groups.push(ValueGroup { events: 0, first: None, last: None });
        }
        let group = &mut self.groups[number as usize];
        group.events += 1;
        if time != UNDATED {
            group.first = Some(group.first.map_or(time, |first| first.min(time)));
            group.last = Some(group.last.map_or(time, |last| last.max(time)));
        }
    }

    /// The number of the group of these codes; of new ones the next that is free.
    fn number_of(&mut self, codes: &[u32]) -> u32 {
        let Some((first_code, further_codes)) = codes.split_first() else { return 0 };
        let index = *first_code as usize;
        if self.first.len() <= index {
            self.first.resize(index + 1, u32::MAX);
        }
        let known = &mut self.first[index];
        if *known == u32::MAX {
            *known = take_next(&mut self.counts[0]);
        }
        let mut number = *known;
        for ((known, code), count) in self.further.iter_mut().zip(further_codes).zip(&mut self.counts[1..]) {
            number = *known.entry((number, *code)).or_insert_with(|| take_next(count));
        }
        number
    }
}

fn take_next(count: &mut u32) -> u32 {
    *count += 1;
    *count - 1
}

/// A field whose values are codes: two events have the same code if, and only if, they have the same value.
enum CodedField {
    Text(TextField),
    Session(SessionIds),
    System,
    Family,
    /// By one more than the number of the flow: one more than that of the endpoint, which it moves from or to.
    Endpoint(Vec<u32>),
    /// By one more than the number of the person.
    Person,
    /// By input: each has a path of its own.
    Input,
    Size(Sizes),
}

/// The ids of sessions by code: those of the dictionary, and then those that were made up.
struct SessionIds {
    by_session: Vec<u32>,
    /// The code of the first that was made up. The dictionary may grow while what was counted is written.
    first_made_up: usize,
    /// Sessions whose ids are not in the dictionary.
    made_up: Vec<SessionNo>,
}

/// Sizes by code, one more than the index here; 0 is none.
#[derive(Default)]
struct Sizes {
    sizes: Vec<ByteCount>,
    codes: HashMap<ByteCount, u32>,
}

impl CodedField {
    fn new(view: &View<'_>, field: CountableField) -> CodedField {
        let endpoints = |of: fn(&crate::model::FlowKey) -> Endpoint| {
            let flows = view.classification.flows().iter();
            let numbers = flows.map(|flow| 1 + of(flow) as u32);
            CodedField::Endpoint(std::iter::once(0).chain(numbers).collect())
        };
        match field {
            CountableField::Text(TextField::Session) => {
                CodedField::Session(SessionIds::of(view.store, view.index))
            }
            CountableField::Text(field) => CodedField::Text(field),
            CountableField::System => CodedField::System,
            CountableField::Family => CodedField::Family,
            CountableField::From => endpoints(|flow| flow.from),
            CountableField::To => endpoints(|flow| flow.to),
            CountableField::Person => CodedField::Person,
            CountableField::Input => CodedField::Input,
            CountableField::Size => CodedField::Size(Sizes::default()),
        }
    }

    fn code(&mut self, view: &View<'_>, row: RowId) -> u32 {
        let columns = view.store.columns();
        let number = |column: &PackedColumn| column.get(row) as u32;
        match self {
            CodedField::Text(field) => columns.code(*field, row),
            CodedField::Session(ids) => match view.index.session_name(view.store, row) {
                SessionName::Found(session) => ids.by_session[session.index()],
                SessionName::AsWritten(code) => code,
            },
            CodedField::System => number(columns.systems()),
            CodedField::Family => number(view.classification.families()),
            CodedField::Endpoint(by_flow) => by_flow[number(view.classification.moves()) as usize],
            CodedField::Person => view.people().number_of(view.store, row),
            CodedField::Input => columns.input(row),
            CodedField::Size(sizes) => columns.size(row).map_or(0, |size| sizes.code(size)),
        }
    }

    fn value<'a>(&'a self, view: &View<'a>, code: u32) -> CountedValue<'a> {
        let index = code as usize;
        CountedValue::Text(match self {
            CodedField::Text(field) => view.store.dictionary(*field).get(code),
            CodedField::Session(ids) => match index.checked_sub(ids.first_made_up) {
                Some(made_up) => &view.index.session(ids.made_up[made_up]).id,
                None => view.store.dictionary(TextField::Session).get(code),
            },
            CodedField::System => System::from_index(code as u8).id(),
            CodedField::Family => Family::from_index(code as u8).map_or("", Family::id),
            CodedField::Endpoint(_) => {
                index.checked_sub(1).and_then(|index| Endpoint::ALL.get(index)).map_or("", |it| it.id())
            }
            CodedField::Person => view.people().name(code),
            CodedField::Input => &view.store.inputs()[index].path,
            CodedField::Size(sizes) => {
                return CountedValue::Size(index.checked_sub(1).map(|index| sizes.sizes[index]));
            }
        })
    }
}

impl SessionIds {
    fn of(store: &Store, index: &Index) -> SessionIds {
        let texts = store.dictionary(TextField::Session);
        let first_made_up = texts.len();
        let mut made_up = Vec::new();
        let mut codes: HashMap<&str, u32> = HashMap::new();
        let mut code_of = |(number, id)| {
            texts.code(id).unwrap_or_else(|| {
                *codes.entry(id).or_insert_with(|| {
                    made_up.push(number);
                    (first_made_up + made_up.len() - 1) as u32
                })
            })
        };
        let ids = index.numbered_sessions().map(|(number, session)| (number, session.id.as_str()));
        SessionIds { by_session: ids.map(&mut code_of).collect(), first_made_up, made_up }
    }
}

impl Sizes {
    fn code(&mut self, size: ByteCount) -> u32 {
        *self.codes.entry(size).or_insert_with(|| {
            self.sizes.push(size);
            self.sizes.len() as u32
        })
    }
}
