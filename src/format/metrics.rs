//! CloudWatch metrics: data points of Session Logger's deliveries and of the portal. They are no events;
//! they are kept to be held against the events.
//!
//! Source: botocore `cloudwatch` (`get-metric-data`, `get-metric-statistics`).

use super::descriptor::ListingDescriptor;
use crate::container::json::{Fields, Want};
use crate::container::parts::elements;
use std::borrow::Cow;

/// The identifier that the summary has for data points, in whatever form.
pub const ID: &str = "cloudwatch-metrics";

/// One data point, borrowed from its text.
#[derive(Clone, Debug, Default)]
pub struct MetricPoint<'a> {
    /// Name of the metric, or the label that stands for it.
    pub metric: Option<Cow<'a, str>>,
    /// Portal, where the point says so.
    pub portal: Option<Cow<'a, str>>,
    /// Start of the period: the JSON text.
    pub time: Option<&'a [u8]>,
    /// Sum of the period: the JSON text of a number.
    pub sum: Option<&'a [u8]>,
    /// How many samples the period has: the JSON text of a number.
    pub samples: Option<&'a [u8]>,
}

const TIME: u8 = 0;
const SUM: u8 = 1;
const COUNT: u8 = 2;

/// `get-metric-statistics`.
pub const DATAPOINTS: ListingDescriptor = ListingDescriptor {
    id: ID,
    key: "Datapoints",
    is_list: true,
    schema: &[("Timestamp", Want::Slot(TIME)), ("SampleCount", Want::Slot(COUNT)), ("Sum", Want::Slot(SUM))],
};

/// The data point of an element of `Datapoints`, if it is one.
pub fn parse_datapoint<'a>(fields: &Fields<'a>, label: Option<Cow<'a, str>>) -> Option<MetricPoint<'a>> {
    Some(MetricPoint {
        metric: label,
        time: Some(fields.raw(TIME)?),
        sum: fields.raw(SUM),
        samples: fields.raw(COUNT),
        portal: None,
    })
}

const LABEL: u8 = 0;
const TIMES: u8 = 1;
const VALUES: u8 = 2;

/// `get-metric-data`.
pub const METRIC_DATA: ListingDescriptor = ListingDescriptor {
    id: ID,
    key: "MetricDataResults",
    is_list: true,
    schema: &[
        ("Label", Want::Slot(LABEL)),
        ("Timestamps", Want::Slot(TIMES)),
        ("Values", Want::Slot(VALUES)),
    ],
};

/// The data points of an element of `MetricDataResults`, one by one; nothing in place of a time or a value
/// that has no partner. Nothing at all where it has no such arrays.
pub fn parse_metric_data<'a>(
    fields: &Fields<'a>,
) -> Option<impl Iterator<Item = Option<MetricPoint<'a>>> + use<'a>> {
    let array = |slot| fields.raw(slot).filter(|raw| raw.starts_with(b"["));
    let (mut times, mut values) = (elements(array(TIMES)?), elements(array(VALUES)?));
    let label = fields.text(LABEL);
    Some(std::iter::from_fn(move || match (times.next(), values.next()) {
        (None, None) => None,
        (Some(time), Some(value)) => Some(Some(MetricPoint {
            metric: label.clone(),
            time: Some(time),
            sum: Some(value),
            ..MetricPoint::default()
        })),
        _ => Some(None),
    }))
}
