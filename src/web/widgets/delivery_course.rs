//! What was delivered by each time, against what is here, and where the logging was changed: the picture, with what it says
//! in words and numbers.

use super::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, bins_range, chart_theme};
use super::glyph::EffectGlyph;
use crate::context::App;
use crate::widgets::cell::cell_text;
use leptos::prelude::*;
use sessionscope::audit::answer::AuditChange;
use sessionscope::chart::{DeliveriesLabels, HitTarget, draw_deliveries};
use sessionscope::model::{LoggingEffect, TimeRange};
use sessionscope::query::answer::{DeliveredBy, DeliveryCourse};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::{grouped, number};
use sessionscope::text::{TimeStyle, audit_words, logging_effect_name, plural, time_in, time_range};

const HEIGHT_PX: u32 = 224;

/// Changes that a tip names; it says how many more there are.
const TOLD_CHANGES: usize = 6;

/// The picture, with the changes of the logging in its time, of so many.
#[component]
pub fn DeliveryFigure(course: DeliveryCourse, changes: Vec<AuditChange>, count: u64) -> impl IntoView {
    let app = App::get();
    let others = u128::from(count - changes.len() as u64);
    let mut effects = LoggingEffect::ALL.to_vec();
    effects.reverse();
    effects.retain(|effect| changes.iter().any(|change| change.effect == *effect));
    let course = StoredValue::new(course);
    let changes = StoredValue::new(changes);
    let draw = move |width| {
        let (language, zone) = (app.language.get(), app.zone.get());
        let labels = DeliveriesLabels {
            value_title: say!(language, "delivery-chart-events"),
            time_title: say!(language, "chart-time", zone = zone.label()),
            delivered: say!(language, "delivery-chart-delivered"),
            here: say!(language, "delivery-chart-here"),
            time: TimeStyle::new(language, &zone),
        };
        let marks = changes.with_value(|changes| {
            let mark = |change: &AuditChange| Some((change.event.time_ms?, change.effect));
            changes.iter().filter_map(mark).collect::<Vec<_>>()
        });
        course.with_value(|course| {
            (!course.bins.is_empty())
                .then(|| draw_deliveries(course, &marks, (width, HEIGHT_PX), chart_theme(app), &labels))
        })
    };
    // A change in a line, and when it was.
    let told = move |change: &AuditChange| {
        let (language, zone) = (app.language.get(), app.zone.get());
        let subject = change.words.iter().map(|words| audit_words(language, &zone, words));
        let name = [logging_effect_name(language, change.effect), cell_text(&change.event.activity)];
        let name = name.into_iter().chain(subject).collect::<Vec<_>>().join(" · ");
        let value = change.event.time_ms.map(|time| time_in(&zone, time)).unwrap_or_default();
        TipLine { family: None, name, value }
    };
    let changes_in = move |range: TimeRange| {
        let is_in = |change: &&AuditChange| change.event.time_ms.is_some_and(|time| range.contains(time));
        changes.with_value(|changes| changes.iter().filter(is_in).map(told).collect::<Vec<_>>())
    };
    let cut = move |mut lines: Vec<TipLine>| {
        let beyond = lines.len().saturating_sub(TOLD_CHANGES);
        lines.truncate(TOLD_CHANGES);
        let more = || say!(app.language.get(), "coverage-and-more", count = grouped(beyond as u128));
        lines.extend((beyond > 0).then(|| TipLine { family: None, name: more(), value: String::new() }));
        lines
    };
    let bins = Memo::new(move |_| course.with_value(|course| (course.start_ms, course.bin_ms)));
    let by = move |bin: usize| course.with_value(|course| course.bins.get(bin).copied().unwrap_or_default());
    let tip = Callback::new(move |what| {
        let language = app.language.get();
        let (first, count) = match what {
            HitTarget::Bins { first, count } => (first, count),
            HitTarget::Changes { first, count } => {
                let lines = changes.with_value(|all| all.iter().skip(first).take(count).map(told).collect());
                return Tip { head: say!(language, "coverage-changes"), lines: cut(lines) };
            }
            _ => return Tip::default(),
        };
        let by = by(first + count - 1);
        let line = |name, value: u64| TipLine { family: None, name, value: number(value) };
        let lines = vec![
            line(say!(language, "delivery-chart-delivered"), by.delivered),
            line(say!(language, "delivery-chart-here"), by.here),
            line(say!(language, "delivery-chart-missing"), by.missing()),
        ];
        let range = bins_range(bins.get(), first, count);
        let lines = lines.into_iter().chain(cut(changes_in(range))).collect();
        Tip { head: time_range(&app.zone.get(), range), lines }
    });
    // Of several at one place the greatest is what is drawn.
    let pick = Callback::new(move |what| {
        let HitTarget::Changes { first, count } = what else { return };
        let shown = changes.with_value(|all| {
            let marked = all.iter().skip(first).take(count);
            marked.rev().max_by_key(|change| change.effect).map(|change| change.event.row)
        });
        app.act(Action::Select(shown));
    });
    let summary = Signal::derive(move || {
        let language = app.language.get();
        let mut words = say!(language, "delivery-chart-words");
        if others > 0 {
            words.push(' ');
            words +=
                &say!(language, "delivery-chart-others", number = plural(others), count = grouped(others));
        }
        words
    });
    let table = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        let columns = vec![
            say!(language, "chart-time", zone = zone.label()),
            say!(language, "delivery-chart-delivered"),
            say!(language, "delivery-chart-here"),
            say!(language, "delivery-chart-missing"),
            say!(language, "coverage-changes"),
        ];
        // Where nothing changes there is nothing to read.
        let row = |bin: usize| {
            let range = bins_range(bins.get(), bin, 1);
            let changes = changes_in(range);
            if bin > 0 && by(bin) == by(bin - 1) && changes.is_empty() {
                return None;
            }
            let DeliveredBy { delivered, here } = by(bin);
            let numbers = [delivered, here, by(bin).missing()].map(number);
            let changes = changes.iter().map(|line| format!("{} {}", line.value, line.name));
            let changes = changes.collect::<Vec<_>>().join("; ");
            Some([time_range(&zone, range)].into_iter().chain(numbers).chain([changes]).collect())
        };
        let count = course.with_value(|course| course.bins.len());
        ChartTable { columns, rows: (0..count).filter_map(row).collect() }
    };
    let title = crate::words::words!(app.language, "delivery-chart");
    let marks = Marks::MarkedBins(bins, pick);
    let entry = move |effect| {
        view! {
            <li>
                <EffectGlyph effect />
                {move || logging_effect_name(app.language.get(), effect)}
            </li>
        }
    };
    let legend = (!effects.is_empty())
        .then(|| view! { <ul class="legend">{effects.into_iter().map(entry).collect_view()}</ul> });
    view! {
        <ChartFigure title summary draw is_stale=Signal::stored(false) marks tip table>
            {legend}
        </ChartFigure>
    }
}
