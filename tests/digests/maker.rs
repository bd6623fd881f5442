//! A chain of digests as CloudTrail delivers them, with what is needed to check it. It shares no code with the program:
//! digests are signed here by private keys that were made for these tests.

use crate::support::packings::gzip;
use crate::support::{InputFile, sha256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use rsa::PrivateKey;
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey};
use rsa::signature::{SignatureEncoding, Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const ACCOUNT: &str = "111122223333";

/// The keys of the tests, in PKCS #8.
pub const KEYS: [&[u8]; 2] = [include_bytes!("key-a.der"), include_bytes!("key-b.der")];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn private(der: &[u8]) -> PrivateKey {
    PrivateKey::from_pkcs8_der(der).expect("a key")
}

/// The public key in PKCS #1, and wrapped in a SubjectPublicKeyInfo.
pub fn public_forms(der: &[u8]) -> [Vec<u8>; 2] {
    let public = private(der).to_public_key();
    [
        public.to_pkcs1_der().expect("DER").as_bytes().to_vec(),
        public.to_public_key_der().expect("DER").as_bytes().to_vec(),
    ]
}

pub fn md5_of(bytes: &[u8]) -> String {
    hex(&Md5::digest(bytes))
}

pub fn fingerprint(der: &[u8]) -> String {
    md5_of(&public_forms(der)[0])
}

/// An entry of `list-public-keys`.
pub fn listed_key(value: &[u8], fingerprint: &str) -> Value {
    json!({"Value": STANDARD.encode(value), "ValidityStartTime": 1.0, "ValidityEndTime": 2.0, "Fingerprint": fingerprint})
}

pub fn public_keys(keys: &[Value]) -> InputFile {
    InputFile::new("list-public-keys.json", json!({ "PublicKeyList": keys }).to_string())
}

/// A log file: its key and its content.
#[derive(Clone)]
pub struct Log {
    pub key: String,
    pub content: Vec<u8>,
}

/// A trail in a region.
#[derive(Clone, Copy)]
pub struct Trail {
    pub prefix: &'static str,
    pub region: &'static str,
    pub key: &'static [u8],
    pub suffix: &'static str,
}

pub const TRAIL: Trail = Trail { prefix: "", region: "us-east-1", key: KEYS[0], suffix: "" };

impl Trail {
    pub fn log_key(&self, name: &str) -> String {
        let Trail { prefix, region, .. } = self;
        format!(
            "{prefix}AWSLogs/{ACCOUNT}/CloudTrail/{region}/2026/11/19/{ACCOUNT}_CloudTrail_{region}_{name}.json.gz"
        )
    }

    pub fn digest_key(&self, hour: usize) -> String {
        let Trail { prefix, region, suffix, .. } = self;
        format!(
            "{prefix}AWSLogs/{ACCOUNT}/CloudTrail-Digest/{region}/2026/11/19/{ACCOUNT}_CloudTrail-Digest_{region}_my_trail_us-east-1_20261119T{hour:02}0131Z{suffix}.json.gz"
        )
    }

    /// The log file of an hour.
    pub fn log(&self, hour: usize) -> Log {
        let event = json!({
            "eventVersion": "1.08", "userIdentity": {"type": "IAMUser", "userName": "alice"}, "awsRegion": self.region,
            "eventTime": format!("2026-11-19T{hour:02}:10:00Z"), "eventSource": "s3.amazonaws.com", "eventName": "GetObject",
            "eventID": format!("{}-{}-{hour}", self.region, self.suffix),
        });
        Log {
            key: self.log_key(&format!("{hour:02}{}", self.suffix)),
            content: json!({"Records": [event]}).to_string().into_bytes(),
        }
    }

    /// The digest of an hour; what is altered in it by `alter` is signed all the same.
    pub fn digest(
        &self,
        hour: usize,
        previous: Option<&Signed>,
        logs: &[Log],
        alter: fn(&mut Value),
    ) -> Signed {
        let files = logs.iter().map(|log| {
            json!({"s3Bucket": "bucket", "s3Object": log.key, "hashValue": sha256(&log.content), "hashAlgorithm": "SHA-256"})
        });
        let end = format!("2026-11-19T{hour:02}:01:31Z");
        let key = self.digest_key(hour);
        let mut digest = json!({
            "awsAccountId": ACCOUNT, "digestStartTime": format!("2026-11-19T{:02}:01:31Z", hour - 1), "digestEndTime": end,
            "digestS3Bucket": "bucket", "digestS3Object": key, "digestPublicKeyFingerprint": fingerprint(self.key),
            "digestSignatureAlgorithm": "SHA256withRSA",
            "previousDigestS3Bucket": previous.map(|_| "bucket"), "previousDigestS3Object": previous.map(|it| &it.key),
            "previousDigestHashValue": previous.map(|it| sha256(&it.content)), "previousDigestHashAlgorithm": "SHA-256",
            "previousDigestSignature": previous.map(|it| &it.signature), "logFiles": files.collect::<Vec<_>>(),
        });
        alter(&mut digest);
        let content = digest.to_string().into_bytes();
        let before = previous.map_or("null", |it| &it.signature);
        let text = format!("{end}\nbucket/{key}\n{}\n{before}", sha256(&content));
        let signer = SigningKey::<Sha256>::new(private(self.key));
        let signature = hex(&signer.sign(text.as_bytes()).to_vec());
        Signed { key, content, signature }
    }

    /// A chain of so many hours from 2 o'clock on, with a log file each, and the metadata of the last digest.
    pub fn chain(&self, hours: usize) -> Vec<InputFile> {
        let (mut files, mut previous) = (Vec::new(), None);
        for hour in 2..2 + hours {
            let log = self.log(hour);
            let digest = self.digest(hour, previous.as_ref(), std::slice::from_ref(&log), |_| {});
            files.push(file(&log));
            files.push(digest.file());
            previous = Some(digest);
        }
        files.extend(previous.map(|last| last.head()));
        files
    }
}

/// A log file as it lies in a copy of the bucket.
pub fn file(log: &Log) -> InputFile {
    InputFile::new(&format!("bucket/{}", log.key), gzip(&log.content))
}

/// A digest with its signature.
pub struct Signed {
    pub key: String,
    pub content: Vec<u8>,
    pub signature: String,
}

impl Signed {
    pub fn file(&self) -> InputFile {
        InputFile::new(&format!("bucket/{}", self.key), gzip(&self.content))
    }

    /// The output of `head-object` for it.
    pub fn head(&self) -> InputFile {
        let name = self.key.rsplit('/').next().expect("a name");
        let metadata = json!({"signature": self.signature, "signature-algorithm": "SHA256withRSA"});
        let head = json!({"ContentLength": 1, "ETag": "\"x\"", "Metadata": metadata});
        InputFile::new(&format!("head/{name}.json"), head.to_string())
    }
}

/// The public keys of the tests, as AWS lists them.
pub fn all_keys() -> InputFile {
    public_keys(&KEYS.map(|der| listed_key(&public_forms(der)[0], &fingerprint(der))))
}
