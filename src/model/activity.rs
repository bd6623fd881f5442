//! Activities: the canonical names, and what each one means.
//!
//! Session Logger's names are compared without case (R16) and written in one spelling; names that
//! nobody has documented yet are kept as they are.

use super::family::Family;
use super::place::Place;

/// What is known of an activity name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The canonical spelling.
    pub name: &'static str,
    /// The family that it is shown in.
    pub family: Family,
    /// Between which places it moves something, if it does.
    pub moves: Option<(Place, Place)>,
}

const fn plain(name: &'static str, family: Family) -> Activity {
    Activity { name, family, moves: None }
}

const fn moving(name: &'static str, family: Family, from: Place, to: Place) -> Activity {
    Activity { name, family, moves: Some((from, to)) }
}

/// The session begins.
pub const SESSION_START: &str = "SessionStart";
/// The user's client connects to the session.
pub const SESSION_CONNECT: &str = "SessionConnect";
/// The user's client disconnects; the session lives on for a while.
pub const SESSION_DISCONNECTION: &str = "SessionDisconnection";
/// The session ends.
pub const SESSION_END: &str = "SessionEnd";

/// The 17 activities of Session Logger (AWS admin guide; botocore `workspaces-web` enum `Event`).
pub const SESSION_LOGGER: [Activity; 17] = [
    plain("WebsiteInteract", Family::Input),
    moving("FileDownloadFromSecureBrowserToRemoteDisk", Family::TransferIn, Place::Site, Place::RemoteDisk),
    moving("FileTransferFromRemoteToLocalDisk", Family::TransferOut, Place::RemoteDisk, Place::Local),
    moving("FileTransferFromLocalToRemoteDisk", Family::TransferIn, Place::Local, Place::RemoteDisk),
    moving("FileUploadFromRemoteDiskToSecureBrowser", Family::TransferOut, Place::RemoteDisk, Place::Site),
    moving("ContentPasteToWebsite", Family::Clipboard, Place::RemoteClipboard, Place::Site),
    moving(
        "ContentTransferFromLocalToRemoteClipboard",
        Family::Clipboard,
        Place::Local,
        Place::RemoteClipboard,
    ),
    moving("ContentCopyFromWebsite", Family::Clipboard, Place::Site, Place::RemoteClipboard),
    plain("UrlVisit", Family::Browsing),
    plain("TabOpen", Family::Browsing),
    plain("TabClose", Family::Browsing),
    moving("PrintJobSubmit", Family::Print, Place::RemoteDisk, Place::Printer),
    plain(SESSION_CONNECT, Family::Lifecycle),
    plain(SESSION_START, Family::Lifecycle),
    plain(SESSION_DISCONNECTION, Family::Lifecycle),
    plain(SESSION_END, Family::Lifecycle),
    plain("UrlBlockByContentFilter", Family::Blocked),
];

/// Other spellings that the documentation and the service model use for the same activity.
const SESSION_LOGGER_ALIASES: [(&str, &str); 3] = [
    ("UrlLoad", "UrlVisit"),
    ("PrintJobSubmitted", "PrintJobSubmit"),
    ("SessionDisconnect", SESSION_DISCONNECTION),
];

/// The four event types of user access logging (AWS admin guide, "session-events-logging").
pub const USER_ACCESS: [Activity; 4] = [
    plain("Validation", Family::Login),
    plain("StartSession", Family::Lifecycle),
    plain("VisitPage", Family::Browsing),
    plain("EndSession", Family::Lifecycle),
];

/// The Session Logger activity of this name in any spelling, or nothing if it is an unknown one.
pub fn session_logger(name: &str) -> Option<Activity> {
    let name = SESSION_LOGGER_ALIASES
        .iter()
        .find(|(alias, _)| alias.eq_ignore_ascii_case(name))
        .map_or(name, |(_, canonical)| canonical);
    SESSION_LOGGER.into_iter().find(|known| known.name.eq_ignore_ascii_case(name))
}

/// The user access logging event type of this name.
pub fn user_access(name: &str) -> Option<Activity> {
    USER_ACCESS.into_iter().find(|known| known.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_leads_to_the_canonical_name() {
        for (written, canonical) in [
            ("UrlLoad", "UrlVisit"),
            ("URLVisit", "UrlVisit"),
            ("urlvisit", "UrlVisit"),
            ("PrintJobSubmitted", "PrintJobSubmit"),
            ("SessionDisconnect", "SessionDisconnection"),
            ("sessiondisconnection", "SessionDisconnection"),
        ] {
            assert_eq!(session_logger(written).map(|a| a.name), Some(canonical), "{written}");
        }
        assert_eq!(session_logger("UrlVisits"), None);
    }
}
