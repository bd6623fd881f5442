//! What the evidence says of itself, in words.

use crate::audit::flows::{MatchBasis, UnmatchedReason};
use crate::model::system_limitation::SystemLimitation;
use crate::query::answer::JoinReason;
use crate::say;
use crate::state::Language;

/// What a system cannot show: a sentence.
pub fn system_limitation_explained(language: Language, limitation: SystemLimitation) -> String {
    match limitation {
        SystemLimitation::AddressBarPaste => say!(language, "cannot-show-address-bar-paste"),
        SystemLimitation::ClipboardContent => say!(language, "cannot-show-clipboard-content"),
        SystemLimitation::ClipboardOut => say!(language, "cannot-show-clipboard-out"),
        SystemLimitation::FileContent => say!(language, "cannot-show-file-content"),
        SystemLimitation::UploadNameAndSize => say!(language, "cannot-show-upload-name-and-size"),
        SystemLimitation::ClientAddress => say!(language, "cannot-show-client-address"),
        SystemLimitation::DeletedHistory => say!(language, "cannot-show-deleted-history"),
        SystemLimitation::Files => say!(language, "cannot-show-files"),
        SystemLimitation::EchoOffInput => say!(language, "cannot-show-echo-off-input"),
        SystemLimitation::ExitWithoutRecord => say!(language, "cannot-show-exit-without-record"),
        SystemLimitation::PortForwardingAndSsh => say!(language, "cannot-show-port-forwarding-and-ssh"),
        SystemLimitation::TimeOfCommands => say!(language, "cannot-show-time-of-commands"),
        SystemLimitation::Commands => say!(language, "cannot-show-commands"),
        SystemLimitation::TransferSize => say!(language, "cannot-show-transfer-size"),
        SystemLimitation::UrlMadeNotUsed => say!(language, "cannot-show-url-made-not-used"),
        SystemLimitation::DataEventsUnlessSelected => {
            say!(language, "cannot-show-data-events-unless-selected")
        }
        SystemLimitation::DeliveryDelay => say!(language, "cannot-show-delivery-delay"),
        SystemLimitation::BestEffort => say!(language, "cannot-show-best-effort"),
        SystemLimitation::FailedLogins => say!(language, "cannot-show-failed-logins"),
        SystemLimitation::Logouts => say!(language, "cannot-show-logouts"),
        SystemLimitation::UserNames => say!(language, "cannot-show-user-names"),
    }
}

/// By what something that left is taken for what came: a sentence.
pub fn match_basis_explained(language: Language, basis: MatchBasis) -> String {
    match basis {
        MatchBasis::NameAndSize => say!(language, "match-name-and-size"),
        MatchBasis::Name => say!(language, "match-name"),
    }
}

/// Why it is not known where something that left came from: a sentence.
pub fn unmatched_explained(language: Language, reason: UnmatchedReason) -> String {
    match reason {
        UnmatchedReason::NoSession => say!(language, "unmatched-no-session"),
        UnmatchedReason::Undated => say!(language, "unmatched-undated"),
        UnmatchedReason::NoFileName => say!(language, "unmatched-no-file-name"),
        UnmatchedReason::NoEarlierInLeg => say!(language, "unmatched-no-earlier-in-leg"),
        UnmatchedReason::OtherSize => say!(language, "unmatched-other-size"),
    }
}

/// Why a user of a system is a person: a sentence.
pub fn join_reason_explained(language: Language, reason: JoinReason) -> String {
    match reason {
        JoinReason::IdentityMap => say!(language, "joined-identity-map"),
        JoinReason::Workspace => say!(language, "joined-workspace"),
        JoinReason::SameAddress => say!(language, "joined-same-address"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn everything_that_is_said_of_the_evidence_is_said_in_each_language_in_a_sentence_of_its_own() {
        for language in Language::ALL {
            let limitations = SystemLimitation::ALL.map(|it| system_limitation_explained(language, it));
            let bases = MatchBasis::ALL.map(|it| match_basis_explained(language, it));
            let reasons = UnmatchedReason::ALL.map(|it| unmatched_explained(language, it));
            let joins = JoinReason::ALL.map(|it| join_reason_explained(language, it));
            let all = [&limitations[..], &bases, &reasons, &joins].concat();
            assert!(all.iter().all(|sentence| sentence.ends_with(['.', '。'])), "{all:?}");
            assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        }
    }
}
