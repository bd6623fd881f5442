//! Endpoints: between which ends a transfer moves.

use serde::{Deserialize, Serialize};

/// One end of a transfer (`transfers[].from` and `.to` of the summary).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Endpoint {
    /// The machine in front of the user.
    #[serde(rename = "local")]
    Local,
    /// The temporary disk of the streamed browser.
    #[serde(rename = "remote-disk")]
    RemoteDisk,
    /// The clipboard of the streamed browser.
    #[serde(rename = "remote-clipboard")]
    RemoteClipboard,
    /// A web site.
    #[serde(rename = "site")]
    Site,
    /// The printer, whose PDF is opened on the user's machine.
    #[serde(rename = "printer")]
    Printer,
    /// The home directory of a CloudShell environment.
    #[serde(rename = "cloudshell")]
    CloudShell,
}

impl Endpoint {
    /// Every endpoint.
    pub const ALL: [Endpoint; 6] = [
        Endpoint::Local,
        Endpoint::RemoteDisk,
        Endpoint::RemoteClipboard,
        Endpoint::Site,
        Endpoint::Printer,
        Endpoint::CloudShell,
    ];

    /// The name in the summary and in the filter language (`from:remote-disk`).
    pub const fn id(self) -> &'static str {
        match self {
            Endpoint::Local => "local",
            Endpoint::RemoteDisk => "remote-disk",
            Endpoint::RemoteClipboard => "remote-clipboard",
            Endpoint::Site => "site",
            Endpoint::Printer => "printer",
            Endpoint::CloudShell => "cloudshell",
        }
    }
}

/// Whether a transfer brings something to the remote side, takes it away, or moves it within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// Towards the remote side (`transfer in`).
    In,
    /// Away from the remote side (`transfer out`, print).
    Out,
    /// Neither: copies and pastes between a site and the remote clipboard.
    Within,
}

/// The direction of a move between two endpoints.
///
/// A download from a site to the remote disk counts as *in* and an upload from there to a site as
/// *out*, as the families of the design have it.
pub fn direction(from: Endpoint, to: Endpoint) -> Direction {
    use Endpoint::{CloudShell, Local, Printer, RemoteClipboard, RemoteDisk, Site};
    match (from, to) {
        (Local, _) | (Site, RemoteDisk) => Direction::In,
        (_, Local | Printer) | (RemoteDisk, Site) => Direction::Out,
        (Site, RemoteClipboard) | (RemoteClipboard, Site) => Direction::Within,
        (RemoteDisk | RemoteClipboard | CloudShell | Printer | Site, _) => Direction::Within,
    }
}
