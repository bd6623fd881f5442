//! Who moved how much, and which way (E21). What left the portal for the machine of a user is what went out, and what was
//! printed: a file that is fetched from a site and passed on counts once in that.

use super::leg::{Leg, Legs};
use crate::model::{Amount, Endpoint, TextField};
use crate::query::view::View;
use crate::source::order;
use std::collections::BTreeMap;

/// What a user moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserMoves {
    /// The user (untrusted text); empty where the events name none.
    pub user: String,
    /// From the machine of the user to the remote disk.
    pub incoming: Amount,
    /// From the remote disk to the machine of the user.
    pub outgoing: Amount,
    /// From the remote disk to sites.
    pub to_sites: Amount,
    /// From the remote disk to the printer.
    pub printed: Amount,
    /// From sites to the remote disk.
    pub downloaded: Amount,
}

/// What each user moved who moved anything, by name; undated events too.
pub fn moved_by_user(view: &View<'_>) -> Vec<UserMoves> {
    let columns = view.store.columns();
    let mut by_code: BTreeMap<u32, UserMoves> = BTreeMap::new();
    for (row, leg) in Legs::of(view).all() {
        let moves = by_code.entry(columns.code(TextField::User, row)).or_default();
        let amount = Amount::of(columns.size(row));
        match leg {
            Leg::In(Endpoint::Local) => moves.incoming += amount,
            Leg::In(Endpoint::Site) => moves.downloaded += amount,
            Leg::Out(Endpoint::Local) => moves.outgoing += amount,
            Leg::Out(Endpoint::Site) => moves.to_sites += amount,
            Leg::Out(Endpoint::Printer) => moves.printed += amount,
            // Session Logger knows no other way.
            Leg::In(_) | Leg::Out(_) => {}
        }
    }
    let users = view.store.dictionary(TextField::User);
    let named =
        by_code.into_iter().map(|(code, moves)| UserMoves { user: users.get(code).to_owned(), ..moves });
    let mut moved: Vec<UserMoves> = named.collect();
    order::sort_by(&mut moved, |a, b| a.user.cmp(&b.user));
    moved
}
