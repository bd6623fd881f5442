//! CloudTrail in the form of OCSF: the same events.

use super::Mapping;
use super::cloudtrail::{map_call, note_omitted};
use super::sink::RecordSink;
use crate::container::json::Fields;
use crate::format::cloudtrail_ocsf::{REQUEST, RESPONSE, parse_cloudtrail_ocsf};

pub(super) const MAPPING: Mapping = Mapping { map, groups: &[] };

fn map(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) {
    note_omitted(fields, [REQUEST, RESPONSE], sink);
    map_call(&parse_cloudtrail_ocsf(fields), sink);
}
