//! Zones: what clocks show at an instant, and which instant is meant by what a clock shows.
//!
//! A zone is a name and a list of offsets, each from an instant on. Whoever knows the rules of zones (the browser) makes
//! the list once; nobody else needs them.
//!
//! ```text
//!   Europe/Berlin    … ──+01:00──┬──────+02:00──────┬──+01:00── …       instants
//!                       01:59:59 │ 03:00   02:59:59 │ 02:00:00          what clocks show
//! ```

use super::time::{DAY_MS, MINUTE_MS, TimeMs, parse_zone, rfc3339, zone_label};
use crate::source::limits::MAX_ZONE_NAME_BYTES;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Between which instants the changes of a zone are looked for: from 1990, before there was any of the systems, to 2050,
/// for which rules are a guess already. Times beyond count with the offset of the nearest end.
const FIRST_MS: TimeMs = 631_152_000_000;
const LAST_MS: TimeMs = 2_524_608_000_000;

/// How far apart the offsets of a zone are asked for before a change between them is looked for: zones that put their
/// clocks back for the month of Ramadan have no two changes so close.
const STEP_MS: TimeMs = 20 * DAY_MS;

/// How far clocks are ahead of UTC from an instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ZoneOffset {
    /// The first instant.
    pub from_ms: TimeMs,
    /// Minutes east of UTC.
    pub minutes: i32,
}

/// A zone. A handle: copies share what they hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "ZoneData", into = "ZoneData")]
pub struct Zone(Arc<ZoneData>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct ZoneData {
    name: String,
    /// In order of time, at least one. Before the first instant clocks are ahead by as much as from then on, and behind
    /// the last one they stay so.
    offsets: Vec<ZoneOffset>,
}

impl From<ZoneData> for Zone {
    fn from(mut data: ZoneData) -> Zone {
        if data.offsets.is_empty() {
            data.offsets.push(ZoneOffset { from_ms: TimeMs::MIN, minutes: 0 });
        }
        Zone(Arc::new(data))
    }
}

impl From<Zone> for ZoneData {
    fn from(zone: Zone) -> ZoneData {
        ZoneData::clone(&zone.0)
    }
}

impl Default for Zone {
    fn default() -> Zone {
        Zone::fixed(0)
    }
}

impl Zone {
    /// So many minutes east of UTC, all the time.
    pub fn fixed(minutes: i32) -> Zone {
        let offsets = vec![ZoneOffset { from_ms: TimeMs::MIN, minutes }];
        ZoneData { name: zone_label(minutes), offsets }.into()
    }

    /// A zone of the list of IANA (`Europe/Berlin`), by its offsets in order of time.
    pub fn named(name: &str, offsets: Vec<ZoneOffset>) -> Zone {
        ZoneData { name: name.to_owned(), offsets }.into()
    }

    /// The zone of a name, whose offsets in minutes are asked for: looked for from 1990 to 2050, the time
    /// of each change by halving. Nothing where one of them is not told.
    pub fn sampled(name: &str, mut minutes_at: impl FnMut(TimeMs) -> Option<i32>) -> Option<Zone> {
        let (mut time_ms, mut minutes) = (FIRST_MS, minutes_at(FIRST_MS)?);
        let mut offsets = vec![ZoneOffset { from_ms: TimeMs::MIN, minutes }];
        while time_ms < LAST_MS {
            let (mut before, mut changed) = (time_ms, time_ms + STEP_MS);
            if minutes_at(changed)? == minutes {
                time_ms = changed;
                continue;
            }
            while changed - before > MINUTE_MS {
                let middle = (before + changed) / (2 * MINUTE_MS) * MINUTE_MS;
                if minutes_at(middle)? == minutes {
                    before = middle;
                } else {
                    changed = middle;
                }
            }
            (time_ms, minutes) = (changed, minutes_at(changed)?);
            offsets.push(ZoneOffset { from_ms: changed, minutes });
        }
        Some(Zone::named(name, offsets))
    }

    /// The zone that a name says by itself: `UTC`, `UTC+09:00`. Nothing of other names.
    pub fn of_fixed_name(name: &str) -> Option<Zone> {
        let offset = name.strip_prefix("UTC")?;
        let minutes = parse_zone(offset.as_bytes()).and_then(|minutes| i32::try_from(minutes).ok())?;
        Some(Zone::fixed(minutes)).filter(|zone| zone.name() == name)
    }

    /// Whether a zone may have a name: letters, digits and the signs between them, and no more of them than the longest
    /// name has.
    pub fn may_have_name(name: &str) -> bool {
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-:".contains(&byte);
        (1..=MAX_ZONE_NAME_BYTES).contains(&name.len()) && name.bytes().all(is_of_name)
    }

    /// What it is called: `UTC`, `UTC+09:00`, `Europe/Berlin`.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The same as a text of its own, for words.
    pub fn label(&self) -> String {
        self.0.name.clone()
    }

    /// Whether it is UTC.
    pub fn is_utc(&self) -> bool {
        matches!(self.0.offsets.as_slice(), [ZoneOffset { minutes: 0, .. }])
    }

    /// How far its clocks are ahead of UTC at an instant, in milliseconds.
    pub fn offset_ms(&self, time_ms: TimeMs) -> i64 {
        let behind = self.0.offsets.partition_point(|offset| offset.from_ms <= time_ms);
        i64::from(self.0.offsets[behind.saturating_sub(1)].minutes) * MINUTE_MS
    }

    /// What its clocks show at an instant, as if that were UTC.
    pub fn local_ms(&self, time_ms: TimeMs) -> i64 {
        time_ms.saturating_add(self.offset_ms(time_ms))
    }

    /// The instants at which its clocks show a time, first to last: none where clocks skip it, two where they show it
    /// twice.
    fn instants_of(&self, local_ms: i64) -> impl Iterator<Item = TimeMs> {
        self.spans().filter_map(move |(start_ms, end_ms, offset_ms)| {
            let time_ms = local_ms.saturating_sub(offset_ms);
            (start_ms <= time_ms && (time_ms < end_ms || end_ms == TimeMs::MAX)).then_some(time_ms)
        })
    }

    /// The instant at which its clocks show a time: the first one where they show it twice; where they skip it, as if
    /// they had not been put forward yet (F6).
    pub fn instant_of(&self, local_ms: i64) -> TimeMs {
        if let Some(first) = self.instants_of(local_ms).next() {
            return first;
        }
        let offset = self.last_before(local_ms).map_or(self.offset_ms(TimeMs::MIN), |(_, _, offset)| offset);
        local_ms.saturating_sub(offset)
    }

    /// The first instant at which its clocks show a time or a later one: where they skip midnight, a day begins as they
    /// are put forward.
    pub fn first_instant_from(&self, local_ms: i64) -> TimeMs {
        let skipped = || self.last_before(local_ms).map(|(_, end_ms, _)| end_ms);
        self.instants_of(local_ms).next().or_else(skipped).unwrap_or(local_ms)
    }

    /// The last offset whose clocks have not come to a time when it ends.
    fn last_before(&self, local_ms: i64) -> Option<(TimeMs, TimeMs, i64)> {
        self.spans().filter(|(_, end_ms, offset)| local_ms.saturating_sub(*offset) >= *end_ms).last()
    }

    /// Whether its clocks show what they show at an instant at another one too.
    pub fn is_repeated(&self, time_ms: TimeMs) -> bool {
        self.0.offsets.len() > 1 && self.instants_of(self.local_ms(time_ms)).nth(1).is_some()
    }

    /// From when to when clocks are ahead by how many milliseconds, in order of time and without a gap.
    pub fn spans(&self) -> impl Iterator<Item = (TimeMs, TimeMs, i64)> {
        let offsets = &self.0.offsets;
        offsets.iter().enumerate().map(|(place, offset)| {
            let start_ms = if place == 0 { TimeMs::MIN } else { offset.from_ms };
            let end_ms = offsets.get(place + 1).map_or(TimeMs::MAX, |next| next.from_ms);
            (start_ms, end_ms, i64::from(offset.minutes) * MINUTE_MS)
        })
    }

    /// What its clocks show at an instant, as RFC 3339 has it but without a zone: `2026-11-18T18:15:31.004`.
    pub fn local_text(&self, time_ms: TimeMs) -> String {
        let mut text = rfc3339(self.local_ms(time_ms));
        text.truncate(text.trim_end_matches('Z').len());
        text
    }

    /// How far its clocks are ahead at an instant, as it stands behind a time: `+09:00`.
    pub fn offset_text(&self, time_ms: TimeMs) -> String {
        let minutes = self.offset_ms(time_ms) / MINUTE_MS;
        let (sign, size) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
        format!("{sign}{:02}:{:02}", size / 60, size % 60)
    }

    /// An instant with its offset: `2026-11-18T18:15:31.004+09:00`, in UTC `2026-11-18T09:15:31.004Z`.
    pub fn time_with_offset(&self, time_ms: TimeMs) -> String {
        match self.is_utc() {
            true => rfc3339(time_ms),
            false => self.local_text(time_ms) + &self.offset_text(time_ms),
        }
    }

    /// The day in which an instant lies, from midnight to midnight of its clocks. Where they are put back over midnight,
    /// the day before ends as they come to it first.
    pub fn day_of(&self, time_ms: TimeMs) -> (TimeMs, TimeMs) {
        let local = self.local_ms(time_ms);
        let midnight = local.saturating_sub(local.rem_euclid(DAY_MS));
        let [start, end, after] =
            [0, 1, 2].map(|days| self.first_instant_from(midnight.saturating_add(days * DAY_MS)));
        if time_ms < end { (start, end) } else { (end, after) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{HOUR_MS, parse_time};

    /// Berlin in 2026: summer time from 29 March to 25 October.
    pub(crate) fn berlin() -> Zone {
        let offset = |from: &str, hours: i32| ZoneOffset {
            from_ms: parse_time(from).expect("a time"),
            minutes: hours * 60,
        };
        Zone::named(
            "Europe/Berlin",
            vec![
                offset("2025-10-26T01:00:00Z", 1),
                offset("2026-03-29T01:00:00Z", 2),
                offset("2026-10-25T01:00:00Z", 1),
            ],
        )
    }

    fn at(text: &str) -> TimeMs {
        parse_time(text).expect("a time")
    }

    #[test]
    fn clocks_are_put_forward_and_back() {
        let zone = berlin();
        for (instant, shown) in [
            ("1999-07-01T12:00:00Z", "1999-07-01T13:00:00.000+01:00"),
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59.000+01:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00.000+02:00"),
            ("2026-10-25T00:30:00Z", "2026-10-25T02:30:00.000+02:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00.000+01:00"),
        ] {
            assert_eq!(zone.time_with_offset(at(instant)), shown);
        }
    }

    #[test]
    fn a_time_that_clocks_show_twice_is_the_first_and_one_that_they_skip_counts_with_the_offset_before() {
        let zone = berlin();
        for (shown, instant, is_repeated) in [
            ("2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z", true),
            ("2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z", false),
            ("2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z", false),
            ("2026-03-29T02:00:00Z", "2026-03-29T01:00:00Z", false),
            ("2026-07-01T00:00:00Z", "2026-06-30T22:00:00Z", false),
        ] {
            assert_eq!(zone.instant_of(at(shown)), at(instant), "{shown}");
            assert_eq!(zone.is_repeated(at(instant)), is_repeated, "{shown}");
        }
        assert!(zone.is_repeated(at("2026-10-25T01:30:00Z")), "the second time as well");
    }

    #[test]
    fn a_day_has_as_many_hours_as_clocks_go_through() {
        let zone = berlin();
        for (instant, hours) in
            [("2026-03-29T12:00:00Z", 23), ("2026-10-25T12:00:00Z", 25), ("2026-07-01T12:00:00Z", 24)]
        {
            let (start, end) = zone.day_of(at(instant));
            assert_eq!((end - start) / HOUR_MS, hours);
            assert!(zone.local_text(start).ends_with("T00:00:00.000"));
        }
    }

    #[test]
    fn fixed_zones_are_named_by_their_offset() {
        for minutes in [0, 540, -210, 60, -660] {
            let zone = Zone::fixed(minutes);
            assert_eq!(Zone::of_fixed_name(zone.name()), Some(zone.clone()));
            assert_eq!(zone.is_utc(), minutes == 0);
        }
        assert_eq!(Zone::of_fixed_name("Europe/Berlin"), None);
        assert_eq!(Zone::of_fixed_name("UTC+9"), None);
        assert_eq!(Zone::fixed(-210).time_with_offset(4), "1969-12-31T20:30:00.004-03:30");
    }

    #[test]
    fn changes_are_found_by_asking_for_offsets() {
        let zone = berlin();
        let mut asked = 0;
        let minutes_at = |time| {
            asked += 1;
            Some((zone.offset_ms(time) / MINUTE_MS) as i32)
        };
        let found = Zone::sampled("Europe/Berlin", minutes_at).expect("each is told");
        let changes: Vec<_> = found.spans().skip(1).collect();
        assert_eq!(changes, zone.spans().skip(1).collect::<Vec<_>>());
        assert!(asked < 1500, "{asked}");
        assert_eq!(Zone::sampled("Nowhere", |_| None), None);
    }

    #[test]
    fn the_ends_of_all_time_are_borne() {
        for zone in [berlin(), Zone::fixed(i32::MAX), Zone::fixed(i32::MIN)] {
            for time in [TimeMs::MIN, TimeMs::MAX, 0] {
                let local = zone.local_ms(time);
                zone.instant_of(local);
                zone.is_repeated(time);
                zone.day_of(time);
            }
        }
    }
}
