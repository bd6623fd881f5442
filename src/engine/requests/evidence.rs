//! What the evidence is: the manifest, the notices, and what is known from records that are no events. None of
//! it depends on the scope.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::Window;
use crate::model::fact::Fact;
use crate::query::answer::{InputRow, LimitationRow, NoticeRow, Page};
use crate::query::facts::{FactKind, fact_page, facts_in_order};
use crate::query::rows::{input_page, inputs_by_path, limitation_page, limitations, notice_page};
use serde::{Deserialize, Serialize};

/// Rows of the manifest, by path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputPage {
    /// Which rows.
    pub window: Window,
}

impl Request for InputPage {
    type Response = Page<InputRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<InputRow>, Mistake> {
        let store = snapshot.store;
        let inputs = snapshot.cache.inputs.get_or_init(|| inputs_by_path(store));
        Ok(input_page(store, inputs, self.window))
    }
}

/// The position in the manifest of the input of a path, if it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputPosition(pub String);

impl Request for InputPosition {
    type Response = Option<u32>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<u32>, Mistake> {
        let store = snapshot.store;
        let inputs = snapshot.cache.inputs.get_or_init(|| inputs_by_path(store));
        let path_of = |number: &u32| store.inputs()[*number as usize].path.as_str();
        Ok(inputs
            .binary_search_by(|number| path_of(number).cmp(&self.0))
            .ok()
            .map(|position| position as u32))
    }
}

/// What inputs cannot show, by path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitationPage {
    /// Which of it.
    pub window: Window,
}

impl Request for LimitationPage {
    type Response = Page<LimitationRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<LimitationRow>, Mistake> {
        let store = snapshot.store;
        let inputs = snapshot.cache.inputs.get_or_init(|| inputs_by_path(store));
        let limitations = snapshot.cache.limitations.get_or_init(|| limitations(store, inputs));
        Ok(limitation_page(store, limitations, self.window))
    }
}

/// Notices, in the order of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePage {
    /// Which of them.
    pub window: Window,
}

impl Request for NoticePage {
    type Response = Page<NoticeRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<NoticeRow>, Mistake> {
        let store = snapshot.store;
        Ok(notice_page(store, &snapshot.cache.notices(store), self.window))
    }
}

/// Facts of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactPage {
    /// The kind.
    pub kind: FactKind,
    /// Which of them.
    pub window: Window,
}

impl Request for FactPage {
    type Response = Page<Fact>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<Fact>, Mistake> {
        let store = snapshot.store;
        let order = snapshot.cache.facts.get(self.kind, || facts_in_order(store, self.kind));
        Ok(fact_page(store, &order, self.window))
    }
}
