//! Answers of the command line: lists of things that are no events.

use super::record_context::RecordContext;
use crate::container::json::{Fields, walk};
use crate::format::envelope::{self, Listing};
use crate::format::{Format, inventory, metrics, session_manager_history};
use crate::model::batch::Batch;
use crate::model::build_facts;
use crate::model::fact::Fact;

/// The format of what such an answer lists.
pub(super) const fn format_of(listing: Listing) -> Format {
    match listing {
        Listing::Sessions => Format::SessionManagerHistory,
        Listing::Datapoints | Listing::MetricData => Format::Metrics,
        Listing::Workspaces => Format::Workspaces,
        Listing::SessionLoggers => Format::SessionLoggerSettings,
    }
}

/// Reads an element of an answer; whether there was anything in it.
pub(super) fn read_listed(
    listing: Listing,
    element: &[u8],
    answer: &Fields<'_>,
    context: &RecordContext<'_>,
    batch: &mut Batch,
) -> bool {
    let schema = match listing {
        Listing::Sessions => session_manager_history::SCHEMA,
        Listing::Datapoints => metrics::DATAPOINT,
        Listing::MetricData => metrics::RESULT,
        Listing::Workspaces => inventory::WORKSPACE,
        Listing::SessionLoggers => inventory::SESSION_LOGGER,
    };
    let Ok(walked) = walk(element, schema) else { return false };
    let fields = walked.fields(element);
    let fact = match listing {
        Listing::Sessions => {
            let record = session_manager_history::parse_session_history(&fields);
            record.session.is_some().then(|| build_facts::session_history(&record))
        }
        Listing::Datapoints => metrics::parse_datapoint(&fields, envelope::label(answer))
            .map(|point| build_facts::metric(&point)),
        Listing::MetricData => {
            let Some(points) = metrics::parse_metric_data(&fields) else {
                context.reject(batch);
                return true;
            };
            let mut is_empty = true;
            for point in points {
                is_empty = false;
                match point {
                    Some(point) => {
                        let fact = build_facts::metric(&point);
                        batch.push_skipped(context.input, Format::Metrics, Some(fact));
                    }
                    None => context.reject(batch),
                }
            }
            return !is_empty;
        }
        Listing::Workspaces => {
            inventory::parse_workspace(&fields).map(|(id, user)| Fact::Workspace { id, user })
        }
        Listing::SessionLoggers if element.starts_with(b"{") => {
            Some(build_facts::session_logger(&inventory::parse_session_logger_settings(&fields)))
        }
        Listing::SessionLoggers => None,
    };
    match fact {
        Some(fact) => batch.push_skipped(context.input, format_of(listing), Some(fact)),
        None => context.reject(batch),
    }
    true
}
