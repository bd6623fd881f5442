//! Client addresses in every spelling, and networks of them (F5).

use super::network::address;
use std::net::IpAddr;

/// Addresses that begin with the same bits; one address alone is the network of all its bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    /// How many of its first bits count.
    prefix: u8,
}

/// Bits before the IPv4 address in an IPv6 address that stands for one.
const MAPPED_BITS: u8 = 96;

impl Network {
    /// The network of one address.
    pub fn of_address(text: &str) -> Option<Network> {
        let address = address(text)?;
        Some(Network { address, prefix: width(address) })
    }

    /// A network as it is written: `203.0.113.0/24`. Bits of the host do no harm.
    pub fn of_network(text: &str) -> Option<Network> {
        let (written, digits) = text.split_once('/')?;
        let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let prefix: u8 = is_number.then(|| digits.parse().ok()).flatten()?;
        let (written, address): (IpAddr, IpAddr) = (written.parse().ok()?, address(written)?);
        if written == address {
            return (prefix <= width(address)).then_some(Network { address, prefix });
        }
        // It stands for an IPv4 address, unless so few bits count that the network holds others as well.
        match prefix.checked_sub(MAPPED_BITS) {
            Some(prefix) => (prefix <= width(address)).then_some(Network { address, prefix }),
            None => Some(Network { address: written, prefix }),
        }
    }

    /// Whether a text is an address in it.
    pub fn contains(&self, text: &str) -> bool {
        match (self.address, address(text)) {
            (IpAddr::V4(own), Some(IpAddr::V4(other))) => {
                let differing = u32::from(own) ^ u32::from(other);
                differing.checked_shr(32 - u32::from(self.prefix)).is_none_or(|bits| bits == 0)
            }
            (IpAddr::V6(own), Some(IpAddr::V6(other))) => {
                let differing = u128::from(own) ^ u128::from(other);
                differing.checked_shr(128 - u32::from(self.prefix)).is_none_or(|bits| bits == 0)
            }
            _ => false,
        }
    }
}

/// How many bits an address has.
fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_in_every_spelling() {
        let is_same =
            |asked: &str, text: &str| Network::of_address(asked).expect("an address").contains(text);
        assert!(is_same("2001:db8::1", "2001:0DB8:0:0:0:0:0:0001"));
        assert!(is_same("192.0.2.7", "::ffff:192.0.2.7"));
        assert!(is_same("::ffff:c000:207", "192.0.2.7"));
        assert!(!is_same("192.0.2.7", "192.0.2.70"));
        assert!(!is_same("::", "0.0.0.0"));
        assert!(!is_same("::1", "AWS Internal"));
        for text in ["192.0.2", "192.0.2.07", "1:2", "fe80::1%eth0", "[::1]", " ::1", ""] {
            assert_eq!(Network::of_address(text), None, "{text}");
        }
    }

    #[test]
    fn a_network_holds_the_addresses_that_begin_like_it() {
        for (network, text, expected) in [
            ("203.0.113.0/24", "203.0.113.255", true),
            ("203.0.113.77/24", "203.0.113.1", true),
            ("203.0.113.0/24", "203.0.114.0", false),
            ("203.0.113.7/32", "203.0.113.7", true),
            ("203.0.113.7/32", "203.0.113.6", false),
            ("0.0.0.0/0", "255.1.2.3", true),
            ("0.0.0.0/0", "::1", false),
            ("0.0.0.0/0", "::ffff:1.2.3.4", true),
            ("::/0", "2001:db8::1", true),
            ("::/0", "1.2.3.4", false),
            ("::/0", "::ffff:1.2.3.4", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::ffff:203.0.113.0/120", "203.0.113.9", true),
            ("::ffff:203.0.113.0/120", "203.0.112.9", false),
            ("::ffff:203.0.113.0/0", "2001:db8::1", true),
            ("203.0.113.0/24", "cloudtrail.amazonaws.com", false),
        ] {
            let read = Network::of_network(network).expect("a network");
            assert_eq!(read.contains(text), expected, "{network} {text}");
        }
    }

    #[test]
    fn what_is_no_network_is_none() {
        let wrong = [
            "203.0.113.0/33",
            "203.0.113.0/",
            "203.0.113.0",
            "/24",
            "a/b",
            "2001:db8::/129",
            "203.0.113/24",
            "203.0.113.0/+8",
            "203.0.113.0/-1",
            "203.0.113.0/24/8",
            "::ffff:1.2.3.4/129",
            "10.0.0.0/0x8",
        ];
        for text in wrong {
            assert_eq!(Network::of_network(text), None, "{text}");
        }
    }
}
