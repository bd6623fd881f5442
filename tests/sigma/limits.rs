//! Each limit of rules is reached, is told, and leaves what is within it.

use super::{documents, rule, rule_set};
use sessionscope::sigma::{RuleProblem, RuleSet, Service, read_documents};
use sessionscope::source::limits::*;

/// What is wrong with the documents of a text.
fn problems(text: &str) -> Vec<Option<RuleProblem>> {
    read_documents(text).iter().map(|one| one.as_ref().err().map(|mistake| mistake.problem)).collect()
}

#[test]
fn texts_and_documents_are_not_too_long() {
    let sound = rule("sel: {a: x}\ncondition: sel");
    let comment = |len: usize| format!("#{}\n", "x".repeat(len));
    assert_eq!(problems(&format!("{sound}{}", comment(MAX_RULE_BYTES - sound.len() - 2))), [None]);
    assert_eq!(
        problems(&format!("{sound}{}---\n{sound}", comment(MAX_RULE_BYTES))),
        [Some(RuleProblem::TooLong), None]
    );
    assert_eq!(problems(&comment(MAX_RULES_TEXT_BYTES)), [Some(RuleProblem::TooLong)]);
    let value = |len: usize| rule(&format!("sel: {{a: {}}}\ncondition: sel", "x".repeat(len)));
    assert_eq!(problems(&value(MAX_RULE_VALUE_CHARS)), [None]);
    assert_eq!(problems(&value(MAX_RULE_VALUE_CHARS + 1)), [Some(RuleProblem::TooLong)]);
}

#[test]
fn values_are_not_too_deep_and_not_too_many() {
    let deep = |depth: usize| {
        rule(&format!("sel: {{a: x}}\ncondition: {}sel{}", "(".repeat(depth), ")".repeat(depth)))
    };
    assert_eq!(problems(&deep(MAX_RULE_DEPTH)), [None]);
    assert_eq!(problems(&deep(MAX_RULE_DEPTH + 1)), [Some(RuleProblem::TooDeep)]);
    let nested = |depth: usize| {
        rule("sel: {a: x}\ncondition: sel") + &format!("custom: {}{}\n", "[".repeat(depth), "]".repeat(depth))
    };
    assert_eq!(problems(&nested(MAX_RULE_DEPTH)), [None]);
    assert_eq!(problems(&nested(MAX_RULE_DEPTH + 1)), [Some(RuleProblem::TooDeep)]);
    let values = |count: usize| rule(&format!("sel: {{a: [{}]}}\ncondition: sel", "x,".repeat(count)));
    assert_eq!(problems(&values(MAX_RULE_VALUES - 100)), [None]);
    assert_eq!(problems(&values(MAX_RULE_VALUES)), [Some(RuleProblem::TooManyValues)]);
}

/// A text of some lines that would be endless by its aliases is refused at the first of them.
#[test]
fn what_would_inflate_is_refused() {
    let mut text = "title: &a0 [x, x]\n".to_owned();
    for level in 1..100 {
        text += &format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    }
    let read = read_documents(&text);
    let mistake = read[0].as_ref().expect_err("an alias");
    assert_eq!((mistake.line, mistake.problem), (2, RuleProblem::YamlAlias));
}

#[test]
fn no_more_rules_are_used_than_may_be() {
    let sound = rule("sel: {a: x}\ncondition: sel") + "---\n";
    // In one text, and in several.
    let all = sound.repeat(MAX_RULES + 2);
    let read = problems(&all);
    assert_eq!((read.len(), read[MAX_RULES]), (MAX_RULES + 1, Some(RuleProblem::TooManyRules)));
    let few = documents(&sound.repeat(100));
    let many = std::iter::repeat_n(few, MAX_RULES / 100 + 1).flatten();
    let (set, refused) = RuleSet::new(many);
    assert_eq!((set.len(), refused.len()), (MAX_RULES, 100));
    assert!(refused.iter().all(|(_, mistake)| mistake.problem == RuleProblem::TooManyRules));
}

#[test]
fn no_more_expressions_are_used_than_may_be() {
    let of = |count: usize| rule(&format!("sel: {{a|re: [{}]}}\ncondition: sel", "'x', ".repeat(count)));
    assert_eq!(problems(&of(MAX_RULE_EXPRESSIONS)), [None]);
    assert_eq!(problems(&of(MAX_RULE_EXPRESSIONS + 1)), [Some(RuleProblem::TooManyExpressions)]);
    let two = [of(200), of(MAX_RULE_EXPRESSIONS - 199)];
    assert_eq!(problems(&two.join("---\n")), [None, Some(RuleProblem::TooManyExpressions)]);
    let (set, refused) = RuleSet::new(two.iter().flat_map(|text| documents(text)));
    assert_eq!((set.len(), refused[0].1.problem), (1, RuleProblem::TooManyExpressions));
    let large = rule("sel: {a|re: '(x{100}){100}'}\ncondition: sel");
    assert_eq!(problems(&large), [Some(RuleProblem::BadExpression)]);
}

#[test]
fn correlations_do_not_refer_to_too_much() {
    let named = |number: usize| {
        rule("sel: {a: x}\ncondition: sel")
            .replace("title: A rule", &format!("title: A rule\nname: r{number}"))
    };
    let refers = |name: &str, count: usize| {
        let rules: Vec<String> = (0..count).map(|number| format!("r{number}")).collect();
        format!(
            "title: A correlation\nname: {name}\ncorrelation:\n    type: temporal\n    timespan: 1m\n    rules: [{}]\n",
            rules.join(", ")
        )
    };
    assert_eq!(problems(&refers("c", MAX_CORRELATED_RULES)), [None]);
    assert_eq!(problems(&refers("c", MAX_CORRELATED_RULES + 1)), [Some(RuleProblem::TooManyValues)]);
    let mut all = vec![named(0)];
    all.extend((0..=MAX_PLACES_OF_A_RULE).map(|number| refers(&format!("c{number}"), 1)));
    let (set, refused) = RuleSet::new(documents(&all.join("---\n")));
    assert_eq!((set.len(), refused.len()), (MAX_PLACES_OF_A_RULE + 1, 1));
    assert_eq!(refused[0].1.problem, RuleProblem::TooManyRules);
}

/// Each match keeps what correlations ask of it.
#[test]
fn correlations_do_not_ask_for_too_many_texts() {
    let fields: Vec<String> = (0..MAX_CORRELATED_RULES).map(|number| format!("f{number}")).collect();
    let asks = |number: usize| {
        format!(
            "title: c{number}\ncorrelation:\n    type: event_count\n    timespan: 1m\n    rules: [r]\n    group-by: [{}]\n    condition: {{gte: 2}}\n",
            fields.join(", ")
        )
    };
    let fit = MAX_TEXTS_OF_A_MATCH / MAX_CORRELATED_RULES;
    let mut all =
        vec![rule("sel: {a: x}\ncondition: sel").replace("title: A rule", "title: A rule\nname: r")];
    all.extend((0..=fit).map(asks));
    let (set, refused) = RuleSet::new(documents(&all.join("---\n")));
    assert_eq!((set.len(), refused.len()), (fit + 1, 1));
    assert_eq!(refused[0].1.problem, RuleProblem::TooManyRules);
}

#[test]
fn what_would_grow_with_each_step_or_each_mention_is_refused() {
    let steps = |steps: &str| rule(&format!("sel: {{a{steps}: secret}}\ncondition: sel"));
    assert_eq!(problems(&steps("|wide|base64offset|contains")), [None]);
    assert_eq!(problems(&steps(&"|base64offset".repeat(2))), [Some(RuleProblem::BadModifier)]);
    assert_eq!(problems(&steps(&"|base64".repeat(1_000))), [Some(RuleProblem::BadModifier)]);
    // All conditions of a list together.
    let of = |mentions: usize| {
        let selections: String = (0..10).map(|number| format!("s{number}: {{a: x}}\n")).collect();
        rule(&format!("{selections}condition: [{}]", "1 of them, ".repeat(mentions / 10)))
    };
    assert_eq!(problems(&of(MAX_RULE_MENTIONS)), [None]);
    assert_eq!(problems(&of(MAX_RULE_MENTIONS + 10)), [Some(RuleProblem::TooManyValues)]);
    // Expressions of a rule that cannot be used were tried like others.
    let bad = rule(&format!("sel: {{a|re: [{}]}}\nbad: {{a|re: '('}}\ncondition: sel", "'x', ".repeat(200)));
    let sound = rule("sel: {a|re: [x, y]}\ncondition: sel");
    let left = [&bad[..], &bad, &sound].join("---\n");
    let told = [RuleProblem::BadExpression, RuleProblem::TooManyExpressions].map(Some);
    assert_eq!(problems(&left)[..2], told);
}

/// What tells groups apart does not grow with the record, and still tells them apart.
#[test]
fn long_texts_of_groups_are_kept_as_hashes() {
    let set = rule_set(&format!(
        "{}---\ntitle: A correlation\ncorrelation:\n    type: event_count\n    timespan: 1m\n    rules: [r]\n    group-by: [b]\n    condition: {{gte: 2}}\n",
        rule("sel: {a: x}\ncondition: sel").replace("title: A rule", "title: A rule\nname: r")
    ));
    let text = |end: &str| {
        let record = format!(r#"{{"a":"x","b":"{}{end}"}}"#, "日".repeat(MAX_CORRELATION_TEXT_BYTES));
        let mut found = Vec::new();
        set.matcher().record(Service::CloudTrail, record.as_bytes(), &mut found);
        found[0].keys[0].texts[0].clone()
    };
    assert_ne!(text("1"), text("2"));
    assert_eq!(text("1"), text("1"));
    assert!(text("1").len() <= MAX_CORRELATION_TEXT_BYTES + 65);
}
