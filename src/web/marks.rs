//! The marks of the case as the page knows them: which events they are of, and the ways to change them.

use super::context::App;
use leptos::prelude::*;
use sessionscope::casefile::{AnnotationEdit, Annotations, Citation, InputId, Mark};
use sessionscope::engine::requests::{EventCitation, MarkPlaces, NotedSessions};
use sessionscope::model::{RowId, System};
use sessionscope::query::answer::MarkPlace;
use sessionscope::state::Action;
use std::collections::HashMap;
use std::sync::Arc;

/// The marks of the case. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Marks {
    app: App,
    /// What a person has added.
    pub annotations: Memo<Arc<Annotations>>,
    /// Where each mark is, once the engine has told of the marks as they are now.
    pub places: Memo<Option<Arc<Vec<MarkPlace>>>>,
    /// The record by which each marked event is named. The engine tells which event that is: another one may stand for
    /// it by now.
    marked: Memo<HashMap<RowId, Citation>>,
    /// The ids that the sessions have now on which there are notes.
    noted: Memo<Option<Arc<Vec<Option<String>>>>>,
    /// Changes when somebody wants to write a tag.
    pub tag_asked: RwSignal<u32>,
    /// Whether somebody wants to, and the field for it has not got the focus yet.
    pub is_tag_awaited: StoredValue<bool>,
}

impl Marks {
    /// Makes the handle known to all components below.
    pub fn provide(app: App) -> Marks {
        let annotations = app.pick(|state| Arc::clone(&state.case.annotations));
        let marks_version =
            app.pick(|state| (!state.case.annotations.marks.is_empty()).then_some(state.case.version));
        let notes_version = app
            .pick(|state| (!state.case.annotations.session_notes.is_empty()).then_some(state.case.version));
        let answers = app.ask_then(
            move || marks_version.get().map(|version| MarkPlaces { version }),
            move |asked, places| {
                if Some(asked.version) == marks_version.get_untracked() {
                    settle(app, places);
                }
            },
        );
        let places = Memo::new(move |_| {
            let version = marks_version.get()?;
            answers.latest.with(|latest| {
                let now = latest.as_ref().filter(|latest| latest.request.version == version)?;
                Some(Arc::clone(&now.response))
            })
        });
        let marked = Memo::new(move |before: Option<&HashMap<RowId, Citation>>| {
            annotations.with(|all| match places.get() {
                Some(places) => citations(&places, &all.marks),
                // Until the engine has told, signs stay where they were.
                None => before.cloned().unwrap_or_default(),
            })
        });
        let noted_answers = app.ask(move || notes_version.get().map(|version| NotedSessions { version }));
        let noted = Memo::new(move |_| {
            let version = notes_version.get()?;
            noted_answers.latest.with(|latest| {
                let now = latest.as_ref().filter(|latest| latest.request.version == version)?;
                Some(Arc::clone(&now.response))
            })
        });
        let marks = Marks {
            app,
            annotations,
            places,
            marked,
            noted,
            tag_asked: RwSignal::new(0),
            is_tag_awaited: StoredValue::new(false),
        };
        provide_context(marks);
        marks
    }

    /// The handle, in a component.
    pub fn get() -> Marks {
        expect_context()
    }

    /// The mark of an event, followed.
    pub fn mark(self, row: RowId) -> Option<Mark> {
        self.marked.with(|marked| {
            let event = marked.get(&row)?;
            self.annotations.with(|all| mark_named(all, event).cloned())
        })
    }

    /// Whether an event is marked, followed.
    pub fn is_marked(self, row: RowId) -> bool {
        self.mark(row).is_some()
    }

    /// Marks an event, or takes its mark away.
    pub fn toggle(self, row: RowId) {
        self.edit_event(row, AnnotationEdit::ToggleMark);
    }

    /// Makes a change to what was added to an event.
    pub fn edit_event(self, row: RowId, edit: impl FnOnce(Citation) -> AnnotationEdit + 'static) {
        match untrack(|| self.mark(row)) {
            Some(mark) => self.edit(edit(mark.event)),
            None => self.app.ask_once(EventCitation { row }, move |answer| {
                if let Ok(Some(event)) = answer {
                    self.edit(edit(event));
                }
            }),
        }
    }

    /// Makes a change.
    pub fn edit(self, edit: AnnotationEdit) {
        self.app.act(Action::Annotate(edit));
    }

    /// The id by which the note on a session is kept, followed: an older one where the session had another id then.
    pub fn noted_session(self, system: System, id: &str) -> String {
        let number = self.noted.with(|noted| {
            let noted = noted.as_ref()?;
            self.annotations.with(|all| {
                let is_it = |(now, note): (&Option<String>, &sessionscope::casefile::SessionNote)| {
                    note.system == system.id() && now.as_deref() == Some(id)
                };
                noted.iter().zip(&all.session_notes).position(is_it)
            })
        });
        let known = |number: usize| self.annotations.with(|all| all.session_notes.get(number).cloned());
        number.and_then(known).map_or_else(|| id.to_owned(), |note| note.session)
    }

    /// Shows the selected event with the field for its tags, which gets the focus once it is there; whether there is
    /// such an event.
    pub fn ask_for_tag(self) -> bool {
        let has_event = self.app.now(|state| state.selected.is_some());
        if has_event {
            self.app.act(Action::SetDrawer(true));
            self.is_tag_awaited.set_value(true);
            self.tag_asked.update(|asked| *asked += 1);
        }
        has_event
    }
}

/// The record of each marked event; of several marks of one event the first.
fn citations(places: &[MarkPlace], marks: &[Mark]) -> HashMap<RowId, Citation> {
    let mut found = HashMap::new();
    for (place, mark) in places.iter().zip(marks) {
        for row in &place.rows {
            found.entry(*row).or_insert_with(|| mark.event.clone());
        }
    }
    found
}

/// The mark of a record that was named before the hash of its input was known, perhaps, and is named by that now.
fn mark_named<'a>(all: &'a Annotations, event: &Citation) -> Option<&'a Mark> {
    all.mark_of(event).or_else(|| {
        let is_it = |mark: &&Mark| mark.event.offset == event.offset && mark.event.path == event.path;
        all.marks.iter().find(is_it).filter(|_| event.input == InputId::ReadNow)
    })
}

/// Tells the state what the inputs hash to whose marks were made before that was known.
fn settle(app: App, places: &[MarkPlace]) {
    let hashes: Vec<(String, String)> = app.now(|state| {
        let marks = state.case.annotations.marks.iter().zip(places);
        marks.filter_map(|(mark, place)| Some((mark.event.path.clone(), place.sha256.clone()?))).collect()
    });
    if !hashes.is_empty() {
        app.act(Action::SettleMarks(hashes));
    }
}
