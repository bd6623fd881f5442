//! The findings of a kind: what is said of the kind once, and each finding.

use crate::context::App;
use crate::widgets::audit_rows::{AuditList, AuditRows, said, said_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{AuditPart, FindingGroup};
use sessionscope::say;
use sessionscope::text::plural;
use sessionscope::text::units::grouped;

/// Findings of a kind that are shown before more are asked for.
const START_FINDINGS: usize = 5;

/// The findings of a kind.
#[component]
pub fn Group(group: FindingGroup) -> impl IntoView {
    let app = App::get();
    let FindingGroup { kind, rule, .. } = group;
    let list = AuditList::new(app, AuditPart::Findings(kind.clone()), START_FINDINGS);
    let count = move || {
        let count = list.total.get() as u128;
        say!(app.language.get(), "findings-of-kind", number = plural(count), count = grouped(count))
    };
    let id = format!("finding-{kind}");
    let of_kind = |part| said_of(app, format!("{id}-{part}"));
    view! {
        <section class="findings-group" data-finding=kind aria-labelledby=id.clone()>
            <header>
                <h2 id=id.clone()>{of_kind("title")}</h2>
                <span class="second">{count}</span>
            </header>
            <dl class="findings-words">
                <dt>{words!(app.language, "findings-harmless")}</dt>
                <dd>{of_kind("harmless")}</dd>
                <dt>{words!(app.language, "findings-confirm")}</dt>
                <dd>{of_kind("confirm")}</dd>
                <dt>{words!(app.language, "findings-rule")}</dt>
                <dd>{said(app, rule)}</dd>
            </dl>
            <AuditRows list />
        </section>
    }
}
