//! The digests of the sample's trail, each of which carries the signature of the one before it, and what AWS gives to check
//! them by: the public key, and the signature of the newest.
//!
//! The signatures are kept beside this file, for what is signed is the same in every sample case: a page that shows it holds
//! no secret and calculates nothing. The private key is one of the tests', which sign the chain anew
//! (`tests/sample/signatures.rs`).

use super::SampleFile;
use super::account::{ACCOUNT, REGION, trail_key};
use super::clock::{FIRST_DAY, HOUR, rfc3339_seconds};
use super::gzip;
use super::template::Template::{Compact, Pretty};
use super::template::string;
use sha2::{Digest, Sha256};

/// What signs a digest: by its number, and by the text that CloudTrail signs of it.
pub(super) type Sign<'a> = &'a mut dyn FnMut(usize, &str) -> String;

/// A line for each digest.
const SIGNATURES: &str = include_str!("signatures.txt");

/// The signature that is kept of the digest of this number.
pub(super) fn kept_signature(number: usize, _: &str) -> String {
    SIGNATURES.lines().nth(number).expect("each digest has a signature").to_owned()
}

/// The public key in base64, and the MD5 of what that stands for.
const PUBLIC_KEY: &str = "MIIBCgKCAQEAlGI9zgLl6PuyTgE6tre9Ybvx8t1BSJHhMBzpXOftda5F6mFHC/KrKbqIWdE41THoLysGwI2hmxeK5th4p+TDxE3G\
    06fFuKEZgx6ZM2GS5Q1LZRK56KsVmyLWsZnMx8rGKDpM9JGdLJIpjLHzaEkwc9F+X/8QQNbeTsprVyNDKg+NHRvkA4MZ3q2NTRV1\
    gx3VlJCLb9HAVKgDwKrDrjQOIvZUCs06hqVF60YE+CEw6ICOkdjrpUUNmtqIbZeQo4SCvtUHFT3FXVr2ylmGUULX/NPZluTZWVRV\
    yje24ie8oVTu66MlMcdfIezN1q59t8mE4qhMQD1FJ7tw4u47IrthvQIDAQAB";
const FINGERPRINT: &str = "5db3a6c35421adb500f78e520b8f31b0";

/// The log file of an hour, and the first and last time in it.
pub(super) struct HourLog<'a> {
    pub(super) key: &'a str,
    /// What CloudTrail delivered.
    pub(super) delivered: &'a str,
    /// What is here. Whoever changed it changed its hash in the digest, too.
    pub(super) here: &'a str,
    pub(super) first: i64,
    pub(super) last: i64,
}

/// A digest as the next one speaks of it.
struct Signed {
    key: String,
    hash: String,
    signature: String,
}

/// The chain, as far as it was written.
pub(super) struct DigestChain<'a> {
    sign: Sign<'a>,
    digests: Vec<SampleFile>,
    newest: Option<Signed>,
}

impl<'a> DigestChain<'a> {
    pub(super) fn new(sign: Sign<'a>) -> DigestChain<'a> {
        DigestChain { sign, digests: Vec::new(), newest: None }
    }

    /// Adds the digest of the hour that begins then, and gives its key. Where nothing was delivered, it lists nothing.
    pub(super) fn add(&mut self, start: i64, log: Option<&HourLog<'_>>) -> String {
        let end = rfc3339_seconds(start + HOUR);
        let name = format!("CloudTrail-Digest_{REGION}_trail_{REGION}_{}", end.replace(['-', ':'], ""));
        let key = trail_key("CloudTrail-Digest", start + HOUR, &name);
        let previous = self.newest.take();
        let content = |text: for<'t> fn(&HourLog<'t>) -> &'t str| {
            let listed = log.map_or_else(String::new, |log| listed(log, text(log)));
            content(&key, start, previous.as_ref(), &listed)
        };
        let hash = hash(&content(|log| log.delivered));
        let before = previous.as_ref().map_or("null", |previous| &previous.signature);
        let signed = [&end, "\n", BUCKET, "/", &key, "\n", &hash, "\n", before].concat();
        let signature = (self.sign)(self.digests.len(), &signed);
        let bytes = gzip::member(content(|log| log.here).as_bytes());
        self.digests.push(SampleFile { path: key.clone(), bytes });
        self.newest = Some(Signed { key: key.clone(), hash, signature });
        key
    }

    /// The digests, the public key, and what S3 says of the newest digest: two records beside theirs.
    pub(super) fn into_files(self) -> Vec<SampleFile> {
        let mut files = self.digests;
        let said_of_newest = files.last().zip(self.newest).map(|(digest, newest)| {
            let name = newest.key.rsplit('/').next().unwrap_or_default();
            let text = Pretty(METADATA)
                .fill(&[("bytes", &digest.bytes.len().to_string()), ("signature", &newest.signature)]);
            from_aws_cli(&format!("{name}.json"), text)
        });
        files.extend(said_of_newest);
        let times = [FIRST_DAY - 30 * 24 * HOUR, FIRST_DAY + 60 * 24 * HOUR].map(rfc3339_seconds);
        let text = Pretty(PUBLIC_KEYS).fill(&[
            ("value", PUBLIC_KEY),
            ("start", &times[0]),
            ("end", &times[1]),
            ("fingerprint", FINGERPRINT),
        ]);
        files.push(from_aws_cli("list-public-keys.json", text));
        files
    }
}

fn from_aws_cli(name: &str, text: String) -> SampleFile {
    SampleFile { path: format!("aws-cli/{REGION}/{name}"), bytes: text.into_bytes() }
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a digest says of its log file, if that holds this text.
fn listed(log: &HourLog<'_>, text: &str) -> String {
    Compact(LISTED).fill(&[
        ("bucket", BUCKET),
        ("log", log.key),
        ("hash", &hash(text)),
        ("newest", &rfc3339_seconds(log.last)),
        ("oldest", &rfc3339_seconds(log.first)),
    ])
}

fn content(key: &str, start: i64, previous: Option<&Signed>, listed: &str) -> String {
    let of_previous = |text: fn(&Signed) -> &str| {
        previous.map_or_else(|| "null".to_owned(), |previous| string(text(previous)))
    };
    Compact(DIGEST).fill(&[
        ("account", ACCOUNT),
        ("start", &rfc3339_seconds(start)),
        ("end", &rfc3339_seconds(start + HOUR)),
        ("bucket", BUCKET),
        ("key", key),
        ("fingerprint", FINGERPRINT),
        ("previousBucket", &of_previous(|_| BUCKET)),
        ("previousKey", &of_previous(|previous| &previous.key)),
        ("previousHash", &of_previous(|previous| &previous.hash)),
        ("previousAlgorithm", &of_previous(|_| "SHA-256")),
        ("previousSignature", &of_previous(|previous| &previous.signature)),
        ("listed", listed),
    ])
}

const BUCKET: &str = "example-trail";

const DIGEST: &str = r#"{
    "awsAccountId": "$account",
    "digestStartTime": "$start",
    "digestEndTime": "$end",
    "digestS3Bucket": "$bucket",
    "digestS3Object": "$key",
    "digestPublicKeyFingerprint": "$fingerprint",
    "digestSignatureAlgorithm": "SHA256withRSA",
    "previousDigestS3Bucket": $previousBucket,
    "previousDigestS3Object": $previousKey,
    "previousDigestHashValue": $previousHash,
    "previousDigestHashAlgorithm": $previousAlgorithm,
    "previousDigestSignature": $previousSignature,
    "logFiles": [$listed]
}"#;

const LISTED: &str = r#"{
    "s3Bucket": "$bucket",
    "s3Object": "$log",
    "hashValue": "$hash",
    "hashAlgorithm": "SHA-256",
    "newestEventTime": "$newest",
    "oldestEventTime": "$oldest"
}"#;

/// `aws s3api head-object`.
const METADATA: &str = r#"{
  "AcceptRanges": "bytes",
  "ContentLength": $bytes,
  "ContentEncoding": "gzip",
  "ContentType": "application/json",
  "Metadata": {
    "signature": "$signature",
    "signature-algorithm": "SHA256withRSA"
  }
}
"#;

/// `aws cloudtrail list-public-keys`.
const PUBLIC_KEYS: &str = r#"{
  "PublicKeyList": [
    {
      "Value": "$value",
      "ValidityStartTime": "$start",
      "ValidityEndTime": "$end",
      "Fingerprint": "$fingerprint"
    }
  ]
}
"#;
