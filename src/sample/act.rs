//! What can happen in a made-up session, with its spellings and its direction.
//!
//! This is a list of its own on purpose: the answer must not be counted with the words of the reader
//! that it is there to check.

/// The 17 activities of Session Logger, and one that no list knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    Start,
    Connect,
    Disconnect,
    End,
    TabOpen,
    TabClose,
    Visit,
    Block,
    Interact,
    CopyFromSite,
    PasteToSite,
    ClipIn,
    Download,
    ToLocal,
    FromLocal,
    Upload,
    Print,
    Novel,
}

/// AWS names three activities in more than one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the API's list of events: `UrlLoad`, `PrintJobSubmit`, `SessionDisconnect`.
    Api,
    /// As the guide's table: `UrlVisit`, `PrintJobSubmitted`, `SessionDisconnection`.
    Guide,
    /// As the guide's text in one place: `URLVisit`.
    Prose,
}

impl Act {
    /// The name as a logger writes it.
    pub(super) fn written(self, spelling: Spelling) -> &'static str {
        match (self, spelling) {
            (Act::Visit, Spelling::Api) => "UrlLoad",
            (Act::Visit, Spelling::Prose) => "URLVisit",
            (Act::Print, Spelling::Guide) => "PrintJobSubmitted",
            (Act::Disconnect, Spelling::Api) => "SessionDisconnect",
            _ => self.canonical(),
        }
    }

    /// The name under which a summary counts it.
    pub(super) fn canonical(self) -> &'static str {
        match self {
            Act::Start => "SessionStart",
            Act::Connect => "SessionConnect",
            Act::Disconnect => "SessionDisconnection",
            Act::End => "SessionEnd",
            Act::TabOpen => "TabOpen",
            Act::TabClose => "TabClose",
            Act::Visit => "UrlVisit",
            Act::Block => "UrlBlockByContentFilter",
            Act::Interact => "WebsiteInteract",
            Act::CopyFromSite => "ContentCopyFromWebsite",
            Act::PasteToSite => "ContentPasteToWebsite",
            Act::ClipIn => "ContentTransferFromLocalToRemoteClipboard",
            Act::Download => "FileDownloadFromSecureBrowserToRemoteDisk",
            Act::ToLocal => "FileTransferFromRemoteToLocalDisk",
            Act::FromLocal => "FileTransferFromLocalToRemoteDisk",
            Act::Upload => "FileUploadFromRemoteDiskToSecureBrowser",
            Act::Print => "PrintJobSubmit",
            Act::Novel => "TabGroupCreate",
        }
    }

    /// From where to where something went, if it did.
    pub(super) fn way(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Act::FromLocal => ("local", "remote-disk"),
            Act::ToLocal => ("remote-disk", "local"),
            Act::Download => ("site", "remote-disk"),
            Act::Upload => ("remote-disk", "site"),
            Act::Print => ("remote-disk", "printer"),
            Act::ClipIn => ("local", "remote-clipboard"),
            Act::CopyFromSite => ("site", "remote-clipboard"),
            Act::PasteToSite => ("remote-clipboard", "site"),
            _ => return None,
        })
    }
}
