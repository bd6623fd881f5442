//! The table of sites, and who was at one.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::Window;
use crate::query::answer::{Page, SiteField, SiteMatrix, SiteRow, SiteUser};
use crate::query::sites::{site_matrix, site_page, sites_in_order, users_of_site};
use crate::query::table_sort::TableSort;
use serde::{Deserialize, Serialize};

/// Rows of the table of sites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SitePage {
    /// What it is sorted by.
    pub sort: TableSort<SiteField>,
    /// Which rows.
    pub window: Window,
}

impl Request for SitePage {
    type Response = Page<SiteRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<SiteRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let sites = scope.scoped.sites.get(self.sort, || sites_in_order(&scope.view(), self.sort));
        Ok(site_page(&sites, self.window))
    }
}

/// Who was at a site, most events first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteUsers {
    /// Its host.
    pub host: String,
    /// Which of them.
    pub window: Window,
}

impl Request for SiteUsers {
    type Response = Page<SiteUser>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<SiteUser>, Mistake> {
        let scope = snapshot.in_scope()?;
        let users = users_of_site(&scope.view(), &self.host);
        Ok(Page::of(&users, self.window, SiteUser::clone))
    }
}

/// Who was at the first sites of the table, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteMatrixIn {
    /// What the table is sorted by.
    pub sort: TableSort<SiteField>,
    /// How many sites.
    pub sites: u32,
    /// How many users.
    pub users: u32,
}

impl Request for SiteMatrixIn {
    type Response = SiteMatrix;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<SiteMatrix, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let sites = scope.scoped.sites.get(self.sort, || sites_in_order(&view, self.sort));
        let first = &sites[..sites.len().min(self.sites as usize)];
        Ok(site_matrix(&view, first, self.sort.column, self.users as usize))
    }
}
