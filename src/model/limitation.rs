//! What the form of an input cannot show, whatever is in it: who reads its events must know it, or takes for not done
//! what was not written.

use serde::{Deserialize, Serialize};

/// What an input cannot show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Limitation {
    /// Its calls have neither parameters nor responses: no session ids, no targets, no outcome of sign-ins. So the event
    /// history of CloudTrail's console exports them as CSV.
    NoParameters,
    /// CloudTrail left out parameters that were too long (`omitted`).
    ParametersOmitted,
    /// It is an answer that says itself that more follows (`NextToken`).
    AnswerIsCut,
    /// It is the answer to a query that had not come to its end.
    QueryUnfinished,
}

/// What is known of the form of an input, as far as it limits what it can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormNotes {
    /// Whether there are calls in rows, and any of these rows has a place for parameters or responses.
    pub row_parameters: Option<bool>,
    /// Whether there are parameters or responses that were left out.
    pub has_omitted: bool,
    /// Whether more follows on the last answer, if it is one.
    pub is_answer_cut: Option<bool>,
    /// Whether there is an answer to a query that had not come to its end.
    pub is_query_unfinished: bool,
    /// Whether it is an object that begins with `Records`, as CloudTrail's log files are.
    pub is_records_object: bool,
    /// Whether it was not read for a reason that lies outside of it: encrypted, a link, more than may be unpacked.
    pub is_refused: bool,
}

impl FormNotes {
    /// Notes a row with a call.
    pub fn note_row(&mut self, has_parameters: bool) {
        self.row_parameters = Some(self.row_parameters == Some(true) || has_parameters);
    }

    /// Adds what is known of what follows in the input.
    pub fn add(&mut self, later: &FormNotes) {
        if let Some(has_parameters) = later.row_parameters {
            self.note_row(has_parameters);
        }
        self.has_omitted |= later.has_omitted;
        self.is_answer_cut = later.is_answer_cut.or(self.is_answer_cut);
        self.is_query_unfinished |= later.is_query_unfinished;
        self.is_records_object |= later.is_records_object;
        self.is_refused |= later.is_refused;
    }

    /// What the input cannot show.
    pub fn limitations(&self) -> impl Iterator<Item = Limitation> {
        let all = [
            (self.row_parameters == Some(false), Limitation::NoParameters),
            (self.has_omitted, Limitation::ParametersOmitted),
            (self.is_answer_cut == Some(true), Limitation::AnswerIsCut),
            (self.is_query_unfinished, Limitation::QueryUnfinished),
        ];
        all.into_iter().filter_map(|(is_there, limitation)| is_there.then_some(limitation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_answers_the_last_tells_whether_more_follows_and_of_rows_any_has_parameters() {
        let of = |answers: &[bool], rows: &[bool]| {
            let mut notes = FormNotes::default();
            for is_cut in answers {
                notes.add(&FormNotes { is_answer_cut: Some(*is_cut), ..FormNotes::default() });
                notes.add(&FormNotes::default());
            }
            rows.iter().for_each(|has_parameters| notes.note_row(*has_parameters));
            notes.limitations().collect::<Vec<_>>()
        };
        assert_eq!(of(&[true, true], &[]), [Limitation::AnswerIsCut]);
        assert_eq!(of(&[true, false], &[false, true, false]), []);
        assert_eq!(of(&[], &[false, false]), [Limitation::NoParameters]);
    }
}
