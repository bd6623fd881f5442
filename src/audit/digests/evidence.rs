//! What is here of a chain: digests with the hash of their content, public keys, and signatures that were kept apart.

use super::rows::KeyRow;
use super::signature::{RsaKey, fingerprint_of};
use crate::model::Store;
use crate::model::content_hash::ContentHash;
use crate::model::digest::{ChainFact, DigestFile, PublicKey};
use crate::model::fact::Fact;
use crate::model::input::Input;
use crate::source::order;
use crate::source::path::base_name;
use std::collections::{HashMap, HashSet};

/// A digest that is here.
pub(super) struct DigestHere<'a> {
    /// What it says.
    pub file: &'a DigestFile,
    /// Path of its input.
    pub path: &'a str,
    /// What its content hashes to.
    pub content: ContentHash,
}

/// What is here of a chain.
pub(super) struct ChainEvidence<'a> {
    /// The digests, in order of path and of their place in it.
    pub digests: Vec<DigestHere<'a>>,
    keys: Vec<(&'a Input, &'a PublicKey)>,
    /// The keys by fingerprint in lower case; nothing for what is no key.
    parsed: HashMap<String, Vec<Option<RsaKey>>>,
    /// Names of files that say what a signature is, in order, with the signature.
    signatures: Vec<(&'a str, &'a str)>,
}

/// What is said of a chain, with the input that says it.
fn chain_facts(store: &Store) -> impl Iterator<Item = (&Input, &ChainFact)> {
    store.facts().with_inputs().filter_map(|(input, fact)| match fact {
        Fact::Chain(fact) => Some((&store.inputs()[input as usize], fact)),
        _ => None,
    })
}

/// The inputs whose contents decide: digests, what may be a log file that they list, and what looks like one. There are
/// none where no digest is here, and none that was not read to its end, or was refused: its content cannot be hashed.
pub(super) fn candidates(store: &Store) -> impl Iterator<Item = &Input> {
    let (mut digests, mut names) = (HashSet::new(), HashSet::new());
    for (input, fact) in chain_facts(store) {
        if let ChainFact::Digest(digest) = fact {
            digests.insert(input.path.as_str());
            names.extend(digest.logs.iter().map(|log| base_name(&log.key)));
        }
    }
    store.inputs().iter().filter(move |input| {
        let is_wanted = input.form.is_records_object
            || digests.contains(input.path.as_str())
            || names.contains(base_name(&input.path));
        let is_readable = input.is_at_its_end() && !input.form.is_refused && !input.is_archive();
        !digests.is_empty() && is_wanted && is_readable
    })
}

impl<'a> ChainEvidence<'a> {
    /// What a store has of a chain. Contents of digests must have been hashed.
    pub(super) fn of(store: &'a Store) -> ChainEvidence<'a> {
        let (mut digests, mut keys, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
        for (input, fact) in chain_facts(store) {
            match fact {
                ChainFact::Digest(file) => {
                    let here = |content| DigestHere { file, path: &input.path, content };
                    digests.extend(input.content.filter(|_| input.is_at_its_end()).map(here));
                }
                ChainFact::PublicKey(key) => keys.push((input, key)),
                ChainFact::ObjectSignature(signature) => {
                    signatures.push((base_name(&input.path), signature.as_str()));
                }
            }
        }
        // Those of one input come as they stand in it.
        order::sort_by_key(&mut digests, |digest| digest.path);
        order::sort(&mut signatures);
        let mut parsed: HashMap<String, Vec<Option<RsaKey>>> = HashMap::new();
        let distinct = order::set_of(
            keys.iter().map(|(_, key)| (key.fingerprint.to_ascii_lowercase(), key.der.as_slice())),
        );
        for (fingerprint, der) in distinct {
            parsed.entry(fingerprint).or_default().push(RsaKey::parse(der));
        }
        ChainEvidence { digests, keys, parsed, signatures }
    }

    /// The public keys, one a file and key.
    pub(super) fn key_rows(&self) -> Vec<KeyRow> {
        let row = |(input, key): &(&Input, &PublicKey)| KeyRow {
            fingerprint: key.fingerprint.clone(),
            path: input.path.clone(),
            sha256: input.sha256.clone(),
            computed: fingerprint_of(&key.der, &key.fingerprint),
        };
        let distinct = order::set_of(self.keys.iter().map(|key| (row(key), key.1.der.as_slice())));
        distinct.into_iter().map(|(row, _)| row).collect()
    }

    /// The keys of this fingerprint, altered ones among them; nothing for what is no key at all.
    pub(super) fn keys_of(&self, fingerprint: &str) -> &[Option<RsaKey>] {
        self.parsed.get(&fingerprint.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The signatures in files that were named after an object of this key: its name, and mostly `.json`.
    pub(super) fn signatures_beside(&self, key: &str) -> impl Iterator<Item = &'a str> {
        let name = base_name(key);
        let first = self.signatures.partition_point(|(file, _)| *file < name);
        let of_name = self.signatures[first..].iter().take_while(move |(file, _)| file.starts_with(name));
        of_name.map(|(_, signature)| *signature)
    }
}
