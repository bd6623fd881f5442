//! Rows: events as tables show them, and all that is known of one.

use super::answer::{EventDetail, EventRow, InputRow, LimitationRow, NoticeRow, Page, saturated};
use super::event_field::{EventField, EventValues};
use super::selection::Selection;
use super::view::View;
use crate::model::limitation::Limitation;
use crate::model::notice_list::Notice;
use crate::model::store::Input;
use crate::model::time::{UNDATED, rfc3339};
use crate::model::{RowId, Store, TextField, Window};
use crate::source::order;

/// One event as a row.
pub fn event_row(view: &View<'_>, row: RowId) -> EventRow {
    let View { store, index, classification, .. } = view;
    let text = |field| store.text(field, row).to_owned();
    let meaning = classification.of_row(store, row);
    EventRow {
        row,
        time_ms: Some(store.columns().time(row)).filter(|time| *time != UNDATED),
        system: store.columns().system(row),
        activity: text(TextField::Activity),
        family: meaning.family,
        user: text(TextField::User),
        workspace_user: view.workspace_user(row).map(str::to_owned),
        session: index.session_id(store, row).to_owned(),
        client_ip: text(TextField::ClientIp),
        host: text(TextField::Host),
        url: text(TextField::Url),
        file: text(TextField::File),
        target: text(TextField::Target),
        service: text(TextField::Service),
        agent: text(TextField::Agent),
        error: text(TextField::Error),
        size: store.columns().size(row).map(saturated),
        moves: meaning.moves,
        others: Vec::new(),
    }
}

/// Some of a list of rows, with these fields beside what every row has.
pub fn event_page(view: &View<'_>, rows: &[RowId], window: Window, fields: &[EventField]) -> Page<EventRow> {
    Page::of(rows, window, |row| event_row_with(view, *row, fields))
}

/// One event as a row, with these fields beside what every row has.
pub fn event_row_with(view: &View<'_>, row: RowId, fields: &[EventField]) -> EventRow {
    let values = EventValues::new(view, row);
    let asked = fields.iter().filter(|field| !EventRow::has(**field));
    let others = asked.map(|field| (*field, field.value(&values).to_string())).collect();
    EventRow { others, ..event_row(view, row) }
}

/// Those of the events in an order that are selected.
pub fn selected_of(order: &[RowId], selection: &Selection) -> Vec<RowId> {
    order.iter().copied().filter(|row| selection.contains(*row)).collect()
}

/// The events that move something, in time order, undated ones last.
pub fn transfers_in_order(view: &View<'_>) -> Vec<RowId> {
    let moves = |row: &RowId| view.classification.of_row(view.store, *row).moves.is_some();
    view.index.order.iter().copied().filter(moves).collect()
}

/// Everything that is known of an event; nothing where there is no such row. Whoever holds a row that has
/// turned out to be a later copy is told of the event, and of the row that it has now.
pub fn event_detail(view: &View<'_>, row: RowId) -> Option<EventDetail> {
    let View { store, index, .. } = view;
    let row = store.event_at(row)?;
    let event = event_row(view, row);
    let input = &store.inputs()[store.columns().input(row) as usize];
    let session_number = index.session_of(store, row);
    let siblings = session_number.map_or(&[][..], |session| index.rows_of(store, session));
    let own = siblings.iter().position(|sibling| *sibling == row);
    let mut fields = vec![("system".to_owned(), event.system.id().to_owned())];
    for field in TextField::ALL {
        let text = match field {
            TextField::Session => event.session.as_str(),
            other => store.text(other, row),
        };
        if !text.is_empty() {
            fields.push((field.id().to_owned(), text.to_owned()));
        }
    }
    if let Some(size) = event.size {
        fields.push(("size".to_owned(), size.to_string()));
    }
    if let Some((from, to)) = event.moves {
        fields.push(("from".to_owned(), from.id().to_owned()));
        fields.push(("to".to_owned(), to.id().to_owned()));
    }
    if let Some(time) = event.time_ms {
        fields.insert(0, ("time".to_owned(), rfc3339(time)));
    }
    Some(EventDetail {
        fields,
        path: input.path.clone(),
        span: store.columns().span(row),
        sha256: input.sha256.clone(),
        containers: containers_of(input),
        session_number,
        before: own.and_then(|index| index.checked_sub(1)).map(|index| siblings[index]),
        after: own.and_then(|index| siblings.get(index + 1)).copied(),
        event,
    })
}

/// The row of the event that stands at an offset of an input, or stood there before an earlier copy of it came in.
pub fn row_at(store: &Store, path: &str, offset: u64) -> Option<RowId> {
    let input = store.input_number(path)?;
    let columns = store.columns();
    let is_there = |row: &RowId| columns.input(*row) == input && columns.offset(*row) == offset;
    // Of several records of one offset those that are still there come first.
    let rows = || (0..store.row_count()).map(RowId).filter(is_there);
    rows().find(|row| store.is_event(*row)).or_else(|| store.event_at(rows().next()?))
}

/// The numbers of all inputs, by path.
pub fn inputs_by_path(store: &Store) -> Vec<u32> {
    let inputs = store.inputs();
    let is_input = |number: &u32| !inputs[*number as usize].is_archive();
    let mut numbers: Vec<u32> = (0..inputs.len() as u32).filter(is_input).collect();
    order::sort_by(&mut numbers, |a, b| inputs[*a as usize].path.cmp(&inputs[*b as usize].path));
    numbers
}

/// Some of the manifest.
pub fn input_page(store: &Store, inputs: &[u32], window: Window) -> Page<InputRow> {
    Page::of(inputs, window, |number| input_row(&store.inputs()[*number as usize]))
}

fn input_row(input: &Input) -> InputRow {
    InputRow {
        path: input.path.clone(),
        bytes: input.end.as_ref().map_or(input.bytes_read, |end| end.bytes),
        sha256: input.sha256.clone(),
        containers: containers_of(input),
        format: input.format_id().to_owned(),
        records: input.record_count(),
        events: input.events,
        duplicates: input.duplicates,
        rejected: input.rejected,
        skipped: input.skipped,
        is_complete: input.is_complete(),
    }
}

/// What inputs cannot show: their numbers, in the order of these, each with one limitation.
pub fn limitations(store: &Store, inputs: &[u32]) -> Vec<(u32, Limitation)> {
    let of = |number: &u32| {
        let number = *number;
        store.inputs()[number as usize].form.limitations().map(move |limitation| (number, limitation))
    };
    inputs.iter().flat_map(of).collect()
}

/// Some of what inputs cannot show.
pub fn limitation_page(
    store: &Store,
    limitations: &[(u32, Limitation)],
    window: Window,
) -> Page<LimitationRow> {
    Page::of(limitations, window, |(number, limitation)| LimitationRow {
        path: store.inputs()[*number as usize].path.clone(),
        limitation: *limitation,
    })
}

/// Some of the notices.
pub fn notice_page(store: &Store, notices: &[Notice], window: Window) -> Page<NoticeRow> {
    Page::of(notices, window, |notice| {
        let input = &store.inputs()[notice.input as usize];
        NoticeRow {
            path: input.path.clone(),
            span: notice.span,
            containers: containers_of(input),
            reason: notice.reason,
            detail: notice.detail.to_string(),
        }
    })
}

fn containers_of(input: &Input) -> Vec<String> {
    input.end.as_ref().map(|end| end.containers.clone()).unwrap_or_default()
}
