//! How the story lies in a bucket: a file for each session and quarter of an hour, folders by date
//! and hour, and the small irregularities that real folders have.
//!
//! Folder and file names are a likely form, since AWS documents only that folders go by date and
//! time.

use super::SampleFile;
use super::account::{ACCOUNT, PORTALS, REGIONS};
use super::act::{Act, Spelling};
use super::answer::{AnswerSink, NoticeFact};
use super::clock::{DAY, FIRST_DAY, HOUR, MINUTE, date, hour_minute};
use super::deliveries::Delivery;
use super::event::{Moment, SessionDetails, put_event, put_event_named};
use super::gzip;
use super::plan::{LostDelivery, Planned};
use super::rng::Rng;
use super::template::Template::Compact;
use crate::source::order;

/// One session: where, who, and what happened, in order of time.
pub(super) struct PortalSession {
    pub(super) portal: usize,
    pub(super) details: SessionDetails,
    pub(super) moments: Vec<Moment>,
}

/// Where a session runs and its id, which all its events have in common.
pub(super) struct SessionPlace {
    portal: usize,
    portal_ip: String,
    id: String,
}

impl SessionPlace {
    /// The place of one more session at a portal.
    pub(super) fn new(rng: &mut Rng, portal: usize) -> Self {
        let portal_ip = format!("240.{}.{}.{}", 62 + portal, rng.between(0, 255), rng.between(1, 254));
        SessionPlace { portal, portal_ip, id: rng.uuid() }
    }

    /// What a user did in it from an address.
    pub(super) fn session(&self, user: &str, client_ip: &str, moments: Vec<Moment>) -> PortalSession {
        let portal = self.portal;
        let spelling = [Spelling::Api, Spelling::Guide][portal];
        let details =
            SessionDetails::new(user, PORTALS[portal], self.id.clone(), client_ip, &self.portal_ip, spelling);
        PortalSession { portal, details, moments }
    }
}

/// A session's file is written every 15 minutes while it is active, or when it ends.
const BATCH: i64 = 15 * MINUTE;

/// The irregular files, by the number of the file in the order of writing.
mod odd {
    /// One file is an array, as the console's default `Json` gives.
    pub(super) const ARRAY: usize = 9;
    /// One has a line that was cut off and then written in full.
    pub(super) const CUT_LINE: usize = 21;
    /// One lies there twice, under another name.
    pub(super) const COPIED: usize = 33;
    /// One is gone, of which only the metrics tell, and user access logging.
    pub(super) const MISSING: usize = 111;
    /// One says `URLVisit`.
    pub(super) const PROSE: usize = 45;
}

/// Writes all files, counts what is in them, and says what Session Logger delivered.
pub(super) fn write(
    sessions: &[PortalSession],
    answer: &mut dyn AnswerSink,
) -> (Vec<SampleFile>, Vec<Delivery>) {
    let mut files = vec![SampleFile {
        path: "secure-browser/_workspaces_secure_browser.tmp".to_owned(),
        bytes: Vec::new(),
    }];
    answer.skipped();
    let mut deliveries = Vec::new();
    let mut copied = false;
    let mut portal_of_cut_line = None;
    let mut number = 0;
    for session in sessions {
        let first = session.moments[0].at;
        for batch in session.moments.chunk_by(|a, b| (a.at - first) / BATCH == (b.at - first) / BATCH) {
            number += 1;
            let last = &batch[batch.len() - 1];
            deliveries.push(Delivery { portal: session.portal, at: last.at, events: batch.len() });
            if number == odd::CUT_LINE {
                portal_of_cut_line = Some(session.portal);
            }
            if number == odd::MISSING {
                let unread = usize::from(portal_of_cut_line == Some(session.portal));
                let (portal, events) = (PORTALS[session.portal], batch.len());
                let lost = LostDelivery { portal, events, missing_at_least: events - unread };
                answer.plan(&Planned::Lost(lost));
                continue;
            }
            let mut file = batch_file(session, batch, number, answer);
            if number >= odd::COPIED && !copied && session.portal == 0 {
                copied = true;
                answer.duplicates(batch.len() as u64);
                let path = file.path.replace(".jsonl", "_copy.jsonl");
                files.push(SampleFile { path, bytes: file.bytes.clone() });
            }
            file.bytes.shrink_to_fit();
            files.push(file);
        }
    }
    files.push(access_log(sessions, answer));
    (files, deliveries)
}

/// One batch of a session as a file. Tokyo's logger packs its files, Europe's does not.
fn batch_file(
    session: &PortalSession,
    batch: &[Moment],
    number: usize,
    answer: &mut dyn AnswerSink,
) -> SampleFile {
    let details = &session.details;
    let mut lines = Vec::new();
    for moment in batch {
        let mut line = Vec::new();
        if number == odd::PROSE {
            put_event_named(&mut line, details, moment, moment.act.written(Spelling::Prose));
        } else {
            put_event(&mut line, details, moment);
        }
        answer.event(details, moment);
        lines.push(line);
    }
    if number == odd::PROSE {
        let visits = batch.iter().filter(|moment| moment.act == Act::Visit);
        let visits = visits.map(|moment| (moment.at, moment.act.canonical(), details.user.as_str()));
        answer.plan(&Planned::Finding("unknown-activity", false, &visits.collect::<Vec<_>>()));
    }
    let stem = stem(details, batch[batch.len() - 1].at);
    if number == odd::ARRAY {
        let bytes = [b"[".as_slice(), &lines.join(b",\n".as_slice()), b"]\n"].concat();
        return SampleFile { path: format!("{stem}.json"), bytes };
    }
    if number == odd::CUT_LINE {
        let path = format!("{stem}.jsonl");
        let whole = &lines[1];
        let offset = lines[0].len() as u64 + 1;
        let cut = whole[..whole.len() * 2 / 3].to_vec();
        lines.insert(1, cut);
        answer.rejected(NoticeFact { path: path.clone(), line: 2, offset, kind: "bad-json".to_owned() });
        return SampleFile { path, bytes: json_lines(&lines) };
    }
    if session.portal == 0 {
        return SampleFile { path: format!("{stem}.jsonl"), bytes: json_lines(&lines) };
    }
    // Two members where there are enough lines, as appending to a gzip file gives.
    let (head, tail) = lines.split_at(if lines.len() > 20 { 10 } else { lines.len() });
    let mut bytes = gzip::member(&json_lines(head));
    if !tail.is_empty() {
        bytes.extend(gzip::member(&json_lines(tail)));
    }
    SampleFile { path: format!("{stem}.jsonl.gz"), bytes }
}

fn json_lines(lines: &[Vec<u8>]) -> Vec<u8> {
    [lines.join(b"\n".as_slice()).as_slice(), b"\n"].concat()
}

/// `secure-browser/2026/11/17/08/<session>_20261117T0815Z`, after the last event of the batch.
fn stem(details: &SessionDetails, at: i64) -> String {
    let (year, month, day) = date(at);
    let (hour, minute) = hour_minute(at);
    format!(
        "secure-browser/{year:04}/{month:02}/{day:02}/{hour:02}/{}_{year:04}{month:02}{day:02}T{hour:02}{minute:02}Z",
        details.session_id
    )
}

/// The user access log of the Tokyo portal's second day. It tells of the same sessions in its own way.
fn access_log(sessions: &[PortalSession], answer: &mut dyn AnswerSink) -> SampleFile {
    let arn = format!("arn:aws:workspaces-web:{}:{ACCOUNT}:portal/{}", REGIONS[1], PORTALS[1]);
    let users = ["emi.sato@example.com", "田中太郎"];
    let day = FIRST_DAY + DAY;
    let values = [("time", &*(day - HOUR).to_string()), ("region", REGIONS[1]), ("account", ACCOUNT)];
    let mut records = vec![(day - HOUR, Compact(VALIDATION).fill(&values))];
    answer.access("Validation", None, "", day - HOUR);
    for session in sessions {
        let user = session.details.user.as_str();
        let start = session.moments[0].at;
        if !users.contains(&user) || !(day..day + DAY).contains(&start) {
            continue;
        }
        for moment in &session.moments {
            let (kind, details) = match (moment.act, &moment.page) {
                (Act::Start, _) => ("StartSession", String::new()),
                (Act::Visit, Some(page)) => {
                    let values = [("title", page.host), ("url", &page.url())];
                    ("VisitPage", Compact(r#""title": "$title", "url": "$url""#).fill(&values))
                }
                (Act::End, _) => ("EndSession", String::new()),
                _ => continue,
            };
            answer.access(kind, Some(&arn), user, moment.at);
            let record = Compact(ACCESS).fill(&[
                ("time", &moment.at.to_string()),
                ("kind", kind),
                ("details", &details),
                ("arn", &arn),
                ("user", user),
            ]);
            records.push((moment.at, record));
        }
    }
    SampleFile {
        path: "user-access/2026/11/18/amazon-workspaces-web-tokyo-1-2026-11-18-00-00-00".to_owned(),
        bytes: firehose(records),
    }
}

/// Records as Firehose stores them: in order of time, with no line end between them.
pub(super) fn firehose(mut records: Vec<(i64, String)>) -> Vec<u8> {
    order::sort_by_key(&mut records, |(at, _)| *at);
    let mut bytes = Vec::new();
    for (_, record) in records {
        bytes.extend_from_slice(record.as_bytes());
    }
    bytes
}

const VALIDATION: &str = r#"{
    "timestamp": "$time",
    "eventType": "Validation",
    "details": {
        "permission": "Kinesis:PutRecord",
        "userArn": "arn:aws:iam::$account:user/portal-admin",
        "operation": "AssociateUserAccessLoggingSettings",
        "userAccessLoggingSettingsArn":
            "arn:aws:workspaces-web:$region:$account:userAccessLoggingSettings/4f1c2d3e"
    }
}"#;

const ACCESS: &str = r#"{
    "timestamp": "$time",
    "eventType": "$kind",
    "details": { $details },
    "portalArn": "$arn",
    "userName": "$user"
}"#;
