//! What can be written next in the filter line: fields, values with their events, and lines that were asked before.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{FacetCounts, FacetRequest, Facets};
use sessionscope::filter::{Field, Fragment};
use sessionscope::model::{TextField, Window};
use sessionscope::query::field_counts::CountableField;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::number;
use sessionscope::text::{endpoint_name, family_name, field_name, system_name};

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
    /// A value of a field (untrusted text), and its events.
    Value(Field, String, u64),
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
    /// The entry that Enter takes.
    pub active: RwSignal<Option<usize>>,
}

impl Completion {
    /// What is offered for what is being written; of an empty line the lines that were asked before.
    pub fn new(app: App, recent: RwSignal<Vec<String>>) -> Completion {
        let fragment = RwSignal::new(None::<Fragment>);
        let answers = app.ask(move || fragment.with(|fragment| fragment.as_ref().and_then(request)));
        let suggestions = Memo::new(move |_| {
            let Some(fragment) = fragment.get() else { return Vec::new() };
            let language = app.language.get();
            let lines =
                recent.with(|recent| recent.iter().cloned().map(Suggestion::Line).collect::<Vec<_>>());
            let lines = if fragment.span.end == 0 { lines } else { Vec::new() };
            let is_asked = request(&fragment).is_some();
            let values = answers.with(|counts| counts.iter().flat_map(values_of).collect::<Vec<_>>());
            let values = values.filter(|_| is_asked).unwrap_or_default();
            let fields =
                if fragment.field.is_none() { fields_like(language, &fragment.written) } else { Vec::new() };
            lines.into_iter().chain(fields).chain(values).collect()
        });
        Completion { fragment, suggestions, active: RwSignal::new(None) }
    }

    /// Offers nothing any more.
    pub fn close(self) {
        self.fragment.set(None);
        self.active.set(None);
    }

    /// Whether something is offered.
    pub fn is_open(self) -> bool {
        self.suggestions.with(|all| !all.is_empty())
    }

    /// Goes to the next entry, or the one before; behind the last one comes none, and then the first.
    pub fn step(self, is_down: bool) {
        let count = self.suggestions.with_untracked(Vec::len);
        self.active.update(|active| {
            *active = match (*active, is_down) {
                (None, true) => Some(0),
                (None, false) => count.checked_sub(1),
                (Some(at), true) => Some(at + 1).filter(|next| *next < count),
                (Some(at), false) => at.checked_sub(1),
            };
        });
    }

    /// The entry that Enter takes.
    pub fn chosen(self) -> Option<Suggestion> {
        let active = self.active.get_untracked()?;
        self.suggestions.with_untracked(|all| all.get(active).cloned())
    }
}

/// What is asked for what is being written.
fn request(fragment: &Fragment) -> Option<Facets> {
    let of = |field: CountableField, count: u32| FacetRequest {
        field,
        holding: fragment.written.replace('*', ""),
        window: Window::new(0, count),
    };
    match fragment.field {
        Some(field) => CountableField::of(field).map(|field| Facets(vec![of(field, VALUES)])),
        // Of a word without any letter everything would be offered.
        None if fragment.written.is_empty() => None,
        None => Some(Facets(NAMED.map(|field| of(CountableField::Text(field), VALUES_OF_EACH)).to_vec())),
    }
}

fn values_of(counts: &FacetCounts) -> Vec<Suggestion> {
    let field = counts.field.field();
    counts.counts.top.iter().map(|it| Suggestion::Value(field, it.value.clone(), it.events)).collect()
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

/// The list under the line.
#[component]
pub fn CompletionList(completion: Completion, on_choose: Callback<Suggestion>) -> impl IntoView {
    let app = App::get();
    let Completion { suggestions, active, .. } = completion;
    let entry = move |(index, suggestion): (usize, Suggestion)| {
        let chosen = suggestion.clone();
        let words = entry_words(app.language.get_untracked(), &suggestion);
        view! {
            <li
                id=entry_id(index)
                role="option"
                aria-selected=move || (active.get() == Some(index)).to_string()
                on:click=move |_| on_choose.run(chosen.clone())
            >
                {words}
            </li>
        }
    };
    let entries = move || {
        app.language.track();
        suggestions.with(|all| all.iter().cloned().enumerate().map(entry).collect_view())
    };
    view! {
        <Show when=move || completion.is_open()>
            // A press must not take the focus out of the line before the click has come.
            <ul
                class="completion"
                id=LIST
                role="listbox"
                aria-label=words!(app.language, "filter-completion")
                on:pointerdown=|event| event.prevent_default()
                on:mousedown=|event| event.prevent_default()
            >
                {entries}
            </ul>
        </Show>
    }
}

/// The id of an entry.
pub fn entry_id(index: usize) -> String {
    format!("{LIST}-{index}")
}

fn entry_words(language: Language, suggestion: &Suggestion) -> AnyView {
    match suggestion {
        Suggestion::Field(field) => {
            let name = field_name(language, field.name());
            view! { <code>{field.name()} ":"</code> <span class="second">{name}</span> }.into_any()
        }
        Suggestion::Value(field, value, events) => {
            let named = match field {
                Field::System => Some(system_name(language, value)),
                Field::Family => Some(family_name(language, value)),
                Field::From | Field::To => Some(endpoint_name(language, value)),
                _ => None,
            };
            view! {
                <span class="completion-field">{field.name()} ":"</span>
                <code>{cell_text(value)}</code>
                <span class="second">{named}</span>
                <span class="number">{number(*events)}</span>
            }
            .into_any()
        }
        Suggestion::Line(line) => view! {
            <code>{cell_text(line)}</code>
            <span class="second">{say!(language, "filter-recent")}</span>
        }
        .into_any(),
    }
}
