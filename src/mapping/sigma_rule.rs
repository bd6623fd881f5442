//! Sigma rules: a file of them is a fact, and each of its documents a record that is no event (R29).

use super::context::RecordContext;
use super::sink::InputSink;
use crate::format::sigma_rule;
use crate::model::Reason;
use crate::model::fact::Fact;
use crate::sigma::{RuleMistake, read_documents};
use crate::source::Span;

/// Adds the rules of a file. One that cannot be used is rejected, with the reason, and costs only itself.
pub fn map_rules(text: &[u8], input: &mut InputSink<'_>) {
    let text = String::from_utf8_lossy(text);
    let mut fact = Some(Fact::Rules { text: text.clone().into_owned() });
    for document in read_documents(&text) {
        match document {
            Ok(_) => input.skip(sigma_rule::ID, fact.take()),
            Err(mistake) => reject(&mistake, input),
        }
    }
}
