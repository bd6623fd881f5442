//! The sign of a session that has findings, which leads to them.

use crate::answers::Answers;
use crate::context::App;
use crate::found::Found;
use leptos::prelude::*;
use sessionscope::engine::requests::{SessionFinding, SessionFindings};
use sessionscope::model::SessionNo;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::messages;
use sessionscope::text::units::grouped;
use web_sys::MouseEvent;

/// The sign; nothing where nobody has found anything, or all of it was dismissed.
pub fn sign(findings: Answers<SessionFindings>, session: SessionNo) -> AnyView {
    view! { <Sign findings session /> }.into_any()
}

#[component]
fn Sign(findings: Answers<SessionFindings>, session: SessionNo) -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let own = Memo::new(move |_| {
        let of_session = |it: &SessionFinding| it.session == session;
        found.of_sessions(findings, |all| all.iter().copied().filter(of_session).collect::<Vec<_>>())
    });
    move || {
        let own = own.get();
        let SessionFinding { kind, first, .. } = *own.first()?;
        let count: u128 = own.iter().map(|it| u128::from(it.count)).sum();
        let title = kinds_words(app.language.get(), &own);
        // Whoever hears it hears what is seen.
        let said = format!("{} – {title}", grouped(count));
        let show = move |event: MouseEvent| {
            // The row is not meant.
            event.stop_propagation();
            found.show(kind.id(), first);
        };
        Some(view! {
            <button type="button" class="finding-sign caution" title=title aria-label=said on:click=show>
                <span aria-hidden="true">"\u{2691} "</span>
                {grouped(count)}
            </button>
        })
    }
}

/// Which kinds, and how many of each.
pub fn kinds_words(language: Language, own: &[SessionFinding]) -> String {
    let of_kind = |finding: &SessionFinding| {
        let kind = messages(language).get(&format!("finding-{}-title", finding.kind.id()));
        say!(language, "finding-sign-kind", kind = kind, count = grouped(finding.count.into()))
    };
    own.iter().map(of_kind).collect::<Vec<_>>().join(&say!(language, "finding-signs-between"))
}
