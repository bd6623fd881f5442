//! Reading a case file. It comes from outside, as logs do: what has no sense is left out and counted, and nothing in
//! it can make the page grow without end.

use super::CASE_SCHEMA;
use super::annotations::{Annotations, CaseInput};
use super::json::{FileJson, Item, MarkJson, RangeJson, RangeNoteJson, SchemaJson, items, zone_name};
use crate::model::TimeRange;
use crate::model::audit_options::AuditOptions;
use crate::source::limits::{
    MAX_CASE_INPUTS, MAX_DISMISSALS, MAX_MARK_TAGS, MAX_MARKS, MAX_NOTE_CHARS, MAX_NOTES, MAX_SAVED_FILTERS,
};

/// What a case file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// The inputs of the case when it was saved.
    pub inputs: Vec<CaseInput>,
    /// The filter line.
    pub filter: String,
    /// The range, if there was one.
    pub range: Option<TimeRange>,
    /// The name of the zone.
    pub zone: String,
    /// What the person has added.
    pub annotations: Annotations,
    /// What of it was not taken.
    pub left_out: LeftOut,
}

/// How much of a case file was not taken, for it has no sense or there is no room for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Marks, notes, tags, filters, dismissed findings, and with what findings are looked for.
    pub annotations: usize,
    /// Inputs.
    pub inputs: usize,
}

/// Why a file is no case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseFileError {
    /// It is no JSON of such a form; what the parser says.
    NotJson(String),
    /// It is of another schema, which is told; a later version of this program may know it.
    OtherSchema(String),
}

impl CaseFile {
    /// Reads a case file.
    ///
    /// # Errors
    /// That it is no such file.
    pub fn parse(json: &[u8]) -> Result<CaseFile, CaseFileError> {
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let not_json = |error: serde_json::Error| CaseFileError::NotJson(error.to_string());
        let SchemaJson { schema } = serde_json::from_slice(json).map_err(not_json)?;
        if schema != CASE_SCHEMA {
            return Err(CaseFileError::OtherSchema(schema));
        }
        serde_json::from_slice(json).map(case_file).map_err(not_json)
    }
}

fn case_file(file: FileJson) -> CaseFile {
    let (inputs, other_inputs) = items(file.inputs, MAX_CASE_INPUTS);
    let (mut marks, other_marks) = items(file.marks, MAX_MARKS);
    let (session_notes, other_session_notes) = items(file.session_notes, MAX_NOTES);
    let (given_ranges, other_range_notes) = items(file.range_notes, MAX_NOTES);
    let (saved_filters, other_filters) = items(file.saved_filters, MAX_SAVED_FILTERS);
    let (dismissals, other_dismissals) = items(file.dismissed, MAX_DISMISSALS);
    let (audit, other_options) = match file.audit {
        Some(Item::Is(audit)) => audit.read(),
        Some(Item::Other(_)) => (AuditOptions::default(), 1),
        None => (AuditOptions::default(), 0),
    };
    let given = given_ranges.len();
    let range_notes: Vec<_> = given_ranges.into_iter().filter_map(RangeNoteJson::read).collect();
    let mut left_out = LeftOut {
        annotations: other_marks
            + other_session_notes
            + other_range_notes
            + other_filters
            + other_dismissals
            + other_options
            + given
            - range_notes.len(),
        inputs: other_inputs + file.inputs_not_listed,
    };
    for mark in &mut marks {
        left_out.annotations += mark.tags.len().saturating_sub(MAX_MARK_TAGS);
        mark.tags.truncate(MAX_MARK_TAGS);
    }
    let read = Annotations {
        marks: marks.into_iter().map(MarkJson::into).collect(),
        session_notes: session_notes.into_iter().map(Into::into).collect(),
        range_notes,
        saved_filters: saved_filters.into_iter().map(Into::into).collect(),
        dismissals: dismissals.into_iter().map(Into::into).collect(),
        audit,
    };
    // By the way that a person's own additions go: the same limits hold for both.
    let mut annotations = Annotations::default();
    left_out.annotations += annotations.merge(read);
    let has_room = file.filter.chars().count() <= MAX_NOTE_CHARS;
    left_out.annotations += usize::from(!has_room);
    CaseFile {
        inputs: inputs.into_iter().map(Into::into).collect(),
        filter: if has_room { file.filter } else { String::new() },
        range: file.range.and_then(RangeJson::read),
        zone: zone_name(file.zone),
        annotations,
        left_out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casefile::InputId;

    #[test]
    fn what_is_no_case_file_says_why() {
        let parse = |json: &str| CaseFile::parse(json.as_bytes());
        assert!(matches!(parse("x"), Err(CaseFileError::NotJson(_))));
        assert!(matches!(parse("{}"), Err(CaseFileError::NotJson(why)) if why.contains("schema")));
        let other = r#"{"schema":"sessionscope.case/2","marks":7}"#;
        assert_eq!(parse(other), Err(CaseFileError::OtherSchema("sessionscope.case/2".to_owned())));
        let wrong = r#"{"schema":"sessionscope.case/1","marks":7}"#;
        assert!(matches!(parse(wrong), Err(CaseFileError::NotJson(_))));
        assert_eq!(
            parse("\u{feff}{\"schema\":\"sessionscope.case/1\"}"),
            Ok(CaseFile { zone: "UTC".to_owned(), ..CaseFile::default() })
        );
    }

    #[test]
    fn what_has_no_sense_is_left_out_and_counted() {
        let file = CaseFile::parse(
            br#"{"schema":"sessionscope.case/1","zone":"UTC+09:00","range":{"start":"x","end":null},"new":1,
                "marks":[{"path":"a","sha256":"no hash","offset":3,"tags":["x","x"," "],"note":"n"}],
                "range_notes":[{"range":{"start":"2026-11-19T08:00:00Z","end":null},"note":"from then on"},
                    {"range":{"start":"2026-11-19T08:00:00Z","end":"2026-11-19T07:00:00Z"},"note":"reversed"}]}"#,
        )
        .expect("a case file");
        assert_eq!((file.zone.as_str(), file.range, file.left_out.annotations), ("UTC+09:00", None, 1));
        let [mark] = &file.annotations.marks[..] else { panic!("one mark") };
        assert_eq!((&mark.event.input, mark.tags.len(), mark.note.as_str()), (&InputId::Unknown, 1, "n"));
        assert_eq!(file.annotations.range_notes[0].range.end_ms, TimeRange::ALL.end_ms);
    }

    #[test]
    fn one_odd_entry_costs_only_itself() {
        let right = r#"{"path":"a","sha256":null,"offset":1}"#;
        for odd in
            [r#"{"path":"a","offset":-1,"sha256":null}"#, r#"{"path":"a","sha256":null}"#, "null", "[]", "7"]
        {
            let json = format!(r#"{{"schema":"sessionscope.case/1","marks":[{odd},{right},{odd}]}}"#);
            let file = CaseFile::parse(json.as_bytes()).expect("a case file");
            assert_eq!((file.annotations.marks.len(), file.left_out.annotations), (1, 2), "{odd}");
        }
    }

    #[test]
    fn what_is_too_much_is_left_out_and_counted() {
        let tags = vec!["\"t\""; MAX_MARK_TAGS + 3].join(",");
        let mark = format!(r#"{{"path":"a","sha256":null,"offset":1,"tags":[{tags}]}}"#);
        let marks = vec![mark; MAX_MARKS + 2].join(",");
        let json = format!(r#"{{"schema":"sessionscope.case/1","marks":[{marks}]}}"#);
        let file = CaseFile::parse(json.as_bytes()).expect("a case file");
        assert_eq!(file.annotations.marks.len(), 1, "they are all of one record");
        assert_eq!(file.left_out.annotations, 2 + 3 * MAX_MARKS);
    }
}
