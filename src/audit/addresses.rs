//! Client addresses, compared as addresses where they are such: one may be spelled in several ways.

use crate::model::{Store, TextField};
use crate::source::network::address;
use std::collections::HashMap;

/// Stands for an address in all its spellings: the code of the first of them.
pub type AddressKey = u32;

/// What stands for each text, by its code.
pub struct AddressKeys(Vec<AddressKey>);

impl AddressKeys {
    /// Those of a store.
    pub fn of(store: &Store) -> AddressKeys {
        let mut first = HashMap::new();
        let texts = (0..).zip(store.dictionary(TextField::ClientIp).iter());
        AddressKeys(
            texts
                .map(|(code, text)| {
                    address(text).map_or(code, |address| *first.entry(address).or_insert(code))
                })
                .collect(),
        )
    }

    /// What stands for the text of a code.
    pub fn key(&self, code: u32) -> AddressKey {
        self.0[code as usize]
    }
}
