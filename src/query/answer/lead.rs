//! Where something leads that is told.

use crate::filter::{Expression, Field, Filter};
use crate::model::TimeRange;
use crate::model::time::TimeMs;
use serde::{Deserialize, Serialize};

/// Where something leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lead {
    /// To the events with these values of fields of the filter language, of each field one (untrusted text; an empty one
    /// for none), in a time.
    Events {
        /// The values, by the name of the field.
        values: Vec<(String, Vec<String>)>,
        /// The time; nothing for all of it.
        range: Option<TimeRange>,
    },
    /// To an input in the manifest, by its path (untrusted text).
    File(String),
}

impl Lead {
    /// To the events with these values.
    pub fn events<const N: usize>(values: [(&str, &str); N]) -> Lead {
        let values = values.map(|(field, value)| (field.to_owned(), vec![value.to_owned()]));
        Lead::Events { values: values.into(), range: None }
    }

    /// To the events with one of these values of a field.
    pub fn events_of_any(field: &str, values: Vec<String>) -> Lead {
        Lead::Events { values: vec![(field.to_owned(), values)], range: None }
    }

    /// To those of them with this value, too.
    pub fn and(mut self, (field, value): (&str, &str)) -> Lead {
        if let Lead::Events { values, .. } = &mut self {
            values.push((field.to_owned(), vec![value.to_owned()]));
        }
        self
    }

    /// To those of them from one time to another, events of both included.
    pub fn within(self, from: TimeMs, to: TimeMs) -> Lead {
        match self {
            Lead::Events { values, .. } => {
                let range = TimeRange { start_ms: from, end_ms: to.saturating_add(1) };
                Lead::Events { values, range: Some(range) }
            }
            Lead::File(_) => self,
        }
    }

    /// The filter line that lets exactly these events through, but for the time; nothing of a lead to a file.
    pub fn line(&self) -> Option<String> {
        let Lead::Events { values, .. } = self else { return None };
        let terms = values.iter().filter_map(|(field, values)| {
            let field = Field::from_name(field)?;
            let terms = values.iter().filter_map(|value| Expression::exactly(field, value));
            terms.reduce(Expression::or)
        });
        Some(terms.fold(Filter::default(), Filter::and).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Zone;

    #[test]
    fn a_lead_is_a_line_that_means_its_values_and_nothing_else() {
        let one = Lead::events([("system", "session-logger"), ("portal", "")]).within(5, 9);
        assert_eq!(one.line().as_deref(), Some("system:session-logger portal:\"\""));
        assert!(matches!(one, Lead::Events { range: Some(TimeRange { start_ms: 5, end_ms: 10 }), .. }));
        let names = ["a b", "c*", "OR", ")"].map(str::to_owned).to_vec();
        let line = Lead::events_of_any("session", names).line().expect("events");
        let filter = Filter::parse(&line, &Zone::default()).expect("a right line");
        assert_eq!((filter.to_string(), filter.clauses().len()), (line.clone(), 1), "{line}");
        let terms = filter.clauses()[0].terms();
        let fields: Vec<Field> = terms.iter().map(|term| term.field).collect();
        assert_eq!(fields, [Field::from_name("session").expect("a field"); 4], "{line}");
        assert_eq!(Lead::File("a".to_owned()).line(), None);
    }
}
