//! What an event was about, in a line.

use super::clip::clipped;
use super::visible::visible;
use crate::model::system::Subject;
use crate::query::answer::EventRow;
use crate::source::limits::MAX_CELL_CHARS;

/// What an event was about, as far as its log says: a file, else an address, else what was acted on and the
/// service that was called. A value that is too long for a line is cut short.
pub fn event_summary(event: &EventRow) -> String {
    let first = [&event.file, &event.url, &event.host].into_iter().find(|text| !text.is_empty());
    let rest: [&str; 2] = match event.system.subject() {
        _ if first.is_some() => ["", ""],
        Subject::Nothing => ["", ""],
        Subject::Target => [&event.target, ""],
        Subject::TargetAndService => [&event.target, &event.service],
        Subject::TargetAndAgent => [&event.target, &event.agent],
    };
    let texts = first.map(String::as_str).into_iter().chain(rest).filter(|text| !text.is_empty());
    texts.map(|text| visible(&clipped(text, MAX_CELL_CHARS)).into_owned()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Family, RowId, System};

    fn event(system: System) -> EventRow {
        EventRow {
            row: RowId(0),
            time_ms: None,
            system,
            activity: String::new(),
            family: Family::Other,
            user: "alice".to_owned(),
            session: "s".to_owned(),
            client_ip: String::new(),
            host: String::new(),
            url: String::new(),
            file: String::new(),
            target: "i-1".to_owned(),
            service: "ec2.amazonaws.com".to_owned(),
            agent: "WorkSpaces 5".to_owned(),
            error: String::new(),
            size: None,
            moves: None,
        }
    }

    #[test]
    fn a_file_or_an_address_goes_before_what_was_acted_on() {
        let call = event(System::CloudTrail);
        assert_eq!(event_summary(&call), "i-1 · ec2.amazonaws.com");
        let visit =
            EventRow { url: "https://a.test/\u{202e}x".to_owned(), host: "a.test".to_owned(), ..call };
        assert_eq!(event_summary(&visit), "https://a.test/⟨U+202E⟩x");
        assert_eq!(event_summary(&EventRow { file: "plan.xlsx".to_owned(), ..visit }), "plan.xlsx");
    }

    #[test]
    fn each_system_says_what_its_log_tells() {
        assert_eq!(event_summary(&event(System::CloudShell)), "");
        assert_eq!(event_summary(&event(System::SessionManager)), "i-1");
        assert_eq!(event_summary(&event(System::WorkspacesAccess)), "i-1 · WorkSpaces 5");
    }
}
