//! The places that people of the sample visit and the files that they handle. All of it is made up:
//! hosts of example.com, .org and .net, addresses of the documentation ranges.

use super::event::{FileFact, Page};
use super::rng::Rng;

/// A site: host, paths, and whether a path takes an id.
struct Site {
    host: &'static str,
    paths: &'static [&'static str],
}

const SITES: &[Site] = &[
    Site {
        host: "crm.example.com",
        paths: &["/accounts", "/accounts/view", "/pipeline", "/reports/quarter"],
    },
    Site { host: "mail.example.com", paths: &["/inbox", "/inbox/thread", "/compose", "/search"] },
    Site { host: "wiki.example.org", paths: &["/Home", "/Runbooks", "/Architecture/Overview", "/日報"] },
    Site { host: "tickets.example.net", paths: &["/queue", "/browse", "/browse/comment", "/board"] },
    Site { host: "docs.example.org", paths: &["/d/edit", "/d/view", "/sheets/edit", "/slides/view"] },
    Site { host: "hr.example.com", paths: &["/timesheet", "/leave", "/directory"] },
    Site { host: "search.example.com", paths: &["/", "/results"] },
    Site { host: "news.example.org", paths: &["/", "/markets", "/technology/article"] },
    Site { host: "bank.example.net", paths: &["/overview", "/transfers", "/statements"] },
    Site { host: "travel.example.org", paths: &["/search", "/booking/summary"] },
];

const BLOCKED: &[Site] = &[
    Site { host: "share.example.net", paths: &["/upload", "/f"] },
    Site { host: "games.example.org", paths: &["/", "/play"] },
    Site { host: "paste.example.net", paths: &["/new"] },
    Site { host: "webmail.example.net", paths: &["/login"] },
];

const FILES: &[(&str, u64)] = &[
    ("quarterly-report.pdf", 4_200_000),
    ("invoice.pdf", 380_000),
    ("minutes.docx", 140_000),
    ("contract-draft.docx", 520_000),
    ("forecast.xlsx", 2_600_000),
    ("accounts.csv", 9_800_000),
    ("site-plan.png", 6_100_000),
    ("deck.pptx", 21_000_000),
    ("議事録.docx", 160_000),
    ("logs.zip", 64_000_000),
    ("dataset.tar.gz", 240_000_000),
];

/// A page that somebody at work opens; the first sites are visited most.
pub(super) fn page(rng: &mut Rng) -> Page {
    let site = one_of(rng, SITES);
    page_of(rng, site)
}

/// A page that the content filter refuses.
pub(super) fn blocked_page(rng: &mut Rng) -> Page {
    let site = one_of(rng, BLOCKED);
    page_of(rng, site)
}

/// Another page of the site that `page` is on, as a click on a link gives.
pub(super) fn next_page(rng: &mut Rng, page: &Page) -> Page {
    match SITES.iter().chain(BLOCKED).find(|site| site.host == page.host) {
        Some(site) => page_of(rng, site),
        None => page.clone(),
    }
}

fn one_of(rng: &mut Rng, sites: &'static [Site]) -> &'static Site {
    &sites[rng.mostly_low(0, sites.len() as u64 - 1) as usize]
}

fn page_of(rng: &mut Rng, site: &Site) -> Page {
    let path = rng.pick(site.paths);
    let query = match rng.between(0, 9) {
        0..=2 => String::new(),
        3..=7 => format!("?id={}", rng.between(1_000, 99_999)),
        _ => format!(
            "?q={}&page={}#top",
            rng.pick(&["budget", "onboarding", "incident", "%E8%A8%88%E7%94%BB"]),
            rng.between(1, 9)
        ),
    };
    Page { host: site.host, path, query: query.into() }
}

/// A file, its name made different by a number, its size around what is usual for the kind.
pub(super) fn file(rng: &mut Rng) -> FileFact {
    let &(name, usual) = rng.pick(FILES);
    let (stem, ext) = name.split_once('.').unwrap_or((name, ""));
    let number = rng.between(1, 400);
    let size = rng.mostly_low(usual / 6, usual * 3);
    FileFact { name: format!("{stem}-{number}.{ext}").into(), size }
}

/// What a print job is called and how big its PDF is.
pub(super) fn print_job(rng: &mut Rng) -> FileFact {
    let stem = rng.pick(&["Inbox", "Account view", "Statement", "Booking summary", "見積書"]);
    FileFact { name: format!("{stem}.pdf").into(), size: rng.mostly_low(18_000, 900_000) }
}
