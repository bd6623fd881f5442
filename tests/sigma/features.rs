//! Each feature of the language, with a record that matches and one that does not.

use super::{matches, other_engine, other_titles, rule, rule_set, titles};
use serde_json::Value;
use sessionscope::sigma::{Level, Service, read_documents};

/// A detection, records that match, and records that do not.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

/// What the other engine says the same of.
const CASES: &[Case] = &[
    // Texts: without case, wildcards, escapes.
    (
        "sel:\n  a: Value\ncondition: sel",
        &[r#"{"a":"vALUE"}"#],
        &[r#"{"a":"values"}"#, r#"{"b":"value"}"#, "{}"],
    ),
    ("sel:\n  a: 'ÄÖ日'\ncondition: sel", &[r#"{"a":"äö\u65e5"}"#], &[r#"{"a":"ao\u65e5"}"#]),
    ("sel:\n  a: 'x*z'\ncondition: sel", &[r#"{"a":"XYYZ"}"#, r#"{"a":"xz"}"#], &[r#"{"a":"xzy"}"#]),
    ("sel:\n  a: 'x?z'\ncondition: sel", &[r#"{"a":"xyz"}"#], &[r#"{"a":"xz"}"#, r#"{"a":"xyyz"}"#]),
    (
        r"sel: {a: 'x\*z'}
condition: sel",
        &[r#"{"a":"x*z"}"#],
        &[r#"{"a":"xyz"}"#],
    ),
    (
        r"sel: {a: 'C:\Temp\*'}
condition: sel",
        &[r#"{"a":"C:\\Temp*"}"#],
        &[r#"{"a":"C:\\Temp\\x"}"#],
    ),
    (
        r"sel: {a: 'C:\Temp\\*'}
condition: sel",
        &[r#"{"a":"c:\\temp\\x"}"#],
        &[r#"{"a":"c:\\temp"}"#],
    ),
    ("sel:\n  a: ''\ncondition: sel", &[r#"{"a":""}"#], &[r#"{"a":"x"}"#, r#"{"a":null}"#, "{}"]),
    // Modifiers of texts.
    ("sel:\n  a|contains: lLo\ncondition: sel", &[r#"{"a":"HELLO!"}"#], &[r#"{"a":"hel lo"}"#]),
    ("sel:\n  a|contains: '*'\ncondition: sel", &[r#"{"a":"x"}"#], &["{}", r#"{"a":null}"#]),
    ("sel:\n  a|startswith: he\ncondition: sel", &[r#"{"a":"HELLO"}"#], &[r#"{"a":"the"}"#]),
    ("sel:\n  a|endswith: lo\ncondition: sel", &[r#"{"a":"HELLO"}"#], &[r#"{"a":"log"}"#]),
    ("sel:\n  a|cased: Value\ncondition: sel", &[r#"{"a":"Value"}"#], &[r#"{"a":"value"}"#]),
    ("sel:\n  a|contains|cased: Val\ncondition: sel", &[r#"{"a":"aValb"}"#], &[r#"{"a":"avalb"}"#]),
    ("sel:\n  a|contains|all: [x, y]\ncondition: sel", &[r#"{"a":"yx"}"#], &[r#"{"a":"x"}"#, r#"{"a":"y"}"#]),
    ("sel:\n  a|neq: x\ncondition: sel", &[r#"{"a":"y"}"#], &[r#"{"a":"X"}"#]),
    ("sel:\n  a|neq: [x, y]\ncondition: sel", &[r#"{"a":"z"}"#], &[r#"{"a":"x"}"#, r#"{"a":"y"}"#]),
    (
        "sel:\n  a|windash|contains: ' -f'\ncondition: sel",
        &[r#"{"a":"x -f y"}"#, r#"{"a":"x /F"}"#, r#"{"a":"x –f"}"#, r#"{"a":"x ―f"}"#],
        &[r#"{"a":"x f"}"#],
    ),
    ("sel:\n  a|base64: foobar\ncondition: sel", &[r#"{"a":"Zm9vYmFy"}"#], &[r#"{"a":"Zm9vYmFyYQ=="}"#]),
    (
        "sel:\n  a|base64offset|contains: foobar\ncondition: sel",
        &[r#"{"a":"Zm9vYmFy"}"#],
        &[r#"{"a":"Zm9vYmF6"}"#],
    ),
    (
        "sel:\n  a|wide|base64offset|contains: cmd\ncondition: sel",
        &[r#"{"a":"xxYwBtAGQAyy"}"#],
        &[r#"{"a":"Y21k"}"#],
    ),
    (
        "sel:\n  a|utf16le|base64offset|contains: cmd\ncondition: sel",
        &[r#"{"a":"YwBtAGQA"}"#],
        &[r#"{"a":"AGMAbQBk"}"#],
    ),
    ("sel:\n  a|utf16be|base64: cmd\ncondition: sel", &[r#"{"a":"AGMAbQBk"}"#], &[r#"{"a":"YwBtAGQA"}"#]),
    ("sel:\n  a|utf16|base64: cmd\ncondition: sel", &[r#"{"a":"//5jAG0AZAA="}"#], &[r#"{"a":"YwBtAGQA"}"#]),
    // Expressions.
    (
        "sel:\n  a|re: '^a.+d$'\ncondition: sel",
        &[r#"{"a":"abcd"}"#],
        &[r#"{"a":"ABCD"}"#, r#"{"a":"xabcd"}"#],
    ),
    ("sel:\n  a|re: 'b+'\ncondition: sel", &[r#"{"a":"abbbc"}"#], &[r#"{"a":"ac"}"#]),
    ("sel:\n  a|re|i: '^ab$'\ncondition: sel", &[r#"{"a":"AB"}"#], &[r#"{"a":"AB\n"}"#]),
    ("sel:\n  a|re|m: '^b$'\ncondition: sel", &[r#"{"a":"a\nb"}"#], &[r#"{"a":"ab"}"#]),
    ("sel:\n  a|re|s: 'a.b'\ncondition: sel", &[r#"{"a":"a\nb"}"#], &[r#"{"a":"ab"}"#]),
    ("sel:\n  a|re: 'a.b'\ncondition: sel", &[r#"{"a":"axb"}"#], &[r#"{"a":"a\nb"}"#]),
    // Networks and numbers.
    (
        "sel:\n  a|cidr: 192.0.2.0/24\ncondition: sel",
        &[r#"{"a":"192.0.2.7"}"#],
        &[r#"{"a":"192.0.3.7"}"#, r#"{"a":"x"}"#],
    ),
    (
        "sel:\n  a|cidr: '2001:db8::/32'\ncondition: sel",
        &[r#"{"a":"2001:db8:1::7"}"#],
        &[r#"{"a":"2001:db9::7"}"#],
    ),
    (
        "sel:\n  a|gt: 5\ncondition: sel",
        &[r#"{"a":6}"#, r#"{"a":5.5}"#, r#"{"a":"6"}"#],
        &[r#"{"a":5}"#, r#"{"a":"x"}"#, "{}"],
    ),
    ("sel:\n  a|gte: 5\ncondition: sel", &[r#"{"a":5}"#, r#"{"a":10}"#], &[r#"{"a":4.9}"#]),
    ("sel:\n  a|lt: 5\ncondition: sel", &[r#"{"a":-6}"#], &[r#"{"a":5}"#]),
    ("sel:\n  a|lte: 5.5\ncondition: sel", &[r#"{"a":5.5}"#], &[r#"{"a":5.6}"#]),
    ("sel:\n  a: 42\ncondition: sel", &[r#"{"a":42}"#, r#"{"a":"42"}"#], &[r#"{"a":420}"#]),
    ("sel:\n  a: '42'\ncondition: sel", &[r#"{"a":42}"#, r#"{"a":"42"}"#], &[r#"{"a":4}"#]),
    // Booleans, null, what is there.
    ("sel:\n  a: 'false'\ncondition: sel", &[r#"{"a":false}"#, r#"{"a":"False"}"#], &[r#"{"a":true}"#, "{}"]),
    ("sel:\n  a: true\ncondition: sel", &[r#"{"a":true}"#, r#"{"a":"TRUE"}"#], &[r#"{"a":false}"#]),
    (
        "sel:\n  a: null\ncondition: sel",
        &["{}", r#"{"a":null}"#],
        &[r#"{"a":""}"#, r#"{"a":"x"}"#, r#"{"a":false}"#],
    ),
    ("sel:\n  a|exists: false\ncondition: sel", &["{}"], &[r#"{"a":"x"}"#]),
    // Other fields.
    (
        "sel:\n  a|fieldref: b.c\ncondition: sel",
        &[r#"{"a":"x","b":{"c":"X"}}"#],
        &[r#"{"a":"x","b":{"c":"y"}}"#, r#"{"a":"x"}"#],
    ),
    ("sel:\n  a|fieldref|neq: b\ncondition: sel", &[r#"{"a":"x","b":"y"}"#], &[r#"{"a":"x","b":"x"}"#]),
    // Paths.
    (
        "sel:\n  a.b.c: x\ncondition: sel",
        &[r#"{"a":{"b":{"c":"x"}}}"#],
        &[r#"{"a":{"b":"x"}}"#, r#"{"a":{"b":{"d":"x"}}}"#],
    ),
    ("sel:\n  a.b: x\ncondition: sel", &[r#"{"a":[{"b":"y"},{"b":"x"}]}"#], &[r#"{"a":[{"b":"y"},"x"]}"#]),
    ("sel:\n  a: x\ncondition: sel", &[r#"{"a":["y","x"]}"#], &[r#"{"a":["y"]}"#, r#"{"a":[]}"#]),
    ("sel:\n  a.b: x\ncondition: sel", &[r#"{"a.b":"x"}"#], &[r#"{"a.c":"x"}"#]),
    // Lists and maps.
    ("sel:\n  a: [x, y]\ncondition: sel", &[r#"{"a":"x"}"#, r#"{"a":"Y"}"#], &[r#"{"a":"z"}"#]),
    ("sel:\n  a: [q, r, s, t, u, v*]\ncondition: sel", &[r#"{"a":"T"}"#, r#"{"a":"vw"}"#], &[r#"{"a":"w"}"#]),
    ("sel:\n  a: x\n  b: y\ncondition: sel", &[r#"{"a":"x","b":"y"}"#], &[r#"{"a":"x"}"#, r#"{"b":"y"}"#]),
    (
        "sel:\n  - a: x\n  - b: y\n    c: z\ncondition: sel",
        &[r#"{"a":"x"}"#, r#"{"b":"y","c":"z"}"#],
        &[r#"{"b":"y"}"#, r#"{"c":"z"}"#],
    ),
    // Keywords.
    (
        "sel:\n  - evil\n  - 'b?d'\ncondition: sel",
        &[r#"{"a":{"b":["the EVIL one"]}}"#, r#"{"a":"a bad day"}"#],
        &[r#"{"evil":"a"}"#, "{}"],
    ),
    // Conditions.
    ("s: {a: x}\nf: {b: y}\ncondition: s and not f", &[r#"{"a":"x"}"#], &[r#"{"a":"x","b":"y"}"#, "{}"]),
    ("s: {a: x}\nf: {b: y}\ncondition: s or f", &[r#"{"a":"x"}"#, r#"{"b":"y"}"#], &["{}"]),
    (
        "s: {a: x}\nf: {b: y}\ng: {c: z}\ncondition: (s or f) and not g",
        &[r#"{"b":"y"}"#],
        &[r#"{"b":"y","c":"z"}"#],
    ),
    (
        "s: {a: x}\nf_1: {b: y}\nf_2: {c: z}\ncondition: s and not 1 of f_*",
        &[r#"{"a":"x"}"#],
        &[r#"{"a":"x","c":"z"}"#],
    ),
    ("s_1: {a: x}\ns_2: {b: y}\ncondition: all of s_*", &[r#"{"a":"x","b":"y"}"#], &[r#"{"a":"x"}"#]),
    ("s_1: {a: x}\ns_2: {b: y}\n_no: {c: z}\ncondition: 1 of them", &[r#"{"b":"y"}"#], &[r#"{"c":"z"}"#]),
    (
        "s_1: {a: x}\ns_2: {b: y}\ns_3: {c: z}\ncondition: 2 of s_*",
        &[r#"{"a":"x","c":"z"}"#],
        &[r#"{"a":"x"}"#],
    ),
    ("s: {a: x}\nf: {b: y}\ncondition:\n  - s\n  - f", &[r#"{"a":"x"}"#, r#"{"b":"y"}"#], &["{}"]),
];

/// Of what follows the other engine says something else, or nothing.
const OWN_CASES: &[Case] = &[
    // What stands anywhere within an object is the object's (two rules of SigmaHQ rest on it).
    (
        "sel:\n  a|contains: Suspended\ncondition: sel",
        &[r#"{"a":{"b":{"Status":"Suspended"}}}"#, r#"{"a":{"b":[{"c":"xSuspendedx"}]}}"#],
        &[r#"{"a":{"Suspended":1}}"#],
    ),
    (
        "sel:\n  a|contains|all: ['\"x\"', '\"y\"']\ncondition: sel",
        &[r#"{"a":{"p":"[\"x\",\"y\"]"}}"#],
        &[r#"{"a":{"x":1,"y":2}}"#],
    ),
    (
        "sel:\n  a: 5\ncondition: sel",
        &[r#"{"a":{"b":5}}"#, r#"{"a":5.0}"#, r#"{"a":50e-1}"#],
        &[r#"{"a":{"b":51}}"#],
    ),
    ("sel:\n  a: null\ncondition: sel", &[r#"{"a":[null]}"#], &[r#"{"a":{"b":null}}"#, r#"{"a":{}}"#]),
    (
        "sel:\n  a|contains: '*'\ncondition: sel",
        &[r#"{"a":{"b":"x"}}"#],
        &[r#"{"a":{}}"#, r#"{"a":{"b":null}}"#, r#"{"a":[]}"#],
    ),
    // Numbers are compared with texts as they are written.
    ("sel:\n  a: 42\ncondition: sel", &[r#"{"a":42.0}"#], &[r#"{"a":"42.0"}"#]),
    // Paths mix objects, arrays and keys with dots.
    (
        "sel:\n  a.b.c.d: x\ncondition: sel",
        &[r#"{"a":[{"b.c":[{"d":["x"]}]}]}"#, r#"{"a.b":{"c.d":"x"}}"#, r#"{"a.b.c.d":"x"}"#],
        &[r#"{"a.b.c":"x"}"#],
    ),
    (
        "sel:\n  a.b: x\ncondition: sel",
        &[r#"{"a":{"b":"y"},"a.b":"x"}"#, r#"{"a":[[{"b":"x"}]]}"#],
        &[r#"{"a":{"b":"y"}}"#],
    ),
    // Wherever the text begins; the other engine takes letters for the text's that hold bits of what follows.
    (
        "sel:\n  a|base64offset|contains: foobar\ncondition: sel",
        &[r#"{"a":"eGZvb2JhcnkK"}"#, r#"{"a":"eHlmb29iYXIK"}"#],
        &[r#"{"a":"eGZvb2Jhenk="}"#],
    ),
    // Each dash stands for any.
    ("sel:\n  a|windash: 'a-b/c'\ncondition: sel", &[r#"{"a":"a/b-c"}"#], &[r#"{"a":"abc"}"#]),
    ("sel:\n  a|wide: ab\ncondition: sel", &[r#"{"a":"a\u0000b\u0000"}"#], &[r#"{"a":"ab"}"#]),
    (
        "sel:\n  a|fieldref|endswith: b\ncondition: sel",
        &[r#"{"a":"user/Alice","b":"alice"}"#],
        &[r#"{"a":"alice/x","b":"alice"}"#],
    ),
    (
        "sel:\n  a|fieldref|startswith: b\ncondition: sel",
        &[r#"{"a":"Alice/x","b":"alice"}"#],
        &[r#"{"a":"x/alice","b":"alice"}"#],
    ),
    (
        "sel:\n  a|fieldref|contains: b\ncondition: sel",
        &[r#"{"a":"x/Alice/x","b":["no","alice"]}"#],
        &[r#"{"a":"x","b":"alice"}"#],
    ),
    ("sel:\n  a|fieldref|cased: b\ncondition: sel", &[r#"{"a":"x","b":"x"}"#], &[r#"{"a":"x","b":"X"}"#]),
    (
        "sel:\n  a|cidr: 192.0.2.7\ncondition: sel",
        &[r#"{"a":"192.0.2.7"}"#, r#"{"a":"::ffff:192.0.2.7"}"#],
        &[r#"{"a":"192.0.2.8"}"#],
    ),
    (
        "sel:\n  a|gt: 9007199254740992\ncondition: sel",
        &[r#"{"a":9007199254740993}"#],
        &[r#"{"a":9007199254740992}"#],
    ),
    (
        "sel:\n  a: 0x1F\ncondition: sel",
        &[r#"{"a":31}"#, r#"{"a":"0x1f"}"#, r#"{"a":"0x1F"}"#],
        &[r#"{"a":"31"}"#],
    ),
    ("sel:\n  a: 12E4\ncondition: sel", &[r#"{"a":"12E4"}"#, r#"{"a":"12e4"}"#], &[r#"{"a":"12E5"}"#]),
    // A field that is null is there (appendix "Modifiers", "exists"), and one in a list with others may be missing.
    ("sel:\n  a|exists: true\ncondition: sel", &[r#"{"a":""}"#, r#"{"a":null}"#], &["{}"]),
    ("sel:\n  a: [null, x]\ncondition: sel", &["{}", r#"{"a":"x"}"#], &[r#"{"a":"y"}"#]),
    // All keywords must be there, each anywhere.
    (
        "sel:\n  '|all':\n    - one\n    - two\ncondition: sel",
        &[r#"{"a":"one","b":"xtwox"}"#],
        &[r#"{"a":"one"}"#],
    ),
    // Keywords are looked for in numbers and booleans too, and by expressions.
    ("sel:\n  - 4625\ncondition: sel", &[r#"{"a":[46250]}"#, r#"{"a":"x4625"}"#], &[r#"{"a":462}"#]),
    ("sel:\n  '|startswith': bad\ncondition: sel", &[r#"{"x":"Bad day"}"#], &[r#"{"x":"a bad day"}"#]),
    ("sel:\n  '|re': '^b.d$'\ncondition: sel", &[r#"{"x":{"y":"bad"}}"#], &[r#"{"x":"a bad day"}"#]),
    ("sel:\n  - evil\n  - a: x\ncondition: sel", &[r#"{"b":"evil"}"#, r#"{"a":"x"}"#], &[r#"{"b":"x"}"#]),
    ("sel: evil\ncondition: sel", &[r#"{"b":"Evil!"}"#], &[r#"{"b":"x"}"#]),
    ("s: {a: x}\nf: {b: y}\ncondition: ANY of them", &[r#"{"b":"y"}"#], &["{}"]),
    ("s: {a|neq: x}\ncondition: s", &["{}"], &[r#"{"a":["y","x"]}"#]),
];

#[test]
fn each_feature_matches_what_it_says_and_nothing_else() {
    for (detection, firing, silent) in CASES.iter().chain(OWN_CASES) {
        let set = rule_set(&rule(detection));
        for (records, expected) in [(firing, 1), (silent, 0)] {
            for record in *records {
                assert_eq!(matches(&set, record).len(), expected, "{record}\n{detection}");
            }
        }
    }
}

/// Rules do not hinder one another: all of them together, over the records of all.
#[test]
fn all_rules_together_match_what_each_matches_alone() {
    let all: Vec<String> = CASES
        .iter()
        .chain(OWN_CASES)
        .zip(1..)
        .map(|((detection, ..), number)| rule(detection).replace("A rule", &format!("Rule {number:03}")))
        .collect();
    let (together, alone) = (rule_set(&all.join("---\n")), all.iter().map(|text| rule_set(text)));
    let alone: Vec<_> = alone.collect();
    let mut matcher = together.matcher();
    for record in CASES.iter().chain(OWN_CASES).flat_map(|(_, firing, silent)| firing.iter().chain(*silent)) {
        let mut found = Vec::new();
        matcher.record(Service::CloudTrail, record.as_bytes(), &mut found);
        let found: Vec<&str> = found.iter().map(|one| together.about(one.rule).title.as_str()).collect();
        let expected: Vec<String> = alone.iter().flat_map(|set| titles(set, record)).collect();
        assert_eq!(found, expected, "{record}");
    }
}

#[test]
fn the_other_engine_says_the_same() {
    let mut different = Vec::new();
    for (detection, firing, silent) in CASES {
        let engine = other_engine(&rule(detection));
        let silent = silent.iter().map(|record| (record, 0));
        for (record, expected) in firing.iter().map(|record| (record, 1)).chain(silent) {
            let value: Value = serde_json::from_str(record).expect("JSON");
            if other_titles(&engine, &value).len() != expected {
                different.push((detection, record));
            }
        }
    }
    assert_eq!(different, []);
}

#[test]
fn a_rule_is_for_the_logs_that_it_names() {
    for service in Service::ALL {
        let set = rule_set(&rule("sel: {a: x}\ncondition: sel").replace("cloudtrail", service.id()));
        for other in Service::ALL {
            let mut found = Vec::new();
            set.matcher().record(other, br#"{"a":"x"}"#, &mut found);
            assert_eq!(!found.is_empty(), other == service, "{service:?} {other:?}");
            assert_eq!(set.has_rules_for(other), other == service);
        }
    }
}

#[test]
fn a_rule_says_who_wrote_it_and_what_it_rests_on() {
    let text = "# Two rules.\n---\ntitle: First\nid: 929a690e-bef0-4204-a928-ef5e620d6fcc\nname: first\nstatus: test\n\
                description: |\n    Two\n    lines\nauthor: Alice, Bob\nlicense: MIT\nreferences:\n    - https://example.com/1\n    \
                - https://example.com/2\ndate: 2026-01-02\nmodified: 2026/01/03\ntags: [attack.t1078]\nlevel: Critical\n\
                falsepositives: Unlikely\nfields: [x]\ncustom: {a: b}\nlogsource: {product: AWS, service: cloudtrail, definition: x}\n\
                detection: {sel: {a: x}, condition: sel}\n---\n";
    let documents = super::documents(&format!(
        "{text}{}",
        rule("sel: {a: y}\ncondition: sel").replace("level: low\n", "")
    ));
    let about = documents[0].about();
    assert_eq!((about.title.as_str(), about.name.as_str(), about.line), ("First", "first", 3));
    assert_eq!(about.id, "929a690e-bef0-4204-a928-ef5e620d6fcc");
    assert_eq!(
        (about.status.as_str(), about.author.as_str(), about.license.as_str()),
        ("test", "Alice, Bob", "MIT")
    );
    assert_eq!(about.description, "Two\nlines\n");
    assert_eq!(about.references, ["https://example.com/1", "https://example.com/2"]);
    assert_eq!((about.date.as_str(), about.modified.as_str()), ("2026-01-02", "2026/01/03"));
    assert_eq!(
        (&about.tags[..], &about.false_positives[..]),
        (&["attack.t1078".to_owned()][..], &["Unlikely".to_owned()][..])
    );
    assert_eq!(about.level, Some(Level::Critical));
    assert_eq!(
        (documents[1].about().level, documents[1].about().line),
        (None, text.lines().count() as u32 + 1)
    );
    assert_eq!(read_documents("").len() + read_documents("# nothing\n---\n...\n---\n\n").len(), 0);
}

#[test]
fn a_text_from_windows_says_the_same() {
    for (detection, firing, _) in CASES {
        let text = format!("\u{feff}{}", rule(detection)).replace('\n', "\r\n");
        firing
            .iter()
            .for_each(|record| assert_eq!(matches(&rule_set(&text), record).len(), 1, "{detection}"));
    }
}

#[test]
fn what_is_no_object_matches_nothing() {
    let set = rule_set(&rule("sel: {a: null}\ncondition: sel"));
    assert_eq!(matches(&set, "{}").len(), 1);
    for text in ["", "[]", "1", "\"a\"", "null", "x"] {
        assert_eq!(matches(&set, text).len(), 0, "{text}");
    }
    let deep = |depth: usize| format!(r#"{{"a":{}"x"{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let set = rule_set(&rule("sel: {a: x}\ncondition: sel"));
    assert_eq!(matches(&set, &deep(100)).len(), 1);
    assert_eq!(matches(&set, &deep(100_000)).len(), 0);
    // Of what is broken there is some answer.
    for text in ["{", "{\"a\"", "{\"a\":", "{\"a\":\"", "{\"a\":[", "{\"a\":{\"b\"", "{]", "{\"a\":\""] {
        let _ = matches(&rule_set(&rule("sel: {a|contains: x, a.b: y}\ncondition: sel")), text);
    }
}
