//! Keeps the focus on the page: where what had it goes away, it goes to the table or the tabs beside it, and never
//! to the body, from where the next Tab would begin at the top.

use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, FocusEvent, HtmlElement, MutationObserver, MutationObserverInit, Node};

/// What takes the focus within a part of the page, the best first.
const TAKES_FOCUS: [&str; 2] = ["[role=grid]", "[tabindex='0']"];

/// What takes it where that part has nothing: the tabs, or before there are any the first button of the start page.
const FALLBACK: &str = "[role=tab][aria-selected=true], .start-page button";

/// The element that had the focus last, and all that it stood in, the innermost first.
type Path = Rc<RefCell<Vec<Element>>>;

/// Watches for as long as the page lives.
pub fn keep() {
    let path = Path::default();
    let focused = Rc::clone(&path);
    let listener = window_event_listener(ev::focusin, move |event: FocusEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        *focused.borrow_mut() =
            std::iter::successors(target, |element: &Element| element.parent_element()).collect();
    });
    let watch = Closure::<dyn FnMut()>::new(move || {
        let is_gone = |path: &Path| path.borrow().first().is_some_and(|element| !element.is_connected());
        if is_lost() && is_gone(&path) {
            // What takes the focus is told of at once, and then the path is another.
            let path = path.borrow().clone();
            find_beside(&path);
        }
    });
    let watch = watch.into_js_value();
    if let (Ok(observer), Some(body)) = (MutationObserver::new(watch.unchecked_ref()), document().body()) {
        let changes = MutationObserverInit::new();
        changes.set_child_list(true);
        changes.set_subtree(true);
        let _ = observer.observe_with_options(&Node::from(body), &changes);
    }
    on_cleanup(move || listener.remove());
}

/// Gives the focus to the selected tab, if nothing has it.
pub fn focus_tabs_if_lost() {
    if is_lost() {
        focus_first(FALLBACK, None);
    }
}

fn is_lost() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Gives the focus to what is nearest to an element that is gone, within the part of the page that it stood in.
fn find_beside(path: &[Element]) {
    let part = path.iter().find(|element| element.is_connected());
    let part = part.filter(|part| part.closest(".page").is_ok_and(|page| page.as_ref() != Some(*part)));
    if !TAKES_FOCUS.into_iter().any(|wanted| part.is_some_and(|part| focus_first(wanted, Some(part)))) {
        focus_first(FALLBACK, None);
    }
}

/// Gives the focus to the first such element; whether there is one that takes it.
fn focus_first(wanted: &str, part: Option<&Element>) -> bool {
    let found = match part {
        Some(part) => part.query_selector(wanted),
        None => document().query_selector(wanted),
    };
    let found = found.ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|found| {
        let _ = found.focus();
        !is_lost()
    })
}
