//! CloudWatch metrics: data points of Session Logger's deliveries and of the portal. They are no events;
//! they are kept to be held against the events.
//!
//! Source: botocore `cloudwatch` (`get-metric-data`, `get-metric-statistics`), CloudWatch user guide
//! (metric streams, JSON format). The file that the console saves is not documented.

use super::detect::BEFORE_METRICS;
use crate::container::json::{Fields, Schema, Want, joined};
use crate::container::parts::{elements, members};
use std::borrow::Cow;

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

const STREAM: u8 = 0;
const NAME: u8 = 1;
const PORTAL: u8 = 2;
const TIME: u8 = 3;
const SUM: u8 = 4;
const COUNT: u8 = 5;

const OWN: Schema = &[
    ("metric_stream_name", Want::Slot(STREAM)),
    ("metric_name", Want::Slot(NAME)),
    ("dimensions", Want::Within(&[("PortalId", Want::Slot(PORTAL))])),
    ("timestamp", Want::Slot(TIME)),
    ("value", Want::Within(&[("count", Want::Slot(COUNT)), ("sum", Want::Slot(SUM))])),
];

/// The fields of a line of a metric stream.
pub const SCHEMA: Schema = &joined::<{ OWN.len() + BEFORE_METRICS.len() }>(OWN, BEFORE_METRICS);

/// Whether a JSON object is a line of a metric stream.
pub fn is_metric_stream(fields: &Fields<'_>) -> bool {
    fields.raw(STREAM).is_some()
}

/// The data point of a line that [`is_metric_stream`].
pub fn parse_metric_stream<'a>(fields: &Fields<'a>) -> MetricPoint<'a> {
    MetricPoint {
        metric: fields.text(NAME),
        portal: fields.text(PORTAL),
        time: fields.raw(TIME),
        sum: fields.raw(SUM),
        samples: fields.raw(COUNT),
    }
}

/// The fields of an element of `Datapoints`.
pub const DATAPOINT: Schema =
    &[("Timestamp", Want::Slot(TIME)), ("SampleCount", Want::Slot(COUNT)), ("Sum", Want::Slot(SUM))];

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

/// The fields of an element of `MetricDataResults`.
pub const RESULT: Schema =
    &[("Label", Want::Slot(LABEL)), ("Timestamps", Want::Slot(TIMES)), ("Values", Want::Slot(VALUES))];

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

/// What Session Logger was told to log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedEvents {
    /// All events.
    All,
    /// The events of these names.
    Only(Vec<String>),
}

/// What Session Logger was told to log, where its filter says so: `{"all":{}}` or `{"include":[…]}`.
pub fn wanted_events(event_filter: &[u8]) -> Option<WantedEvents> {
    members(event_filter).find_map(|(key, value)| match &*key {
        b"all" => Some(WantedEvents::All),
        b"include" => {
            let names = elements(value).filter_map(crate::container::json::string_of);
            Some(WantedEvents::Only(names.map(|name| name.into_owned()).collect()))
        }
        _ => None,
    })
}
