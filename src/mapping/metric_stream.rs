//! Metric streams: each line is a fact, a data point.

use super::Mapping;
use super::metrics::fact;
use crate::format::metric_stream::parse_metric_stream;
use crate::model::fact::MetricForm;

pub(super) const MAPPING: Mapping = Mapping {
    map: |fields, sink| sink.skip(Some(fact(&parse_metric_stream(fields), MetricForm::Stream))),
    groups: &[],
};
