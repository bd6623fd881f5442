//! CloudWatch metric streams: a JSON object a data point. They are no events.
//!
//! Source: CloudWatch user guide, metric streams, JSON format.

use super::descriptor::{Descriptor, Signature};
use super::metrics::{self, MetricPoint};
use crate::container::json::{Fields, Schema, Want};

const STREAM: u8 = 0;
const NAME: u8 = 1;
const PORTAL: u8 = 2;
const TIME: u8 = 3;
const SUM: u8 = 4;
const COUNT: u8 = 5;

/// A metric stream.
pub const FORMAT: Descriptor = Descriptor {
    id: metrics::ID,
    signatures: &[Signature::keys(&["metric_stream_name"])],
    schema: SCHEMA,
    recognises: |fields| fields.raw(STREAM).is_some(),
    rules_out: &[],
};

/// The fields of a line.
const SCHEMA: Schema = &[
    ("metric_stream_name", Want::Slot(STREAM)),
    ("metric_name", Want::Slot(NAME)),
    ("dimensions", Want::Within(&[("PortalId", Want::Slot(PORTAL))])),
    ("timestamp", Want::Slot(TIME)),
    ("value", Want::Within(&[("count", Want::Slot(COUNT)), ("sum", Want::Slot(SUM))])),
];

/// The data point of a line.
pub fn parse_metric_stream<'a>(fields: &Fields<'a>) -> MetricPoint<'a> {
    MetricPoint {
        metric: fields.text(NAME),
        portal: fields.text(PORTAL),
        time: fields.raw(TIME),
        sum: fields.raw(SUM),
        samples: fields.raw(COUNT),
    }
}
