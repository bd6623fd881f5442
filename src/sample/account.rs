//! The made-up AWS account of the sample: its regions, instances, the bucket of its trail, and who calls its services.

use super::clock::date;
use super::template::Template::Compact;

/// A number that AWS keeps for documentation.
pub(super) const ACCOUNT: &str = "111122223333";

/// The region of each portal.
pub(super) const REGIONS: [&str; 2] = ["eu-central-1", "ap-northeast-1"];

/// The region of the trail.
pub(super) const REGION: &str = REGIONS[0];

/// The portal in Europe, and the one in Tokyo.
pub(super) const PORTALS: [&str; 2] =
    ["52e6b438-f2a7-4269-9944-0c5ca6a3a450", "9b1d7a50-3c1e-4f5e-8a61-7f0e2f6f2d11"];

/// A server of the customer database, one with Windows, and one in Tokyo.
pub(super) const APP_SERVER: &str = "i-0123456789abcdef0";
pub(super) const WINDOWS_SERVER: &str = "i-0a9b8c7d6e5f40312";
pub(super) const TOKYO_SERVER: &str = "i-0fedcba9876543210";

/// `AWSLogs/<account>/<folder>/<region>/2026/11/18/<account>_<name>.json.gz`, by the time of delivery: where CloudTrail puts
/// a file.
pub(super) fn trail_key(folder: &str, at: i64, name: &str) -> String {
    let (year, month, day) = date(at);
    format!("AWSLogs/{ACCOUNT}/{folder}/{REGION}/{year:04}/{month:02}/{day:02}/{ACCOUNT}_{name}.json.gz")
}

/// How somebody is known to AWS.
pub(super) enum Kind {
    /// A session of a role under the caller's name.
    Role(&'static str),
    /// A user of the account itself.
    User,
    /// A service of AWS.
    Service,
}

/// Who calls, and from where.
pub(super) struct Caller {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) client_ip: &'static str,
}

pub(super) const ALICE: Caller =
    Caller { name: "alice.meyer@example.com", kind: Kind::Role("Operations"), client_ip: "203.0.113.10" };
pub(super) const BEN: Caller =
    Caller { name: "ben.okafor@example.com", kind: Kind::Role("Operations"), client_ip: "203.0.113.17" };
pub(super) const DAVID: Caller =
    Caller { name: "david.lindqvist@example.com", kind: Kind::Role("Operations"), client_ip: "192.0.2.88" };
pub(super) const HUGO: Caller =
    Caller { name: "hugo.silva@example.com", kind: Kind::Role("Operations"), client_ip: "198.51.100.31" };
pub(super) const EMI: Caller =
    Caller { name: "emi.sato@example.com", kind: Kind::Role("Operations"), client_ip: "203.0.113.140" };
pub(super) const FARID: Caller =
    Caller { name: "farid.haddad@example.com", kind: Kind::User, client_ip: "198.51.100.23" };
/// In the browser he has another name (the identity map says so). Here he signs in under an hour after he did there, from
/// elsewhere; before that somebody failed to.
pub(super) const TARO: Caller = Caller { name: "ttanaka", kind: Kind::User, client_ip: "2001:db8:77::4" };
pub(super) const NOT_TARO: Caller = Caller { client_ip: "2001:db8:99::17", ..TARO };
/// The address is the one of the vendor's night in the browser, which no day of theirs has.
pub(super) const VENDOR: Caller = Caller {
    name: "vendor.kovac@example.com",
    kind: Kind::Role("VendorSupport"),
    client_ip: "203.0.113.250",
};
/// The agents of Session Manager keep in touch under the roles of their instances.
pub(super) const AGENTS: [Caller; 2] = [
    Caller { name: APP_SERVER, kind: Kind::Role("AppServer"), client_ip: "192.0.2.130" },
    Caller { name: WINDOWS_SERVER, kind: Kind::Role("WindowsServer"), client_ip: "192.0.2.131" },
];
pub(super) const TRAIL: Caller =
    Caller { name: "cloudtrail.amazonaws.com", kind: Kind::Service, client_ip: "cloudtrail.amazonaws.com" };

impl Caller {
    /// The ARN under which the caller is recorded; a service has none.
    pub(super) fn arn(&self) -> String {
        let name = self.name;
        match self.kind {
            Kind::Role(role) => format!("arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{name}"),
            Kind::User => format!("arn:aws:iam::{ACCOUNT}:user/{name}"),
            Kind::Service => String::new(),
        }
    }

    /// `userIdentity` of a CloudTrail record.
    pub(super) fn identity(&self) -> String {
        let (template, role) = match self.kind {
            Kind::Role(role) => (ASSUMED_ROLE, role),
            Kind::User => (USER, ""),
            Kind::Service => (SERVICE, ""),
        };
        Compact(template).fill(&[
            ("account", ACCOUNT),
            ("arn", &self.arn()),
            ("name", self.name),
            ("role", role),
            ("id", &role.to_ascii_uppercase()),
        ])
    }
}

const ASSUMED_ROLE: &str = r#"{
    "type": "AssumedRole",
    "principalId": "AROAEXAMPLE$id:$name",
    "arn": "$arn",
    "accountId": "$account",
    "accessKeyId": "ASIAEXAMPLE",
    "sessionContext": {
        "sessionIssuer": {
            "type": "Role",
            "principalId": "AROAEXAMPLE$id",
            "arn": "arn:aws:iam::$account:role/$role",
            "accountId": "$account",
            "userName": "$role"
        },
        "attributes": { "mfaAuthenticated": "false" }
    }
}"#;

const USER: &str = r#"{
    "type": "IAMUser",
    "principalId": "AIDAEXAMPLE",
    "arn": "$arn",
    "accountId": "$account",
    "accessKeyId": "AKIAEXAMPLE",
    "userName": "$name"
}"#;

const SERVICE: &str = r#"{ "type": "AWSService", "invokedBy": "$name" }"#;

/// What browsers and programs call themselves.
pub(super) const BROWSER_AGENT: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
    (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
pub(super) const CLI_AGENT: &str =
    "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.13.7";
/// The same from inside CloudShell.
pub(super) const CLOUDSHELL_AGENT: &str = "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.1 md/arch#x86_64 \
    lang/python#3.13.7 exec-env/CloudShell";
pub(super) const SSM_AGENT: &str = "aws-sdk-go/1.55.5 (go1.24.6; linux; amd64) amazon-ssm-agent/3.3.2299.0";
