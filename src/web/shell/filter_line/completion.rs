//! What can be written next in the filter line: fields, values with their events, and lines that were asked before.

mod finding_kinds;
mod list;

pub use list::{CompletionList, entry_id};

use crate::context::App;
use crate::found::Found;
use finding_kinds::kinds_like;
use leptos::prelude::*;
use sessionscope::engine::requests::{FacetCounts, FacetRequest, Facets};
use sessionscope::filter::{Field, Fragment};
use sessionscope::model::{TextField, Window};
use sessionscope::query::field_counts::CountableField;
use sessionscope::state::Language;
use sessionscope::text::field_name;

/// The id of the list, and the beginning of those of its entries.
pub const LIST: &str = "filter-completion";

/// How many values of one field are offered, of each of several fields, and how many fields.
const VALUES: u32 = 8;
const VALUES_OF_EACH: u32 = 3;
const FIELDS: usize = 8;

/// The fields whose values a word is looked for in: those that people know things by.
const NAMED: [TextField; 6] = [
    TextField::User,
    TextField::Host,
    TextField::File,
    TextField::Activity,
    TextField::Target,
    TextField::ClientIp,
];

/// Something that can be written.
#[derive(Clone, PartialEq)]
pub enum Suggestion {
    /// The name of a field.
    Field(Field),
    /// A value of a field (untrusted text), and its events, if they are counted.
    Value(Field, String, Option<u64>),
    /// A whole line that was asked before.
    Line(String),
}

impl Suggestion {
    /// The line with this written in, and where the cursor goes, in characters.
    pub fn written(&self, fragment: &Fragment, line: &str) -> Option<(String, usize)> {
        match self {
            Suggestion::Field(field) => Some(fragment.with_field(line, *field)),
            Suggestion::Value(field, value, _) => fragment.with_value(line, *field, value),
            Suggestion::Line(line) => Some((line.clone(), line.chars().count())),
        }
    }
}

/// What is offered, and which of it the arrows have come to. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Completion {
    /// What is being written; nothing while nobody writes.
    pub fragment: RwSignal<Option<Fragment>>,
    /// What is offered.
    pub suggestions: Memo<Vec<Suggestion>>,
    /// The entry that the arrows have come to, which Enter takes.
    chosen: RwSignal<Option<Suggestion>>,
}

impl Completion {
    /// What is offered for what is being written; of an empty line the lines that were asked before.
    pub fn new(app: App, recent: RwSignal<Vec<String>>) -> Completion {
        let fragment = RwSignal::new(None::<Fragment>);
        let tags = app
            .pick(|state| state.case.annotations.tags().into_iter().map(str::to_owned).collect::<Vec<_>>());
        let found = Found::get();
        let answers = app.ask(move || fragment.with(|fragment| fragment.as_ref().and_then(request)));
        let suggestions = Memo::new(move |_| {
            let Some(fragment) = fragment.get() else { return Vec::new() };
            let language = app.language.get();
            let lines =
                recent.with(|recent| recent.iter().cloned().map(Suggestion::Line).collect::<Vec<_>>());
            let lines = if fragment.span.end == 0 { lines } else { Vec::new() };
            // What answers another question is no value of this field.
            let asked = request(&fragment);
            let mut values = answers.latest.with(|latest| {
                let latest = latest.as_ref().filter(|latest| Some(&latest.request) == asked.as_ref());
                latest
                    .map(|it| it.response.iter().flat_map(values_of).collect::<Vec<_>>())
                    .unwrap_or_default()
            });
            values.extend(known_values(&fragment, &values));
            values.extend(tags.with(|tags| tags_like(&fragment, tags)));
            let kinds = found.summary.with(|summary| kinds_like(&fragment, summary.as_deref()));
            let of_kind = |(kind, events)| Suggestion::Value(Field::Found, kind, events);
            values.extend(kinds.into_iter().map(of_kind));
            let fields =
                if fragment.field.is_none() { fields_like(language, &fragment.written) } else { Vec::new() };
            lines.into_iter().chain(fields).chain(values).collect()
        });
        Completion { fragment, suggestions, chosen: RwSignal::new(None) }
    }

    /// Offers nothing any more.
    pub fn close(self) {
        self.fragment.set(None);
        self.chosen.set(None);
    }

    /// Whether something is offered.
    pub fn is_open(self) -> bool {
        self.suggestions.with(|all| !all.is_empty())
    }

    /// Writes something else: nothing is chosen yet.
    pub fn begin(self, fragment: Option<Fragment>) {
        self.chosen.set(None);
        self.fragment.set(fragment);
    }

    /// Which entry the arrows have come to. The list may have changed since: an entry is itself, wherever it stands.
    pub fn active(self) -> Option<usize> {
        let chosen = self.chosen.get()?;
        self.suggestions.with(|all| all.iter().position(|suggestion| *suggestion == chosen))
    }

    /// Goes to the next entry, or the one before; behind the last one comes none, and then the first.
    pub fn step(self, is_down: bool) {
        let active = untrack(|| self.active());
        let next = self.suggestions.with_untracked(|all| {
            let next = match (active, is_down) {
                (None, true) => Some(0),
                (None, false) => all.len().checked_sub(1),
                (Some(at), true) => Some(at + 1),
                (Some(at), false) => at.checked_sub(1),
            };
            next.and_then(|next| all.get(next).cloned())
        });
        self.chosen.set(next);
    }

    /// The entry that Enter takes.
    pub fn chosen(self) -> Option<Suggestion> {
        untrack(|| self.active()).and(self.chosen.get_untracked())
    }
}

/// What is asked for what is being written.
fn request(fragment: &Fragment) -> Option<Facets> {
    let of = |field: Field, count: u32| FacetRequest {
        field,
        holding: fragment.written.replace('*', ""),
        window: Window::new(0, count),
    };
    match fragment.field {
        Some(field) => CountableField::of(field).map(|field| Facets(vec![of(field.field(), VALUES)])),
        // Of a word without any letter everything would be offered.
        None if fragment.written.is_empty() => None,
        None => Some(Facets(NAMED.map(|field| of(Field::Text(field), VALUES_OF_EACH)).to_vec())),
    }
}

fn values_of(counts: &FacetCounts) -> Vec<Suggestion> {
    let field = counts.field;
    counts.counts.top.iter().map(|it| Suggestion::Value(field, it.value.clone(), Some(it.events))).collect()
}

/// The values that a field can have at all, where they are few and known, and no event in scope has them.
fn known_values(fragment: &Fragment, given: &[Suggestion]) -> Vec<Suggestion> {
    let Some(field) = fragment.field.filter(|field| *field != Field::Found) else { return Vec::new() };
    let written = fragment.written.to_lowercase();
    let is_given =
        |value: &str| given.iter().any(|it| matches!(it, Suggestion::Value(_, known, _) if known == value));
    let known = field.known_values().unwrap_or_default().into_iter();
    let known = known.filter(|value| value.contains(&written) && !is_given(value));
    let events = (!field.is_of_case()).then_some(0);
    known.map(|value| Suggestion::Value(field, value.to_owned(), events)).collect()
}

/// The tags of the case that hold what is written of one.
fn tags_like(fragment: &Fragment, tags: &[String]) -> Vec<Suggestion> {
    let written = fragment.written.replace('*', "").to_lowercase();
    let is_like = |tag: &&String| fragment.field == Some(Field::Tag) && tag.to_lowercase().contains(&written);
    tags.iter()
        .filter(is_like)
        .take(VALUES as usize)
        .map(|tag| Suggestion::Value(Field::Tag, tag.clone(), None))
        .collect()
}

/// The fields that may be meant: by the beginning of their name, or of what they are called on the page.
fn fields_like(language: Language, written: &str) -> Vec<Suggestion> {
    let written = written.to_lowercase();
    let is_like = |field: &Field| {
        field.name().starts_with(&written)
            || field_name(language, field.name()).to_lowercase().starts_with(&written)
    };
    Field::all().filter(is_like).take(FIELDS).map(Suggestion::Field).collect()
}
