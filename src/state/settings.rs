//! What the whole page is set to: language and colours.

use crate::source::enum_table;

/// What is known of a language.
struct LanguageInfo {
    id: &'static str,
    name: &'static str,
}

enum_table! {
    /// The languages of the page. The messages of each are in `i18n/`, in the folder of its code.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[allow(missing_docs)]
    pub enum Language => fn info() -> LanguageInfo {
        #[default]
        English => LanguageInfo { id: "en", name: "English" },
        Japanese => LanguageInfo { id: "ja", name: "日本語" },
    }
}

impl Language {
    /// The code in the URL and in `lang`.
    pub const fn id(self) -> &'static str {
        self.info().id
    }

    /// What those who speak it call it.
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// The language of a code such as `ja` or `ja-JP`.
    pub fn from_id(id: &str) -> Option<Language> {
        let code = id.split('-').next()?;
        Language::ALL.into_iter().find(|language| language.id() == code)
    }
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// The name by which it is kept.
    pub const fn id(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of this name.
    pub fn from_id(id: &str) -> Option<Theme> {
        [Theme::System, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.id() == id)
    }

    /// The next one of those that there are.
    pub const fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }
}
