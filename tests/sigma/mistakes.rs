//! What is wrong with rules is told with its line and reason, and nothing of such a rule is used.

use super::{documents, rule};
use sessionscope::expression::ExpressionProblem;
use sessionscope::sigma::{RuleMistake, RuleProblem, RuleSet, read_documents};

fn only_mistake(text: &str) -> RuleMistake {
    let mut read = read_documents(text);
    assert_eq!(read.len(), 1, "{text}");
    read.remove(0).expect_err(text)
}

#[track_caller]
fn check(text: &str, line: u32, problem: RuleProblem, detail: &str) {
    let mistake = only_mistake(text);
    assert_eq!((mistake.line, mistake.problem, mistake.detail.as_str()), (line, problem, detail), "{text}");
}

/// Line 6 is the first of the detection.
#[test]
fn what_is_wrong_in_a_detection_is_told_with_its_line() {
    for (detection, line, problem, detail) in [
        ("sel:\n  a|expand: '%x%'\ncondition: sel", 7, RuleProblem::Placeholder, "expand"),
        ("sel:\n  a|minute: 5\ncondition: sel", 7, RuleProblem::UnknownModifier, "minute"),
        ("sel:\n  a|contains|Foo: 5\ncondition: sel", 7, RuleProblem::UnknownModifier, "Foo"),
        ("sel:\n  a: 1\n  b|i: x\ncondition: sel", 8, RuleProblem::BadModifier, "i"),
        ("sel:\n  a|re|contains: x\ncondition: sel", 7, RuleProblem::BadModifier, ""),
        ("sel:\n  a|base64: 'x*'\ncondition: sel", 7, RuleProblem::BadModifier, "x*"),
        ("sel:\n  a|contains:\n    - x\n    - null\ncondition: sel", 9, RuleProblem::BadModifier, ""),
        ("sel:\n  a|exists: maybe\ncondition: sel", 7, RuleProblem::BadModifier, "maybe"),
        ("sel:\n  a|re: '(b'\ncondition: sel", 7, RuleProblem::BadExpression, "(b"),
        ("sel:\n  a|cidr: 10.0.0.0/33\ncondition: sel", 7, RuleProblem::BadNetwork, "10.0.0.0/33"),
        ("sel:\n  a|gt: many\ncondition: sel", 7, RuleProblem::BadNumber, "many"),
        ("sel:\n  a|fieldref: ''\ncondition: sel", 7, RuleProblem::BadValue, "a"),
        ("sel:\n  a:\n    b: x\ncondition: sel", 8, RuleProblem::BadValue, "a"),
        ("sel:\n  a: []\ncondition: sel", 7, RuleProblem::BadValue, "a"),
        ("sel:\n  a: [[x]]\ncondition: sel", 7, RuleProblem::BadValue, "a"),
        ("sel: {}\ncondition: sel", 6, RuleProblem::BadValue, "sel"),
        ("sel: []\ncondition: sel", 6, RuleProblem::BadValue, "sel"),
        ("sel: [[x]]\ncondition: sel", 6, RuleProblem::BadValue, "sel"),
        ("sel:\ncondition: sel", 6, RuleProblem::BadValue, "sel"),
        ("sel:\n  '|cidr': 10.0.0.0/8\ncondition: sel", 7, RuleProblem::BadModifier, "|cidr"),
        ("sel:\n  a: x\n  a: y\ncondition: sel", 8, RuleProblem::DuplicateKey, "a"),
        ("sel: &x\n  a: x\ntwo: *x\ncondition: sel", 8, RuleProblem::YamlAlias, ""),
        ("sel:\n  a: !!binary eA==\ncondition: sel", 7, RuleProblem::YamlTag, "binary"),
        ("sel: {a: x}", 6, RuleProblem::Missing, "condition"),
        ("sel: {a: x}\ncondition:", 6, RuleProblem::Missing, "condition"),
        ("sel: {a: x}\ncondition: {}", 7, RuleProblem::BadValue, "condition"),
        ("sel: {a: x}\ncondition: sel and", 7, RuleProblem::BadCondition, "sel and"),
        ("sel: {a: x}\ncondition: sel and other", 7, RuleProblem::UnknownSelection, "other"),
        ("sel: {a: x}\ncondition: 1 of other*", 7, RuleProblem::UnknownSelection, "1 of other*"),
        ("sel: {a: x}\ncondition: [sel, sel2]", 7, RuleProblem::UnknownSelection, "sel2"),
        ("sel: {a: x}\ncondition: sel | count() > 5", 7, RuleProblem::OldAggregation, "sel | count() > 5"),
        ("sel: {a: x}\ntimeframe: 5m\ncondition: sel", 7, RuleProblem::OldAggregation, "timeframe"),
    ] {
        check(&rule(detection), line, problem, detail);
        assert_eq!(
            only_mistake(&rule(detection)).title,
            if matches!(problem, RuleProblem::DuplicateKey | RuleProblem::YamlAlias | RuleProblem::YamlTag) {
                ""
            } else {
                "A rule"
            }
        );
    }
    let mistake = only_mistake(&rule("sel:\n  a|re: '(b'\ncondition: sel"));
    assert_eq!(mistake.expression, Some(ExpressionProblem::OpenGroup));
}

#[test]
fn what_is_wrong_with_a_document_is_told_with_its_line() {
    let sound = rule("sel: {a: x}\ncondition: sel");
    let with = |from: &str, to: &str| sound.replacen(from, to, 1);
    assert!(read_documents(&sound)[0].is_ok());
    for (text, line, problem, detail) in [
        (with("title: A rule\n", ""), 1, RuleProblem::Missing, "title"),
        (with("title: A rule", "title: {a: b}"), 1, RuleProblem::BadValue, "title"),
        (with("level: low", "level: lowest"), 8, RuleProblem::BadValue, "level: lowest"),
        (with("service: cloudtrail", "service: guardduty"), 3, RuleProblem::OtherLogs, "aws / guardduty"),
        (with("product: aws", "product: windows"), 3, RuleProblem::OtherLogs, "windows / cloudtrail"),
        (with("    product: aws\n", ""), 3, RuleProblem::OtherLogs, "cloudtrail"),
        (
            with("product: aws", "product: aws\n    category: x"),
            3,
            RuleProblem::OtherLogs,
            "x / aws / cloudtrail",
        ),
        (with("level: low", "taxonomy: ecs"), 8, RuleProblem::OtherTaxonomy, "ecs"),
        (with("level: low", "status: unsupported"), 8, RuleProblem::StatedUnsupported, "unsupported"),
        (with("level: low", "action: global"), 8, RuleProblem::OldCollection, "action"),
        (with("level: low", "filter: {x: {a: b}}"), 8, RuleProblem::SigmaFilter, "filter"),
        (with("level: low", "correlation: {}"), 8, RuleProblem::UnknownKey, "correlation"),
        (with("detection:", "detections:"), 1, RuleProblem::NoRule, ""),
        ("a: b\n".to_owned(), 1, RuleProblem::NoRule, ""),
        ("just text\n".to_owned(), 1, RuleProblem::NoRule, ""),
        ("[1, 2]\n".to_owned(), 1, RuleProblem::NoRule, ""),
    ] {
        check(&text, line, problem, detail);
    }
    let yaml = only_mistake(&with("title: A rule", "title: 'A rule"));
    assert_eq!(yaml.problem, RuleProblem::BadYaml);
    assert!(!yaml.detail.is_empty());
}

#[test]
fn a_broken_document_takes_nothing_from_the_others() {
    let sound = rule("sel: {a: x}\ncondition: sel");
    let text =
        format!("{sound}---\ntitle: 'open\n  x: [\n---\n{sound}--- # again\na: b: c\n---\n---\n{sound}");
    let read = read_documents(&text);
    let ok: Vec<bool> = read.iter().map(Result::is_ok).collect();
    assert_eq!(ok, [true, false, true, false, true]);
    let lines: Vec<u32> =
        read.iter().filter_map(|one| one.as_ref().err().map(|mistake| mistake.line)).collect();
    assert!((9..=12).contains(&lines[0]) && lines[1] == 22, "{lines:?}");
    assert_eq!(read[4].as_ref().map(|one| one.about().line).ok(), Some(25));
}

fn correlation(section: &str) -> String {
    let section: String = section.lines().map(|line| format!("    {line}\n")).collect();
    format!("title: A correlation\nid: c\ncorrelation:\n{section}")
}

#[test]
fn what_is_wrong_with_a_correlation_is_told_with_its_line() {
    let begin = "type: event_count\nrules: [r]\ntimespan: 5m\n";
    for (section, line, problem, detail) in [
        (
            "type: value_sum\nrules: [r]\ntimespan: 5m".to_owned(),
            4,
            RuleProblem::UnknownCorrelation,
            "value_sum",
        ),
        ("rules: [r]\ntimespan: 5m".to_owned(), 4, RuleProblem::Missing, "type"),
        ("type: temporal\ntimespan: 5m".to_owned(), 4, RuleProblem::Missing, "rules"),
        ("type: temporal\nrules: []\ntimespan: 5m".to_owned(), 4, RuleProblem::Missing, "rules"),
        ("type: temporal\nrules: [r]".to_owned(), 4, RuleProblem::Missing, "timespan"),
        (
            "type: temporal\nrules: [r]\ntimespan: 5 minutes".to_owned(),
            6,
            RuleProblem::BadTimespan,
            "5 minutes",
        ),
        (
            "type: temporal\nrules: [r]\ntimespan: 99999999999999999y".to_owned(),
            6,
            RuleProblem::BadTimespan,
            "99999999999999999y",
        ),
        ("type: temporal\nrules: [r]\ntimespan: -5m".to_owned(), 6, RuleProblem::BadTimespan, "-5m"),
        (begin.to_owned(), 4, RuleProblem::Missing, "condition"),
        (format!("{begin}condition: {{}}"), 7, RuleProblem::Missing, "gte"),
        (format!("{begin}condition: r and s"), 7, RuleProblem::BadCondition, "r and s"),
        (format!("{begin}condition: {{gte: many}}"), 7, RuleProblem::BadNumber, "many"),
        (format!("{begin}condition: {{gte: 3, field: x}}"), 7, RuleProblem::UnknownKey, "field"),
        (format!("{begin}condition: {{gte: 3}}\nwindow: tumbling"), 8, RuleProblem::UnknownKey, "window"),
        (format!("{begin}condition: {{gte: 3}}\naliases: [x]"), 8, RuleProblem::BadValue, "aliases"),
        (format!("{begin}condition: {{gte: 3}}\ngenerate: maybe"), 8, RuleProblem::BadValue, "generate"),
        (
            "type: value_count\nrules: [r]\ntimespan: 5m\ncondition: {gte: 3}".to_owned(),
            7,
            RuleProblem::Missing,
            "field",
        ),
        (
            "type: temporal_ordered\nrules: [r, s]\ntimespan: 5m\ncondition: {gte: 1}".to_owned(),
            7,
            RuleProblem::BadCondition,
            "temporal_ordered",
        ),
    ] {
        check(&correlation(&section), line, problem, detail);
    }
}

/// What is wrong only beside the others is told by the set, and takes nothing from the rest.
#[test]
fn what_cannot_be_used_with_the_others_is_told() {
    let named = |name: &str| {
        rule("sel: {a: x}\ncondition: sel").replace("title: A rule", &format!("title: {name}\nname: {name}"))
    };
    let refers = |name: &str, to: &str| {
        format!(
            "title: {name}\nname: {name}\ncorrelation:\n    type: temporal\n    timespan: 1m\n    rules: [{to}]\n"
        )
    };
    let all = [
        named("r"),
        refers("good", "r"),
        refers("outer", "good, r"),
        refers("unknown", "r, nobody"),
        refers("rests_on_unknown", "unknown"),
        refers("circle_1", "circle_2"),
        refers("circle_2", "circle_1"),
        refers("itself", "r, itself"),
        named("r").replace("title: r", "title: again"),
    ];
    let (set, mut refused) = RuleSet::new(documents(&all.join("---\n")));
    refused.sort_by(|one, other| one.0.title.cmp(&other.0.title));
    let told: Vec<_> = refused
        .iter()
        .map(|(about, mistake)| {
            assert_eq!(about.title, mistake.title);
            (about.title.as_str(), mistake.problem, mistake.detail.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("again", RuleProblem::DuplicateRule, "r"),
            ("circle_1", RuleProblem::CircularRule, ""),
            ("circle_2", RuleProblem::CircularRule, ""),
            ("itself", RuleProblem::CircularRule, ""),
            ("rests_on_unknown", RuleProblem::UnknownRule, "unknown"),
            ("unknown", RuleProblem::UnknownRule, "nobody"),
        ]
    );
    assert_eq!(refused[5].1.line, all[..3].concat().lines().count() as u32 + 3 + 6);
    assert_eq!(set.len(), 3);
}
