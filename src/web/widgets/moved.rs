//! Transfers over time: what came in above the line, what went out below it, by bytes or by number.

use super::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, bins_range, chart_theme};
use crate::web::context::App;
use crate::web::handler::handler;
use crate::web::memo::Memo;
use crate::web::signal::RwSignal;
use crate::web::words::words;
use crate::web::words::{self, amount, number_of};
use leptos::prelude::*;
use sessionscope::chart::{HitTarget, Measure, TransfersLabels, draw_transfers_over_time};
use sessionscope::model::Family;
use sessionscope::query::answer::{TransferBin, TransferSeries};
use sessionscope::say;

/// Wide charts are higher, or their bars would be all alike.
const fn height_px(width: u32) -> u32 {
    if width > 1100 { 296 } else { 208 }
}

/// What moved in some bins.
#[derive(Clone, Copy, Default)]
struct Sum {
    in_count: u64,
    out_count: u64,
    in_bytes: u128,
    out_bytes: u128,
    in_unknown: u64,
    out_unknown: u64,
}

fn sum<'a>(bins: impl Iterator<Item = &'a TransferBin>) -> Sum {
    bins.fold(Sum::default(), |sum, bin| Sum {
        in_count: sum.in_count + u64::from(bin.in_count),
        out_count: sum.out_count + u64::from(bin.out_count),
        in_bytes: sum.in_bytes + u128::from(bin.in_bytes),
        out_bytes: sum.out_bytes + u128::from(bin.out_bytes),
        in_unknown: sum.in_unknown + u64::from(bin.in_unsized),
        out_unknown: sum.out_unknown + u64::from(bin.out_unsized),
    })
}

/// The chart.
#[component]
pub fn MovedOverTime(
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
            let length = words::length(language, series.bin_ms);
            let labels = TransfersLabels {
                value_title: match measure {
                    Measure::Bytes => say!(language, "chart-bytes-per", length = length),
                    Measure::Count => say!(language, "chart-transfers-per", length = length),
                },
                time_title: say!(language, "chart-time", zone = zone.label()),
                incoming: say!(language, "moved-in-short"),
                outgoing: say!(language, "moved-out-short"),
                time: words::time_style(language, zone),
            };
            let sum = sum(series.bins.iter());
            if sum.in_count + sum.out_count == 0 {
                return None;
            }
            Some(draw_transfers_over_time(series, measure, (width, height_px(width)), theme, &labels))
        })
    };
    let bins = Memo::new(move |_| series.with(|series| (series.start_ms, series.bin_ms)));
    let tip = Callback::new(move |what| {
        let HitTarget::Bins { first, count } = what else { return Tip::default() };
        let language = app.language.get();
        let sum = series.with(|series| sum(series.bins.iter().skip(first).take(count)));
        let line = |family, name, count, bytes, unknown| TipLine {
            family: Some(family),
            name,
            value: match count {
                0 => number_of(0),
                _ => {
                    let bytes = amount(language, bytes, count, unknown);
                    say!(language, "moved-line", count = number_of(count), bytes = bytes)
                }
            },
        };
        let (incoming, outgoing) = (say!(language, "moved-in-short"), say!(language, "moved-out-short"));
        let lines = vec![
            line(Family::TransferIn, incoming, sum.in_count, sum.in_bytes, sum.in_unknown),
            line(Family::TransferOut, outgoing, sum.out_count, sum.out_bytes, sum.out_unknown),
        ];
        Tip { head: words::stretch(app.zone.get(), bins_range(bins.get(), first, count)), lines }
    });
    let summary = Signal::derive(move || {
        let language = app.language.get();
        let sum = series.with(|series| sum(series.bins.iter()));
        if sum.in_count + sum.out_count == 0 {
            return say!(language, "moved-none");
        }
        let unknown = (sum.in_unknown + sum.out_unknown > 0)
            .then(|| format!(" {}", say!(language, "moved-summary-unknown")));
        say!(
            language,
            "moved-summary",
            incoming = number_of(sum.in_count),
            inbytes = amount(language, sum.in_bytes, sum.in_count, sum.in_unknown),
            outgoing = number_of(sum.out_count),
            outbytes = amount(language, sum.out_bytes, sum.out_count, sum.out_unknown)
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
        let row = |(bin, moved): (usize, &TransferBin)| {
            vec![
                words::stretch(zone, bins_range(bins.get(), bin, 1)),
                number_of(u64::from(moved.in_count)),
                number_of(moved.in_bytes),
                number_of(u64::from(moved.in_unsized)),
                number_of(u64::from(moved.out_count)),
                number_of(moved.out_bytes),
                number_of(u64::from(moved.out_unsized)),
            ]
        };
        let is_used = |(_, moved): &(usize, &TransferBin)| moved.in_count + moved.out_count > 0;
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
                on:click=handler(move |_| measure.set(wanted))
            >
                {move || label()}
            </button>
        }
        .into_any()
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
