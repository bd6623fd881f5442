//! Data points of metrics: facts, to be held against the events.

use super::sink::{InputSink, RecordSink};
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::format::envelope::label;
use crate::format::metrics::{self, MetricPoint, parse_datapoint, parse_metric_data};
use crate::model::fact::{Fact, Metric};

/// The fact of a data point.
pub(super) fn fact(point: &MetricPoint<'_>) -> Fact {
    let number =
        |raw: Option<&[u8]>| raw.map(|raw| String::from_utf8_lossy(raw).into_owned()).unwrap_or_default();
    Fact::Metric(Metric {
        metric: point.metric.as_deref().unwrap_or_default().to_owned(),
        portal: point.portal.as_deref().unwrap_or_default().to_owned(),
        time: point.time.and_then(parse_json_time),
        sum: number(point.sum),
        samples: number(point.samples),
    })
}

/// The fact of an element of `Datapoints`; `answer` has the fields of the answer, which says what they are of.
pub(super) fn map_datapoint(fields: &Fields<'_>, answer: &Fields<'_>) -> Option<Fact> {
    parse_datapoint(fields, label(answer)).map(|point| fact(&point))
}

/// Adds the facts of an element of `MetricDataResults`; whether there was anything in it.
pub(super) fn map_metric_data(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) -> bool {
    let Some(points) = parse_metric_data(fields) else {
        sink.reject();
        return true;
    };
    let mut is_empty = true;
    for point in points {
        is_empty = false;
        match point {
            Some(point) => sink.skip(Some(fact(&point))),
            None => sink.reject(),
        }
    }
    !is_empty
}

/// Adds the fact of a data point that stands in a table.
pub fn map_metric_point(point: &MetricPoint<'_>, input: &mut InputSink<'_>) {
    input.skip(metrics::ID, Some(fact(point)));
}
