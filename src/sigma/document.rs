//! Texts of YAML with rules: one or several documents, each a rule or a correlation.

use super::about::About;
use super::correlation::Correlation;
use super::mistake::{RuleMistake, RuleProblem, Wrong};
use super::rule::Rule;
use super::yaml::{self, Node};
use crate::source::limits::{MAX_RULE_BYTES, MAX_RULE_EXPRESSIONS, MAX_RULES, MAX_RULES_TEXT_BYTES};

/// What a document has.
#[derive(Clone, Debug)]
pub enum Document {
    /// A rule about single records.
    Rule(Rule),
    /// A rule about matches of other rules.
    Correlation(Correlation),
}

impl Document {
    /// What it says of itself.
    pub fn about(&self) -> &About {
        match self {
            Document::Rule(rule) => &rule.about,
            Document::Correlation(correlation) => &correlation.about,
        }
    }
}

/// Reads the documents of a text of YAML, in their order: each is a rule, a correlation, or a mistake. Empty ones are
/// passed over. A document that is broken takes nothing from the others.
pub fn read_documents(text: &str) -> Vec<Result<Document, RuleMistake>> {
    let whole = |line, problem| Err(Wrong::new(line, problem, "").in_rule(""));
    if text.len() > MAX_RULES_TEXT_BYTES {
        return vec![whole(1, RuleProblem::TooLong)];
    }
    let (mut documents, mut expressions_left) = (Vec::new(), MAX_RULE_EXPRESSIONS);
    for (piece, line) in pieces(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        if documents.len() >= MAX_RULES {
            documents.push(whole(line, RuleProblem::TooManyRules));
            return documents;
        }
        if piece.len() > MAX_RULE_BYTES {
            documents.push(whole(line, RuleProblem::TooLong));
            continue;
        }
        for node in yaml::read(piece, line) {
            match node {
                Ok(node) if node.is_null() => {}
                Ok(node) => documents.push(document(&node, &mut expressions_left)),
                Err(wrong) => documents.push(Err(wrong.in_rule(""))),
            }
        }
    }
    documents
}

/// The pieces between lines that begin a document (`---`), each with its first line. Such a line cannot stand within a
/// document (YAML 1.2, 9.1.2), so what is wrong in one piece cannot be about another.
fn pieces(text: &str) -> Vec<(&str, u32)> {
    let (mut pieces, mut start, mut start_line, mut at) = (Vec::new(), 0, 1, 0);
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let begins = line
            .strip_prefix("---")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
        if begins {
            pieces.push((&text[start..at], start_line));
            (start, start_line) = (at, number);
        }
        at += line.len();
    }
    pieces.push((&text[start..], start_line));
    // Comments, and what directives say of a document that begins after them, are no document.
    let is_said = |line: &str| {
        !line.trim().is_empty() && !line.starts_with(['#', '%']) && !matches!(line.trim(), "..." | "---")
    };
    pieces.retain(|(piece, _)| piece.lines().any(is_said));
    pieces
}

fn document(node: &Node, expressions_left: &mut usize) -> Result<Document, RuleMistake> {
    let title = node.get("title").and_then(Node::text).unwrap_or_default();
    read(node, expressions_left).map_err(|wrong| wrong.in_rule(title))
}

fn read(node: &Node, expressions_left: &mut usize) -> Result<Document, Wrong> {
    let key = |key: &str| node.entries().iter().find(|entry| entry.key == key);
    let refused = [("action", RuleProblem::OldCollection), ("filter", RuleProblem::SigmaFilter)];
    for (name, problem) in refused {
        if let Some(entry) = key(name) {
            return Err(Wrong::new(entry.line, problem, name));
        }
    }
    let is_correlation = match (key("detection"), key("correlation")) {
        (Some(_), None) => false,
        (None, Some(_)) => true,
        (None, None) => return Err(Wrong::new(node.line, RuleProblem::NoRule, "")),
        (Some(_), Some(both)) => return Err(Wrong::new(both.line, RuleProblem::UnknownKey, "correlation")),
    };
    let about = About::read(node)?;
    if let Some(taxonomy) = key("taxonomy").filter(|entry| entry.node.text() != Some("sigma")) {
        let text = taxonomy.node.text().unwrap_or_default();
        return Err(Wrong::new(taxonomy.line, RuleProblem::OtherTaxonomy, text));
    }
    let status = about.status.clone();
    let document = match is_correlation {
        true => Document::Correlation(Correlation::read(node, about)?),
        false => Document::Rule(Rule::read(node, about, expressions_left)?),
    };
    // It comes last: what the rule has that is not supported says more.
    match key("status").filter(|_| status == "unsupported") {
        Some(entry) => Err(Wrong::new(entry.line, RuleProblem::StatedUnsupported, status)),
        None => Ok(document),
    }
}
