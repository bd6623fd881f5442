//! Events in the order of a column: times as times, addresses as addresses, sizes as sizes, texts by their bytes.
//!
//! Texts are compared once for each that is distinct, and not for each event: what a column of them is sorted by is the
//! place of each text among all of its dictionary. What is known of a transfer beyond its event is put in order by the
//! same means (`rows_by_number`, `places`).

use super::event_column::{EventColumn, EventSort, subject_fields};
use super::event_field::EventField;
use super::view::View;
use crate::model::dictionary::ABSENT;
use crate::model::index::SessionName;
use crate::model::time::UNDATED;
use crate::model::{Endpoint, Family, RowId, Store, System, TextField};
use crate::source::network::address;
use crate::source::order;
use std::net::IpAddr;
use std::ops::Not;

/// Events in another order than that of the case, in which they are given.
pub fn events_in_order(view: &View<'_>, rows: &[RowId], sort: EventSort) -> Vec<RowId> {
    let View { store, index, classification, .. } = view;
    let columns = store.columns();
    let moves = |row: RowId| classification.of_row(store, row).moves;
    let in_order = RowOrder { rows, descending: sort.descending };
    let field = match sort.column {
        EventColumn::Field(field) => field,
        EventColumn::What => {
            let texts = SubjectPlaces::of(store);
            return in_order.by(|row| texts.key(store, row).map(joined));
        }
        EventColumn::Moves => {
            let places = ids_in_order(Endpoint::ALL.map(Endpoint::id));
            return in_order.by(|row| {
                moves(row).map(|(from, to)| joined([0, 0, places[from as usize], places[to as usize]]))
            });
        }
    };
    match field {
        EventField::Text(TextField::Session) => {
            // A session has an id of its own, whichever its records have.
            let sessions: Vec<&str> = index.numbered_sessions().map(|(_, session)| &*session.id).collect();
            let written = store.dictionary(TextField::Session);
            let places = places(&sessions.iter().copied().chain(written.iter()).collect::<Vec<&str>>());
            in_order.by(|row| match index.session_name(store, row) {
                SessionName::Found(session) => Some(u64::from(places[session.0 as usize])),
                SessionName::AsWritten(ABSENT) => None,
                SessionName::AsWritten(code) => Some(u64::from(places[sessions.len() + code as usize])),
            })
        }
        EventField::Text(TextField::ClientIp) => {
            // What is no address stands after all that are.
            let address = |text| (address(text).map_or((true, None), |ip| (false, Some(ip))), text);
            let texts = store.dictionary(TextField::ClientIp);
            let keys: Vec<((bool, Option<IpAddr>), &str)> = texts.iter().map(address).collect();
            in_order.by_text(store, TextField::ClientIp, &places(&keys))
        }
        EventField::Text(field) => {
            let texts: Vec<&str> = store.dictionary(field).iter().collect();
            in_order.by_text(store, field, &places(&texts))
        }
        EventField::Time => {
            // The first bit of what is negative is turned, so that it stands before the rest.
            let key = |time: i64| time as u64 ^ 1 << 63;
            in_order.by(|row| Some(columns.time(row)).filter(|time| *time != UNDATED).map(key))
        }
        EventField::System => {
            let places = ids_in_order(System::ALL.map(System::id));
            in_order.by(|row| Some(u64::from(places[columns.system(row) as usize])))
        }
        EventField::Family => {
            let places = ids_in_order(Family::ALL.map(Family::id));
            in_order.by(|row| Some(u64::from(places[classification.family(row) as usize])))
        }
        EventField::Size => in_order.by(|row| columns.size(row)),
        EventField::From | EventField::To => {
            let places = ids_in_order(Endpoint::ALL.map(Endpoint::id));
            let is_from = field == EventField::From;
            in_order.by(|row| {
                moves(row).map(|(from, to)| u64::from(places[if is_from { from } else { to } as usize]))
            })
        }
        EventField::Path => {
            let places = places(&store.inputs().iter().map(|input| &*input.path).collect::<Vec<&str>>());
            in_order.by(|row| Some(u64::from(places[columns.input(row) as usize])))
        }
        EventField::Line => in_order.by(|row| Some(u64::from(columns.span(row).line))),
        EventField::Offset => in_order.by(|row| Some(columns.offset(row))),
        EventField::Length => in_order.by(|row| Some(u64::from(columns.span(row).len))),
    }
}

/// Rows by a number that is known of each; those without one stand last, whichever way round, and those of which it is
/// the same as they are given.
pub fn rows_by_number(rows: &[RowId], descending: bool, number: &dyn Fn(RowId) -> Option<u64>) -> Vec<RowId> {
    RowOrder { rows, descending }.by(number)
}

/// Events that are put in order.
struct RowOrder<'a> {
    rows: &'a [RowId],
    descending: bool,
}

impl RowOrder<'_> {
    /// By a number, so that there are two sorts for all columns: of eight bytes, as most have, and of sixteen. Those
    /// without one stand last, whichever way round.
    fn by<K: Ord + Copy + Not<Output = K>>(&self, key: impl Fn(RowId) -> Option<K>) -> Vec<RowId> {
        let RowOrder { rows, descending } = *self;
        let (mut known, mut unknown) = (Vec::with_capacity(rows.len()), Vec::new());
        for (position, row) in (0u32..).zip(rows) {
            match key(*row) {
                Some(key) => known.push((if descending { !key } else { key }, position)),
                None => unknown.push(*row),
            }
        }
        known.sort_unstable();
        known.into_iter().map(|(_, position)| rows[position as usize]).chain(unknown).collect()
    }

    /// By a text, of whose codes these are the places.
    fn by_text(&self, store: &Store, field: TextField, places: &[u32]) -> Vec<RowId> {
        let columns = store.columns();
        self.by(|row| match columns.code(field, row) {
            ABSENT => None,
            code => Some(u64::from(places[code as usize])),
        })
    }
}

/// The place of each key among all of them; keys that are equal have one place.
pub fn places<K: Ord>(keys: &[K]) -> Vec<u32> {
    let order = order::positions(keys.len(), &|a, b| keys[a].cmp(&keys[b]));
    let mut places = vec![0; keys.len()];
    let mut place = 0;
    for pair in order.windows(2) {
        let [before, next] = [pair[0] as usize, pair[1] as usize];
        place += u32::from(keys[before] != keys[next]);
        places[next] = place;
    }
    places
}

/// Four numbers as one that is in the same order.
fn joined(numbers: [u32; 4]) -> u128 {
    numbers.iter().fold(0, |joined, number| joined << 32 | u128::from(*number))
}

/// The places of some ids.
fn ids_in_order<const N: usize>(ids: [&str; N]) -> Vec<u32> {
    places(&ids)
}

/// The fields of which [`EventColumn::What`] is made.
const SUBJECT_FIELDS: [TextField; 8] = [
    TextField::Activity,
    TextField::File,
    TextField::Url,
    TextField::Host,
    TextField::Target,
    TextField::Service,
    TextField::Agent,
    TextField::Error,
];

/// The places of the texts that say what events were about, whichever field they are of.
struct SubjectPlaces {
    places: Vec<u32>,
    /// Where the codes of each field begin, by its number.
    starts: [usize; TextField::ALL.len()],
}

impl SubjectPlaces {
    fn of(store: &Store) -> SubjectPlaces {
        let mut starts = [0; TextField::ALL.len()];
        let mut texts: Vec<&str> = Vec::new();
        for field in SUBJECT_FIELDS {
            starts[field as usize] = texts.len();
            texts.extend(store.dictionary(field).iter());
        }
        SubjectPlaces { places: places(&texts), starts }
    }

    /// What an event was about, and its error; nothing where neither is known.
    fn key(&self, store: &Store, row: RowId) -> Option<[u32; 4]> {
        let code = |field| store.columns().code(field, row);
        let place = |field: TextField| self.places[self.starts[field as usize] + code(field) as usize];
        let [first, second, third] =
            subject_fields(store.columns().system(row), |field| code(field) != ABSENT);
        let error = (code(TextField::Error) != ABSENT).then_some(TextField::Error);
        let texts = [first, second, third, error];
        texts.iter().any(Option::is_some).then(|| texts.map(|field| field.map_or(0, place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_have_one_place() {
        assert_eq!(places(&["b", "", "a", "b", "c"]), [2, 0, 1, 2, 3]);
        assert_eq!(places::<&str>(&[]), [0; 0]);
    }

    #[test]
    fn what_is_not_known_stands_last_and_equals_stay_in_their_order() {
        let rows: Vec<RowId> = [4, 7, 1, 9, 3].map(RowId).to_vec();
        let key = |row: RowId| (row.0 != 7).then_some(u64::from(row.0 == 9 || row.0 == 1));
        let of = |descending| RowOrder { rows: &rows, descending }.by(key);
        assert_eq!(of(false), [4, 3, 1, 9, 7].map(RowId));
        assert_eq!(of(true), [1, 9, 4, 3, 7].map(RowId));
    }
}
