//! WorkSpaces Access in the sample: logins as EventBridge events, the way Firehose stores them, and who has
//! which WorkSpace.

use super::SampleFile;
use super::account::{ACCOUNT, REGIONS};
use super::answer::AnswerSink;
use super::bucket;
use super::clock::{SECOND, rfc3339, rfc3339_seconds, time};
use super::plan::Planned;
use super::rng::Rng;
use super::template::Template::{Compact, Pretty};

const SYSTEM: &str = "workspaces-access";
const LOGGED_IN: &str = "WorkSpacesLogin";

/// What a client calls itself and runs on.
type Client = (&'static str, &'static str);

const PC: Client = ("WorkSpaces Desktop client", "Windows");
const MAC: Client = ("WorkSpaces Desktop client", "OSX");
const BROWSER: Client = ("WorkSpacesWebClient", "Web");
const TABLET: Client = ("Amazon WorkSpaces Mobile client", "iOS");

/// A WorkSpace, its user, and when they log in, from where and with what: (day, hour, minute, address, client).
struct Workspace {
    id: &'static str,
    user: &'static str,
    logins: &'static [(i64, i64, i64, &'static str, Client)],
}

const WORKSPACES: &[Workspace] = &[
    Workspace {
        id: "ws-0a1b2c3d4",
        user: "alice.meyer@example.com",
        logins: &[
            (0, 7, 49, "203.0.113.10", PC),
            (1, 7, 58, "203.0.113.10", PC),
            (2, 7, 44, "203.0.113.10", PC),
        ],
    },
    Workspace {
        id: "ws-1b2c3d4e5",
        user: "chiara.rossi@example.com",
        logins: &[(0, 9, 4, "192.0.2.61", BROWSER), (2, 8, 36, "192.0.2.61", BROWSER)],
    },
    Workspace {
        id: "ws-2c3d4e5f6",
        user: "david.lindqvist@example.com",
        // The last login, at night, is from an address that no other log of his has.
        logins: &[
            (0, 12, 58, "192.0.2.88", MAC),
            (1, 9, 20, "192.0.2.88", MAC),
            (1, 23, 12, "198.51.100.203", MAC),
        ],
    },
    Workspace {
        id: ON_A_TABLET,
        user: "hugo.silva@example.com",
        logins: &[(0, 11, 38, "198.51.100.31", TABLET), (2, 12, 1, "198.51.100.31", MAC)],
    },
    // Nobody has ever logged in to this one.
    Workspace { id: "ws-4e5f6g7h8", user: "vendor.kovac@example.com", logins: &[] },
];

/// The WorkSpace that is used once from a tablet, which a rule finds, and once from a computer.
const ON_A_TABLET: &str = "ws-3d4e5f6g7";

/// The built-in rule that finds it (`rules/workspaces_mobile_client.yml`).
const TABLET_RULE: &str = "ef5d6550-01e8-4d93-8148-03f3012e7b1d";

/// All logins, as Firehose stores them; the first was replayed from an archive and is there twice.
pub(super) fn logins(ids: &mut Rng, answer: &mut dyn AnswerSink) -> SampleFile {
    let mut events: Vec<(i64, String)> = Vec::new();
    for workspace in WORKSPACES {
        for &(day, hour, minute, client_ip, client) in workspace.logins {
            let at = time(day, hour, minute) + ids.between(0, 59_999) as i64;
            answer.record(SYSTEM, LOGGED_IN, "", at);
            if workspace.id == ON_A_TABLET {
                answer.plan(&Planned::Rule(TABLET_RULE, client == TABLET, &[(at, LOGGED_IN, "")]));
            }
            events.push((at, event(workspace, at, client_ip, client, ids)));
        }
    }
    let first = &events[0].1;
    let replayed = format!("{},\"replay-name\":\"archive-of-november\"}}", &first[..first.len() - 1]);
    events.push((time(2, 23, 0), replayed));
    answer.duplicates(1);
    SampleFile {
        path: "workspaces/2026/11/20/00/workspaces-access-1-2026-11-20-00-05-00-6d1f0c52-1c55-4a38-9d0e-0f3f4b7a9e21"
            .to_owned(),
        bytes: bucket::firehose(events),
    }
}

fn event(
    workspace: &Workspace,
    at: i64,
    client_ip: &str,
    (product, platform): Client,
    ids: &mut Rng,
) -> String {
    let emitted = at + ids.between(5, 25) as i64 * SECOND;
    Compact(LOGIN).fill(&[
        ("id", &ids.uuid()),
        ("account", ACCOUNT),
        ("emitted", &rfc3339_seconds(emitted)),
        ("region", REGIONS[0]),
        ("ip", client_ip),
        ("product", product),
        ("time", &rfc3339(at)),
        ("platform", platform),
        ("directory", DIRECTORY),
        ("workspace", workspace.id),
    ])
}

const LOGIN: &str = r#"{
    "version": "0",
    "id": "$id",
    "detail-type": "WorkSpaces Access",
    "source": "aws.workspaces",
    "account": "$account",
    "time": "$emitted",
    "region": "$region",
    "resources": [],
    "detail": {
        "clientIpAddress": "$ip",
        "actionType": "successfulLogin",
        "workspacesClientProductName": "$product",
        "loginTime": "$time",
        "clientPlatform": "$platform",
        "directoryId": "domain/$directory",
        "clientVersion": "5.29.1.5411",
        "workspaceId": "$workspace"
    }
}"#;

const DIRECTORY: &str = "d-9067012345";

/// `aws workspaces describe-workspaces`: the events name nobody, this does.
pub(super) fn owners(answer: &mut dyn AnswerSink) -> SampleFile {
    let mut owners = Vec::new();
    for (number, workspace) in WORKSPACES.iter().enumerate() {
        answer.skipped();
        owners.push(Pretty(OWNER).fill(&[
            ("id", workspace.id),
            ("directory", DIRECTORY),
            ("user", workspace.user),
            ("host", &(20 + number).to_string()),
            ("number", &number.to_string()),
        ]));
    }
    SampleFile {
        path: "describe-workspaces.json".to_owned(),
        bytes: Pretty(OWNERS).fill(&[("owners", &owners.join(",\n"))]).into_bytes(),
    }
}

const OWNERS: &str = r#"{
  "Workspaces": [
$owners
  ]
}
"#;

const OWNER: &str = r#"    {
      "WorkspaceId": "$id",
      "DirectoryId": "$directory",
      "UserName": "$user",
      "IpAddress": "10.0.8.$host",
      "State": "AVAILABLE",
      "BundleId": "wsb-0123456ab",
      "ComputerName": "WSAMZN-000$number"
    }"#;
