//! What is told of the mark under the pointer or the cursor.

use crate::widgets::glyph::Glyph;
use leptos::prelude::*;
use sessionscope::model::Family;

/// What is told of a mark: a head, and lines under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tip {
    /// What the mark is.
    pub head: String,
    /// What is known of it.
    pub lines: Vec<TipLine>,
}

/// A line of a tip.
#[derive(Clone, Debug, PartialEq)]
pub struct TipLine {
    /// Its family, for colour and glyph.
    pub family: Option<Family>,
    /// What is counted.
    pub name: String,
    /// How much.
    pub value: String,
}

impl Tip {
    /// The same as a sentence, for ears.
    pub fn spoken(&self) -> String {
        let lines = self.lines.iter().map(|line| format!("{} {}", line.name, line.value));
        std::iter::once(self.head.clone()).chain(lines).collect::<Vec<_>>().join(", ")
    }
}

/// A tip at a position in a picture; it turns to the other side in the right half.
#[component]
pub fn TipAt(tip: Tip, x: f64, y: f64, width: f64) -> impl IntoView {
    view! {
        <div
            class="chart-tip"
            class:to-left={x > width / 2.0}
            aria-hidden="true"
            style:left=format!("{x}px")
            style:top=format!("{y}px")
        >
            <strong>{tip.head}</strong>
            {tip
                .lines
                .into_iter()
                .map(|line| {
                    view! {
                        <div class="tip-line">
                            {line.family.map(|family| view! { <Glyph family /> })}
                            <span>{line.name}</span>
                            <span class="number">{line.value}</span>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}
