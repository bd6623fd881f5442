//! The findings of a kind: what is said of the kind once, each finding, and those that were dismissed.

use crate::context::App;
use crate::found::Found;
use crate::widgets::audit_rows::{AuditList, AuditRows};
use crate::widgets::dismissal::focus_group;
use crate::widgets::said::said_of;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{AuditPart, FindingGroup};
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::{audit_words, plural};

/// Findings of a kind that are shown before more are asked for.
const START_FINDINGS: usize = 5;

/// The findings of a kind.
#[component]
pub fn Group(kind: String) -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let part = |dismissed| AuditPart::Findings { kind: kind.clone(), dismissed };
    let list = AuditList::new(app, part(false), START_FINDINGS);
    let dismissed = part(true);
    if let Some(first) = found.take_led_to(&kind) {
        list.begin_at(first as usize);
        let kind = kind.clone();
        request_animation_frame(move || focus_group(&kind));
    }
    let of_kind = kind.clone();
    let group = Memo::new(move |before: Option<&Option<FindingGroup>>| {
        let of_kind = |groups: &[FindingGroup]| groups.iter().find(|it| it.kind == of_kind).cloned();
        let now = found.summary.with(|summary| summary.as_ref().and_then(|it| of_kind(&it.groups)));
        now.or_else(|| before.cloned().flatten())
    });
    let number = move |read: fn(&FindingGroup) -> u32| group.with(|group| group.as_ref().map_or(0, read));
    let dismissed_count = Memo::new(move |_| u128::from(number(|group| group.dismissed)));
    let count = move || {
        let count = u128::from(number(|group| group.count));
        say!(app.language.get(), "findings-of-kind", number = plural(count), count = grouped(count))
    };
    let dismissed_words = move || {
        let count = dismissed_count.get();
        say!(app.language.get(), "findings-dismissed", number = plural(count), count = grouped(count))
    };
    let rule = move || {
        group.with(|group| {
            let rule = group.as_ref().map(|group| &group.rule);
            rule.map(|rule| audit_words(app.language.get(), &app.zone.get(), rule))
        })
    };
    let id = format!("finding-{kind}");
    let said_of_kind = |part| said_of(app, format!("{id}-{part}"));
    let events = kind.clone();
    let show_events = move |_| app.show_events_with(&[("found".to_owned(), events.clone())]);
    let has_events = move || group.with(|group| group.as_ref().is_some_and(|group| group.events > 0));
    view! {
        <section class="findings-group" data-finding=kind aria-labelledby=id.clone()>
            <header>
                <h2 id=id.clone() tabindex="-1">{said_of_kind("title")}</h2>
                <span class="second">{count}</span>
                <Show when=has_events>
                    <button type="button" class="link" on:click=show_events.clone()>
                        {words!(app.language, "findings-show-events")}
                    </button>
                </Show>
            </header>
            <dl class="findings-words">
                <dt>{words!(app.language, "findings-harmless")}</dt>
                <dd>{said_of_kind("harmless")}</dd>
                <dt>{words!(app.language, "findings-confirm")}</dt>
                <dd>{said_of_kind("confirm")}</dd>
                <dt>{words!(app.language, "findings-rule")}</dt>
                <dd>{rule}</dd>
            </dl>
            <AuditRows list />
            <Show when=move || dismissed_count.get() != 0>
                <details class="findings-dismissed">
                    <summary>{dismissed_words}</summary>
                    <AuditRows list=AuditList::new(app, dismissed.clone(), START_FINDINGS) />
                </details>
            </Show>
        </section>
    }
}
