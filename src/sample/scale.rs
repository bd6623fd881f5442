//! The sample at any size: the same behaviour, as many people and days as the number asks for,
//! written out while it is made and never held as a whole.

use crate::source::order;
use std::io;

use super::SampleFormat;
use super::act::Spelling;
use super::answer::{Answer, AnswerSink};
use super::answer_builder::AnswerBuilder;
use super::behaviour::work_session;
use super::clock::{DAY, FIRST_DAY, HOUR, MINUTE, date};
use super::event::{SessionDetails, put_event};
use super::rng::Rng;

/// A file is closed once it has this many bytes: big enough that reading it takes a while, small
/// enough that there are several to read at once.
const FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The sink is called with pieces of about this size.
const PIECE_BYTES: usize = 1024 * 1024;

/// What one person does in a day, on average; it decides how many people there are.
const EVENTS_A_PERSON_AND_DAY: u64 = 150;

const GIVEN: &[&str] = &[
    "alice", "ben", "chiara", "david", "emi", "farid", "grace", "hugo", "ines", "jonas", "kenji", "lena",
    "mateo", "nadia", "olga", "pedro", "quinn", "rosa", "sven", "tara",
];
const FAMILY: &[&str] = &[
    "meyer",
    "okafor",
    "rossi",
    "lindqvist",
    "sato",
    "haddad",
    "kim",
    "silva",
    "moreau",
    "weber",
    "tanaka",
    "nowak",
    "garcia",
    "petrov",
    "ivanova",
    "costa",
    "murphy",
    "lopez",
    "berg",
    "patel",
];
const NETWORKS: &[&str] = &["192.0.2", "198.51.100", "203.0.113"];

/// Somebody with their portal, their address and the hour at which their day begins (UTC).
struct Person {
    user: String,
    client_ip: String,
    portal: usize,
    first_hour: i64,
}

/// Writes exactly `events` events; see [`super::sample_at_scale`].
pub(super) fn write(
    events: u64,
    seed: u64,
    format: SampleFormat,
    sink: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
) -> io::Result<Answer> {
    let mut rng = Rng::new(seed);
    let days = (events / 10_000).clamp(3, 30);
    let people = people(&mut rng, events.div_ceil(days * EVENTS_A_PERSON_AND_DAY).max(12));
    let portals: Vec<String> = (0..people.len().div_ceil(200).max(2)).map(|_| rng.uuid()).collect();
    let mut out = Writer {
        format,
        sink,
        answer: AnswerBuilder::default(),
        path: String::new(),
        files: 0,
        written: 0,
        piece: Vec::new(),
    };
    let mut left = events;
    let mut day = FIRST_DAY;
    while left > 0 {
        for (start, until, person) in shifts(&mut rng, day, &people) {
            let details = SessionDetails::new(
                &person.user,
                &portals[person.portal % portals.len()],
                rng.uuid(),
                &person.client_ip,
                &format!("240.{}.{}.{}", 60 + person.portal % 8, rng.between(0, 255), rng.between(1, 254)),
                if person.portal % 2 == 0 { Spelling::Api } else { Spelling::Guide },
            );
            let most = usize::try_from(left).unwrap_or(usize::MAX);
            for moment in work_session(&mut rng, start, until).iter().take(most) {
                out.event(&details, moment)?;
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
        day += DAY;
    }
    out.finish()
}

fn people(rng: &mut Rng, count: u64) -> Vec<Person> {
    let (given, family) = (GIVEN.len() as u64, FAMILY.len() as u64);
    (0..count)
        .map(|i| {
            let round = i / (given * family);
            let number = if round == 0 { String::new() } else { (round + 1).to_string() };
            // Steps through the second list so that neighbours differ in both names.
            let (a, b) = (i % given, (i + i / given) % family);
            Person {
                user: format!("{}.{}{number}@example.com", GIVEN[a as usize], FAMILY[b as usize]),
                client_ip: format!("{}.{}", rng.pick(NETWORKS), rng.between(1, 254)),
                portal: rng.between(0, 1_000) as usize,
                first_hour: *rng.pick(&[0, 7, 7, 8, 8, 9, 13, 15]),
            }
        })
        .collect()
}

/// The sessions of a day, in order of start: `(start, until, who)`.
fn shifts<'a>(rng: &mut Rng, day: i64, people: &'a [Person]) -> Vec<(i64, i64, &'a Person)> {
    let mut shifts = Vec::new();
    for person in people {
        if rng.chance(12) {
            continue;
        }
        let morning = day
            + person.first_hour * HOUR
            + rng.between(0, 50) as i64 * MINUTE
            + rng.between(0, 59_999) as i64;
        let noon = morning + rng.between(100, 220) as i64 * MINUTE;
        shifts.push((morning, noon, person));
        if rng.chance(70) {
            let back = noon + rng.between(40, 90) as i64 * MINUTE + rng.between(0, 59_999) as i64;
            shifts.push((back, back + rng.between(45, 200) as i64 * MINUTE, person));
        }
    }
    order::sort_by_key(&mut shifts, |&(start, _, _)| start);
    shifts
}

/// Puts events into files and counts what it puts.
struct Writer<'a> {
    format: SampleFormat,
    sink: &'a mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
    answer: AnswerBuilder,
    path: String,
    files: u64,
    /// Bytes of the file that is open; 0 if none is.
    written: u64,
    piece: Vec<u8>,
}

impl Writer<'_> {
    fn event(&mut self, details: &SessionDetails, moment: &super::event::Moment) -> io::Result<()> {
        let first = self.written == 0 && self.piece.is_empty();
        if first {
            let (year, month, day) = date(moment.at);
            let ending = match self.format {
                SampleFormat::JsonLines => "jsonl",
                SampleFormat::Json => "json",
            };
            self.path = format!("{year:04}/{month:02}/{day:02}/sessions-{:05}.{ending}", self.files);
            self.files += 1;
            self.answer.file();
        }
        match self.format {
            SampleFormat::JsonLines => {
                put_event(&mut self.piece, details, moment);
                self.piece.push(b'\n');
            }
            SampleFormat::Json => {
                self.piece.extend_from_slice(if first { b"[" } else { b",\n" });
                put_event(&mut self.piece, details, moment);
            }
        }
        self.answer.event(details, moment);
        if self.written + self.piece.len() as u64 >= FILE_BYTES {
            return self.close();
        }
        if self.piece.len() >= PIECE_BYTES {
            return self.flush();
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        (self.sink)(&self.path, &self.piece)?;
        self.written += self.piece.len() as u64;
        self.answer.bytes(self.piece.len() as u64);
        self.piece.clear();
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        if self.format == SampleFormat::Json {
            self.piece.extend_from_slice(b"]\n");
        }
        self.flush()?;
        self.written = 0;
        Ok(())
    }

    fn finish(mut self) -> io::Result<Answer> {
        if self.written > 0 || !self.piece.is_empty() {
            self.close()?;
        }
        Ok(self.answer.build())
    }
}
