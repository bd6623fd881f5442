//! Deliveries (E11 to E17): what AWS counted as delivered, against what is here.
//!
//! ```text
//!   points      t1 ──────── t2 ──────── t3
//!   delivered        T1 d1       T2 d1+d2     T3 d1+d2+d3      by the end of each period
//!   loaded      events of the portal up to T1, T2, T3: what was delivered by then had happened by then
//! ```
//!
//! So what was delivered by some time, less what is here of it, is missing, or cannot be read: a lower bound, of which
//! the greatest counts.

use super::collected::PortalSettings;
use super::tally::{LoggerTally, PortalTally, for_each_logger_row};
use crate::model::fact::{Fact, Metric, MetricForm};
use crate::model::time::{HOUR_MS, MINUTE_MS, TimeMs, UNDATED};
use crate::model::{ByteCount, NoticeKind, Store, TextField};
use crate::query::answer::{DeliveredBy, DeliveryCourse, saturated};
use crate::query::view::View;
use crate::source::order;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The metrics of Session Logger, by name (AWS admin guide, "Monitoring with CloudWatch").
const DELIVERED: &str = "SessionLoggerEventDelivered";
const TARGET_NOT_FOUND: &str = "SessionLoggerTargetNotFoundError";
const ACCESS_DENIED: &str = "SessionLoggerAccessDeniedError";

/// Statistics that are no sum: a label with one of them is of points that say nothing here.
const OTHER_STATISTICS: [&str; 4] = ["SampleCount", "Average", "Minimum", "Maximum"];

/// The longest period that is believed, and that of a single point: CloudWatch keeps points of an hour the longest, and
/// where points are further apart, there was nothing in between.
const MAX_PERIOD_MS: TimeMs = HOUR_MS;

/// How long before a delivery its events may have happened: Session Logger writes every 15 minutes while a session is
/// active.
const INTERVAL_MS: TimeMs = 15 * MINUTE_MS;

/// How far the clocks of browser and metric may differ.
const CLOCK_SKEW_MS: TimeMs = MINUTE_MS;

/// How long it may take at most until what happened counts as delivered: an interval, and five minutes for the metric.
const COUNTED_AFTER_MS: TimeMs = 20 * MINUTE_MS;

/// The longest part of a period that is waited for before events count as surplus: metrics are published every five
/// minutes.
const MAX_SURPLUS_PERIOD_MS: TimeMs = 5 * MINUTE_MS;

/// Most spans of time by which what was delivered is told: more than a picture can show apart.
const MOST_BINS: TimeMs = 480;

/// What the summary calls all points of metric streams together.
const STREAM: &str = "stream";

/// A time by which more is missing than by any before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingStep {
    /// The end of the period.
    pub by: TimeMs,
    /// How many events are missing at least.
    pub missing: u128,
}

/// Failed deliveries; nothing where the form of the points cannot tell of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryErrors {
    /// Of `SessionLoggerAccessDeniedError`.
    pub access_denied: Option<u128>,
    /// Of `SessionLoggerTargetNotFoundError`.
    pub target_not_found: Option<u128>,
}

/// What was delivered of a portal by one series, against what is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The portal (untrusted text); empty where it is not known.
    pub portal: String,
    /// `stream`, or the path of the input with the points.
    pub source: String,
    /// The period of the points.
    pub period_ms: TimeMs,
    /// Start of the first period.
    pub from: TimeMs,
    /// End of the last period.
    pub to: TimeMs,
    /// How many events were delivered.
    pub delivered_events: u128,
    /// How many of the portal are here.
    pub loaded_events: u64,
    /// How many of the portal have no time.
    pub undated: u64,
    /// How many records could not be read of inputs that may hold events of the portal.
    pub rejected: u64,
    /// How many of these inputs are damaged.
    pub damaged_inputs: u64,
    /// Bounds of what is missing, with its steps, and of what is here and was not counted; nothing without a portal.
    pub bounds: Option<DeliveryBounds>,
    /// What was delivered over time, against what is here; nothing without a portal.
    pub course: Option<DeliveryCourse>,
    /// How many files were delivered, where the points tell.
    pub delivered_files: Option<u128>,
    /// How many inputs have events of the portal of that time.
    pub loaded_files: u64,
    /// Failed deliveries.
    pub errors: DeliveryErrors,
}

/// Bounds of what differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryBounds {
    /// How many are here that were not counted as delivered.
    pub surplus: u128,
    /// By when which bound of what is missing was reached, each greater than the one before.
    pub steps: Vec<MissingStep>,
}

impl DeliveryBounds {
    /// How many events are missing at least, or cannot be read: what the last step says.
    pub fn missing(&self) -> u128 {
        self.steps.last().map_or(0, |step| step.missing)
    }
}

impl Delivery {
    /// The first and the last moment of what is counted as here of its time.
    pub const fn loaded_between(&self) -> (TimeMs, TimeMs) {
        (self.from - INTERVAL_MS, self.to + CLOCK_SKEW_MS)
    }

    /// How many events are missing at least, and by when they had been delivered; nothing where no loss is proven.
    pub fn loss(&self) -> Option<MissingStep> {
        self.bounds.as_ref()?.steps.last().copied()
    }
}

/// The sum and the sample count of a point.
type PointValue = (ByteCount, Option<ByteCount>);

/// The usable points of a series, by metric and time.
#[derive(Default)]
struct Series<'a> {
    points: HashMap<&'static str, BTreeMap<TimeMs, PointValue>>,
    has_one_metric: bool,
    source: &'a str,
}

impl PortalSettings {
    /// The portal of a data point (E11); empty where it is not known.
    pub fn portal_of_point<'a>(&'a self, point: &'a Metric) -> &'a str {
        if !point.portal.is_empty() {
            return &point.portal;
        }
        let is_in_label =
            |portal: &&String| point.form != MetricForm::Stream && point.metric.contains(*portal);
        // Of equal length the first counts.
        let longest = self.known.iter().filter(is_in_label).rev().max_by_key(|portal| portal.len());
        longest.map(String::as_str).or(self.only_known()).unwrap_or_default()
    }
}

/// The metric of a usable point.
fn metric_of(point: &Metric) -> Option<&'static str> {
    let metrics = [DELIVERED, TARGET_NOT_FOUND, ACCESS_DENIED];
    if point.form == MetricForm::Stream {
        return metrics.into_iter().find(|metric| point.metric == *metric);
    }
    if OTHER_STATISTICS.iter().any(|statistic| point.metric.contains(statistic)) {
        return None;
    }
    metrics.into_iter().find(|metric| point.metric.contains(metric))
}

/// All series that have a usable point of what was delivered, by portal and source.
fn series_of<'a>(
    store: &'a Store,
    settings: &'a PortalSettings,
) -> BTreeMap<(&'a str, &'a str, bool), Series<'a>> {
    let mut all: BTreeMap<(&str, &str, bool), Series<'_>> = BTreeMap::new();
    for (fact, path) in store.facts().with_paths(store.inputs(), |fact| matches!(fact, Fact::Metric(_))) {
        let Fact::Metric(point) = fact else { continue };
        let (Some(metric), Some(time), Some(sum)) = (metric_of(point), point.time, point.whole_sum) else {
            continue;
        };
        let is_stream = point.form == MetricForm::Stream;
        let source = if is_stream { STREAM } else { path };
        let series = all.entry((settings.portal_of_point(point), source, !is_stream)).or_default();
        series.source = source;
        series.has_one_metric |= point.form == MetricForm::Statistics;
        let value =
            series.points.entry(metric).or_default().entry(time).or_insert((sum, point.whole_samples));
        *value = (value.0.max(sum), value.1.max(point.whole_samples));
    }
    all.retain(|_, series| series.points.contains_key(DELIVERED));
    all
}

/// What was delivered of each portal by each series, by portal and source.
pub fn deliveries(view: &View<'_>, tally: &LoggerTally, settings: &PortalSettings) -> Vec<Delivery> {
    let all = series_of(view.store, settings);
    if all.is_empty() {
        return Vec::new();
    }
    let names = view.store.dictionary(TextField::Portal);
    let codes: HashMap<&str, u32> = tally.portals.keys().map(|code| (names.get(*code), *code)).collect();
    let mut times: HashMap<u32, Vec<TimeMs>> =
        all.keys().filter_map(|(portal, ..)| Some((*codes.get(portal)?, Vec::new()))).collect();
    for_each_logger_row(view.store, |_, logged| {
        if let Some(times) = times.get_mut(&logged.portal).filter(|_| logged.time != UNDATED) {
            times.push(logged.time);
        }
    });
    times.values_mut().for_each(|times| order::sort(times));
    let inputs = InputDamage::of(view.store);
    let none = PortalTally::default();
    let mut deliveries: Vec<Delivery> = all
        .iter()
        .map(|((portal, ..), series)| {
            let code = codes.get(portal);
            let counted = code.map_or(&none, |code| &tally.portals[code]);
            let times = code.and_then(|code| times.get(code)).map_or(&[][..], Vec::as_slice);
            delivery(portal, series, counted, times, &inputs)
        })
        .collect();
    count_files(view.store, &codes, tally, &mut deliveries);
    deliveries
}

/// How many of these times, which are in order, lie between two, both included.
fn count_between(times: &[TimeMs], from: TimeMs, to: TimeMs) -> u64 {
    let first = times.partition_point(|time| *time < from);
    let end = times.partition_point(|time| *time <= to);
    end.saturating_sub(first) as u64
}

fn delivery(
    portal: &str,
    series: &Series<'_>,
    counted: &PortalTally,
    times: &[TimeMs],
    inputs: &InputDamage,
) -> Delivery {
    let points = &series.points[DELIVERED];
    let starts: Vec<TimeMs> = points.keys().copied().collect();
    let distances = starts.windows(2).map(|pair| pair[1] - pair[0]);
    let period_ms = distances.min().unwrap_or(MAX_PERIOD_MS).min(MAX_PERIOD_MS);
    let (first, last) = (starts[0], starts[starts.len() - 1]);
    let (from, to) = (first, last + period_ms);
    let loaded = |by: TimeMs| count_between(times, from - INTERVAL_MS, by + CLOCK_SKEW_MS);
    let (rejected, damaged_inputs) = inputs.of_portal(counted);
    let explained = u128::from(counted.undated) + u128::from(rejected);
    let mut bounds = DeliveryBounds::default();
    let mut delivered: u128 = 0;
    for (start, (sum, _)) in points {
        delivered = delivered.saturating_add(*sum);
        let by = start + period_ms;
        let missing = delivered.saturating_sub(u128::from(loaded(by)) + explained);
        if missing > bounds.missing() {
            bounds.steps.push(MissingStep { by, missing });
        }
        let counted_by = start + period_ms.min(MAX_SURPLUS_PERIOD_MS) - COUNTED_AFTER_MS;
        let happened = u128::from(count_between(times, from, counted_by));
        bounds.surplus = bounds.surplus.max(happened.saturating_sub(delivered));
    }
    let course = || {
        // Spans of whole periods: within one it is not known how much of it was delivered.
        let period_ms = period_ms.max(1);
        let periods = (to - from + period_ms - 1) / period_ms;
        let bin_ms = period_ms * ((periods + MOST_BINS - 1) / MOST_BINS).max(1);
        // They end with the last one: before the first one nothing was delivered.
        let spans = (to - from + bin_ms - 1) / bin_ms;
        let start_ms = to - spans * bin_ms;
        let (mut points, mut delivered) = (points.iter().peekable(), 0u128);
        let bins = (1..=spans).map(|span| {
            let by = start_ms + span * bin_ms;
            while let Some((_, (sum, _))) = points.next_if(|(start, _)| **start + period_ms <= by) {
                delivered = delivered.saturating_add(*sum);
            }
            DeliveredBy {
                delivered: saturated(delivered),
                here: saturated(u128::from(loaded(by)) + explained),
            }
        });
        DeliveryCourse { start_ms, bin_ms, bins: bins.collect() }
    };
    let course = (!portal.is_empty()).then(course);
    let mut samples = points.values().map(|(_, samples)| *samples);
    let errors = |metric: &str| {
        let points = series.points.get(metric).into_iter().flat_map(BTreeMap::values);
        (!series.has_one_metric).then(|| points.fold(0, |sum: u128, (value, _)| sum.saturating_add(*value)))
    };
    Delivery {
        portal: portal.to_owned(),
        source: series.source.to_owned(),
        period_ms,
        from,
        to,
        delivered_events: delivered,
        loaded_events: loaded(to),
        undated: counted.undated,
        rejected,
        damaged_inputs,
        bounds: (!portal.is_empty()).then_some(bounds),
        course,
        delivered_files: samples.try_fold(0u128, |sum, samples| sum.checked_add(samples?)),
        loaded_files: 0,
        errors: DeliveryErrors {
            access_denied: errors(ACCESS_DENIED),
            target_not_found: errors(TARGET_NOT_FOUND),
        },
    }
}

/// What cannot be read of the inputs.
struct InputDamage {
    /// Of each, how many records were rejected, and whether it is damaged.
    inputs: Vec<(u64, bool)>,
    /// The same of all that have neither event nor duplicate: whose events they would have had is not known.
    of_nobody: (u64, u64),
}

impl InputDamage {
    fn of(store: &Store) -> InputDamage {
        let is_damage =
            |kind| matches!(kind, NoticeKind::Truncated | NoticeKind::BadContainer | NoticeKind::Limit);
        let damaged: HashSet<u32> = store
            .notices()
            .iter()
            .filter(|notice| is_damage(notice.reason.kind()))
            .map(|notice| notice.input)
            .collect();
        let mut damage = InputDamage { inputs: Vec::new(), of_nobody: (0, 0) };
        for (number, input) in (0..).zip(store.inputs()) {
            let own = (input.rejected, damaged.contains(&number));
            damage.inputs.push(own);
            if !input.is_archive() && input.events == 0 && input.duplicates == 0 {
                damage.of_nobody.0 += own.0;
                damage.of_nobody.1 += u64::from(own.1);
            }
        }
        damage
    }

    /// Rejected records, and damaged inputs, that may have been of a portal.
    fn of_portal(&self, counted: &PortalTally) -> (u64, u64) {
        counted.inputs.keys().fold(self.of_nobody, |(rejected, damaged), input| {
            let (own, is_damaged) = self.inputs[*input as usize];
            (rejected + own, damaged + u64::from(is_damaged))
        })
    }
}

/// Counts the inputs that have events of each delivery's portal and time.
fn count_files(store: &Store, codes: &HashMap<&str, u32>, tally: &LoggerTally, deliveries: &mut [Delivery]) {
    // Of an input that reaches beyond on both sides its events must be looked at.
    let mut unsettled: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    for (number, delivery) in deliveries.iter_mut().enumerate() {
        let Some(code) = codes.get(delivery.portal.as_str()) else { continue };
        let (from, to) = delivery.loaded_between();
        let contains = |time: TimeMs| from <= time && time <= to;
        for (input, bounds) in &tally.portals[code].inputs {
            let Some(bounds) = bounds else { continue };
            if contains(bounds.first) || contains(bounds.last) {
                delivery.loaded_files += 1;
            } else if bounds.first < from && to < bounds.last {
                unsettled.entry((*code, *input)).or_default().push(number);
            }
        }
    }
    if unsettled.is_empty() {
        return;
    }
    for_each_logger_row(store, |_, logged| {
        let Some(numbers) = unsettled.get_mut(&(logged.portal, logged.input)) else { return };
        if logged.time == UNDATED {
            return;
        }
        numbers.retain(|number| {
            let (from, to) = deliveries[*number].loaded_between();
            let is_within = from <= logged.time && logged.time <= to;
            deliveries[*number].loaded_files += u64::from(is_within);
            !is_within
        });
    });
}
