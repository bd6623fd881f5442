//! CloudTrail records as rows of a table: event history (console), CloudTrail Lake, Athena, Logs Insights and the
//! tables of SIEMs. Columns are taken as far as they are there.
//!
//! The columns are not documented as a file format; headers are compared without case and punctuation (R39).

use super::cloudtrail::{CloudTrailRecord, Subject, failure_in, has_subject, is_insight_kind, subject_of};
use super::cloudtrail_identity::{Identity, is_sign_in};
use super::flat_object::FlatObject;
use super::header::normal_header;
use super::sheet_time::{DateOrder, SheetTime};
use super::struct_text::struct_as_json;
use crate::container::json::bytes_of;
use crate::container::json_text::{Text, as_text, put_string};
use crate::container::parts::members;
use std::borrow::Cow;

/// The headers of a table, and where the columns that count are.
pub struct RecordColumns(Vec<String>);

/// The columns that may have the time, the one that counts most first. That of the table `AWSCloudTrail` of Microsoft
/// Sentinel is UTC by its header.
pub const TIME_COLUMNS: [&str; 5] =
    ["eventtime", "@timestamp", "timegeneratedutc", "timegenerated", "tptimestamp"];

/// Columns of which a table has at least one that has the time under a header which others have, too.
pub const TELLING_COLUMNS: [&str; 6] = [
    "eventsource",
    "awsregion",
    "sourceipaddress",
    "useridentity",
    "useridentityarn",
    "useridentityusername",
];

/// The columns of what was asked in a call and of what came back; where they are flattened, others begin with the same.
const PARAMETER_COLUMNS: [&str; 2] = ["requestparameters", "responseelements"];

impl RecordColumns {
    /// The columns under these headers (see [`normal_header`]).
    pub fn of(headers: Vec<String>) -> RecordColumns {
        RecordColumns(headers)
    }

    /// The headers.
    pub fn headers(&self) -> &[String] {
        &self.0
    }

    /// What stands under this header, as JSON: an object, or one that is spread over headers that begin with this one.
    fn object(&self, cells: &[String], name: &str) -> Option<Vec<u8>> {
        if let Some(cell) = self.cell(cells, name) {
            return Some(struct_as_json(cell));
        }
        let mut object = FlatObject::default();
        for (header, cell) in self.0.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            if let Some(key) = header.strip_prefix(name) {
                object.push(key, &json_string(cell));
            }
        }
        object.into_json()
    }

    /// What a row is beside a call, if it is none: what an insight or an addendum says is not null (R37).
    pub fn other_kind(&self, cells: &[String]) -> Option<OtherKind> {
        let has_object = |name| self.cell(cells, name).is_some_and(|cell| cell.trim_start().starts_with('{'));
        let cell = |name| self.cell(cells, name).unwrap_or_default().as_bytes();
        if has_object("insightdetails") || is_insight_kind(cell("eventcategory"), cell("eventtype")) {
            return Some(OtherKind::Insight);
        }
        has_object("addendum").then_some(OtherKind::Addendum)
    }

    /// Whether they say of a call what was asked and what came back.
    pub fn have_parameters(&self) -> bool {
        let has = |name: &str| self.0.iter().any(|header| header.starts_with(name));
        PARAMETER_COLUMNS.into_iter().any(has)
    }

    /// What was asked, and what came back, in a row that says it.
    pub fn parameters<'a>(&self, cells: &'a [String]) -> impl Iterator<Item = &'a str> {
        PARAMETER_COLUMNS.into_iter().filter_map(|name| self.cell(cells, name))
    }

    /// Whether a column of its own says of a row that parameters or a response were left out.
    pub fn say_omitted(&self, cells: &[String]) -> bool {
        let says = |name: &str| self.cell(cells, name).is_some_and(|cell| cell.eq_ignore_ascii_case("true"));
        says("requestparametersomitted") || says("responseelementsomitted")
    }

    /// The time of a row, as it is written.
    pub fn time<'a>(&self, cells: &'a [String]) -> Option<&'a str> {
        TIME_COLUMNS.into_iter().find_map(|column| self.cell(cells, column))
    }

    /// What stands under this header; of equal headers under the last.
    fn cell<'a>(&self, cells: &'a [String], name: &str) -> Option<&'a str> {
        let index = self.0.iter().rposition(|header| header == name)?;
        cells.get(index).map(String::as_str).filter(|cell| !cell.is_empty() && *cell != "null")
    }
}

/// What a row is that is no call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// An anomaly.
    Insight,
    /// The correction of an earlier record.
    Addendum,
}

fn json_string(text: &str) -> Vec<u8> {
    let mut json = Vec::new();
    put_string(text, &mut json);
    json
}

/// The record of a row, in a table with dates in this order, if one is known.
pub fn parse_row<'a>(
    columns: &RecordColumns,
    cells: &'a [String],
    order: Option<DateOrder>,
) -> CloudTrailRecord<'a> {
    let cell = |name: &str| columns.cell(cells, name);
    let text = |name: &str| cell(name).map(|cell| Cow::Borrowed(cell.as_bytes()));
    let object = |name: &str| columns.object(cells, name);
    let (name, source) = (text("eventname"), text("eventsource"));
    let signs_in = source.as_deref().is_some_and(is_sign_in);
    let failure = |name: &str| Some(Cow::Owned(failure_in(&object(name)?)?.into_owned()));
    CloudTrailRecord {
        subject: match source.as_deref() {
            Some(source) if has_subject(source, name.as_deref()) => {
                let [request, response] = PARAMETER_COLUMNS.map(object);
                subject_of(source, name.as_deref(), request.as_deref(), response.as_deref()).into_owned()
            }
            _ => Subject::default(),
        },
        id: text("eventid").or_else(|| text("awseventid")),
        name,
        source,
        time: columns.time(cells).and_then(|time| {
            Some(match SheetTime::parse(time) {
                Some(time) => json_string(&time.in_order(order)?).into(),
                None => json_string(time).into(),
            })
        }),
        region: text("awsregion"),
        client_ip: text("sourceipaddress"),
        agent: text("useragent"),
        account: ["recipientaccountid", "accountid", "account"].into_iter().find_map(text),
        category: text("eventcategory"),
        error: text("errorcode")
            .or_else(|| if signs_in { failure("responseelements") } else { None })
            .or_else(|| failure("serviceeventdetails")),
        identity: identity_of(columns, cells),
    }
}

/// Who a row names: columns of their own, else the struct as a whole.
fn identity_of<'a>(columns: &RecordColumns, cells: &'a [String]) -> Identity<'a> {
    let cell = |names: &[&str]| names.iter().find_map(|name| columns.cell(cells, name));
    let object = |names: &[&str]| cell(names).map(struct_as_json).unwrap_or_default();
    let (whole, data) = (object(&["useridentity"]), object(&["additionaleventdata"]));
    let on_behalf = value_in(&whole, "onbehalfof").unwrap_or_default();
    let text = |names: &[&str], object: &[u8], key: &str| -> Option<Text<'a>> {
        let own = cell(names).map(|cell| Cow::Borrowed(cell.as_bytes()));
        own.or_else(|| Some(Cow::Owned(text_in(object, key)?)))
    };
    Identity {
        kind: text(&["useridentitytype"], &whole, "type"),
        user_name: text(&["username", "useridentityusername"], &whole, "username"),
        arn: text(&["useridentityarn", "arn"], &whole, "arn"),
        principal_id: text(&["useridentityprincipalid", "principalid"], &whole, "principalid"),
        on_behalf_of: text(&["useridentityonbehalfofuserid"], on_behalf, "userid"),
        invoked_by: text(&["useridentityinvokedby", "invokedby"], &whole, "invokedby"),
        signed_in: text(&["additionaleventdatausername"], &data, "username"),
    }
}

/// The value under a key of an object, compared without case and punctuation: of its spellings the first counts, and of
/// equal keys the last (R13).
fn value_in<'a>(object: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let mut spelt = members(object).filter(|(key, _)| normal_header(&as_text(key)) == wanted);
    let (spelling, first) = spelt.next()?;
    Some(spelt.filter(|(key, _)| *key == spelling).last().map_or(first, |(_, value)| value))
}

/// The string under a key of an object, compared in the same way: the first spelling that is not empty.
fn text_in(object: &[u8], wanted: &str) -> Option<Vec<u8>> {
    let mut spelt: Vec<(Text<'_>, &[u8])> = Vec::new();
    for (key, value) in members(object).filter(|(key, _)| normal_header(&as_text(key)) == wanted) {
        match spelt.iter_mut().find(|(spelling, _)| *spelling == key) {
            Some((_, earlier)) => *earlier = value,
            None => spelt.push((key, value)),
        }
    }
    spelt
        .into_iter()
        .find_map(|(_, value)| bytes_of(value).filter(|text| !text.is_empty()))
        .map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_athena_is_read_like_a_record() {
        let headers = ["eventname", "eventtime", "eventsource", "useridentity", "requestparameters"];
        let columns = RecordColumns::of(headers.map(str::to_owned).to_vec());
        let cells = [
            "GetFileDownloadUrls",
            "2026-11-19T08:00:00Z",
            "cloudshell.amazonaws.com",
            "{type=AssumedRole, arn=arn:aws:sts::123456789012:assumed-role/Admin/jane, username=null}",
            r#"{"EnvironmentId":"e-1","FileDownloadPath":"a.csv"}"#,
        ]
        .map(str::to_owned);
        let record = parse_row(&columns, &cells, None);
        assert_eq!(record.identity.user(), b"jane");
        assert_eq!(record.subject.environment.as_deref(), Some(&b"e-1"[..]));
        assert_eq!(record.subject.file.as_deref(), Some(&b"a.csv"[..]));
    }

    #[test]
    fn of_keys_that_occur_twice_the_first_spelling_counts_and_of_equal_ones_the_last() {
        let columns = RecordColumns::of(vec!["useridentity".to_owned()]);
        for (cell, expected) in [
            (r#"{"onBehalfOf":{"userId":"a"},"onbehalfof":{"userId":"b"}}"#, "a"),
            (r#"{"onBehalfOf":{"userId":"a"},"onBehalfOf":{"userId":"b"}}"#, "b"),
            ("{onbehalfof={userid=a}, onbehalfof={userid=b}}", "b"),
        ] {
            let cells = [cell.to_owned()];
            assert_eq!(parse_row(&columns, &cells, None).identity.user(), expected.as_bytes(), "{cell}");
        }
    }
}
