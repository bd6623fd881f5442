//! What has become of marks and inputs of a case file, in words.

use crate::casefile::CaseFileError;
use crate::query::answer::{CaseInputFate, MarkFate};
use crate::say;
use crate::state::Language;
use crate::text::visible;

/// Why the event of a mark is not there.
pub fn mark_fate_explained(language: Language, fate: MarkFate) -> String {
    match fate {
        MarkFate::Found => say!(language, "mark-found"),
        MarkFate::Gone => say!(language, "mark-gone"),
        MarkFate::InputMissing => say!(language, "mark-input-missing"),
        MarkFate::InputChanged => say!(language, "mark-input-changed"),
        MarkFate::InputUnhashed => say!(language, "mark-input-unhashed"),
        MarkFate::Unproven => say!(language, "mark-unproven"),
    }
}

/// What has become of an input, in a word or two.
pub fn case_input_fate_name(language: Language, fate: CaseInputFate) -> String {
    match fate {
        CaseInputFate::Same => say!(language, "case-input-same"),
        CaseInputFate::Changed => say!(language, "case-input-changed"),
        CaseInputFate::Missing => say!(language, "case-input-missing"),
        CaseInputFate::Unproven => say!(language, "case-input-unproven"),
    }
}

/// Why a file is no case file.
pub fn case_file_error_explained(language: Language, error: &CaseFileError) -> String {
    match error {
        CaseFileError::NotJson(why) => say!(language, "case-not-json", why = visible(why)),
        CaseFileError::OtherSchema(schema) => say!(language, "case-other-schema", schema = visible(schema)),
    }
}
