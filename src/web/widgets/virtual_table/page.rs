//! The rows of a table as the table holds them. It knows that two rows can be compared, and nothing else
//! of them: so the program has one table, not one for each type of row.

use crate::web::any::AnyValue;
use crate::web::client::Answers;
use crate::web::memo::Memo;
use sessionscope::engine::Answer;
use sessionscope::query::answer::Page;
use std::any::Any;
use std::marker::PhantomData;

/// The newest stretch of rows, followed.
pub struct PageOf<T> {
    pub(super) page: Memo<Option<Page<AnyValue>>>,
    rows: PhantomData<fn() -> T>,
}

impl<T> Clone for PageOf<T> {
    fn clone(&self) -> PageOf<T> {
        *self
    }
}

impl<T> Copy for PageOf<T> {}

impl<T: Any + Clone + PartialEq + Send + Sync> PageOf<T> {
    /// What a computation gives; it is done again when a signal that it reads changes.
    pub fn new(page: impl Fn() -> Option<Page<T>> + Send + Sync + 'static) -> PageOf<T> {
        let any = |Page { total, first, rows }| {
            let rows = Vec::into_iter(rows).map(|row: T| AnyValue::new(row)).collect();
            Page { total, first, rows }
        };
        PageOf { page: Memo::new(move |_| page().map(any)), rows: PhantomData }
    }

    /// How many rows there are in all, once that is known.
    pub fn total(self) -> Option<u32> {
        self.page.with(|page| page.as_ref().map(|page| page.total))
    }

    /// The first row of this kind among those that are here, and its place.
    pub fn find(self, is_wanted: impl Fn(&T) -> bool) -> Option<(u32, T)> {
        self.page.with(|page| {
            let page = page.as_ref()?;
            let rows = (page.first..).zip(page.rows.iter().filter_map(AnyValue::get::<T>));
            rows.into_iter().find(|(_, row)| is_wanted(row)).map(|(place, row)| (place, row.clone()))
        })
    }
}

/// The page of rows of the newest answer, if it is one.
pub fn page_of<T: Any + Clone + PartialEq + Send + Sync>(
    answers: Answers,
    page: fn(&Answer) -> Option<&Page<T>>,
) -> PageOf<T> {
    PageOf::new(move || {
        answers.newest.with(|newest| newest.as_ref().and_then(|newest| page(&newest.answer)).cloned())
    })
}
