//! What an event was about, in a line.

use super::clip::clipped;
use super::visible::visible;
use crate::format::call_object::{AND, CallObject};
use crate::format::call_table::call_object;
use crate::model::TextField;
use crate::query::answer::EventRow;
use crate::query::event_column::subject_fields;
use crate::say;
use crate::source::arn::ONTO;
use crate::source::arn::resource_name;
use crate::source::limits::MAX_CELL_CHARS;
use crate::state::Language;

/// What an event was about, as far as its log says: a file, else an address, else what was acted on and the
/// service that was called. A call of an API that says what it acted on is a sentence: `AssumeRole → Admin`. A value
/// that is too long for a line is cut short.
pub fn event_summary(event: &EventRow) -> String {
    let text = |field: Option<TextField>| field.map(|field| event.text(field));
    let sentence;
    let texts = match subject_fields(event.system, |field| !event.text(field).is_empty()) {
        [Some(TextField::Activity), Some(TextField::Target), service] => {
            sentence = call_sentence(event);
            [Some(sentence.as_str()), text(service), None]
        }
        fields => fields.map(text),
    };
    let texts = texts.into_iter().flatten();
    texts.map(|text| visible(&clipped(text, MAX_CELL_CHARS)).into_owned()).collect::<Vec<_>>().join(" · ")
}

/// The user of an event that names none: whose WorkSpace it tells of, which is said.
pub fn workspace_user(language: Language, user: &str) -> String {
    say!(language, "workspace-user", user = visible(&clipped(user, MAX_CELL_CHARS)).into_owned())
}

/// The act on what: ARNs by the names in them, which are all that one reads of them.
fn call_sentence(event: &EventRow) -> String {
    let leads_there = |object| matches!(object, CallObject::Toward(_));
    let object = call_object(event.service.as_bytes(), event.activity.as_bytes());
    let space = if object.is_some_and(leads_there) { ONTO } else { " " };
    let names = |part: &str| part.split(AND).map(resource_name).collect::<Vec<_>>().join(AND);
    let target = event.target.split(ONTO).map(names).collect::<Vec<_>>().join(ONTO);
    format!("{}{space}{target}", event.activity)
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
            workspace_user: None,
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
            others: Vec::new(),
        }
    }

    #[test]
    fn a_file_or_an_address_goes_before_what_was_acted_on() {
        let call = EventRow { activity: "RebootInstances".to_owned(), ..event(System::CloudTrail) };
        assert_eq!(event_summary(&call), "RebootInstances i-1 · ec2.amazonaws.com");
        let visit =
            EventRow { url: "https://a.test/\u{202e}x".to_owned(), host: "a.test".to_owned(), ..call };
        assert_eq!(event_summary(&visit), "https://a.test/⟨U+202E⟩x");
        assert_eq!(event_summary(&EventRow { file: "plan.xlsx".to_owned(), ..visit }), "plan.xlsx");
    }

    #[test]
    fn a_call_says_the_act_on_what() {
        let said = |service: &str, activity: &str, target: &str| {
            let [service, activity, target] =
                [format!("{service}.amazonaws.com"), activity.to_owned(), target.to_owned()];
            event_summary(&EventRow { service, activity, target, ..event(System::CloudTrail) })
        };
        for (service, activity, target, expected) in [
            ("sts", "AssumeRole", "arn:aws:iam::123456789012:role/Admin", "AssumeRole → Admin"),
            ("s3", "GetObject", "example-bucket/path/a.csv", "GetObject example-bucket/path/a.csv"),
            ("ec2", "RunInstances", "2 × m5.large", "RunInstances 2 × m5.large"),
            (
                "iam",
                "AttachUserPolicy",
                "arn:aws:iam::aws:policy/AdministratorAccess → eve",
                "AttachUserPolicy AdministratorAccess → eve",
            ),
        ] {
            assert_eq!(said(service, activity, target), format!("{expected} · {service}.amazonaws.com"));
        }
        assert_eq!(said("ec2", "DescribeInstances", ""), "ec2.amazonaws.com");
    }

    #[test]
    fn each_system_says_what_its_log_tells() {
        assert_eq!(event_summary(&event(System::CloudShell)), "");
        assert_eq!(event_summary(&event(System::SessionManager)), "i-1");
        assert_eq!(event_summary(&event(System::WorkspacesAccess)), "i-1 · WorkSpaces 5");
    }
}
