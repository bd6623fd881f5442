//! Events over time, stacked by family.

use crate::context::App;
use crate::widgets::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, bins_range, chart_theme};
use crate::widgets::glyph::Glyph;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::chart::{HistogramLabels, HitTarget, draw_histogram};
use sessionscope::model::Family;
use sessionscope::query::answer::families_present;
use sessionscope::query::overview::Overview;
use sessionscope::say;
use sessionscope::source::order;
use sessionscope::text::units::number;
use sessionscope::text::{TimeStyle, duration, family_name, plural, time_range};
use std::sync::Arc;

/// Wide charts are higher, or their bars would be all alike.
const fn height_px(width: u32) -> u32 {
    if width > 1100 { 352 } else { 252 }
}

/// The chart.
#[component]
pub fn EventsOverTime(overview: Memo<Arc<Overview>>, is_stale: Signal<bool>) -> impl IntoView {
    let app = App::get();
    let all = Memo::new(move |_| {
        overview
            .with(|overview| families_present(overview.histogram.by_family(0..overview.histogram.bins.len())))
    });
    let draw = move |width| {
        let (language, zone) = (app.language.get(), app.zone.get());
        let labels = |bin_ms| HistogramLabels {
            value_title: say!(language, "chart-events-per", length = duration(language, bin_ms)),
            time_title: say!(language, "chart-time", zone = zone.label()),
            time: TimeStyle::new(language, &zone),
        };
        overview.with(|overview| {
            let histogram = &overview.histogram;
            if all.with(Vec::is_empty) {
                return None;
            }
            let labels = labels(histogram.bin_ms);
            Some(draw_histogram(histogram, (width, height_px(width)), chart_theme(app), &labels))
        })
    };
    let bins = Memo::new(move |_| {
        overview.with(|overview| (overview.histogram.start_ms, overview.histogram.bin_ms))
    });
    let tip = Callback::new(move |what| {
        let HitTarget::Bins { first, count } = what else { return Tip::default() };
        let language = app.language.get();
        let sum = overview.with(|overview| overview.histogram.by_family(first..first + count));
        let all: u64 = sum.iter().sum();
        let events = say!(language, "chart-events-count", count = all, shown = number(all));
        let range = time_range(&app.zone.get(), bins_range(bins.get(), first, count));
        let line = |(family, events): (Family, u64)| TipLine {
            family: Some(family),
            name: family_name(language, family.id()),
            value: number(events),
        };
        Tip {
            head: format!("{range} · {events}"),
            lines: families_present(sum).into_iter().map(line).collect(),
        }
    });
    let summary = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        overview.with(|overview| {
            let all = all.get();
            let sum: u64 = all.iter().map(|(_, events)| events).sum();
            let mut text = match all.first() {
                None => say!(language, "chart-events-none"),
                Some((family, most)) => say!(
                    language,
                    "chart-events-summary",
                    events = say!(language, "chart-events-count", count = sum, shown = number(sum)),
                    range = super::shown_time(app),
                    zone = zone.label(),
                    family = family_name(language, family.id()),
                    most = number(*most)
                ),
            };
            if overview.undated > 0 {
                text.push(' ');
                text += &say!(
                    language,
                    "chart-undated",
                    number = plural(u128::from(overview.undated)),
                    count = number(overview.undated)
                );
            }
            text
        })
    };
    let table = move || {
        let (language, zone, all) = (app.language.get(), app.zone.get(), all.get());
        let mut columns = vec![say!(language, "chart-time", zone = zone.label())];
        columns.extend(all.iter().map(|(family, _)| family_name(language, family.id())));
        overview.with(|overview| {
            let rows = overview.histogram.bins.iter().enumerate();
            let rows =
                rows.filter(|(_, counts)| counts.iter().any(|events| *events > 0)).map(|(bin, counts)| {
                    let mut row = vec![time_range(&zone, bins_range(bins.get(), bin, 1))];
                    row.extend(all.iter().map(|(family, _)| number(u64::from(counts[*family as usize]))));
                    row
                });
            ChartTable { columns, rows: rows.collect() }
        })
    };
    let legend = move || {
        let language = app.language.get();
        let mut all = all.get();
        order::sort_by_key(&mut all, |(family, _)| *family);
        all.into_iter()
            .map(|(family, events)| {
                let filter = move |_| {
                    app.filter_for("family", family.id());
                };
                view! {
                    <li>
                        <button on:click=filter>
                            <Glyph family />
                            {family_name(language, family.id())}
                            <span class="number">{number(events)}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let title = words!(app.language, "overview-over-time");
    let summary = Signal::derive(summary);
    view! {
        <ChartFigure title summary draw is_stale marks=Marks::Bins(bins) tip table>
            <ul class="legend">{legend}</ul>
        </ChartFigure>
    }
}
