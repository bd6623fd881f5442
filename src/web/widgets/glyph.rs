//! The sign of a family in its colour, in the shape that its marks have on the timeline. Its name stands
//! beside it, or is its label.

use leptos::prelude::*;
use sessionscope::chart::glyph;
use sessionscope::model::{Family, LoggingEffect};

/// The sign of a family.
#[component]
pub fn Glyph(
    /// The family.
    family: Family,
) -> impl IntoView {
    let colour = format!("var(--family-{})", family.id());
    view! {
        <svg class="glyph" viewBox="-5 -5 10 10" aria-hidden="true" style:fill=colour>
            <path d=glyph::path(family) />
        </svg>
    }
}

/// The sign of what a call does to the logging, as on the picture of deliveries.
#[component]
pub fn EffectGlyph(
    /// What it does.
    effect: LoggingEffect,
) -> impl IntoView {
    let colour = match effect {
        LoggingEffect::Begins => "var(--good)",
        LoggingEffect::Changes => "var(--caution)",
        LoggingEffect::EndsSession => "var(--ink-3)",
        LoggingEffect::Ends => "var(--bad)",
    };
    view! {
        <svg class="glyph" viewBox="-5 -5 10 10" aria-hidden="true" style:fill=colour>
            <path d=glyph::shape_path(effect.shape()) />
        </svg>
    }
}
