//! The sample case: who came when, what an auditor should notice, and how it lies in the files.
//!
//! Ordinary days come from [`work_session`]; what matters is written out by hand below and in [`planted`], so that the
//! times in the documentation and in tests can be pointed at.

use super::act::Act;
use super::answer::AnswerSink;
use super::behaviour::work_session;
use super::bucket::{PortalSession, SessionPlace};
use super::clock::{MINUTE, SECOND, time};
use super::digest_chain::Sign;
use super::event::{FileFact, Moment, Page};
use super::rng::Rng;
use super::{
    SampleFile, bucket, cloudshell, cloudtrail, deliveries, planted, session_manager, workspaces, zip,
};
use crate::source::order;

/// Chosen by looking: every activity occurs, and the days look like days.
const SEED: u64 = 20_261_117;

/// Somebody, their portal and address, and when they work: (day, hour, minute, minutes).
struct Person {
    user: &'static str,
    portal: usize,
    client_ip: &'static str,
    shifts: &'static [(i64, i64, i64, i64)],
}

const PEOPLE: &[Person] = &[
    Person {
        user: "alice.meyer@example.com",
        portal: 0,
        client_ip: "203.0.113.10",
        shifts: &[(0, 7, 58, 140), (0, 12, 40, 75), (1, 8, 4, 110), (2, 7, 51, 150)],
    },
    Person {
        user: "ben.okafor@example.com",
        portal: 0,
        client_ip: "203.0.113.17",
        shifts: &[(0, 8, 31, 85), (1, 8, 20, 160), (1, 13, 15, 60), (2, 9, 2, 70)],
    },
    Person {
        user: "chiara.rossi@example.com",
        portal: 0,
        client_ip: "192.0.2.61",
        shifts: &[(0, 9, 12, 120), (1, 12, 50, 95), (2, 8, 44, 100)],
    },
    Person {
        user: "david.lindqvist@example.com",
        portal: 0,
        client_ip: "192.0.2.88",
        shifts: &[(0, 13, 5, 130), (1, 9, 26, 70), (2, 13, 20, 100)],
    },
    Person {
        user: "farid.haddad@example.com",
        portal: 0,
        client_ip: "198.51.100.23",
        shifts: &[(0, 10, 2, 60), (1, 10, 31, 90), (2, 10, 11, 80)],
    },
    Person {
        user: "hugo.silva@example.com",
        portal: 0,
        client_ip: "198.51.100.31",
        shifts: &[(0, 11, 45, 90), (2, 12, 7, 140)],
    },
    Person {
        user: "vendor.kovac@example.com",
        portal: 0,
        client_ip: "198.51.100.40",
        shifts: &[(0, 14, 10, 50), (1, 9, 50, 45)],
    },
    Person {
        user: "EXAMPLE\\svc-auditor",
        portal: 0,
        client_ip: "192.0.2.5",
        shifts: &[(0, 18, 30, 25), (1, 18, 30, 25), (2, 18, 30, 25)],
    },
    Person {
        user: "emi.sato@example.com",
        portal: 1,
        client_ip: "203.0.113.140",
        shifts: &[(0, 0, 12, 150), (1, 0, 5, 120), (1, 4, 30, 100), (2, 0, 20, 110)],
    },
    Person {
        user: "田中太郎",
        portal: 1,
        client_ip: "203.0.113.152",
        shifts: &[(0, 0, 40, 90), (0, 4, 15, 130), (1, 0, 33, 140), (2, 1, 2, 160)],
    },
    Person {
        user: "grace.kim@example.com",
        portal: 1,
        client_ip: "192.0.2.24",
        shifts: &[(0, 1, 20, 100), (1, 5, 0, 110), (2, 4, 45, 90)],
    },
    Person {
        user: "ines.moreau@example.com",
        portal: 1,
        client_ip: "198.51.100.72",
        shifts: &[(0, 5, 30, 80), (1, 2, 10, 90), (2, 6, 5, 120)],
    },
];

/// Tells the story: the files in order of path. What is in them is counted while they are written.
pub(super) fn tell(sign: Sign<'_>, answer: &mut dyn AnswerSink) -> Vec<SampleFile> {
    let mut rng = Rng::new(SEED);
    let mut sessions = Vec::new();
    for person in PEOPLE {
        for &(day, hour, minute, length) in person.shifts {
            let start = time(day, hour, minute) + rng.between(0, 59_999) as i64;
            let mut moments = work_session(&mut rng, start, start + length * MINUTE);
            add_oddities(person.user, day, &mut moments);
            sessions.push(portal_session(&mut rng, person, person.client_ip, moments));
        }
    }
    sessions.push(second_session_of_grace(&mut rng));
    order::sort_by_key(&mut sessions, |session| session.moments[0].at);
    // Behind the others, so that the irregular files stay which they are.
    sessions.extend(planted::sessions(&mut rng, answer));
    let (mut files, deliveries) = bucket::write(&sessions, answer);
    // Ids of another stream, so that the sessions in the browser stay as they are whatever is added here.
    let mut ids = Rng::new(SEED + 1);
    let mut calls = cloudtrail::everyday_calls();
    calls.extend(session_manager::calls());
    calls.extend(cloudshell::calls());
    planted::elsewhere(&sessions, &calls, answer);
    files.extend(cloudtrail::files(calls, &mut ids, sign, answer));
    files.extend(session_manager::files(answer));
    files.extend(deliveries::files(&deliveries, answer));
    files.push(workspaces::logins(&mut ids, answer));
    files.push(planted::identity_map(answer));
    let packed = [session_manager::history(answer), workspaces::owners(answer)];
    for file in files.iter().chain(&packed) {
        answer.input(file);
    }
    // The zip itself is no input.
    files.push(zip::archive("aws-cli/collected.zip", &packed));
    order::sort_by(&mut files, |a, b| a.path.cmp(&b.path));
    files
}

fn person(user: &str) -> &'static Person {
    PEOPLE.iter().find(|person| person.user == user).expect("the story only names its own people")
}

fn portal_session(rng: &mut Rng, person: &Person, client_ip: &str, moments: Vec<Moment>) -> PortalSession {
    // Tokyo's logger was not told to log what the filter blocks.
    let moments = moments.into_iter().filter(|m| person.portal == 0 || m.act != Act::Block).collect();
    SessionPlace::new(rng, person.portal).session(person.user, client_ip, moments)
}

/// What makes some ordinary days less so.
fn add_oddities(user: &str, day: i64, moments: &mut Vec<Moment>) {
    match (user, day) {
        // 5 GiB: more than 32 bits can count.
        ("david.lindqvist@example.com", 0) => {
            let page = Page::new("files.example.com", "/telemetry/archive");
            slip_in(
                moments,
                Act::Download,
                Some(page),
                Some(FileFact::new("telemetry-2026.tar.gz", 5_368_709_120)),
            );
        }
        // Tries again and again what the filter refuses.
        ("farid.haddad@example.com", 1) => {
            for _ in 0..9 {
                slip_in(moments, Act::Block, Some(Page::new("share.example.net", "/upload")), None);
            }
        }
        // An event that AWS may add one day: kept, counted, and belonging to no family.
        ("chiara.rossi@example.com", 1) => {
            slip_in(moments, Act::Novel, None, None);
        }
        // The session has no end: it may still be open, or the log may be incomplete.
        ("ines.moreau@example.com", 2) => {
            while matches!(moments.last().map(|m| m.act), Some(Act::End | Act::Disconnect | Act::TabClose)) {
                moments.pop();
            }
        }
        _ => {}
    }
}

/// Puts one more moment into the first gap that has room for it.
fn slip_in(moments: &mut Vec<Moment>, act: Act, page: Option<Page>, file: Option<FileFact>) {
    let gap = moments
        .windows(2)
        .skip(3)
        .position(|pair| pair[1].at - pair[0].at > 20 * SECOND && pair[1].act != Act::Connect)
        .expect("somebody always pauses")
        + 4;
    let at = moments[gap - 1].at + 7 * SECOND + 419;
    moments.insert(gap, Moment { at, act, page, file });
}

/// While Grace works, somebody is in a second session under her name from another address.
fn second_session_of_grace(rng: &mut Rng) -> PortalSession {
    let start = time(1, 5, 42) + 13_570;
    let moments = work_session(rng, start, start + 40 * MINUTE);
    portal_session(rng, person("grace.kim@example.com"), "198.51.100.177", moments)
}
