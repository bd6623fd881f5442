//! Transfers over time: what came in above the line, what went out below it, by bytes or by number, on a scale of choice.

use super::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, bins_range, chart_theme};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::chart::{HitTarget, TransfersLabels, draw_transfers_over_time};
use sessionscope::model::{Amount, Family, InOut, Measure, ValueScale};
use sessionscope::query::answer::TransferSeries;
use sessionscope::say;
use sessionscope::state::{Action, Language};
use sessionscope::text::units::number;
use sessionscope::text::{TimeStyle, amount, count_and_amount, duration, time_range, units};

/// Wide charts are higher, or their bars would be all alike.
const fn height_px(width: u32) -> u32 {
    if width > 1100 { 296 } else { 208 }
}

/// What a switch chooses.
#[derive(Clone, Copy)]
enum Choice {
    Measure(Measure),
    Scale(ValueScale),
}

impl Choice {
    fn name(self, language: Language) -> String {
        match self {
            Choice::Measure(Measure::Bytes) => say!(language, "moved-by-bytes"),
            Choice::Measure(Measure::Count) => say!(language, "moved-by-count"),
            Choice::Scale(ValueScale::Linear) => say!(language, "moved-scale-linear"),
            Choice::Scale(ValueScale::Root) => say!(language, "moved-scale-root"),
            Choice::Scale(ValueScale::Log) => say!(language, "moved-scale-log"),
        }
    }
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
    let measure = app.pick(|state| state.measure);
    let scale = app.pick(|state| state.scale);
    let draw = move |width| {
        let (language, zone) = (app.language.get(), app.zone.get());
        let (theme, measure, scale) = (chart_theme(app), measure.get(), scale.get());
        series.with(|series| {
            let length = duration(language, series.bin_ms);
            let title = match measure {
                Measure::Bytes => say!(language, "chart-bytes-per", length = length),
                Measure::Count => say!(language, "chart-transfers-per", length = length),
            };
            let labels = TransfersLabels {
                value_title: match scale {
                    ValueScale::Linear => title,
                    ValueScale::Root => say!(language, "chart-root-scale", title = title),
                    ValueScale::Log => say!(language, "chart-log-scale", title = title),
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
            let size = (width, height_px(width));
            Some(draw_transfers_over_time(series, (measure, scale), size, theme, &labels))
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
    let switch = move |name: Signal<String>, choices: &[Choice]| {
        let button = |choice: Choice| {
            let is_chosen = move || match choice {
                Choice::Measure(wanted) => measure.get() == wanted,
                Choice::Scale(wanted) => scale.get() == wanted,
            };
            let choose = move |_| match choice {
                Choice::Measure(wanted) => app.act(Action::MeasureMoved(wanted)),
                Choice::Scale(wanted) => app.act(Action::ScaleMoved(wanted)),
            };
            view! {
                <button aria-pressed=move || is_chosen().to_string() on:click=choose>
                    {move || choice.name(app.language.get())}
                </button>
            }
        };
        let buttons = choices.iter().copied().map(button).collect_view();
        view! { <div class="chart-switch" role="group" aria-label=name>{buttons}</div> }
    };
    let title = words!(app.language, "moved-over-time");
    view! {
        <ChartFigure title summary draw is_stale marks=Marks::Bins(bins) tip table>
            {switch(words!(app.language, "moved-measure"), &Measure::ALL.map(Choice::Measure))}
            {switch(words!(app.language, "moved-scale"), &ValueScale::ALL.map(Choice::Scale))}
        </ChartFigure>
    }
}
