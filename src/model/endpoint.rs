//! Endpoints: between which ends a transfer moves, and which way that is. All that is known of an endpoint stands
//! here; which activities move something between which of them is in `system.rs`.

use crate::source::enum_table;
use serde::{Deserialize, Serialize};

/// On which side of the remote session an endpoint is: also its column in the flow picture, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Where the user is.
    User,
    /// The remote side: what is streamed, or runs at AWS.
    Remote,
    /// What the remote side reaches beyond itself.
    Web,
}

/// What is known of an endpoint.
struct EndpointInfo {
    id: &'static str,
    side: Side,
}

const fn info(id: &'static str, side: Side) -> EndpointInfo {
    EndpointInfo { id, side }
}

enum_table! {
    /// One end of a transfer (`transfers[].from` and `.to` of the summary). The first endpoint of each side is the one
    /// that the flow picture is built around.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[repr(u8)]
    pub enum Endpoint => fn info() -> EndpointInfo {
        /// The machine in front of the user.
        Local => info("local", Side::User),
        /// The temporary disk of the streamed browser.
        RemoteDisk => info("remote-disk", Side::Remote),
        /// The clipboard of the streamed browser.
        RemoteClipboard => info("remote-clipboard", Side::Remote),
        /// A web site.
        Site => info("site", Side::Web),
        /// The printer, whose PDF is opened on the user's machine.
        Printer => info("printer", Side::User),
        /// The home directory of a CloudShell environment.
        CloudShell => info("cloudshell", Side::Remote),
    }
}

impl Endpoint {
    /// The name in the summary and in the filter language (`from:remote-disk`).
    pub const fn id(self) -> &'static str {
        self.info().id
    }

    /// On which side it is.
    pub const fn side(self) -> Side {
        self.info().side
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
    use Endpoint::{RemoteClipboard, Site};
    match (from, to) {
        // The page and the clipboard beside it are in one browser.
        (Site, RemoteClipboard) | (RemoteClipboard, Site) => Direction::Within,
        _ => match (from.side(), to.side()) {
            (Side::User | Side::Web, Side::Remote) => Direction::In,
            (Side::Remote, Side::User | Side::Web) => Direction::Out,
            _ => Direction::Within,
        },
    }
}
