//! The views of the page.

use crate::source::enum_table;

enum_table! {
    /// The views, in the order of their tabs from left to right.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[allow(missing_docs)] // Each is the view of its name.
    pub enum Tab =>
    /// The name in the URL and in `data-tab`.
    pub fn id() -> &'static str {
        #[default]
        Overview => "overview",
        Timeline => "timeline",
        Sessions => "sessions",
        Transfers => "transfers",
        Sites => "sites",
        Events => "events",
        Terminal => "terminal",
        Findings => "findings",
        Evidence => "evidence",
        Compare => "compare",
    }
}

impl Tab {
    /// The tab of this name.
    pub fn from_id(id: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.id() == id)
    }

    /// The next tab to the right that is not blank, or to the left; behind the last one comes the first.
    pub fn beside(self, is_right: bool, is_blank: impl Fn(Tab) -> bool) -> Tab {
        let all = Tab::ALL.len();
        let at = Tab::ALL.iter().position(|tab| *tab == self).unwrap_or_default();
        let step = if is_right { 1 } else { all - 1 };
        let mut others = (1..all).map(|count| Tab::ALL[(at + count * step) % all]);
        others.find(|tab| !is_blank(*tab)).unwrap_or(self)
    }

    /// The tab of this number, counted from 1 as its key is.
    pub fn numbered(number: &str) -> Option<Tab> {
        Tab::ALL.get(number.parse::<usize>().ok()?.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_pass_over_what_is_blank() {
        let none = |_| false;
        assert_eq!(Tab::Overview.beside(true, none), Tab::Timeline);
        assert_eq!(Tab::Overview.beside(false, none), Tab::Compare);
        assert_eq!(Tab::Compare.beside(true, none), Tab::Overview);
        let terminal = |tab| tab == Tab::Terminal;
        assert_eq!(Tab::Events.beside(true, terminal), Tab::Findings);
        assert_eq!(Tab::Findings.beside(false, terminal), Tab::Events);
        assert_eq!(Tab::Events.beside(true, |_| true), Tab::Events);
    }

    #[test]
    fn tabs_have_the_numbers_of_their_keys() {
        assert_eq!(Tab::numbered("1"), Some(Tab::Overview));
        assert_eq!(Tab::numbered("8"), Some(Tab::Findings));
        for other in ["0", "11", "-1", "x", ""] {
            assert_eq!(Tab::numbered(other), None, "{other}");
        }
    }
}
