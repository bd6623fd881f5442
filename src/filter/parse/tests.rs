//! The grammar, rule by rule, with the examples of the contract.

use super::*;

/// The normal form of a line.
#[track_caller]
fn normal(line: &str) -> String {
    match Filter::parse(line, &Zone::default()) {
        Ok(filter) => filter.to_string(),
        Err(mistake) => panic!("{line}: {mistake:?}"),
    }
}

#[track_caller]
fn mistake(line: &str) -> Mistake {
    match Filter::parse(line, &Zone::default()) {
        Ok(filter) => panic!("{line} was read as {filter}"),
        Err(mistake) => mistake,
    }
}

/// Checks where the mistake of each line is, and what.
#[track_caller]
fn check_mistakes(lines: &[(&str, usize, Problem)]) {
    for (line, start, problem) in lines {
        let mistake = mistake(line);
        assert_eq!((mistake.span.start, &mistake.problem), (*start, problem), "{line}");
        assert!(mistake.span.end > mistake.span.start && mistake.span.end <= line.chars().count(), "{line}");
        assert!(!mistake.instead.is_empty(), "{line}");
    }
}

#[test]
fn the_line_of_the_contract_is_read() {
    let line = "user:alice* family:transfer size:>10MB -host:*.example.com (error:* OR family:blocked) \"quarterly report\"";
    let filter = Filter::parse(line, &Zone::default()).expect("it is right");
    assert_eq!(filter.to_string(), line);
    assert_eq!(filter.clauses().len(), 6);
    let spans: Vec<(usize, usize)> = filter.clauses().iter().map(|it| (it.span.start, it.span.end)).collect();
    assert_eq!(spans, [(0, 11), (12, 27), (28, 38), (39, 58), (59, 86), (87, 105)]);
}

#[test]
fn a_blank_line_lets_everything_pass() {
    for line in ["", "  ", "\u{3000}\t"] {
        assert!(Filter::parse(line, &Zone::default()).expect("right").is_empty());
    }
}

#[test]
fn or_binds_weakest_and_terms_beside_each_other_must_all_hold() {
    for (line, expected) in [
        ("a b OR c d", "a b OR c d"),
        ("(a b) OR (c d)", "a b OR c d"),
        ("a AND b OR c AND d", "a b OR c d"),
        ("a (b OR c) d", "a (b OR c) d"),
        ("a AND (b AND c)", "a b c"),
        ("((a)) OR (b OR (c))", "a OR b OR c"),
        ("NOT a", "-a"),
        ("NOT NOT a", "a"),
        ("--a", "a"),
        ("NOT -a", "a"),
        ("-(a)", "-a"),
        ("NOT (a b)", "-(a b)"),
        ("---(a OR b)", "-(a OR b)"),
        ("-(-(a b)) c", "a b c"),
        ("(a OR b) AND NOT (c)", "(a OR b) -c"),
        ("(user:a)", "user:a"),
        ("user:(a)", "user:a"),
        ("user:(a OR b)", "user:(a OR b)"),
        ("-user:( a  OR\tb )", "-user:(a OR b)"),
        ("USER:a Path:b", "user:a input:b"),
    ] {
        assert_eq!(normal(line), expected, "{line}");
    }
}

#[test]
fn operators_are_words_unless_they_stand_alone_in_upper_case_without_quotes() {
    for (line, expected) in [
        ("or and not", "or and not"),
        ("\"OR\" \"AND\" \"NOT\"", "\"OR\" \"AND\" \"NOT\""),
        ("O\"R\" ORx -OR -NOT", "\"OR\" ORx -\"OR\" -\"NOT\""),
        ("user:OR user:NOT", "user:OR user:NOT"),
        ("user:(\"OR\" OR a)", "user:(\"OR\" OR a)"),
        ("user:(or OR not)", "user:(or OR not)"),
        ("OR*", "OR*"),
    ] {
        assert_eq!(normal(line), expected, "{line}");
    }
}

#[test]
fn quotes_stand_around_any_part() {
    for (line, expected) in [
        ("\"two words\"", "\"two words\""),
        ("two\" \"words", "\"two words\""),
        ("\"plain\"", "plain"),
        ("user:a\"(1)\"*", "user:\"a(1)\"*"),
        ("user:\"*\"", "user:\"*\""),
        ("\"-a\"", "\"-a\""),
        ("\"\"-a", "\"-a\""),
        ("user:-a", "user:-a"),
        ("user:\"-a\"", "user:-a"),
        ("a-b", "a-b"),
        ("\"user:a\"", "\"user:a\""),
        ("us\"er\":a", "\"user:a\""),
        ("\"\"user:a", "\"user:a\""),
        ("user\":\"a", "\"user:a\""),
        ("\"\"x", "x"),
        ("user:\"\"", "user:\"\""),
        ("user:\"\"\"\"", "user:\"\""),
        ("user:\"\"*", "user:*"),
        ("user:**", "user:*"),
    ] {
        assert_eq!(normal(line), expected, "{line}");
    }
}

#[test]
fn backslashes_escape_quotes_and_themselves_within_quotes_alone() {
    let value = |line: &str| {
        let filter = Filter::parse(line, &Zone::default()).expect("right");
        match &filter.clauses()[0].kind {
            ExpressionKind::Word(word) => word.text().expect("no star").to_owned(),
            other => panic!("{other:?}"),
        }
    };
    for (line, expected) in [
        (r#""a\"b""#, r#"a"b"#),
        (r#""a\\b""#, r"a\b"),
        (r#""a\b""#, r"a\b"),
        (r#""a\\\"b""#, r#"a\"b"#),
        (r"a\b", r"a\b"),
        (r"a\\b", r"a\\b"),
        (r#"a\"b""#, r"a\b"),
        (r#""\\""#, r"\"),
        (r"\\server\share", r"\\server\share"),
    ] {
        assert_eq!(value(line), expected, "{line}");
    }
    assert_eq!(normal(r"file:C:\temp"), r"file:C:\temp");
    assert_eq!(normal(r#"file:"C:\\Program Files\\""#), r#"file:"C:\Program Files\\""#);
    assert_eq!(normal(r#""a \\\\b""#), r#""a \\\b""#);
}

#[test]
fn letters_before_the_first_colon_are_a_field_and_other_colons_are_plain() {
    for line in ["https://x", "12:30", "2001:db8::1", ":a", "a1:b", "user://x", "a-b:c"] {
        assert!(
            matches!(
                Filter::parse(line, &Zone::default()).expect("right").clauses()[0].kind,
                ExpressionKind::Word(_)
            ),
            "{line}"
        );
        assert_eq!(normal(line), line);
    }
    assert_eq!(normal("client_ip:2001:db8::1"), "client_ip:2001:db8::1");
    assert_eq!(normal("file:\"//x\""), "file:\"//x\"");
    assert_eq!(normal("file:(//x OR a:b)"), "file:(//x OR a:b)");
    check_mistakes(&[
        ("user:a colour:red", 7, Problem::UnknownField("colour".to_owned())),
        ("-usr:a", 1, Problem::MisspelledField("usr".to_owned())),
        ("_:", 0, Problem::UnknownField("_".to_owned())),
        ("é (colour:(a))", 3, Problem::UnknownField("colour".to_owned())),
        ("https:/x", 0, Problem::UnknownField("https".to_owned())),
        (r"C:\temp", 0, Problem::UnknownField("C".to_owned())),
    ]);
}

#[test]
fn where_something_is_missing_the_mistake_is_what_lacks_it() {
    use Operator::{And, Minus, Not, Or};
    let missing = Problem::MissingTerm;
    check_mistakes(&[
        ("OR", 0, missing(Or)),
        ("OR a", 0, missing(Or)),
        ("a OR", 2, missing(Or)),
        ("a OR OR b", 2, missing(Or)),
        ("a OR AND b", 2, missing(Or)),
        ("AND a", 0, missing(And)),
        ("a AND", 2, missing(And)),
        ("a AND OR b", 2, missing(And)),
        ("a AND )", 2, missing(And)),
        ("(OR a)", 1, missing(Or)),
        ("(a OR)", 3, missing(Or)),
        ("(AND)", 1, missing(And)),
        ("NOT", 0, missing(Not)),
        ("a NOT", 2, missing(Not)),
        ("NOT OR a", 0, missing(Not)),
        ("NOT NOT", 4, missing(Not)),
        ("a OR NOT", 5, missing(Not)),
        ("-", 0, missing(Minus)),
        ("--", 1, missing(Minus)),
        ("a - b", 2, missing(Minus)),
        ("- (a)", 0, missing(Minus)),
        ("NOT -", 4, missing(Minus)),
        ("(-)", 1, missing(Minus)),
        ("user:", 0, Problem::MissingValue(Field::Text(crate::model::TextField::User))),
        ("a -size:", 3, Problem::MissingValue(Field::Size)),
        ("size: 10", 0, Problem::MissingValue(Field::Size)),
        ("size: (10)", 0, Problem::MissingValue(Field::Size)),
        ("(size:)", 1, Problem::MissingValue(Field::Size)),
        ("()", 0, Problem::EmptyParentheses),
        ("a ( )", 2, Problem::EmptyParentheses),
        ("-()", 1, Problem::EmptyParentheses),
        ("size:()", 5, Problem::EmptyParentheses),
        ("\"\"", 0, Problem::EmptyWord),
        ("a -\"\"", 3, Problem::EmptyWord),
        ("\"\"\"\"", 0, Problem::EmptyWord),
        ("user:(OR a)", 6, missing(Or)),
        ("user:(a OR)", 8, missing(Or)),
        ("user:(a OR OR b)", 8, missing(Or)),
    ]);
}

#[test]
fn what_cannot_stand_there_is_the_mistake() {
    check_mistakes(&[
        (")", 0, Problem::UnopenedParenthesis),
        ("a) \"b", 1, Problem::UnopenedParenthesis),
        ("(a))", 3, Problem::UnopenedParenthesis),
        ("a(b)", 1, Problem::BesideParenthesis),
        ("file:report(1).pdf", 11, Problem::BesideParenthesis),
        ("(a)b", 3, Problem::BesideParenthesis),
        ("(a)(b)", 3, Problem::BesideParenthesis),
        ("(a)-b", 3, Problem::BesideParenthesis),
        ("NOT(a)", 3, Problem::BesideParenthesis),
        ("a OR(b)", 4, Problem::BesideParenthesis),
        ("\"a\"(b)", 3, Problem::BesideParenthesis),
        ("user:-(a)", 6, Problem::BesideParenthesis),
        ("user:(a)b", 8, Problem::BesideParenthesis),
        ("https://(a)", 8, Problem::BesideParenthesis),
        ("user:(a b)", 8, Problem::OnlyOrBetweenValues),
        ("user:(a AND b)", 8, Problem::OnlyOrBetweenValues),
        ("user:(NOT a)", 6, Problem::OnlyOrBetweenValues),
        ("user:((a))", 6, Problem::OnlyOrBetweenValues),
        ("user:(a OR (b))", 11, Problem::OnlyOrBetweenValues),
    ]);
}

#[test]
fn the_first_mistake_from_the_left_counts() {
    check_mistakes(&[
        ("\"", 0, Problem::OpenQuote),
        ("a b\"c d", 3, Problem::OpenQuote),
        ("-\"", 1, Problem::OpenQuote),
        ("size:\"10MB", 5, Problem::OpenQuote),
        ("size:1\"0MB", 6, Problem::OpenQuote),
        ("size:x\"", 5, Problem::BadSize),
        ("(a \"b", 0, Problem::UnclosedParenthesis),
        ("a OR (size:x", 5, Problem::UnclosedParenthesis),
        ("((a)", 0, Problem::UnclosedParenthesis),
        ("user:(a b", 5, Problem::UnclosedParenthesis),
        ("user:(", 5, Problem::UnclosedParenthesis),
        ("(", 0, Problem::UnclosedParenthesis),
        ("a(b", 1, Problem::BesideParenthesis),
        ("size:x (a", 5, Problem::BadSize),
        ("a ) (", 2, Problem::UnopenedParenthesis),
    ]);
}

#[test]
fn parentheses_nest_to_sixteen_and_groups_of_values_are_no_level() {
    let nested = |depth: usize, inner: &str| format!("{}{inner}{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(normal(&nested(16, "a")), "a");
    assert_eq!(normal(&nested(16, "user:(a OR b)")), "user:(a OR b)");
    let mixed = format!("{} {}", nested(16, "a"), nested(16, "b"));
    assert_eq!(normal(&mixed), "a b");
    let deep = mistake(&nested(17, "a"));
    assert_eq!((deep.span.start, deep.problem), (16, Problem::TooDeep));
    let deep = mistake(&format!("a -{}", nested(40, "b")));
    assert_eq!((deep.span.start, deep.problem), (19, Problem::TooDeep));
    let open = mistake(&"(".repeat(100_000));
    assert_eq!((open.span.start, open.problem), (0, Problem::UnclosedParenthesis));
}

#[test]
fn values_that_no_event_can_have_are_mistakes_where_they_stand() {
    check_mistakes(&[
        ("size:big", 5, Problem::BadSize),
        ("size:1*", 5, Problem::BadSize),
        ("size:\"*\"", 5, Problem::BadSize),
        ("size:(1 OR big)", 11, Problem::BadSize),
        ("size:2MB..1MB", 5, Problem::ReversedRange),
        ("time:noon", 5, Problem::BadTime),
        ("-time:2026-11-*", 6, Problem::BadTime),
        ("time:2026-11-20..2026-11-19", 5, Problem::ReversedRange),
        ("client_ip:203.0.113.0/33", 10, Problem::BadNetwork),
        ("client_ip:203.0.*/8", 10, Problem::BadNetwork),
        ("client_ip:\"a/b\"", 10, Problem::BadNetwork),
        ("family:transfers", 7, Problem::UnknownValue(Field::Family)),
        ("system:(cloudtrail OR cloud)", 22, Problem::UnknownValue(Field::System)),
        ("from:printers", 5, Problem::UnknownValue(Field::From)),
        ("to:\"site*\"", 3, Problem::UnknownValue(Field::To)),
        ("found:bulk", 6, Problem::UnknownValue(Field::Found)),
    ]);
    for line in [
        "family:TRANSFER",
        "family:transfer*",
        "family:x*",
        "family:\"\"",
        "family:*",
        "system:CloudTrail",
        "from:(site OR \"\")",
        "found:* -found:(Bulk-Out OR digest)",
        "found:bulk*",
        "size:* -size:\"\"",
        "time:* time:\"\"",
        "size:\">10MB\"",
        "time:\"2026-11-19 08:00\"",
        "client_ip:203.0.113.0/24",
        "client_ip:\"2001:db8::/32\"",
        "client_ip:203.0.*",
    ] {
        let _ = normal(line);
    }
}

#[test]
fn what_to_write_instead_is_right_itself() {
    for (line, instead) in [
        ("usr:alice", "user:alice"),
        ("usr:", "user:*"),
        ("usr: x", "user:*"),
        ("usr:\"\"", "user:\"\""),
        ("-usr:(alice OR \"b c\")", "user:(alice OR \"b c\")"),
        ("usr:(alice bob)", "user:*"),
        ("usr:(alice", "user:alice"),
        ("colour:red", "\"colour:red\""),
        ("foo:", "\"foo:\""),
        ("foo:(a OR (b)) c", "\"foo:(a OR (b))\""),
        ("foo:(\"a b\"", "\"foo:(\\\"a b\\\"\""),
        ("file:report(1).pdf", "file:\"report(1).pdf\""),
        ("(file:report(1).pdf)", "file:\"report(1).pdf\""),
        ("a NOT(b)", "NOT (b)"),
        ("(a)b", "(a) b"),
        ("f(x) y", "\"f(x)\""),
        ("a OR", "\"OR\""),
        ("size:", "size:*"),
        ("size:5MB..1MB", "size:1MB..5MB"),
        ("say \"hello", "\"hello\""),
        ("say \"a\\", "\"a\\\\\""),
        (")", "\")\""),
    ] {
        let mistake = mistake(line);
        assert_eq!(mistake.instead, instead, "{line}");
        assert!(Filter::parse(instead, &Zone::default()).is_ok(), "{instead}");
    }
    assert!(mistake("family:sent").instead.contains("transfer-out, print"));
}

#[test]
fn a_filter_knows_whether_it_depends_on_the_zone() {
    let depends = |line: &str| Filter::parse(line, &Zone::default()).expect("right").depends_on_zone();
    assert!(depends("user:a OR -(time:2026-11-19 b)"));
    assert!(depends("time:(2026-11-19Z OR 2026-11-20)"));
    assert!(!depends("time:2026-11-19Z"));
    assert!(!depends("\"time:2026-11-19\" time:*"));
}

#[test]
fn where_there_is_no_case_nobody_can_ask_for_one() {
    assert_eq!(normal("tag:x -marked:*"), "tag:x -marked:*");
    for (line, start, field) in [("a tag:(x OR y)", 2, Field::Tag), ("(-marked:*) size:>", 2, Field::Marked)]
    {
        let mistake = Filter::parse_without_case(line, &Zone::default()).expect_err("there is no case");
        assert_eq!((mistake.span.start, mistake.problem), (start, Problem::FieldOfCase(field)), "{line}");
    }
    let mistake = Filter::parse_without_case("tags:x", &Zone::default()).expect_err("no such field");
    assert_eq!(
        mistake.problem,
        Problem::UnknownField("tags".to_owned()),
        "nothing is offered that is refused then"
    );
    for line in ["user:tag", "found:bulk-out"] {
        assert!(Filter::parse_without_case(line, &Zone::default()).is_ok(), "{line}");
    }
}
