//! Activities: the canonical names, and what each one means.
//!
//! Session Logger's names are compared without case (R16) and written in one spelling; names that
//! nobody has documented yet are kept as they are.

use super::endpoint::Endpoint;
use super::family::Family;

/// What is known of an activity name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The canonical spelling.
    pub name: &'static str,
    /// The family that it is shown in.
    pub family: Family,
    /// From which endpoint to which it moves something, if it does.
    pub moves: Option<(Endpoint, Endpoint)>,
}

const fn plain(name: &'static str, family: Family) -> Activity {
    Activity { name, family, moves: None }
}

const fn moving(name: &'static str, family: Family, from: Endpoint, to: Endpoint) -> Activity {
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
pub const SESSION_LOGGER: &[Activity] = &[
    plain("WebsiteInteract", Family::Input),
    moving(
        "FileDownloadFromSecureBrowserToRemoteDisk",
        Family::TransferIn,
        Endpoint::Site,
        Endpoint::RemoteDisk,
    ),
    moving("FileTransferFromRemoteToLocalDisk", Family::TransferOut, Endpoint::RemoteDisk, Endpoint::Local),
    moving("FileTransferFromLocalToRemoteDisk", Family::TransferIn, Endpoint::Local, Endpoint::RemoteDisk),
    moving(
        "FileUploadFromRemoteDiskToSecureBrowser",
        Family::TransferOut,
        Endpoint::RemoteDisk,
        Endpoint::Site,
    ),
    moving("ContentPasteToWebsite", Family::Clipboard, Endpoint::RemoteClipboard, Endpoint::Site),
    moving(
        "ContentTransferFromLocalToRemoteClipboard",
        Family::Clipboard,
        Endpoint::Local,
        Endpoint::RemoteClipboard,
    ),
    moving("ContentCopyFromWebsite", Family::Clipboard, Endpoint::Site, Endpoint::RemoteClipboard),
    plain("UrlVisit", Family::Browsing),
    plain("TabOpen", Family::Browsing),
    plain("TabClose", Family::Browsing),
    moving("PrintJobSubmit", Family::Print, Endpoint::RemoteDisk, Endpoint::Printer),
    plain(SESSION_CONNECT, Family::Lifecycle),
    plain(SESSION_START, Family::Lifecycle),
    plain(SESSION_DISCONNECTION, Family::Lifecycle),
    plain(SESSION_END, Family::Lifecycle),
    plain("UrlBlockByContentFilter", Family::Blocked),
];

/// Other spellings that the documentation and the service model use for the same activity.
const SESSION_LOGGER_ALIASES: &[(&str, &str)] = &[
    ("UrlLoad", "UrlVisit"),
    ("PrintJobSubmitted", "PrintJobSubmit"),
    ("SessionDisconnect", SESSION_DISCONNECTION),
];

/// The four event types of user access logging (AWS admin guide, "session-events-logging").
pub const USER_ACCESS: &[Activity] = &[
    plain("Validation", Family::Login),
    plain("StartSession", Family::Lifecycle),
    plain("VisitPage", Family::Browsing),
    plain("EndSession", Family::Lifecycle),
];

/// Lines of a Session Manager session that were streamed.
pub const SESSION_OUTPUT: &str = "SessionOutput";
/// A transcript of a whole Session Manager session.
pub const SESSION_TRANSCRIPT: &str = "SessionTranscript";
/// A login to a WorkSpace.
pub const WORKSPACES_LOGIN: &str = "WorkSpacesLogin";

/// Session Manager's calls that CloudTrail records (IAM: actions of Session Manager; names of the data
/// channel are not seen in public records).
pub const SESSION_MANAGER_CALLS: &[Activity] = &[
    plain("StartSession", Family::Lifecycle),
    plain("ResumeSession", Family::Lifecycle),
    plain("TerminateSession", Family::Lifecycle),
    plain("OpenDataChannel", Family::Api),
    plain("CreateDataChannel", Family::Api),
    plain("OpenControlChannel", Family::Api),
    plain("CreateControlChannel", Family::Api),
];

/// CloudShell's calls (CloudShell user guide, "Logging with CloudTrail").
pub const CLOUDSHELL_CALLS: &[Activity] = &[
    plain("CreateEnvironment", Family::Lifecycle),
    plain("CreateSession", Family::Lifecycle),
    plain("DeleteEnvironment", Family::Lifecycle),
    plain("DeleteSession", Family::Lifecycle),
    plain("StartEnvironment", Family::Lifecycle),
    plain("StopEnvironment", Family::Lifecycle),
    plain("ModifyEnvironment", Family::Lifecycle),
    plain("DescribeEnvironments", Family::Api),
    plain("GetEnvironmentStatus", Family::Api),
    plain("GetLayout", Family::Api),
    plain("UpdateLayout", Family::Api),
    plain("SendHeartBeat", Family::Api),
    plain("PutCredentials", Family::Login),
    plain("RedeemCode", Family::Login),
    plain("ApproveCommand", Family::Command),
    moving("GetFileDownloadUrls", Family::TransferOut, Endpoint::CloudShell, Endpoint::Local),
    moving("GetFileUploadUrls", Family::TransferIn, Endpoint::Local, Endpoint::CloudShell),
];

/// Calls that tell that somebody signed in, or tried to.
pub const SIGN_INS: &[Activity] = &[
    plain("ConsoleLogin", Family::Login),
    plain("CheckMfa", Family::Login),
    plain("CredentialChallenge", Family::Login),
    plain("CredentialVerification", Family::Login),
    plain("UserAuthentication", Family::Login),
    plain("SwitchRole", Family::Login),
];

fn find(known: &[Activity], name: &[u8]) -> Option<Activity> {
    let spelling = |activity: &Activity| activity.name.as_bytes();
    let spelled_so = known.iter().find(|activity| spelling(activity) == name);
    spelled_so
        .or_else(|| known.iter().find(|activity| spelling(activity).eq_ignore_ascii_case(name)))
        .copied()
}

/// Whether a call of `ssm.amazonaws.com` is about sessions (R19: compared without case).
pub fn is_session_manager_call(name: &[u8]) -> bool {
    find(SESSION_MANAGER_CALLS, name).is_some()
}

/// Whether it is a call by which an agent keeps in touch: the noise of machines.
pub fn is_control_channel_call(name: impl AsRef<[u8]>) -> bool {
    ["OpenControlChannel", "CreateControlChannel"]
        .iter()
        .any(|known| known.as_bytes().eq_ignore_ascii_case(name.as_ref()))
}

/// A call of Session Manager in CloudTrail.
pub fn session_manager(name: &str) -> Option<Activity> {
    find(SESSION_MANAGER_CALLS, name.as_bytes())
}

/// A call of CloudShell in CloudTrail.
pub fn cloudshell(name: &str) -> Option<Activity> {
    find(CLOUDSHELL_CALLS, name.as_bytes())
}

/// Any other call in CloudTrail.
pub fn cloudtrail(name: &str) -> Activity {
    find(SIGN_INS, name.as_bytes()).unwrap_or(plain("", Family::Api))
}

/// The Session Logger activity of this name in any spelling, or nothing if it is an unknown one.
pub fn session_logger(name: impl AsRef<[u8]>) -> Option<Activity> {
    let name = name.as_ref();
    find(SESSION_LOGGER, name).or_else(|| {
        let is_alias = |(alias, _): &&(&str, &str)| alias.as_bytes().eq_ignore_ascii_case(name);
        SESSION_LOGGER_ALIASES
            .iter()
            .find(is_alias)
            .and_then(|(_, canonical)| find(SESSION_LOGGER, canonical.as_bytes()))
    })
}

/// The user access logging event type of this name.
pub fn user_access(name: &str) -> Option<Activity> {
    USER_ACCESS.iter().find(|known| known.name == name).copied()
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
