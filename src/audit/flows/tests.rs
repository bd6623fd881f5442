//! Which in leg an out leg is matched to, rule by rule; `tests/properties/audit.rs` holds all of them together against a
//! plain search.

use super::*;
use crate::model::batch::{Batch, KnownCodes};
use crate::model::event::Event;
use crate::model::{Store, System};
use crate::query::view::{DerivedData, ScopeSelection};
use crate::source::Span;

/// A leg: its time in seconds, if it has one, its activity, session, file and size.
type MadeLeg = (Option<i64>, &'static str, &'static str, &'static str, Option<ByteCount>);

const FROM_SITE: &str = "FileDownloadFromSecureBrowserToRemoteDisk";
const FROM_LOCAL: &str = "FileTransferFromLocalToRemoteDisk";
const TO_LOCAL: &str = "FileTransferFromRemoteToLocalDisk";
const TO_PRINTER: &str = "PrintJobSubmit";
const TO_SITE: &str = "FileUploadFromRemoteDiskToSecureBrowser";

fn store_of(system: System, legs: &[MadeLeg]) -> Store {
    let mut batch = Batch::default();
    let input = batch.begin_attempt("log", 0);
    for (number, (time, activity, session, file, size)) in (0..).zip(legs) {
        let mut event = Event::new(system, time.map(|time| time * 1000));
        event.size = *size;
        event.set(TextField::Activity, activity.as_bytes());
        event.set(TextField::Session, session.as_bytes());
        event.set(TextField::File, file.as_bytes());
        let span = Span { offset: number, ..Span::default() };
        batch.push_event(input, span, number, &event, &mut KnownCodes::default());
    }
    let mut store = Store::default();
    store.append(&batch);
    store
}

/// What left, with where it came from: the numbers of the legs, in order of time.
fn origins(legs: &[MadeLeg]) -> Vec<String> {
    let store = store_of(System::SessionLogger, legs);
    let derived = DerivedData::of(&store);
    let everything = ScopeSelection::everything(&store, &derived);
    let flows = Flows::of(&derived.view(&store, &everything));
    for leg in flows.legs() {
        assert_eq!(flows.origin_of(leg.row), Some(leg.origin));
    }
    let said = |leg: &OutLeg| match leg.origin {
        Origin::InLeg(InLeg { row, basis, from }) => {
            format!("{} from {} {} by {}", leg.row.0, from.id(), row.0, basis.id())
        }
        Origin::OtherSize { row, .. } => format!("{} not {}", leg.row.0, row.0),
        Origin::Unknown(reason) => format!("{} {}", leg.row.0, reason.id()),
    };
    flows.legs().iter().map(said).collect()
}

#[test]
fn the_same_size_goes_before_an_unknown_one_and_that_before_another() {
    let at = |second, activity, size| (Some(second), activity, "s", "a", size);
    assert_eq!(
        origins(&[
            at(1, FROM_SITE, Some(5)),
            at(2, FROM_LOCAL, None),
            at(3, FROM_SITE, Some(6)),
            at(4, TO_LOCAL, Some(5))
        ]),
        ["3 from site 0 by name-and-size"]
    );
    assert_eq!(
        origins(&[
            at(1, FROM_SITE, Some(6)),
            at(2, FROM_LOCAL, None),
            at(3, FROM_SITE, Some(6)),
            at(4, TO_PRINTER, Some(5))
        ]),
        ["3 from local 1 by name"]
    );
    assert_eq!(
        origins(&[at(1, FROM_SITE, Some(6)), at(2, FROM_SITE, Some(7)), at(4, TO_LOCAL, Some(5))]),
        ["2 not 1"]
    );
    assert_eq!(
        origins(&[at(1, FROM_SITE, Some(0)), at(4, TO_LOCAL, Some(0))]),
        ["1 from site 0 by name-and-size"]
    );
}

#[test]
fn of_equal_ones_the_last_counts_and_one_may_leave_several_times() {
    let at = |second, activity, size| (Some(second), activity, "s", "a", size);
    assert_eq!(
        origins(&[
            at(1, FROM_SITE, Some(5)),
            at(2, FROM_SITE, Some(5)),
            at(3, TO_LOCAL, Some(5)),
            at(4, TO_SITE, None),
            at(5, FROM_LOCAL, Some(9)),
            at(6, TO_PRINTER, None),
        ]),
        ["2 from site 1 by name-and-size", "3 from site 1 by name", "5 from local 4 by name"]
    );
}

#[test]
fn what_comes_at_the_time_at_which_it_leaves_counts_wherever_it_stands() {
    let at = |second, activity| (Some(second), activity, "s", "a", Some(5));
    assert_eq!(
        origins(&[at(7, TO_LOCAL), at(7, FROM_LOCAL), at(7, FROM_SITE), at(8, FROM_LOCAL)]),
        ["0 from site 2 by name-and-size"]
    );
    assert_eq!(origins(&[at(7, TO_LOCAL), at(8, FROM_LOCAL)]), ["0 no-earlier-in-leg"]);
}

#[test]
fn the_first_reason_that_holds_is_told_and_undated_ones_stand_last() {
    assert_eq!(
        origins(&[
            (None, TO_LOCAL, "", "", None),
            (None, TO_LOCAL, "s", "", None),
            (Some(3), TO_LOCAL, "s", "", None),
            (Some(2), TO_LOCAL, "s", "a", None),
            (Some(1), FROM_SITE, "other", "a", None),
            (Some(1), FROM_SITE, "s", "A", None),
            (None, FROM_SITE, "s", "a", None),
            (Some(1), FROM_SITE, "", "a", None),
            (Some(9), TO_LOCAL, "", "a", None),
        ]),
        ["3 no-earlier-in-leg", "2 no-file-name", "8 no-session", "0 no-session", "1 undated"]
    );
}

#[test]
fn only_session_logger_tells_of_files_on_their_way() {
    let legs = [(Some(1), FROM_SITE, "s", "a", None), (Some(2), TO_LOCAL, "s", "a", None)];
    let count = |system| {
        let store = store_of(system, &legs);
        let derived = DerivedData::of(&store);
        let everything = ScopeSelection::everything(&store, &derived);
        Flows::of(&derived.view(&store, &everything)).legs().len()
    };
    assert_eq!((count(System::SessionLogger), count(System::CloudTrail)), (1, 0));
}
