//! What was delivered by each time, against what is here: the picture, with what it says in words and numbers.

use super::figure::{ChartFigure, ChartTable, Marks, Tip, TipLine, bins_range, chart_theme};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::chart::{DeliveriesLabels, HitTarget, draw_deliveries};
use sessionscope::query::answer::{DeliveredBy, DeliveryCourse};
use sessionscope::say;
use sessionscope::text::units::number;
use sessionscope::text::{TimeStyle, time_range};

const HEIGHT_PX: u32 = 208;

/// The picture.
#[component]
pub fn DeliveryFigure(course: DeliveryCourse) -> impl IntoView {
    let app = App::get();
    let course = StoredValue::new(course);
    let draw = move |width| {
        let (language, zone) = (app.language.get(), app.zone.get());
        let labels = DeliveriesLabels {
            value_title: say!(language, "delivery-chart-events"),
            time_title: say!(language, "chart-time", zone = zone.label()),
            delivered: say!(language, "delivery-chart-delivered"),
            here: say!(language, "delivery-chart-here"),
            time: TimeStyle::new(language, &zone),
        };
        course.with_value(|course| {
            (!course.bins.is_empty())
                .then(|| draw_deliveries(course, (width, HEIGHT_PX), chart_theme(app), &labels))
        })
    };
    let bins = Memo::new(move |_| course.with_value(|course| (course.start_ms, course.bin_ms)));
    let by = move |bin: usize| course.with_value(|course| course.bins.get(bin).copied().unwrap_or_default());
    let tip = Callback::new(move |what| {
        let HitTarget::Bins { first, count } = what else { return Tip::default() };
        let language = app.language.get();
        let by = by(first + count - 1);
        let line = |name, value: u64| TipLine { family: None, name, value: number(value) };
        let lines = vec![
            line(say!(language, "delivery-chart-delivered"), by.delivered),
            line(say!(language, "delivery-chart-here"), by.here),
            line(say!(language, "delivery-chart-missing"), by.missing()),
        ];
        Tip { head: time_range(&app.zone.get(), bins_range(bins.get(), first, count)), lines }
    });
    let summary = words!(app.language, "delivery-chart-words");
    let table = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        let columns = vec![
            say!(language, "chart-time", zone = zone.label()),
            say!(language, "delivery-chart-delivered"),
            say!(language, "delivery-chart-here"),
            say!(language, "delivery-chart-missing"),
        ];
        // Where nothing changes there is nothing to read.
        let changes = |bin: &usize| *bin == 0 || by(*bin) != by(*bin - 1);
        let row = |bin: usize| {
            let time = time_range(&zone, bins_range(bins.get(), bin, 1));
            let DeliveredBy { delivered, here } = by(bin);
            let missing = by(bin).missing();
            [time].into_iter().chain([delivered, here, missing].map(number)).collect()
        };
        let count = course.with_value(|course| course.bins.len());
        ChartTable { columns, rows: (0..count).filter(changes).map(row).collect() }
    };
    let title = words!(app.language, "delivery-chart");
    view! { <ChartFigure title summary draw is_stale=Signal::stored(false) marks=Marks::Bins(bins) tip table /> }
}
