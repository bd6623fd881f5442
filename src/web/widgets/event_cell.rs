//! The cells of tables whose rows are events.

use crate::context::App;
use crate::widgets::cell::{cell_text, id_cell, text_cell, time_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::path::Path;
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::time::rfc3339;
use sessionscope::model::{Endpoint, Family, TextField};
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::EventColumn;
use sessionscope::query::event_field::EventField;
use sessionscope::say;
use sessionscope::text::units;
use sessionscope::text::{
    bytes_in_full, endpoint_name, event_summary, family_name, system_name, workspace_user,
};

/// What a row has in a field, as the filter language has it.
pub fn value(row: &EventRow, field: EventField) -> String {
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

/// The cell of a column.
pub fn cell(app: App, column: EventColumn, row: &EventRow) -> AnyView {
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

/// Who it was. Of a login to a WorkSpace that is known from elsewhere, and it is no value of its field.
fn user(app: App, row: &EventRow) -> AnyView {
    let language = app.language.get();
    if !row.user.is_empty() {
        return text_cell(&row.user);
    }
    let words = match &row.workspace_user {
        Some(user) => workspace_user(language, user),
        None => say!(language, "nobody"),
    };
    view! {
        <span class="faint" title=words.clone()>
            {words.clone()}
        </span>
    }
    .into_any()
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
pub fn what_values(row: &EventRow) -> Vec<(Field, String)> {
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
