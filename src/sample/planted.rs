//! What is planted in the sample case for the audit: sessions that are written out by hand, event by event, so that each
//! kind of finding occurs once, beside something that looks like it and is harmless.
//!
//! A session lasts minutes, and none of its events is a quarter of an hour after the one before: that would be a silence,
//! and the only one is to be where a delivery was lost.

use super::SampleFile;
use super::account::TARO;
use super::act::Act::{self, *};
use super::answer::AnswerSink;
use super::behaviour::SessionWriter;
use super::bucket::{PortalSession, SessionPlace};
use super::clock::{MINUTE, SECOND, time};
use super::cloudtrail::Call;
use super::event::{FileFact, Page};
use super::plan::{Happened, Planned, PlannedPerson};
use super::rng::Rng;

/// Milliseconds after the event before, what happened, where and to which file.
type Step = (i64, Act, Option<Page>, Option<FileFact>);

/// A kind of finding, whether it is one, and which events of the session it has.
type Plant = (&'static str, bool, &'static [usize]);

/// A session in the browser.
struct PlantedSession {
    portal: usize,
    start: i64,
    /// From which event on whose it is, and from where.
    who: &'static [(usize, &'static str, &'static str)],
    steps: &'static [Step],
    plants: &'static [Plant],
}

const fn at(wait: i64, act: Act, page: Page) -> Step {
    (wait, act, Some(page), None)
}

const fn moving(wait: i64, act: Act, name: &'static str, size: u64) -> Step {
    (wait, act, None, Some(FileFact::new(name, size)))
}

const fn just(wait: i64, act: Act) -> Step {
    (wait, act, None, None)
}

const fn account(query: &'static str) -> Page {
    Page::with_query("crm.example.com", "/accounts/view", query)
}

const CRM: Page = Page::new("crm.example.com", "/pipeline");
const REPORT: Page = Page::new("crm.example.com", "/reports/quarter");
const EXPORT: Page = Page::new("crm.example.com", "/accounts/export");
const TICKETS: Page = Page::new("tickets.example.net", "/queue");
const MAIL: Page = Page::new("mail.example.com", "/inbox");
const DIRECTORY: Page = Page::new("hr.example.com", "/directory");
const DIARY: Page = Page::new("wiki.example.org", "/日報");
const ARCHIVE: Page = Page::new("files.example.com", "/telemetry/archive");
const PASTE: Page = Page::new("paste.example.net", "/new");
const WEBMAIL: Page = Page::new("webmail.example.net", "/login");

const VENDOR: &str = "vendor.kovac@example.com";
const HUGO: &str = "hugo.silva@example.com";
const CUSTOMERS: &str = "customers-2026.xlsx";
const TELEMETRY: &str = "telemetry-week-47.tar.gz";

const SESSIONS: &[PlantedSession] = &[
    // The chain: at night, from an address that the vendor never used, a customer list goes from a site to the remote
    // disk, and 84 s later under the same name and size to the local machine. What is printed is no file that came.
    PlantedSession {
        portal: 0,
        start: time(1, 21, 37) + 4_211,
        who: &[(0, VENDOR, "203.0.113.250")],
        steps: &[
            just(1, Start),
            just(6_120, Connect),
            just(2_904, TabOpen),
            at(9_377, Visit, REPORT),
            at(31_040, Interact, REPORT),
            at(24_310, Visit, account("?id=70411")),
            at(8_233, CopyFromSite, account("?id=70411")),
            at(19_870, Visit, account("?id=70412")),
            at(8_233, CopyFromSite, account("?id=70412")),
            at(22_145, Visit, account("?id=70415")),
            at(8_233, CopyFromSite, account("?id=70415")),
            at(47_500, Block, Page::new("share.example.net", "/upload")),
            at(3_318, Block, PASTE),
            at(65_002, Visit, EXPORT),
            at(12_661, Interact, EXPORT),
            (118_400, Download, Some(EXPORT), Some(FileFact::new(CUSTOMERS, 48_213_997))),
            moving(84 * SECOND, ToLocal, CUSTOMERS, 48_213_997),
            at(205_750, Visit, account("?id=70411")),
            moving(41_300, Print, "Account view 70411.pdf", 412_880),
            at(58_020, TabClose, account("")),
            just(2_415, End),
        ],
        plants: &[
            ("first-seen-network", true, &[0]),
            ("left-after-download", true, &[15, 16]),
            ("out-of-hours", true, &[16, 18]),
            ("out-without-in", false, &[18]),
        ],
    },
    // The third session of the vendor, so that it is known where they come from. What is written within a second of the
    // end, and that the connection ended after it, is nothing that was done.
    PlantedSession {
        portal: 0,
        start: time(1, 15, 10) + 31_877,
        who: &[(0, VENDOR, "198.51.100.40")],
        steps: &[
            just(1, Start),
            just(5_310, Connect),
            just(2_450, TabOpen),
            at(11_208, Visit, TICKETS),
            at(64_019, Interact, TICKETS),
            just(240_118, End),
            just(640, TabClose),
            just(31_006, Disconnect),
        ],
        plants: &[("activity-after-end", false, &[6, 7])],
    },
    // Late work at home, under an hour from a sign-in from elsewhere.
    PlantedSession {
        portal: 1,
        start: time(0, 8, 5) + 52_640,
        who: &[(0, "田中太郎", "2001:db8:51::9")],
        steps: &[
            just(1, Start),
            just(4_417, Connect),
            just(3_902, TabOpen),
            at(8_266, Visit, DIARY),
            at(118_730, Interact, DIARY),
            just(371_550, TabClose),
            just(2_204, End),
        ],
        plants: &[],
    },
    // Somebody is still there after the session has ended.
    PlantedSession {
        portal: 1,
        start: time(3, 1, 10) + 7_093,
        who: &[(0, "emi.sato@example.com", "203.0.113.140")],
        steps: &[
            just(1, Start),
            just(3_880, Connect),
            just(2_714, TabOpen),
            at(9_145, Visit, MAIL),
            just(402_366, TabClose),
            just(1_950, End),
            at(95 * SECOND, Visit, CRM),
            at(14_281, Interact, CRM),
        ],
        plants: &[("activity-after-end", true, &[6, 7])],
    },
    // The address changes its spelling first, and then itself. What is printed is much, but no more than on other days.
    PlantedSession {
        portal: 0,
        start: time(3, 9, 40) + 2_115,
        who: &[
            (0, "ben.okafor@example.com", "203.0.113.17"),
            (4, "ben.okafor@example.com", "::ffff:203.0.113.17"),
            (7, "ben.okafor@example.com", "203.0.113.201"),
        ],
        steps: &[
            just(1, Start),
            just(5_204, Connect),
            just(3_118, TabOpen),
            at(12_400, Visit, CRM),
            at(65 * SECOND, Visit, MAIL),
            at(21_773, Interact, MAIL),
            moving(80 * SECOND, Print, "Site plans.pdf", 188_743_680),
            at(75_301, Visit, TICKETS),
            at(44_020, Interact, TICKETS),
            just(30_412, TabClose),
            just(2_008, End),
        ],
        plants: &[
            ("address-changed", false, &[3, 4]),
            ("address-changed", true, &[6, 7]),
            ("bulk-out", false, &[6]),
        ],
    },
    // A site is reached four minutes after it was blocked; another one is blocked while it is visited. Then much is
    // printed by somebody who else prints next to nothing.
    PlantedSession {
        portal: 0,
        start: time(3, 10, 20) + 48_350,
        who: &[(0, "farid.haddad@example.com", "198.51.100.23")],
        steps: &[
            just(1, Start),
            just(6_002, Connect),
            just(2_230, TabOpen),
            at(10_904, Block, PASTE),
            at(252 * SECOND, Visit, PASTE),
            at(31_415, Block, WEBMAIL),
            at(310, Visit, WEBMAIL),
            moving(95_060, Print, "Account list A-K.pdf", 96_468_992),
            moving(140_277, Print, "Account list L-Z.pdf", 51_380_224),
            just(33_010, TabClose),
            just(1_630, End),
        ],
        plants: &[
            ("blocked-then-reached", true, &[3, 4]),
            ("blocked-then-reached", false, &[5, 6]),
            ("bulk-out", true, &[7, 8]),
        ],
    },
    // From another address of the usual network. A file leaves larger than it came, and one that never came; what is
    // printed has another size by nature.
    PlantedSession {
        portal: 0,
        start: time(3, 11, 0) + 19_528,
        who: &[(0, "chiara.rossi@example.com", "192.0.2.77")],
        steps: &[
            just(1, Start),
            just(4_850, Connect),
            just(2_666, TabOpen),
            moving(40_120, FromLocal, "budget-2027.xlsx", 120_832),
            moving(610 * SECOND, ToLocal, "budget-2027.xlsx", 131_584),
            moving(20_345, FromLocal, "minutes-week-47.docx", 40_960),
            moving(55_730, Print, "minutes-week-47.docx", 52_310),
            moving(75_218, ToLocal, "contacts.csv", 2_048_511),
            just(28_400, TabClose),
            just(3_077, End),
        ],
        plants: &[
            ("first-seen-network", false, &[0]),
            ("size-changed", true, &[3, 4]),
            ("size-changed", false, &[5, 6]),
            ("out-without-in", true, &[7]),
        ],
    },
    // For a while the records name nobody, and then somebody else.
    PlantedSession {
        portal: 0,
        start: time(3, 15, 0) + 11_460,
        who: &[
            (0, HUGO, "198.51.100.31"),
            (4, "", "198.51.100.31"),
            (6, "david.lindqvist@example.com", "198.51.100.31"),
        ],
        steps: &[
            just(1, Start),
            just(5_730, Connect),
            just(2_109, TabOpen),
            at(9_820, Visit, CRM),
            at(70 * SECOND, Interact, CRM),
            at(65 * SECOND, Visit, TICKETS),
            at(90 * SECOND, Visit, DIRECTORY),
            at(41_006, Interact, DIRECTORY),
            just(36_540, TabClose),
            just(2_871, End),
        ],
        plants: &[("user-changed", true, &[3, 6]), ("user-changed", false, &[4, 5])],
    },
    // Meanwhile a second window, at the same address.
    PlantedSession {
        portal: 0,
        start: time(3, 15, 2) + 3_705,
        who: &[(0, HUGO, "198.51.100.31")],
        steps: &[
            just(1, Start),
            just(4_112, Connect),
            just(2_530, TabOpen),
            at(7_240, Visit, MAIL),
            just(58_061, TabClose),
            just(2_440, End),
        ],
        plants: &[("sessions-at-once", false, &[0])],
    },
    // A large file, but not one of a gigabyte, leaves half a minute before the working day is over.
    PlantedSession {
        portal: 0,
        start: time(3, 19, 44) + 12 * SECOND,
        who: &[(0, "david.lindqvist@example.com", "192.0.2.88")],
        steps: &[
            just(1, Start),
            just(6_320, Connect),
            just(2_905, TabOpen),
            at(8_774, Visit, ARCHIVE),
            (180 * SECOND, Download, Some(ARCHIVE), Some(FileFact::new(TELEMETRY, 999_999_999))),
            moving(12 * MINUTE, ToLocal, TELEMETRY, 999_999_999),
            just(21_300, TabClose),
            just(2_650, End),
        ],
        plants: &[("left-after-download", false, &[4, 5]), ("out-of-hours", false, &[5])],
    },
];

/// The planted sessions, one in as many pieces as it has users and addresses.
pub(super) fn sessions(rng: &mut Rng, answer: &mut dyn AnswerSink) -> Vec<PortalSession> {
    let mut pieces: Vec<PortalSession> = Vec::new();
    for session in SESSIONS {
        let mut writer = SessionWriter::new(session.start);
        for (wait, act, page, file) in session.steps {
            writer.then(*wait, *act, page.clone(), file.clone());
        }
        let user_of = |event: usize| session.who.iter().rfind(|who| who.0 <= event).map_or("", |who| who.1);
        for (kind, is_found, events) in session.plants {
            let happened = |event: &usize| {
                let moment = &writer.moments[*event];
                (moment.at, moment.act.canonical(), user_of(*event))
            };
            let events: Vec<Happened<'_>> = events.iter().map(happened).collect();
            answer.plan(&Planned::Finding(kind, *is_found, &events));
        }
        let place = SessionPlace::new(rng, session.portal);
        let ends = session.who.iter().skip(1).map(|who| who.0).chain([writer.moments.len()]);
        for (&(first, user, client_ip), end) in session.who.iter().zip(ends) {
            pieces.push(place.session(user, client_ip, writer.moments[first..end].to_vec()));
        }
    }
    pieces
}

/// What an event is found by: the first of this activity and user from this time on.
type Wanted = (&'static str, &'static str, i64);

const GRACE: &str = "grace.kim@example.com";
const FARID: &str = "farid.haddad@example.com";

/// What is planted in other parts of the story.
const ELSEWHERE: &[(&str, bool, &[Wanted])] = &[
    // The second session of hers begins while the first one goes on elsewhere.
    (
        "sessions-at-once",
        true,
        &[("SessionStart", GRACE, time(1, 5, 42)), ("SessionStart", GRACE, time(1, 5, 0))],
    ),
    ("unknown-activity", true, &[("TabGroupCreate", "chiara.rossi@example.com", 0)]),
    // The secret that he was denied is none that he can have taken along.
    (
        "secret-then-download",
        false,
        &[("GetSecretValue", FARID, 0), ("GetFileDownloadUrls", FARID, time(1, 12, 20))],
    ),
    (
        "secret-then-download",
        true,
        &[("GetParameter", FARID, 0), ("GetFileDownloadUrls", FARID, time(1, 12, 25))],
    ),
    // Who fails to sign in is in no place.
    ("two-places", false, &[("ConsoleLogin", TARO.name, 0)]),
    (
        "two-places",
        true,
        &[("SessionStart", "田中太郎", time(0, 8, 0)), ("ConsoleLogin", TARO.name, time(0, 8, 30))],
    ),
];

/// Says what else is planted among all sessions and calls, and who is whom.
pub(super) fn elsewhere(sessions: &[PortalSession], calls: &[Call], answer: &mut dyn AnswerSink) {
    let in_sessions = sessions.iter().flat_map(|session| {
        let user = session.details.user.as_str();
        session.moments.iter().map(move |moment| (moment.at, moment.act.canonical(), user))
    });
    let all: Vec<Happened<'_>> =
        in_sessions.chain(calls.iter().map(|call| (call.at, call.name, call.caller.name))).collect();
    for (kind, is_found, wanted) in ELSEWHERE {
        let find = |&(activity, user, from): &Wanted| {
            let is_it = |it: &&Happened<'_>| it.1 == activity && it.2 == user && it.0 >= from;
            *all.iter().filter(is_it).min().expect("the plan only names what happens")
        };
        let events: Vec<Happened<'_>> = wanted.iter().map(find).collect();
        answer.plan(&Planned::Finding(kind, *is_found, &events));
    }
}

const PERSON: &str = "taro.tanaka@example.com";
const NAMES: &[(&str, &str)] =
    &[("session-logger", "田中太郎"), ("user-access-logging", "田中太郎"), ("cloudtrail", TARO.name)];

/// The identity map: it says that somebody is known to AWS under another name than in the browser.
pub(super) fn identity_map(answer: &mut dyn AnswerSink) -> SampleFile {
    let mut text = "person,system,user\n".to_owned();
    for (system, user) in NAMES {
        answer.skipped();
        text.push_str(&[PERSON, ",", system, ",", user, "\n"].concat());
    }
    answer.plan(&Planned::Person(PlannedPerson { person: PERSON, users: NAMES }));
    SampleFile { path: "identity-map.csv".to_owned(), bytes: text.into_bytes() }
}
