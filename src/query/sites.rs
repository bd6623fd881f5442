//! Sites: the hosts that were visited, by whom, when, what was blocked there, and what moved to them and from them.

use super::answer::{Page, SiteField, SiteMatrix, SiteRow, SiteUser};
use super::table_sort::TableSort;
use super::view::View;
use crate::model::dictionary::ABSENT;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{Amount, Endpoint, Family, TextField, Window};
use crate::source::order;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The sites of the events in scope, in this order; ties by name.
pub fn sites_in_order(view: &View<'_>, sort: TableSort<SiteField>) -> Vec<SiteRow> {
    let View { store, classification, selection, .. } = view;
    let columns = store.columns();
    let hosts = store.dictionary(TextField::Host);
    let mut sites: Vec<SiteRow> = Vec::new();
    // Index of each host among the sites.
    let mut indices = vec![u32::MAX; hosts.len()];
    let mut users: HashSet<(u32, u32)> = HashSet::new();
    // Neighbours mostly are of one user at one site.
    let mut last = (ABSENT, ABSENT);
    for row in selection.iter() {
        let host = columns.code(TextField::Host, row);
        if host == ABSENT {
            continue;
        }
        let index = &mut indices[host as usize];
        if *index == u32::MAX {
            *index = sites.len() as u32;
            sites.push(SiteRow { host: hosts.get(host).to_owned(), ..SiteRow::default() });
        }
        let site = &mut sites[*index as usize];
        let pair = (host, columns.code(TextField::User, row));
        if pair != last && pair.1 != ABSENT {
            last = pair;
            site.users += u64::from(users.insert(pair));
        }
        site.events += 1;
        widen(&mut site.first_ms, &mut site.last_ms, columns.time(row));
        let family = classification.family(row);
        site.visits += u64::from(family == Family::Browsing);
        site.blocked += u64::from(family == Family::Blocked);
        if let Some((from, to)) = classification.of_row(store, row).moves {
            let amount = || Amount::of(columns.size(row));
            match family {
                Family::Clipboard if to == Endpoint::Site => site.pastes += 1,
                Family::Clipboard if from == Endpoint::Site => site.copies += 1,
                _ if to == Endpoint::Site => site.uploads += amount(),
                _ if from == Endpoint::Site => site.downloads += amount(),
                _ => {}
            }
        }
    }
    order::sort_by(&mut sites, |a, b| {
        sort.directed(compare(a, b, sort.column)).then_with(|| a.host.cmp(&b.host))
    });
    sites
}

/// Some of the sites.
pub fn site_page(sites: &[SiteRow], window: Window) -> Page<SiteRow> {
    Page::of(sites, window, SiteRow::clone)
}

/// Who was at a site, most events first.
pub fn users_of_site(view: &View<'_>, host: &str) -> Vec<SiteUser> {
    let View { store, selection, classification, .. } = view;
    let columns = store.columns();
    let Some(code) = store.dictionary(TextField::Host).code(host) else { return Vec::new() };
    let mut users: BTreeMap<u32, SiteUser> = BTreeMap::new();
    for row in selection.iter().filter(|row| columns.code(TextField::Host, *row) == code) {
        let user = columns.code(TextField::User, row);
        let user = users.entry(user).or_insert_with(|| SiteUser {
            user: store.dictionary(TextField::User).get(user).to_owned(),
            ..SiteUser::default()
        });
        user.events += 1;
        user.blocked += u64::from(classification.family(row) == Family::Blocked);
        widen(&mut user.first_ms, &mut user.last_ms, columns.time(row));
    }
    let mut users: Vec<SiteUser> = users.into_values().collect();
    order::sort_by(&mut users, |a, b| b.events.cmp(&a.events).then_with(|| a.user.cmp(&b.user)));
    users
}

/// Who was at the first of these sites, by how often: what was blocked where the sites are sorted by that, else all
/// events.
pub fn site_matrix(view: &View<'_>, sites: &[SiteRow], sort: SiteField, users: usize) -> SiteMatrix {
    let View { store, selection, classification, .. } = view;
    let columns = store.columns();
    let (host_texts, user_texts) = (store.dictionary(TextField::Host), store.dictionary(TextField::User));
    let mut place = vec![u32::MAX; host_texts.len()];
    for (index, site) in (0..).zip(sites) {
        if let Some(code) = host_texts.code(&site.host) {
            place[code as usize] = index;
        }
    }
    let of_blocked = sort == SiteField::Blocked;
    let mut counts: HashMap<(u32, u32), u64> = HashMap::new();
    let mut totals: BTreeMap<u32, u64> = BTreeMap::new();
    for row in selection.iter() {
        let site = place[columns.code(TextField::Host, row) as usize];
        if site == u32::MAX || of_blocked && classification.family(row) != Family::Blocked {
            continue;
        }
        let user = columns.code(TextField::User, row);
        *counts.entry((site, user)).or_default() += 1;
        *totals.entry(user).or_default() += 1;
    }
    let mut order: Vec<(u32, u64)> = totals.into_iter().collect();
    order::sort_by(&mut order, |a, b| {
        b.1.cmp(&a.1).then_with(|| user_texts.get(a.0).cmp(user_texts.get(b.0)))
    });
    let other_users = order.len().saturating_sub(users) as u32;
    order.truncate(users);
    let of_site =
        |site: u32| order.iter().map(|(user, _)| counts.get(&(site, *user)).copied().unwrap_or(0)).collect();
    SiteMatrix {
        hosts: sites.iter().map(|site| site.host.clone()).collect(),
        users: order.iter().map(|(user, _)| user_texts.get(*user).to_owned()).collect(),
        other_users,
        counts: (0..sites.len() as u32).map(of_site).collect(),
        of_blocked,
    }
}

/// Takes a time into a span of times.
fn widen(first: &mut Option<TimeMs>, last: &mut Option<TimeMs>, time: TimeMs) {
    if time != UNDATED {
        *first = Some(first.map_or(time, |first| first.min(time)));
        *last = Some(last.map_or(time, |last| last.max(time)));
    }
}

fn compare(a: &SiteRow, b: &SiteRow, sort: SiteField) -> Ordering {
    match sort {
        SiteField::Host => a.host.cmp(&b.host),
        SiteField::Visits => a.visits.cmp(&b.visits),
        SiteField::Users => a.users.cmp(&b.users),
        SiteField::First => a.first_ms.cmp(&b.first_ms),
        SiteField::Last => a.last_ms.cmp(&b.last_ms),
        SiteField::Pastes => a.pastes.cmp(&b.pastes),
        SiteField::Uploads => a.uploads.cmp(&b.uploads),
        SiteField::Downloads => a.downloads.cmp(&b.downloads),
        SiteField::Blocked => a.blocked.cmp(&b.blocked),
    }
}
