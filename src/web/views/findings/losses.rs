//! That events are missing which AWS delivered: it weighs more than what can be found in those that are here.

use crate::context::App;
use crate::found::Found;
use crate::widgets::said::said;
use leptos::prelude::*;
use sessionscope::state::{Action, Tab};

/// The sentence, which leads to what was delivered of each portal; nothing where no loss is proven.
#[component]
pub fn Losses() -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let missing =
        Memo::new(move |_| found.summary.with(|summary| summary.as_ref().and_then(|it| it.missing.clone())));
    let show = move |_| app.act(Action::SetTab(Tab::Evidence));
    let sentence = move |words| {
        view! {
            <p class="findings-missing">
                <button type="button" class="audit-item" on:click=show>{said(app, words)}</button>
            </p>
        }
    };
    move || missing.get().map(sentence)
}
