//! The rules that are built in: the files of `rules/`, which `tests/rules.rs` compares with this list.

/// Names and texts of these files.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of each rule file.
        pub const BUILT_IN: [(&str, &str); [$($name),+].len()] =
            [$(($name, include_str!(concat!("../../../rules/", $name, ".yml")))),+];
    };
}

built_in!(
    "cloudshell_denied_then_allowed",
    "cloudshell_grants_access",
    "cloudshell_many_downloads",
    "cloudshell_several_addresses",
    "cloudshell_used_by_root",
    "cloudshell_vpc_environment",
    "cloudtrail_management_events_left_out",
    "cloudtrail_stopped",
    "ecs_exec_shell",
    "run_command_with_access_key",
    "secure_browser_internal_page",
    "secure_browser_ip_restriction_removed",
    "secure_browser_keys_leave",
    "secure_browser_logging_narrowed",
    "secure_browser_logging_removed",
    "secure_browser_logs_to_another_account",
    "secure_browser_many_blocked_sites",
    "secure_browser_many_prints",
    "secure_browser_paste_site",
    "secure_browser_pastes_into_many_sites",
    "secure_browser_program_leaves",
    "secure_browser_site_by_address",
    "secure_browser_unrecorded_way_out",
    "secure_browser_ways_out_opened",
    "session_hides_history",
    "session_log_stream_deleted",
    "session_manager_denied_then_allowed",
    "session_manager_many_targets",
    "session_manager_preferences_changed",
    "session_manager_resumed_from_another_address",
    "session_manager_tunnel_to_another_host",
    "session_opens_reverse_shell",
    "session_reads_role_credentials",
    "session_stops_recording",
    "user_access_internal_page",
    "user_access_paste_site",
    "user_access_site_by_address",
    "workspaces_browser_after_client",
    "workspaces_many_addresses",
    "workspaces_mobile_client",
);
