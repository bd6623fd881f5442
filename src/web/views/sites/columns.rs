//! The columns of the table of sites.

use crate::context::App;
use crate::widgets::cell::{SECOND_CHARS, text_cell, time_cell};
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::{Amount, TextField};
use sessionscope::query::answer::{SiteField, SiteRow};
use sessionscope::query::table_sort::TableSort;
use sessionscope::say;
use sessionscope::state::{TableId, site_field};
use sessionscope::text::amount;
use sessionscope::text::units::number;

/// The columns of these names. Each sorts, the names of hosts from the first on and all else from the most on.
pub fn columns(
    app: App,
    sorted: Memo<TableSort<&'static str>>,
    shown: &[&'static str],
) -> Vec<Column<SiteRow>> {
    let column = |field: SiteField| {
        let cell = move |row: &SiteRow| cell(app, field, row);
        let new = Column::new(field.id(), width(field), move || heading(app, field), cell)
            .sorted(Sort::of_table(app, TableId::Sites, sorted, field.id()));
        match field {
            SiteField::Host => new.of_field(Field::Text(TextField::Host), |row| row.host.clone()),
            SiteField::First | SiteField::Last => new,
            _ => new.numeric(),
        }
    };
    shown.iter().filter_map(|name| site_field(name)).map(column).collect()
}

/// What the column of this name is called.
pub fn column_name(app: App, id: &'static str) -> String {
    site_field(id).map(|field| heading(app, field)).unwrap_or_default()
}

fn heading(app: App, field: SiteField) -> String {
    let language = app.language.get();
    let zone = || app.zone.get().label();
    match field {
        SiteField::Host => say!(language, "sites-host"),
        SiteField::Visits => say!(language, "sites-visits"),
        SiteField::Users => say!(language, "sites-users"),
        SiteField::First => say!(language, "sites-first", zone = zone()),
        SiteField::Last => say!(language, "sites-last", zone = zone()),
        SiteField::Pastes => say!(language, "sites-pastes"),
        SiteField::Uploads => say!(language, "sites-uploads"),
        SiteField::Downloads => say!(language, "sites-downloads"),
        SiteField::Blocked => say!(language, "sites-blocked"),
    }
}

/// How wide a column is, as a track of a grid.
fn width(field: SiteField) -> &'static str {
    match field {
        SiteField::Host => "minmax(180px, 2fr)",
        SiteField::Users => "64px",
        SiteField::Visits | SiteField::Pastes => "76px",
        SiteField::First | SiteField::Last => "145px",
        SiteField::Uploads | SiteField::Downloads => "148px",
        SiteField::Blocked => "88px",
    }
}

fn cell(app: App, field: SiteField, row: &SiteRow) -> AnyView {
    match field {
        SiteField::Host => text_cell(&row.host),
        SiteField::Visits => count(row.visits),
        SiteField::Users => count(row.users),
        SiteField::First => time(app, row.first_ms),
        SiteField::Last => time(app, row.last_ms),
        SiteField::Pastes => count(row.pastes),
        SiteField::Uploads => moved(app, row.uploads),
        SiteField::Downloads => moved(app, row.downloads),
        SiteField::Blocked if row.blocked > 0 => {
            view! { <span class="bad">{number(row.blocked)}</span> }.into_any()
        }
        SiteField::Blocked => count(0),
    }
}

fn count(count: u64) -> AnyView {
    let class = if count == 0 { "faint" } else { "" };
    view! { <span class=class>{number(count)}</span> }.into_any()
}

fn time(app: App, time: Option<i64>) -> AnyView {
    time_cell(app, time, SECOND_CHARS, || say!(app.language.get(), "unknown"))
}

fn moved(app: App, moved: Amount) -> AnyView {
    let (class, text) = match moved {
        moved if moved.is_none() => ("faint", "–".to_owned()),
        moved => (if moved.unsized_count > 0 { "unknown" } else { "" }, amount(app.language.get(), moved)),
    };
    view! { <span class=class>{text}</span> }.into_any()
}
