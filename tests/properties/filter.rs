//! The filter line: any line is read or told wrong at a place in it, and patterns match as they say.

use crate::cases;
use crate::support::read_bytes;
use proptest::prelude::*;
use serde_json::json;
use sessionscope::model::classify::Classification;
use sessionscope::model::{Index, TextField};
use sessionscope::query::filter::Filter;

/// Whether a pattern with stars matches a text, by trying everything.
fn matches(pattern: &[char], text: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['*', rest @ ..] => (0..=text.len()).any(|at| matches(rest, &text[at..])),
        [first, rest @ ..] => text.first() == Some(first) && matches(rest, &text[1..]),
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_mistake_has_a_place_in_the_line(
        line in prop_oneof![
            "\\PC{0,30}",
            "(-|user:|size:|family:|x:|\"|\\*|>|<|=|\\.\\.|[0-9]|kB| |é|😀|\u{3000}|\\(|\\)|OR|:){0,12}",
        ],
    ) {
        if let Err(error) = Filter::parse(&line) {
            prop_assert!(error.len > 0);
            prop_assert!(line.get(error.at..error.at + error.len).is_some(), "{error:?}");
        }
    }

    #[test]
    fn a_pattern_matches_what_it_says(
        pattern in "[abAé*]{1,6}",
        users in proptest::collection::btree_set("[abABéÉ]{1,5}", 1..6),
    ) {
        let lines: Vec<String> = users
            .iter()
            .map(|user| json!({"category_name": "WorkSpacesSecureBrowser", "session_detail": {"username": user}}).to_string())
            .collect();
        let store = read_bytes(lines.join("\n").as_bytes());
        let chars = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
        let selected = Filter::parse(&format!("user:{pattern}")).expect("right").select(&store, &Index::build(&store), &Classification::of(&store));
        for row in store.events() {
            let user = store.text(TextField::User, row);
            prop_assert_eq!(
                selected.contains(row), matches(&chars(&pattern), &chars(user)), "{} and {}", pattern, user
            );
        }
        let whole = Filter::parse(&format!("\"{}\"", users.first().expect("one"))).expect("right");
        prop_assert!(whole.select(&store, &Index::build(&store), &Classification::of(&store)).count() >= 1);
    }
}
