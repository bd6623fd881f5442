//! The case file: whatever a person adds is in it, and joining what two have added loses nothing.

use crate::cases;
use crate::support::streams::pieces;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use sessionscope::casefile::{
    AnnotationEdit, Annotations, CaseFile, CaseFileError, Citation, InputId, SavedFilter,
};
use sessionscope::engine::{Command, Engine, Scope, StreamRequest};
use sessionscope::export::case_file::CaseQuestion;
use sessionscope::model::TimeRange;
use std::collections::BTreeSet;

/// Texts with what is special in JSON, in lines, and to the eye.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ab]{0,2}", "[a\\\\\"\n\u{0}\u{202e}日é]{0,5}"]
}

/// Few records, so that many changes are of one.
fn event() -> impl Strategy<Value = Citation> {
    let input =
        prop_oneof!["[ab]".prop_map(|digit| InputId::Sha256(digit.repeat(64))), Just(InputId::Unknown),];
    (prop_oneof![Just("a"), Just("b/日.gz")], input, 0..3u64, of(any::<u64>())).prop_map(
        |(path, input, offset, content)| {
            let offset = if offset == 2 { u64::MAX } else { offset };
            Citation { path: path.to_owned(), input, line: 1, offset, content }
        },
    )
}

/// Ranges of times that can be written, and without a start or an end.
fn range() -> impl Strategy<Value = TimeRange> {
    let TimeRange { start_ms, end_ms } = TimeRange::ALL;
    (prop_oneof![Just(start_ms), -9..0i64], prop_oneof![Just(end_ms), 1..9i64])
        .prop_map(|(start_ms, end_ms)| TimeRange { start_ms, end_ms })
}

fn edit() -> impl Strategy<Value = AnnotationEdit> {
    prop_oneof![
        event().prop_map(AnnotationEdit::ToggleMark),
        (0..3usize).prop_map(AnnotationEdit::RemoveMark),
        (event(), text()).prop_map(|(event, tag)| AnnotationEdit::AddTag(event, tag)),
        (event(), text()).prop_map(|(event, tag)| AnnotationEdit::RemoveTag(event, tag)),
        (event(), text()).prop_map(|(event, note)| AnnotationEdit::WriteNote(event, note)),
        ("[ab]", text(), text()).prop_map(|(system, session, note)| {
            AnnotationEdit::WriteSessionNote { system, session, note }
        }),
        (range(), text()).prop_map(|(range, note)| AnnotationEdit::WriteRangeNote(range, note)),
        (text(), "[a-c]", prop_oneof![Just("UTC"), Just("UTC+09:00"), Just("Europe/Berlin")]).prop_map(
            |(name, line, zone)| AnnotationEdit::SaveFilter(SavedFilter {
                name,
                line,
                zone: zone.to_owned()
            })
        ),
        (0..2usize).prop_map(AnnotationEdit::RemoveFilter),
    ]
}

fn annotations() -> impl Strategy<Value = Annotations> {
    vec(edit(), 0..30).prop_map(|edits| {
        let mut all = Annotations::default();
        for edit in edits {
            assert!(all.edit(edit), "there is room for so few");
        }
        all
    })
}

/// Everything that somebody wrote, with what it is on.
fn said(all: &Annotations) -> BTreeSet<String> {
    let of_marks = all.marks.iter().flat_map(|mark| {
        let key = format!("{:?} {}", mark.event.input, mark.event.offset);
        let key = if mark.event.input == InputId::Unknown { key + &mark.event.path } else { key };
        let tags = mark.tags.iter().map(|tag| format!("tag {tag:?}")).collect::<Vec<_>>();
        let lines = mark.note.lines().map(|line| format!("line {line:?}")).collect::<Vec<_>>();
        tags.into_iter().chain(lines).chain(["mark".to_owned()]).map(move |what| format!("{key} {what}"))
    });
    let of_sessions = all
        .session_notes
        .iter()
        .flat_map(|it| it.note.lines().map(move |line| format!("{} {:?} {line:?}", it.system, it.session)));
    let of_ranges = all
        .range_notes
        .iter()
        .flat_map(|it| it.note.lines().map(move |line| format!("{:?} {line:?}", it.range)));
    let of_filters = all.saved_filters.iter().map(|it| format!("filter {}", it.line));
    of_marks.chain(of_sessions).chain(of_ranges).chain(of_filters).collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn whatever_was_added_survives_the_file(
        all in annotations(),
        filter in text(),
        range in of(range()),
        zone in prop_oneof![Just("UTC"), Just("UTC+09:00"), Just("UTC-03:30"), Just("America/Argentina/Buenos_Aires")],
    ) {
        let mut engine = Engine::default();
        engine.execute(&Command::Annotate { version: 1, annotations: all.clone() });
        let question = CaseQuestion { filter: filter.clone(), range, zone: zone.to_owned() };
        let request = StreamRequest::CaseFile(question);
        let written = pieces(&mut engine, &Scope::default(), &request).concat();
        let read = CaseFile::parse(&written).expect("it is a case file");
        prop_assert_eq!(read.left_out, Default::default());
        prop_assert_eq!((read.filter, read.range, read.zone.as_str()), (filter, range, zone));
        prop_assert_eq!(read.annotations, all);
    }

    #[test]
    fn joining_loses_nothing_makes_nothing_up_and_joins_the_same_once(one in annotations(), other in annotations()) {
        let mut joined = one.clone();
        prop_assert_eq!(joined.merge(other.clone()), 0);
        let expected: BTreeSet<String> = said(&one).union(&said(&other)).cloned().collect();
        prop_assert_eq!(said(&joined), expected);
        let mut again = joined.clone();
        prop_assert_eq!(again.merge(other), 0);
        prop_assert_eq!(again, joined);
    }

    #[test]
    fn any_bytes_are_a_case_file_or_say_why_not(json in "\\{\"schema\":\"sessionscope\\.case/1\",\"marks\":\\[[\\{\\}\"a-z:0-9,\\[\\]]{0,40}\\]\\}") {
        match CaseFile::parse(json.as_bytes()) {
            Ok(case) => prop_assert!(case.annotations.count() + case.left_out.annotations <= json.len()),
            Err(CaseFileError::NotJson(why)) => prop_assert!(why.contains("line 1"), "{}", why),
            Err(CaseFileError::OtherSchema(schema)) => prop_assert!(false, "{}", schema),
        }
    }
}
