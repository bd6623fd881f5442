//! The menu of a value or an event, opened by a right click, a long press or the menu key: filter for it, filter it
//! out, look at what happened around it, copy it.

mod around;
mod entries;

pub use around::look_around;

use crate::context::App;
use crate::words::words;
use entries::{event_entries, range_entries, value_entries};
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::time::TimeMs;
use sessionscope::model::{RowId, TimeRange};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, Node};

/// How far the menu stays from the edges of the window, in CSS pixels.
const MARGIN_PX: f64 = 8.0;

/// How many values can be copied, each by itself; of more the menu would be long.
const FEW_VALUES: usize = 3;

/// What a menu is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MenuSubject {
    /// Values, as events have them (untrusted texts).
    pub values: Vec<(Field, String)>,
    /// An event, and when it happened.
    pub event: Option<(RowId, Option<TimeMs>)>,
    /// The time of what it is about, where that has some length.
    pub range: Option<TimeRange>,
}

impl MenuSubject {
    /// About a value.
    pub fn value(field: Field, value: impl Into<String>) -> MenuSubject {
        MenuSubject { values: vec![(field, value.into())], ..MenuSubject::default() }
    }
}

/// The menu. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct ContextMenu {
    subject: RwSignal<MenuSubject>,
    menu: NodeRef<Div>,
    /// What had the focus before it was opened.
    before: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl ContextMenu {
    /// Makes the handle known to all components below.
    pub fn provide() {
        provide_context(ContextMenu {
            subject: RwSignal::default(),
            menu: NodeRef::new(),
            before: StoredValue::new_local(None),
        });
    }

    /// The handle, in a component.
    pub fn get() -> ContextMenu {
        expect_context()
    }

    /// Opens the menu where the pointer is, or beside what has the focus.
    pub fn open(self, event: &MouseEvent, subject: MenuSubject) {
        if subject == MenuSubject::default() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        self.open_at((f64::from(event.client_x()), f64::from(event.client_y())), subject);
    }

    /// Opens the menu at a point of the window, in CSS pixels.
    pub fn open_at(self, (x, y): (f64, f64), subject: MenuSubject) {
        let Some(menu) = self.menu.get_untracked() else { return };
        self.subject.set(subject);
        let focused = document().active_element().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        self.before.set_value(focused.filter(|focused| !menu.contains(Some(focused))));
        request_animation_frame(move || {
            let _ = menu.show_popover();
            let root = document().document_element();
            let (width, height) = root.map_or((0, 0), |root| (root.client_width(), root.client_height()));
            let own = menu.get_bounding_client_rect();
            let held =
                |at: f64, length: f64, all: i32| at.min(f64::from(all) - length - MARGIN_PX).max(MARGIN_PX);
            let element: &HtmlElement = &menu;
            let _ = element.style().set_property("left", &format!("{}px", held(x, own.width(), width)));
            let _ = element.style().set_property("top", &format!("{}px", held(y, own.height(), height)));
            focus_entry(&menu, |_, _| 0);
        });
    }
}

impl ContextMenu {
    /// Closes it, and gives the focus back.
    fn close(self) {
        let Some(menu) = self.menu.get_untracked() else { return };
        let has_focus = menu.contains(document().active_element().as_deref());
        let _ = menu.hide_popover();
        if let Some(before) = self.before.try_update_value(Option::take).flatten().filter(|_| has_focus) {
            let _ = before.focus();
        }
    }
}

/// The menu itself: there is one on the page. It is closed by itself and not by the browser, which would take the
/// release of the button that has opened it for a click beside it.
#[component]
pub fn ContextMenuView() -> impl IntoView {
    let app = App::get();
    let context_menu = ContextMenu::get();
    let ContextMenu { subject, menu, .. } = context_menu;
    let close = move || context_menu.close();
    let beside = window_event_listener(ev::pointerdown, move |event| {
        let pointed = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if menu.get_untracked().is_some_and(|menu| !menu.contains(pointed.as_ref())) {
            close();
        }
    });
    on_cleanup(move || beside.remove());
    let entries = move || {
        let MenuSubject { values, event, range } = subject.get();
        let are_few = values.len() <= FEW_VALUES;
        let of_values = values.into_iter().map(|(field, value)| value_entries(app, field, value, are_few));
        view! {
            {of_values.collect_view()}
            {range.map(|range| range_entries(app, range))}
            {event.map(|(row, time)| event_entries(app, row, time))}
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(menu) = menu.get_untracked() else { return };
        let is_used = match event.key().as_str() {
            "ArrowDown" => focus_entry(&menu, |at, count| (at + 1) % count),
            "ArrowUp" => focus_entry(&menu, |at, count| (at + count - 1) % count),
            "Home" => focus_entry(&menu, |_, _| 0),
            "End" => focus_entry(&menu, |_, count| count - 1),
            "Tab" | "Escape" => {
                close();
                true
            }
            // Keys of the page do nothing behind a menu.
            _ => return event.stop_propagation(),
        };
        if is_used {
            event.prevent_default();
        }
        event.stop_propagation();
    };
    view! {
        <div
            class="context-menu"
            role="menu"
            popover="manual"
            tabindex="-1"
            node_ref=menu
            aria-label=words!(app.language, "menu")
            on:click:capture=move |_| close()
            on:keydown=on_key
        >
            {entries}
        </div>
    }
}

/// Puts the focus on another entry; whether there is any. `next` is told which has it, and how many there are.
fn focus_entry(menu: &Element, next: impl FnOnce(u32, u32) -> u32) -> bool {
    let Ok(entries) = menu.query_selector_all("[role=menuitem]") else { return false };
    let count = entries.length();
    if count == 0 {
        return false;
    }
    let entry = |index| entries.item(index).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let focused = document().active_element();
    let is_focused = |index: &u32| {
        focused.as_ref().is_some_and(|focused| entry(*index).is_some_and(|it| it.is_same_node(Some(focused))))
    };
    let at = (0..count).find(is_focused).unwrap_or_default();
    entry(next(at, count)).is_some_and(|entry| entry.focus().is_ok())
}
