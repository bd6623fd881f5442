//! Transfers over time: what came in above the line, what went out below it, by bytes or by number.

use super::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, bins_range, chart_theme};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::chart::{HitTarget, Measure, TransfersLabels, draw_transfers_over_time};
use sessionscope::model::{Amount, Family, InOut};
use sessionscope::query::answer::TransferSeries;
use sessionscope::say;
use sessionscope::text::units::number;
use sessionscope::text::{TimeStyle, amount, count_and_amount, duration, time_range, units};

/// Wide charts are higher, or their bars would be all alike.
const fn height_px(width: u32) -> u32 {
    if width > 1100 { 296 } else { 208 }
}

/// The chart.
#[component]
pub fn TransfersOverTime(
    /// What moved when.
    series: Memo<TransferSeries>,
    /// Whether it answers an older question.
    is_stale: Signal<bool>,
) -> impl IntoView {
    let app = App::get();
    let measure = RwSignal::new(Measure::Bytes);
    let draw = move |width| {
        let (language, zone) = (app.language.get(), app.zone.get());
        let (theme, measure) = (chart_theme(app), measure.get());
        series.with(|series| {
            let length = duration(language, series.bin_ms);
            let labels = TransfersLabels {
                value_title: match measure {
                    Measure::Bytes => say!(language, "chart-bytes-per", length = length),
                    Measure::Count => say!(language, "chart-transfers-per", length = length),
                },
                time_title: say!(language, "chart-time", zone = zone.label()),
                incoming: say!(language, "moved-in-short"),
                outgoing: say!(language, "moved-out-short"),
                time: TimeStyle::new(language, &zone),
            };
            let moved: InOut = series.bins.iter().copied().sum();
            if moved.total().is_none() {
                return None;
            }
            Some(draw_transfers_over_time(series, measure, (width, height_px(width)), theme, &labels))
        })
    };
    let bins = Memo::new(move |_| series.with(|series| (series.start_ms, series.bin_ms)));
    let tip = Callback::new(move |what| {
        let HitTarget::Bins { first, count } = what else { return Tip::default() };
        let language = app.language.get();
        let moved: InOut = series.with(|series| series.bins.iter().skip(first).take(count).copied().sum());
        let line = |family, name, moved: Amount| TipLine {
            family: Some(family),
            name,
            value: if moved.is_none() { number(0_u64) } else { count_and_amount(language, moved) },
        };
        let (incoming, outgoing) = (say!(language, "moved-in-short"), say!(language, "moved-out-short"));
        let lines = vec![
            line(Family::TransferIn, incoming, moved.incoming),
            line(Family::TransferOut, outgoing, moved.outgoing),
        ];
        Tip { head: time_range(&app.zone.get(), bins_range(bins.get(), first, count)), lines }
    });
    let summary = Signal::derive(move || {
        let language = app.language.get();
        let moved: InOut = series.with(|series| series.bins.iter().copied().sum());
        if moved.total().is_none() {
            return say!(language, "moved-none");
        }
        let unknown = (moved.total().unsized_count > 0)
            .then(|| format!(" {}", say!(language, "moved-summary-unknown")));
        say!(
            language,
            "moved-summary",
            incoming = number(moved.incoming.count),
            inbytes = amount(language, moved.incoming),
            outgoing = number(moved.outgoing.count),
            outbytes = amount(language, moved.outgoing)
        ) + unknown.as_deref().unwrap_or("")
    });
    let table = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        let columns = vec![
            say!(language, "chart-time", zone = zone.label()),
            say!(language, "moved-in"),
            say!(language, "moved-in-bytes"),
            say!(language, "moved-in-unknown"),
            say!(language, "moved-out"),
            say!(language, "moved-out-bytes"),
            say!(language, "moved-out-unknown"),
        ];
        let cells =
            |moved: Amount| [number(moved.count), units::grouped(moved.bytes), number(moved.unsized_count)];
        let row = |(bin, moved): (usize, &InOut)| {
            let time = time_range(&zone, bins_range(bins.get(), bin, 1));
            [time].into_iter().chain(cells(moved.incoming)).chain(cells(moved.outgoing)).collect()
        };
        let is_used = |(_, moved): &(usize, &InOut)| !moved.total().is_none();
        let rows = series.with(|series| series.bins.iter().enumerate().filter(is_used).map(row).collect());
        ChartTable { columns, rows }
    };
    let switch = move |wanted: Measure| {
        let label = move || match wanted {
            Measure::Bytes => say!(app.language.get(), "moved-by-bytes"),
            Measure::Count => say!(app.language.get(), "moved-by-count"),
        };
        view! {
            <button
                aria-pressed=move || (measure.get() == wanted).to_string()
                on:click=move |_| measure.set(wanted)
            >
                {label}
            </button>
        }
    };
    let title = words!(app.language, "moved-over-time");
    view! {
        <ChartFigure title summary draw is_stale marks=Marks::Bins(bins) tip table>
            <div class="chart-switch" role="group" aria-label=words!(app.language, "moved-measure")>
                {switch(Measure::Bytes)}
                {switch(Measure::Count)}
            </div>
        </ChartFigure>
    }
}
