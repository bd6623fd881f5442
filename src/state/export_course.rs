//! The course of an export, whose pieces come one after the other: how far it is, or that it could not be finished.

/// The course of exports, of which one runs at a time. `E` says which one it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportCourse<E> {
    /// None runs, and the last one, if there was any, was saved or cancelled.
    #[default]
    Idle,
    /// One runs.
    Running {
        /// Which.
        entry: E,
        /// How much of it is done.
        done: u64,
        /// Of how much.
        total: u64,
    },
    /// The last one could not be finished.
    Failed(E),
}

impl<E: Copy> ExportCourse<E> {
    /// Begins one, unless one runs: that would be lost without a word. Whether it has begun.
    pub fn begin(&mut self, entry: E) -> bool {
        let begins = self.running().is_none();
        if begins {
            *self = ExportCourse::Running { entry, done: 0, total: 0 };
        }
        begins
    }

    /// Notes how far the one that runs is.
    pub fn note(&mut self, now_done: u64, now_total: u64) {
        if let ExportCourse::Running { done, total, .. } = self {
            (*done, *total) = (now_done, now_total);
        }
    }

    /// Ends the one that runs: it was saved or cancelled.
    pub fn end(&mut self) {
        if self.running().is_some() {
            *self = ExportCourse::Idle;
        }
    }

    /// Ends the one that runs: it could not be finished.
    pub fn fail(&mut self) {
        if let Some(entry) = self.running() {
            *self = ExportCourse::Failed(entry);
        }
    }

    /// The one that runs.
    pub fn running(&self) -> Option<E> {
        if let ExportCourse::Running { entry, .. } = self { Some(*entry) } else { None }
    }

    /// The one that could not be finished.
    pub fn failed(&self) -> Option<E> {
        if let ExportCourse::Failed(entry) = self { Some(*entry) } else { None }
    }

    /// How much of the one that runs is done, from 0 to 1.
    pub fn share(&self) -> f64 {
        match self {
            ExportCourse::Running { done, total, .. } => *done as f64 / (*total).max(1) as f64,
            ExportCourse::Idle | ExportCourse::Failed(_) => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_export_takes_nothing_from_the_one_that_runs() {
        let mut course = ExportCourse::default();
        assert!(course.begin("events"));
        course.note(1, 4);
        assert!(!course.begin("summary"));
        assert_eq!((course.running(), course.share()), (Some("events"), 0.25));
        course.end();
        assert_eq!(course, ExportCourse::Idle);
        assert!(course.begin("summary"));
        assert_eq!(course.share(), 0.0, "of nothing nothing is done");
    }

    #[test]
    fn that_an_export_could_not_be_finished_stands_until_the_next_one_begins() {
        let mut course = ExportCourse::default();
        course.fail();
        assert_eq!(course.failed(), None, "none ran");
        assert!(course.begin("events"));
        course.fail();
        course.note(3, 4);
        course.end();
        assert_eq!((course.failed(), course.running()), (Some("events"), None));
        assert!(course.begin("events"));
        assert_eq!(course.failed(), None);
    }
}
