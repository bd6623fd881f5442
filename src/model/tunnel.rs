//! Sessions of Session Manager that are no shells: the agent passes on bytes between the user's machine and a port, and
//! records nothing of them, by design (Systems Manager user guide, "Logging session activity": not available for
//! sessions through port forwarding or SSH).

use serde::{Deserialize, Serialize};

/// What is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tunnel {
    /// Connections to a port of the instance, or of a host that it reaches.
    Port,
    /// A connection of SSH, and what people send through that: shells, files.
    Ssh,
}

impl Tunnel {
    /// By the name of the document that a session was begun with. It may be the ARN of one.
    pub fn of_document(name: &[u8]) -> Option<Tunnel> {
        let name = name.rsplit(|byte| *byte == b'/').next().unwrap_or(name);
        if name == b"AWS-StartSSHSession" {
            return Some(Tunnel::Ssh);
        }
        name.starts_with(b"AWS-StartPortForwardingSession").then_some(Tunnel::Port)
    }

    /// By a URL that says where it leads, and where that is.
    pub fn of_url(url: &str) -> Option<(Tunnel, &str)> {
        let (scheme, place) = url.split_once("://")?;
        [Tunnel::Port, Tunnel::Ssh]
            .into_iter()
            .find(|tunnel| tunnel.scheme() == scheme)
            .map(|tunnel| (tunnel, place))
    }

    /// The scheme of such a URL.
    pub const fn scheme(self) -> &'static str {
        match self {
            Tunnel::Port => "tcp",
            Tunnel::Ssh => "ssh",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tunnels_are_known_by_their_documents_and_urls() {
        for (document, expected) in [
            ("AWS-StartPortForwardingSession", Some(Tunnel::Port)),
            ("AWS-StartPortForwardingSessionToRemoteHost", Some(Tunnel::Port)),
            ("arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession", Some(Tunnel::Ssh)),
            ("AWS-StartInteractiveCommand", None),
            ("SSM-SessionManagerRunShell", None),
            ("", None),
        ] {
            assert_eq!(Tunnel::of_document(document.as_bytes()), expected, "{document}");
        }
        assert_eq!(Tunnel::of_url("tcp://db:3306"), Some((Tunnel::Port, "db:3306")));
        assert_eq!(Tunnel::of_url("https://db:3306"), None);
    }
}
