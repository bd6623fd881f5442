//! CloudTrail in the form of OCSF: the same events.

use super::Mapping;
use super::cloudtrail::map_call;
use crate::format::cloudtrail_ocsf::parse_cloudtrail_ocsf;

pub(super) const MAPPING: Mapping =
    Mapping { map: |fields, sink| map_call(&parse_cloudtrail_ocsf(fields), sink), groups: &[] };
