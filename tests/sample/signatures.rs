//! The signatures that the sample keeps are those of its chain of digests, by a private key that was made for tests.

use crate::plain::text_of;
use rsa::PrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::signature::{SignatureEncoding, Signer};
use serde_json::Value;
use sessionscope::sample::{sample_case, sample_case_signed};
use sha2::Sha256;

/// The key of the sample, in PKCS #8.
const KEY: &[u8] = include_bytes!("../digests/key-a.der");
const KEPT: &str = include_str!("../../src/sample/signatures.txt");

#[test]
fn the_signatures_of_the_sample_case_are_those_of_its_key() {
    let signer = SigningKey::<Sha256>::new(PrivateKey::from_pkcs8_der(KEY).expect("a key"));
    let mut signatures = String::new();
    let files = sample_case_signed(&mut |_, text| {
        let signature: String =
            signer.sign(text.as_bytes()).to_vec().iter().map(|byte| format!("{byte:02x}")).collect();
        signatures.push_str(&signature);
        signatures.push('\n');
        signature
    });
    assert_eq!(KEPT, signatures, "what is signed has changed: `src/sample/signatures.txt` must hold these");
    assert_eq!(sample_case(), files);
}

#[test]
fn each_digest_of_the_sample_case_but_one_has_the_hash_that_the_next_one_names() {
    let files = sample_case();
    let digests = files.iter().filter(|file| file.path.contains("/CloudTrail-Digest/"));
    let texts: Vec<String> = digests.map(|file| text_of(&file.bytes)).collect();
    let values: Vec<Value> = texts.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect();
    let is_broken = |(text, next): (&String, &Value)| {
        next["previousDigestHashValue"] != crate::support::sha256(text.as_bytes())
    };
    let links = texts.iter().zip(&values[1..]);
    let broken: Vec<usize> = (0..).zip(links).filter(|(_, link)| is_broken(*link)).map(|it| it.0).collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    let key = values[broken[0]]["digestS3Object"].as_str().expect("a key");
    assert!(key.contains("_20261118T210000Z"), "the hour of the stranger: {key}");
}
