//! The views, one a tab.
