//! The rows of the flow picture: where the transfers between two endpoints lie, so that no two ribbons cross.
//!
//! An endpoint of the remote side has a row, in which the first endpoint of the user's side is on its left, and the
//! first one of the web on its right. Whatever else it has transfers with has a row below, each its own. The first
//! endpoints reach over all rows that they are in; so what has further rows is the last.

use crate::model::Endpoint;
use crate::model::endpoint::Side;
use crate::source::order;
use std::cmp::Reverse;

/// Two endpoints that have transfers: the left one and the right one.
pub(super) type Pair = (Endpoint, Endpoint);

/// Which pairs of endpoints there are, and where.
pub(super) struct Rows {
    /// The pairs from top to bottom, each with the number of its row.
    pub(super) pairs: Vec<(Pair, usize)>,
    /// Whether the endpoints can stand in three columns. Where they cannot, the pairs stand below each other.
    pub(super) has_columns: bool,
}

impl Rows {
    /// The rows of transfers that go these ways.
    pub(super) fn of(ways: impl Iterator<Item = (Endpoint, Endpoint)>) -> Rows {
        let mut pairs: Vec<Pair> = Vec::new();
        for (from, to) in ways {
            let (left, right) = if to.side() < from.side() { (to, from) } else { (from, to) };
            if !pairs.contains(&(left, right)) && !pairs.contains(&(right, left)) {
                pairs.push((left, right));
            }
        }
        let further = |remote: Endpoint| {
            let all = pairs.iter().filter_map(|pair| remote_and_partner(*pair));
            all.filter(|(of, partner)| *of == remote && !is_first(*partner)).count()
        };
        let mut keyed: Vec<_> = pairs
            .iter()
            .map(|pair| {
                let position = remote_and_partner(*pair).map(|(remote, partner)| {
                    (further(remote) > 0, Reverse(remote), !is_first(partner), partner.side(), partner)
                });
                // What has no column comes last.
                (position.is_none(), position, *pair)
            })
            .collect();
        order::sort_by_key(&mut keyed, |(is_strange, position, _)| (*is_strange, *position));
        let with_further = Endpoint::ALL.into_iter().filter(|remote| further(*remote) > 0).count();
        let has_columns = with_further <= 1 && keyed.iter().all(|(is_strange, ..)| !is_strange);
        Rows { pairs: numbered(keyed.into_iter().map(|(_, _, pair)| pair)), has_columns }
    }
}

/// Gives the same row to pairs of one remote endpoint with the first endpoints of both sides, and one of its own to
/// each other pair.
fn numbered(pairs: impl Iterator<Item = Pair>) -> Vec<(Pair, usize)> {
    let mut shared: Option<Endpoint> = None;
    let mut next = 0;
    let number = |pair: Pair| {
        let shares =
            remote_and_partner(pair).filter(|(_, partner)| is_first(*partner)).map(|(remote, _)| remote);
        if shares.is_none() || shares != shared {
            next += 1;
        }
        shared = shares;
        (pair, next - 1)
    };
    pairs.map(number).collect()
}

/// Which of two endpoints is on the remote side, and the other one, if it is beside it.
fn remote_and_partner((left, right): Pair) -> Option<(Endpoint, Endpoint)> {
    match (left.side(), right.side()) {
        (Side::User, Side::Remote) => Some((right, left)),
        (Side::Remote, Side::Web) => Some((left, right)),
        _ => None,
    }
}

/// Whether it is the first endpoint of its side.
fn is_first(endpoint: Endpoint) -> bool {
    Endpoint::ALL.into_iter().find(|other| other.side() == endpoint.side()) == Some(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Endpoint::{CloudShell, Local, Printer, RemoteClipboard, RemoteDisk, Site};

    #[test]
    fn what_shares_a_remote_endpoint_shares_its_row_and_the_printer_is_below() {
        let ways = [
            (RemoteDisk, Printer),
            (RemoteDisk, Site),
            (Local, RemoteDisk),
            (Site, RemoteClipboard),
            (CloudShell, Local),
            (RemoteDisk, Local),
            (Local, RemoteClipboard),
        ];
        let rows = Rows::of(ways.into_iter());
        assert!(rows.has_columns);
        assert_eq!(
            rows.pairs,
            [
                ((Local, CloudShell), 0),
                ((Local, RemoteClipboard), 1),
                ((RemoteClipboard, Site), 1),
                ((Local, RemoteDisk), 2),
                ((RemoteDisk, Site), 2),
                ((Printer, RemoteDisk), 3),
            ]
        );
    }

    #[test]
    fn what_would_cross_stands_in_no_columns() {
        let has_columns = |ways: &[(Endpoint, Endpoint)]| Rows::of(ways.iter().copied()).has_columns;
        assert!(has_columns(&[(CloudShell, Printer), (Local, RemoteDisk)]), "the printer is below all");
        assert!(!has_columns(&[(CloudShell, Printer), (RemoteDisk, Printer)]), "it is below two");
        assert!(!has_columns(&[(Local, Site)]), "nothing is between them");
        assert!(!has_columns(&[(Printer, Local)]) && !has_columns(&[(Site, Site)]), "they are on one side");
    }
}
