//! What a system cannot show, however complete its logs are: what it does not record, or not so that anything could be
//! proven by it. What is missing there was not therefore not done. The sources are in `docs/FORMATS.md`.

use super::system::System;
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

enum_table! {
    /// What a system cannot show.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum SystemLimitation =>
    /// Its name in the audit, and in the key of its sentence.
    pub fn id() -> &'static str {
        /// What was pasted into the address bar.
        AddressBarPaste => "address-bar-paste",
        /// What a clipboard held.
        ClipboardContent => "clipboard-content",
        /// What went from the remote clipboard to the machine of the user.
        ClipboardOut => "clipboard-out",
        /// What was in a file.
        FileContent => "file-content",
        /// Which file was uploaded to a site, and how large it was.
        UploadNameAndSize => "upload-name-and-size",
        /// From which address somebody came.
        ClientAddress => "client-address",
        /// Visits that were taken out of the browser's history.
        DeletedHistory => "deleted-history",
        /// Files that were moved.
        Files => "files",
        /// What was typed while the terminal did not show it.
        EchoOffInput => "echo-off-input",
        /// That a shell was left.
        ExitWithoutRecord => "exit-without-record",
        /// What was passed on.
        PortForwardingAndSsh => "port-forwarding-and-ssh",
        /// When a command was run.
        TimeOfCommands => "time-of-commands",
        /// Commands.
        Commands => "commands",
        /// How large what was moved is.
        TransferSize => "transfer-size",
        /// Whether a link was used that was made.
        UrlMadeNotUsed => "url-made-not-used",
        /// What was done with data, where that is not logged.
        DataEventsUnlessSelected => "data-events-unless-selected",
        /// The last minutes.
        DeliveryDelay => "delivery-delay",
        /// Events that were lost on their way.
        BestEffort => "best-effort",
        /// Logins that failed.
        FailedLogins => "failed-logins",
        /// When somebody left.
        Logouts => "logouts",
        /// Who it was.
        UserNames => "user-names",
    }
}

/// What none of the logs of Session Manager shows: its calls, streams and transcripts tell of the same sessions.
const SESSION_MANAGER: &[SystemLimitation] = {
    use SystemLimitation::{EchoOffInput, ExitWithoutRecord, PortForwardingAndSsh, TimeOfCommands};
    &[EchoOffInput, ExitWithoutRecord, PortForwardingAndSsh, TimeOfCommands]
};

impl System {
    /// What it cannot show, in the order of the ids.
    pub const fn limitations(self) -> &'static [SystemLimitation] {
        use SystemLimitation as Limit;
        match self {
            System::SessionLogger => &[
                Limit::AddressBarPaste,
                Limit::ClipboardContent,
                Limit::ClipboardOut,
                Limit::FileContent,
                Limit::UploadNameAndSize,
            ],
            System::UserAccess => &[Limit::ClientAddress, Limit::DeletedHistory, Limit::Files],
            System::CloudTrail => &[Limit::DataEventsUnlessSelected, Limit::DeliveryDelay],
            System::CloudShell => &[Limit::Commands, Limit::TransferSize, Limit::UrlMadeNotUsed],
            System::SessionManager | System::SessionManagerStream | System::SessionManagerTranscript => {
                SESSION_MANAGER
            }
            System::WorkspacesAccess => {
                &[Limit::BestEffort, Limit::FailedLogins, Limit::Logouts, Limit::UserNames]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limitation_is_of_a_system_and_those_of_each_are_in_order() {
        let of_systems = System::ALL.map(System::limitations);
        for limitations in of_systems {
            assert!(limitations.is_sorted_by_key(|limitation| limitation.id()) && !limitations.is_empty());
        }
        for limitation in SystemLimitation::ALL {
            assert!(of_systems.iter().any(|known| known.contains(&limitation)), "{limitation:?}");
        }
    }
}
