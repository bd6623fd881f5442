//! The columns of the table of events.

use crate::context::App;
use crate::marks::Marks;
use crate::widgets::cell::{cell_text, id_cell, text_cell, time_cell};
use crate::widgets::flag::Flag;
use crate::widgets::glyph::Glyph;
use crate::widgets::path::Path;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::time::rfc3339;
use sessionscope::model::{Endpoint, Family, TextField};
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::{EventColumn, EventSort};
use sessionscope::query::event_field::EventField;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units;
use sessionscope::text::{
    bytes_in_full, endpoint_name, event_summary, family_name, field_name, system_name, visible,
};
use web_sys::MouseEvent;

/// What a column is called where it is chosen.
pub fn column_name(app: App, column: EventColumn) -> String {
    let language = app.language.get();
    match column {
        EventColumn::What => say!(language, "events-column-what"),
        EventColumn::Moves => say!(language, "events-column-moves"),
        EventColumn::Field(field) => field_name(language, field.name()),
    }
}

/// The fields that are asked for beside what every row has.
pub fn fields(shown: &[EventColumn]) -> Vec<EventField> {
    let field = |column: &EventColumn| match column {
        EventColumn::Field(field) if !EventRow::has(*field) => Some(*field),
        _ => None,
    };
    shown.iter().filter_map(field).collect()
}

/// The columns: the sign of a mark, then those that are shown. Each sorts.
pub fn columns(
    app: App,
    marks: Marks,
    shown: &[EventColumn],
    sort: Memo<EventSort>,
) -> Vec<Column<EventRow>> {
    let sorted = |it: EventColumn| {
        let order = move || match sort.get() {
            EventSort { column, .. } if column != it => "none",
            EventSort { descending: true, .. } => "descending",
            EventSort { .. } => "ascending",
        };
        let click = move || app.act(Action::SortEvents(sort.get_untracked().after_click(it)));
        column(app, it).sorted(Sort::new(order, click))
    };
    [sign(app, marks)].into_iter().chain(shown.iter().map(|it| sorted(*it))).collect()
}

/// The sign of a mark, which makes it and takes it away.
fn sign(app: App, marks: Marks) -> Column<EventRow> {
    let heading = move || say!(app.language.get(), "events-column-mark");
    Column::new("mark", "40px", heading, move |row: &EventRow| {
        let row = row.row;
        let label = move || {
            let language = app.language.get();
            match marks.mark(row) {
                Some(mark) if mark.tags.is_empty() => say!(language, "mark-marked"),
                Some(mark) => visible(&mark.tags.join(", ")).into_owned(),
                None => say!(language, "mark-event"),
            }
        };
        // The row is not selected by it. Who uses keys marks the row that they have come to.
        let toggle = move |event: MouseEvent| {
            event.stop_propagation();
            marks.toggle(row);
        };
        view! {
            <button
                type="button"
                class="mark-sign"
                tabindex="-1"
                aria-pressed=move || marks.is_marked(row).to_string()
                aria-label=label
                title=label
                on:click=toggle
            >
                <Flag />
            </button>
        }
        .into_any()
    })
    .fixed()
}

/// How wide a column is, as a track of a grid.
fn width(column: EventColumn) -> &'static str {
    let EventColumn::Field(field) = column else {
        return if column == EventColumn::What { "minmax(200px, 2fr)" } else { "minmax(132px, 0.8fr)" };
    };
    match field {
        EventField::Time => "188px",
        EventField::Text(TextField::Activity) => "minmax(208px, 1.1fr)",
        EventField::Text(TextField::User) => "minmax(96px, 0.8fr)",
        EventField::Text(TextField::Session) => "84px",
        EventField::Text(TextField::ClientIp) | EventField::Text(TextField::Region) => "108px",
        EventField::Text(TextField::Url) => "minmax(200px, 1.6fr)",
        EventField::Text(TextField::Extension) => "76px",
        EventField::Text(TextField::Category) => "104px",
        EventField::Text(_) => "minmax(120px, 1fr)",
        EventField::System => "148px",
        EventField::Family | EventField::From | EventField::To => "124px",
        EventField::Path => "minmax(160px, 1.2fr)",
        EventField::Size | EventField::Line | EventField::Offset | EventField::Length => "80px",
    }
}

/// A column. Names of systems, families and endpoints are words, everything else stands as it is in the log.
fn column(app: App, column: EventColumn) -> Column<EventRow> {
    let heading = move || match column {
        EventColumn::Field(EventField::Time) => {
            say!(app.language.get(), "events-column-time", zone = app.zone.get().label())
        }
        _ => column_name(app, column),
    };
    let new = Column::new(column.id(), width(column), heading, move |row| cell(app, column, row));
    let EventColumn::Field(field) = column else {
        return if column == EventColumn::What { new.of_values(what_values) } else { new };
    };
    let new = match field {
        EventField::Size | EventField::Line | EventField::Offset | EventField::Length => new.numeric(),
        _ => new,
    };
    match Field::from_name(field.name()) {
        Some(asked) => new.of_field(asked, move |row| value(row, field)),
        None => new,
    }
}

/// What a row has in a field, as the filter language has it.
fn value(row: &EventRow, field: EventField) -> String {
    let end = |end: fn((Endpoint, Endpoint)) -> Endpoint| row.moves.map(|moves| end(moves).id().to_owned());
    match field {
        EventField::Text(field) => row.text(field).to_owned(),
        EventField::Time => row.time_ms.map(rfc3339).unwrap_or_default(),
        EventField::System => row.system.id().to_owned(),
        EventField::Family => row.family.id().to_owned(),
        EventField::Size => row.size.map(|size| size.to_string()).unwrap_or_default(),
        EventField::From => end(|(from, _)| from).unwrap_or_default(),
        EventField::To => end(|(_, to)| to).unwrap_or_default(),
        EventField::Path | EventField::Line | EventField::Offset | EventField::Length => {
            row.other(field).to_owned()
        }
    }
}

fn cell(app: App, column: EventColumn, row: &EventRow) -> AnyView {
    let EventColumn::Field(field) = column else {
        return if column == EventColumn::What { what_cell(row) } else { moves(app, row) };
    };
    match field {
        EventField::Time => {
            time_cell(app, row.time_ms, usize::MAX, || say!(app.language.get(), "events-undated"))
        }
        EventField::Text(TextField::Activity) => {
            family_cell(app, row.family, cell_text(&row.activity)).into_any()
        }
        EventField::Text(TextField::User) => user(app, row),
        EventField::Text(TextField::Session) => id_cell(&row.session),
        EventField::Text(field) => text_cell(row.text(field)),
        EventField::System => text_cell(&system_name(app.language.get(), row.system.id())),
        EventField::Family => family_cell(app, row.family, String::new()).into_any(),
        EventField::Size => size(app, row),
        EventField::From => endpoint(app, row.moves.map(|(from, _)| from)),
        EventField::To => endpoint(app, row.moves.map(|(_, to)| to)),
        EventField::Path => view! { <Path path=row.other(field).to_owned() /> }.into_any(),
        EventField::Line | EventField::Offset | EventField::Length => {
            row.other(field).parse().map(units::grouped).unwrap_or_default().into_any()
        }
    }
}

/// The sign of a family beside its name, or beside the activity of it.
fn family_cell(app: App, family: Family, activity: String) -> impl IntoView {
    let name = family_name(app.language.get(), family.id());
    let title = if activity.is_empty() { name.clone() } else { format!("{name} · {activity}") };
    let class = if activity.is_empty() { "" } else { "unseen" };
    view! {
        <span title=title>
            <Glyph family />
            <span class=class>{name} " "</span>
            {activity}
        </span>
    }
}

fn endpoint(app: App, endpoint: Option<Endpoint>) -> AnyView {
    endpoint.map(|endpoint| endpoint_name(app.language.get(), endpoint.id())).into_any()
}

fn user(app: App, row: &EventRow) -> AnyView {
    if row.user.is_empty() {
        return view! { <span class="faint">{say!(app.language.get(), "nobody")}</span> }.into_any();
    }
    text_cell(&row.user)
}

fn what_cell(row: &EventRow) -> AnyView {
    let what = event_summary(row);
    let error = (!row.error.is_empty()).then(|| {
        let gap = (!what.is_empty()).then_some(" · ");
        view! { {gap} <span class="bad">{cell_text(&row.error)}</span> }
    });
    view! { <span title=what.clone()>{what.clone()} {error}</span> }.into_any()
}

/// The fields that the line *what* is made of.
fn what_values(row: &EventRow) -> Vec<(Field, String)> {
    let EventRow { host, file, target, service, error, .. } = row;
    let fields = [
        (TextField::Host, host),
        (TextField::File, file),
        (TextField::Target, target),
        (TextField::Service, service),
        (TextField::Error, error),
    ];
    fields.map(|(field, value)| (Field::Text(field), value.clone())).to_vec()
}

fn size(app: App, row: &EventRow) -> AnyView {
    let language = app.language.get();
    match (row.size, row.moves) {
        (Some(size), _) => {
            let exact = bytes_in_full(language, size.into());
            view! { <span title=exact>{units::bytes(size.into())}</span> }.into_any()
        }
        (None, Some(_)) => view! { <span class="unknown">{say!(language, "unknown")}</span> }.into_any(),
        (None, None) => ().into_any(),
    }
}

fn moves(app: App, row: &EventRow) -> AnyView {
    let name = |endpoint: Endpoint| endpoint_name(app.language.get(), endpoint.id());
    match row.moves {
        Some((from, to)) => text_cell(&format!("{} → {}", name(from), name(to))),
        None => ().into_any(),
    }
}
