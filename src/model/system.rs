//! Systems: which service an event tells of (`by_system` of the summary), which activities it has, and how
//! its sessions are told. All that is known of a system stands here.

use super::activity::{Activity, ConnectionChange, Vocabulary};
use super::endpoint::Endpoint;
use super::family::Family;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// How the sessions of a system are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionRule {
    /// Its events carry the id of their session, which is one of this system's sessions.
    ById(System),
    /// Events of one principal on one target belong together until nothing was seen for long (R22).
    ByGap,
    /// A start and an end are paired for each portal and user (R21).
    ByStartAndEnd,
    /// Its events belong to no session.
    NoSessions,
}

/// What an event was about, where it names no file and no site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing that its session and its system do not say.
    Nothing,
    /// What was acted on.
    Target,
    /// What was acted on, and the service that was called.
    TargetAndService,
    /// What was acted on, and by which program.
    TargetAndAgent,
}

/// What is known of a system.
struct SystemInfo {
    /// The name in the summary and in the filter language.
    id: &'static str,
    activities: Vocabulary,
    /// What the messages are named by that explain its activities: `activity-<topic>-<name>` in `i18n/`.
    topic: &'static str,
    sessions: SessionRule,
    subject: Subject,
    /// Whether its events are calls, which can fail and then have done nothing.
    are_calls: bool,
    /// Whether its events tell when a client connects to a session. If not, a session counts as connected from its
    /// start on.
    tells_connections: bool,
    /// Its activities that belong to no session, whatever the rule.
    outside_sessions: &'static [&'static str],
    /// Whether the targets of its events are WorkSpaces, whose users `describe-workspaces` tells.
    targets_workspaces: bool,
}

enum_table! {
    /// The system that recorded an event; its place in the table is what columns hold.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[repr(u8)]
    pub enum System => fn info() -> SystemInfo {
        /// WorkSpaces Secure Browser Session Logger.
        SessionLogger => SystemInfo {
            id: "session-logger",
            activities: Vocabulary {
                aliases: SESSION_LOGGER_ALIASES,
                ..vocabulary(SESSION_LOGGER, Family::Other)
            },
            topic: "browser",
            sessions: SessionRule::ById(System::SessionLogger),
            subject: Subject::Target,
            are_calls: false,
            tells_connections: true,
            outside_sessions: &[],
            targets_workspaces: false,
        },
        /// WorkSpaces Secure Browser user access logging.
        UserAccess => SystemInfo {
            id: "user-access-logging",
            activities: vocabulary(USER_ACCESS, Family::Other),
            topic: "access",
            sessions: SessionRule::ByStartAndEnd,
            subject: Subject::Target,
            are_calls: false,
            tells_connections: false,
            outside_sessions: &[VALIDATION],
            targets_workspaces: false,
        },
        /// CloudTrail, any call but those below.
        CloudTrail => SystemInfo {
            id: "cloudtrail",
            activities: vocabulary(SIGN_INS, Family::Api),
            topic: "call",
            // Of ECS Exec alone: its sessions are those of Session Manager.
            sessions: SessionRule::ById(System::SessionManager),
            subject: Subject::TargetAndService,
            are_calls: true,
            tells_connections: false,
            outside_sessions: &[],
            targets_workspaces: false,
        },
        /// CloudShell's calls in CloudTrail.
        CloudShell => SystemInfo {
            id: "cloudshell",
            activities: Vocabulary { shared: SIGN_INS, ..vocabulary(CLOUDSHELL_CALLS, Family::Api) },
            topic: "shell",
            sessions: SessionRule::ByGap,
            subject: Subject::Nothing,
            are_calls: true,
            tells_connections: false,
            outside_sessions: &[],
            targets_workspaces: false,
        },
        /// Session Manager: its calls in CloudTrail, and all of its sessions.
        SessionManager => SystemInfo {
            id: "session-manager",
            activities: vocabulary(SESSION_MANAGER_CALLS, Family::Other),
            topic: "manager",
            sessions: SessionRule::ById(System::SessionManager),
            subject: Subject::Target,
            are_calls: true,
            tells_connections: false,
            outside_sessions: &[],
            targets_workspaces: false,
        },
        /// Session Manager, streamed to CloudWatch Logs.
        SessionManagerStream => SystemInfo {
            id: "session-manager-stream",
            activities: vocabulary(SESSION_OUTPUTS, Family::Command),
            topic: "manager",
            sessions: SessionRule::ById(System::SessionManager),
            subject: Subject::Target,
            are_calls: false,
            tells_connections: false,
            outside_sessions: &[],
            targets_workspaces: false,
        },
        /// Session Manager, a transcript.
        SessionManagerTranscript => SystemInfo {
            id: "session-manager-transcript",
            activities: vocabulary(SESSION_TRANSCRIPTS, Family::Command),
            topic: "manager",
            sessions: SessionRule::ById(System::SessionManager),
            subject: Subject::Target,
            are_calls: false,
            tells_connections: false,
            outside_sessions: &[],
            targets_workspaces: false,
        },
        /// Logins to WorkSpaces.
        WorkspacesAccess => SystemInfo {
            id: "workspaces-access",
            activities: vocabulary(WORKSPACES_LOGINS, Family::Login),
            topic: "workspace",
            sessions: SessionRule::NoSessions,
            subject: Subject::TargetAndAgent,
            are_calls: false,
            tells_connections: false,
            outside_sessions: &[],
            targets_workspaces: true,
        },
    }
}

/// A set of systems, a bit each.
pub type SystemSet = u16;

const _: () = assert!(System::ALL.len() <= SystemSet::BITS as usize, "a set has a bit for each system");

impl System {
    /// The name in the summary and in the filter language.
    pub const fn id(self) -> &'static str {
        self.info().id
    }

    /// The system of this number in a column.
    pub fn from_index(index: u8) -> System {
        Self::ALL.get(usize::from(index)).copied().unwrap_or(System::SessionLogger)
    }

    /// The activities that it is known to have.
    pub const fn activities(self) -> Vocabulary {
        self.info().activities
    }

    /// What the messages are named by that explain its activities. Systems of one topic have no two
    /// activities of one name that mean different things.
    pub const fn topic(self) -> &'static str {
        self.info().topic
    }

    /// How its sessions are told.
    pub const fn session_rule(self) -> SessionRule {
        self.info().sessions
    }

    /// What its events were about, where they name no file and no site.
    pub const fn subject(self) -> Subject {
        self.info().subject
    }

    /// Whether its events are calls, which can fail.
    pub const fn records_calls(self) -> bool {
        self.info().are_calls
    }

    /// Whether its events tell when a client connects to a session.
    pub const fn tells_connections(self) -> bool {
        self.info().tells_connections
    }

    /// Its activities that belong to no session.
    pub const fn outside_sessions(self) -> &'static [&'static str] {
        self.info().outside_sessions
    }

    /// Whether the targets of its events are WorkSpaces.
    pub const fn targets_workspaces(self) -> bool {
        self.info().targets_workspaces
    }

    /// Whether its events carry the id of their session.
    pub const fn has_session_ids(self) -> bool {
        matches!(self.session_rule(), SessionRule::ById(_))
    }

    /// Whether its events belong to sessions of Session Manager.
    pub const fn is_session_manager(self) -> bool {
        matches!(self.session_rule(), SessionRule::ById(System::SessionManager))
    }
}

/// The family of the activities that move something this way, whichever system has them.
pub fn family_of_way(from: Endpoint, to: Endpoint) -> Option<Family> {
    let known = System::ALL.into_iter().flat_map(|system| system.activities().known);
    known.filter(|activity| activity.moves == Some((from, to))).map(|activity| activity.family).next()
}

const fn vocabulary(known: &'static [Activity], otherwise: Family) -> Vocabulary {
    Vocabulary { known, aliases: &[], shared: &[], otherwise }
}

const fn plain(name: &'static str, family: Family) -> Activity {
    Activity::plain(name, family)
}

const fn moving(name: &'static str, family: Family, from: Endpoint, to: Endpoint) -> Activity {
    Activity::moving(name, family, from, to)
}

const fn connecting(name: &'static str, connection: ConnectionChange) -> Activity {
    Activity::connecting(name, connection)
}

/// The activities of Session Logger (AWS admin guide; botocore `workspaces-web` enum `Event`).
const SESSION_LOGGER: &[Activity] = &[
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
    connecting("SessionConnect", ConnectionChange::Connect),
    connecting("SessionStart", ConnectionChange::Start),
    connecting("SessionDisconnection", ConnectionChange::Disconnect),
    connecting("SessionEnd", ConnectionChange::End),
    plain("UrlBlockByContentFilter", Family::Blocked),
];

/// Other spellings that the documentation and the service model use for the same activity.
const SESSION_LOGGER_ALIASES: &[(&str, &str)] = &[
    ("UrlLoad", "UrlVisit"),
    ("PrintJobSubmitted", "PrintJobSubmit"),
    ("SessionDisconnect", "SessionDisconnection"),
];

/// What user access logging writes when it is set up.
const VALIDATION: &str = "Validation";

/// The four event types of user access logging (AWS admin guide, "session-events-logging").
const USER_ACCESS: &[Activity] = &[
    plain(VALIDATION, Family::Login),
    connecting("StartSession", ConnectionChange::Start),
    plain("VisitPage", Family::Browsing),
    connecting("EndSession", ConnectionChange::End),
];

/// Lines of a Session Manager session that were streamed.
pub const SESSION_OUTPUT: &str = "SessionOutput";
/// A transcript of a whole Session Manager session.
pub const SESSION_TRANSCRIPT: &str = "SessionTranscript";
/// A login to a WorkSpace.
pub const WORKSPACES_LOGIN: &str = "WorkSpacesLogin";

const SESSION_OUTPUTS: &[Activity] = &[plain(SESSION_OUTPUT, Family::Command)];
const SESSION_TRANSCRIPTS: &[Activity] = &[plain(SESSION_TRANSCRIPT, Family::Command)];
const WORKSPACES_LOGINS: &[Activity] = &[plain(WORKSPACES_LOGIN, Family::Login)];

/// What CloudTrail calls a record of a call that was seen at an endpoint of a network: it is no second call, so it
/// belongs to no session and moves nothing (R40).
pub const NETWORK_ACTIVITY: &str = "NetworkActivity";

/// The call that begins a session of Session Manager.
pub const START_SESSION: &str = "StartSession";

/// Session Manager's calls that CloudTrail records (IAM: actions of Session Manager; names of the data
/// channel are not seen in public records).
const SESSION_MANAGER_CALLS: &[Activity] = &[
    connecting(START_SESSION, ConnectionChange::Start),
    connecting("ResumeSession", ConnectionChange::Connect),
    connecting("TerminateSession", ConnectionChange::End),
    plain("OpenDataChannel", Family::Api),
    plain("CreateDataChannel", Family::Api),
    plain(CONTROL_CHANNEL_CALLS[0], Family::Api),
    plain(CONTROL_CHANNEL_CALLS[1], Family::Api),
];

/// CloudShell's calls (CloudShell user guide, "Logging with CloudTrail").
const CLOUDSHELL_CALLS: &[Activity] = &[
    plain("CreateEnvironment", Family::Lifecycle),
    connecting("CreateSession", ConnectionChange::Start),
    connecting("DeleteEnvironment", ConnectionChange::End),
    connecting("DeleteSession", ConnectionChange::End),
    plain("StartEnvironment", Family::Lifecycle),
    connecting("StopEnvironment", ConnectionChange::End),
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
const SIGN_INS: &[Activity] = &[
    plain("ConsoleLogin", Family::Login),
    plain("CheckMfa", Family::Login),
    plain("CredentialChallenge", Family::Login),
    plain("CredentialVerification", Family::Login),
    plain("UserAuthentication", Family::Login),
    plain("SwitchRole", Family::Login),
];

/// The calls by which an agent keeps in touch.
const CONTROL_CHANNEL_CALLS: [&str; 2] = ["OpenControlChannel", "CreateControlChannel"];

/// Whether it is a call by which an agent keeps in touch: the noise of machines.
pub fn is_control_channel_call(name: impl AsRef<[u8]>) -> bool {
    CONTROL_CHANNEL_CALLS.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_leads_to_the_canonical_name() {
        let find = |written: &str| System::SessionLogger.activities().find(written.as_bytes());
        for (written, canonical) in [
            ("UrlLoad", "UrlVisit"),
            ("URLVisit", "UrlVisit"),
            ("urlvisit", "UrlVisit"),
            ("PrintJobSubmitted", "PrintJobSubmit"),
            ("SessionDisconnect", "SessionDisconnection"),
            ("sessiondisconnection", "SessionDisconnection"),
        ] {
            assert_eq!(find(written).map(|activity| activity.name), Some(canonical), "{written}");
        }
        assert_eq!(find("UrlVisits"), None);
    }

    #[test]
    fn a_column_holds_the_index_of_a_system() {
        for (index, system) in System::ALL.into_iter().enumerate() {
            assert_eq!(system as usize, index);
            assert_eq!(System::from_index(index as u8), system);
        }
    }

    #[test]
    fn sessions_are_those_of_a_system_that_has_its_own() {
        for system in System::ALL {
            if let SessionRule::ById(owner) = system.session_rule() {
                assert_eq!(owner.session_rule(), SessionRule::ById(owner), "{system:?}");
            }
        }
    }
}
