//! Envelopes: objects that only carry records of other formats, whole or as text. How they are opened
//! and what the records are is left to others.
//!
//! Sources: CloudTrail user guide (`Records`) and `lookup-events`, CloudWatch Logs `filter-log-events`,
//! `get-log-events` and subscriptions (botocore `logs`), EventBridge event structure, and the answers of the
//! AWS command line.

use super::descriptor::enum_of_all;
use super::{Format, Listing};
use crate::container::fields::MAX_SLOTS;
use crate::container::json::{FieldTable, Fields, Schema, Want};
use crate::container::wrapper::{ListKey, WrapperKeys};
use std::borrow::Cow;

const DETAIL_TYPE: &str = "detail-type";
const DETAIL: &str = "detail";
const ID: &str = "id";
const ACCOUNT: &str = "account";
const CLOUDTRAIL_EVENT: &str = "CloudTrailEvent";
const MESSAGE_TYPE: &str = "messageType";
const LABEL: &str = "Label";
/// The key of the log stream that all log events of a subscription's message are of.
pub const LOG_STREAM: &str = "logStream";
/// The keys under which an answer has what asks for the next page of it. `nextForwardToken` is none: it stands in every
/// page.
const NEXT_PAGE: [&str; 2] = ["NextToken", "nextToken"];
/// The type of a message by which a subscription asks whether its destination is there.
const CONTROL_MESSAGE: &str = "CONTROL_MESSAGE";

enum_of_all! {
    /// A list that wraps records.
    pub enum List {
        /// `Records` of CloudTrail, and whatever else is put there.
        Records,
        /// `Events` of `lookup-events`.
        LookedUp,
        /// `events` of `filter-log-events` and `get-log-events`.
        LogEvents,
        /// `logEvents` of a subscription.
        SubscribedLogEvents,
    }
}

impl List {
    const fn key(self) -> ListKey {
        match self {
            List::Records => ListKey { key: "Records", is_flat: false, needs: &[] },
            List::LookedUp => ListKey { key: "Events", is_flat: false, needs: &[] },
            List::LogEvents => ListKey { key: "events", is_flat: true, needs: &[] },
            List::SubscribedLogEvents => {
                ListKey { key: "logEvents", is_flat: true, needs: &[MESSAGE_TYPE, LOG_STREAM] }
            }
        }
    }

    /// Whether its elements are log events of CloudWatch Logs.
    pub const fn has_log_events(self) -> bool {
        match self {
            List::Records | List::LookedUp => false,
            List::LogEvents | List::SubscribedLogEvents => true,
        }
    }

    /// The format that the list names even if it is empty (R5).
    pub const fn named_format(self) -> Option<Format> {
        match self {
            List::Records | List::LookedUp => Some(Format::CloudTrail),
            List::LogEvents | List::SubscribedLogEvents => None,
        }
    }
}

static LIST_KEYS: [ListKey; List::ALL.len()] = {
    let (mut keys, mut number) = ([List::ALL[0].key(); List::ALL.len()], 0);
    while number < keys.len() {
        keys[number] = List::ALL[number].key();
        number += 1;
    }
    keys
};

/// The keys by which objects are opened before all of them has come.
pub static WRAPPER_KEYS: WrapperKeys = WrapperKeys {
    lists: &LIST_KEYS,
    before: &[
        MESSAGE_TYPE,
        "owner",
        "logGroup",
        LOG_STREAM,
        "subscriptionFilters",
        "searchedLogStreams",
        "nextToken",
        "NextToken",
        "nextForwardToken",
        "nextBackwardToken",
    ],
    never: Some((MESSAGE_TYPE, CONTROL_MESSAGE)),
};

/// The fields that tell an envelope, and for each signature of a format its most telling key.
const FIELDS: FieldTable = {
    let mut table = FieldTable::new(&[]);
    let mut number = 0;
    while number < List::ALL.len() {
        table = with_slot(table, List::ALL[number].key().key);
        number += 1;
    }
    let own = [ID, ACCOUNT, DETAIL_TYPE, DETAIL, CLOUDTRAIL_EVENT, MESSAGE_TYPE, LOG_STREAM, LABEL];
    number = 0;
    while number < own.len() {
        table = with_slot(table, own[number]);
        number += 1;
    }
    number = 0;
    while number < NEXT_PAGE.len() {
        table = with_slot(table, NEXT_PAGE[number]);
        number += 1;
    }
    number = 0;
    while number < Listing::ALL.len() {
        table = with_slot(table, Listing::ALL[number].descriptor().key);
        number += 1;
    }
    number = 0;
    while number < Format::ALL.len() {
        let signatures = Format::ALL[number].descriptor().signatures;
        let mut index = 0;
        while index < signatures.len() {
            table = with_slot(table, signatures[index].keys[0]);
            index += 1;
        }
        number += 1;
    }
    assert!(table.len() <= MAX_SLOTS, "more keys than there are slots");
    table
};

const fn with_slot(table: FieldTable, key: &'static str) -> FieldTable {
    if table.index_of(key).is_some() { table } else { table.with(key, Want::Slot(table.len() as u8)) }
}

const fn slot(key: &str) -> u8 {
    match FIELDS.index_of(key) {
        Some(index) => index as u8,
        None => panic!("no field of an envelope"),
    }
}

/// The fields that are cut out of an object that may be an envelope, or a record of another format than the one
/// before it.
pub fn schema() -> Schema {
    static TABLE: FieldTable = FIELDS;
    TABLE.schema()
}

/// The slot of each list, and of each listing.
static LIST_SLOTS: [u8; List::ALL.len()] = {
    let (mut slots, mut number) = ([0; List::ALL.len()], 0);
    while number < slots.len() {
        slots[number] = slot(List::ALL[number].key().key);
        number += 1;
    }
    slots
};
static LISTING_SLOTS: [u8; Listing::ALL.len()] = {
    let (mut slots, mut number) = ([0; Listing::ALL.len()], 0);
    while number < slots.len() {
        slots[number] = slot(Listing::ALL[number].descriptor().key);
        number += 1;
    }
    slots
};

/// A signature of a format, and the slot of its most telling key.
#[derive(Clone, Copy)]
struct SignatureSlot {
    format: Format,
    slot: u8,
    text: Option<&'static str>,
}

const TELLING_COUNT: usize = {
    let (mut count, mut number) = (0, 0);
    while number < Format::ALL.len() {
        count += Format::ALL[number].descriptor().signatures.len();
        number += 1;
    }
    count
};

static TELLING: [SignatureSlot; TELLING_COUNT] = {
    let mut all = [SignatureSlot { format: Format::ALL[0], slot: 0, text: None }; TELLING_COUNT];
    let (mut count, mut number) = (0, 0);
    while number < Format::ALL.len() {
        let (format, mut index) = (Format::ALL[number], 0);
        let signatures = format.descriptor().signatures;
        while index < signatures.len() {
            let signature = signatures[index];
            all[count] = SignatureSlot { format, slot: slot(signature.keys[0]), text: signature.text };
            (count, index) = (count + 1, index + 1);
        }
        number += 1;
    }
    all
};

/// The formats that an object may have whose fields were cut out by [`schema`], in the order in which they are
/// tried: only for these it is worth a closer look.
pub fn candidates<'f>(fields: &'f Fields<'_>) -> impl Iterator<Item = Format> + 'f {
    let may_be = |telling: &SignatureSlot| match telling.text {
        None => fields.raw(telling.slot).is_some(),
        Some(text) => fields.text(telling.slot).is_some_and(|found| found == text),
    };
    Format::ALL
        .into_iter()
        .filter(move |format| TELLING.iter().any(|telling| telling.format == *format && may_be(telling)))
}

/// What an object carries.
#[derive(Clone, Copy, Debug)]
pub enum Envelope<'a> {
    /// A list of records, with the log stream that it is of, if it says so.
    List(List, &'a [u8]),
    /// A CloudWatch Logs subscription asks whether its destination is there.
    Control,
    /// An EventBridge event: its `detail`.
    EventBridge(&'a [u8]),
    /// An event that was looked up: its record, as a JSON string.
    LookedUp(&'a [u8]),
    /// A list of things that are no events, or one such thing.
    Listing(Listing, &'a [u8]),
}

/// What the object carries whose fields were cut out by [`schema`].
pub fn envelope<'a>(fields: &Fields<'a>) -> Option<Envelope<'a>> {
    if fields.text(const { slot(MESSAGE_TYPE) }).is_some_and(|kind| kind == CONTROL_MESSAGE) {
        return Some(Envelope::Control);
    }
    let in_brackets = |slot: u8, open: u8| fields.raw(slot).filter(|raw| raw.first() == Some(&open));
    let lists = List::ALL.into_iter().zip(LIST_SLOTS);
    // Of several the first in the text.
    let first = lists.filter_map(|(list, slot)| Some((list, in_brackets(slot, b'[')?)));
    if let Some((list, raw)) = first.min_by_key(|(_, raw)| raw.as_ptr()) {
        return Some(Envelope::List(list, raw));
    }
    if let (Some(_), Some(detail)) =
        (fields.raw(const { slot(DETAIL_TYPE) }), fields.raw(const { slot(DETAIL) }))
    {
        return Some(Envelope::EventBridge(detail));
    }
    if let Some(event) = fields.raw(const { slot(CLOUDTRAIL_EVENT) }) {
        return Some(Envelope::LookedUp(event));
    }
    Listing::ALL.into_iter().zip(LISTING_SLOTS).find_map(|(listing, slot)| {
        let open = if listing.descriptor().is_list { b'[' } else { b'{' };
        Some(Envelope::Listing(listing, in_brackets(slot, open)?))
    })
}

/// The id of an EventBridge event.
pub fn event_bridge_id<'a>(fields: &Fields<'a>) -> Option<Cow<'a, str>> {
    fields.text(const { slot(ID) })
}

/// The account of an EventBridge event.
pub fn event_bridge_account<'a>(fields: &Fields<'a>) -> Option<Cow<'a, str>> {
    fields.text(const { slot(ACCOUNT) })
}

/// Whether an answer says that more follows on it.
pub fn is_cut(fields: &Fields<'_>) -> bool {
    const SLOTS: [u8; NEXT_PAGE.len()] = [slot(NEXT_PAGE[0]), slot(NEXT_PAGE[1])];
    SLOTS.into_iter().any(|slot| fields.raw(slot).is_some_and(is_token))
}

/// Whether a member of an answer says that more follows on it.
pub fn says_cut(key: &[u8], value: &[u8]) -> bool {
    NEXT_PAGE.iter().any(|name| key == name.as_bytes()) && is_token(value)
}

fn is_token(value: &[u8]) -> bool {
    value.len() > 2 && value[0] == b'"'
}

/// The log stream that a subscription's message is of.
pub fn log_stream<'a>(fields: &Fields<'a>) -> Option<Cow<'a, str>> {
    fields.text(const { slot(LOG_STREAM) })
}

/// What the data points of `get-metric-statistics` are of.
pub fn label<'a>(fields: &Fields<'a>) -> Option<Cow<'a, str>> {
    fields.text(const { slot(LABEL) })
}
