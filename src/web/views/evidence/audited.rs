//! What was collected and delivered, and what is there of it, by portal.

use crate::context::App;
use crate::widgets::audit_rows::{AuditList, AuditRows};
use crate::widgets::said::said_of;
use leptos::prelude::*;
use sessionscope::audit::answer::AuditPart;
use sessionscope::text::units::grouped;

/// Portals that are shown before more are asked for.
const START_PORTALS: usize = 4;

/// A part of the audit, under messages of these keys; nothing where there is none.
#[component]
pub fn Audited(
    part: AuditPart,
    name: &'static str,
    title: &'static str,
    words: &'static str,
) -> impl IntoView {
    let app = App::get();
    let list = AuditList::new(app, part, START_PORTALS);
    let said = move |key: &str| said_of(app, key.to_owned());
    view! {
        <Show when=move || app.is_read.get() && list.total.get() != 0>
            <section class="audited" data-audited=name>
                <div class="evidence-head">
                    <h2>{said(title)}</h2>
                    <span class="second">{move || grouped(list.total.get() as u128)}</span>
                </div>
                <p class="second facts-words">{said(words)}</p>
                <AuditRows list />
            </section>
        </Show>
    }
}
