//! Addresses as they are written, and the networks that they most likely are of.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// The address that a text spells; an IPv6 address that stands for an IPv4 address is that one.
pub fn address(text: &str) -> Option<IpAddr> {
    text.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

/// The network that an address most likely is of (evidence.md, E6): the /24 of an IPv4 address, the /48 of an IPv6
/// address. It is written as `203.0.113.0/24` or `2001:db8:1::/48` (RFC 5952).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressNetwork {
    /// The first three bytes of an IPv4 address.
    V4([u8; 3]),
    /// The first three groups of an IPv6 address.
    V6([u16; 3]),
}

impl AddressNetwork {
    /// That of the address which a text spells; nothing of what is no address.
    pub fn of(text: &str) -> Option<AddressNetwork> {
        Some(match address(text)? {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                AddressNetwork::V4([a, b, c])
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                AddressNetwork::V6([a, b, c])
            }
        })
    }
}

impl fmt::Display for AddressNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AddressNetwork::V4([a, b, c]) => write!(f, "{a}.{b}.{c}.0/24"),
            AddressNetwork::V6([a, b, c]) => write!(f, "{}/48", Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_network_around_it() {
        let around = |text: &str| AddressNetwork::of(text).map(|network| network.to_string());
        assert_eq!(around("203.0.113.77").as_deref(), Some("203.0.113.0/24"));
        assert_eq!(around("::ffff:203.0.113.77").as_deref(), Some("203.0.113.0/24"));
        assert_eq!(around("2001:db8:1:2::3").as_deref(), Some("2001:db8:1::/48"));
        assert_eq!(around("2001:DB8:0:2::3").as_deref(), Some("2001:db8::/48"));
        assert_eq!(around("::1").as_deref(), Some("::/48"));
        assert_eq!(around("AWS Internal"), None);
    }
}
