//! Stands in for the crate `leptos_config` (<https://github.com/leptos-rs/leptos>, MIT), by a `[patch]` in the root's
//! `Cargo.toml`. That one reads configuration files for servers, and turns on every feature of `regex` for it. The page
//! reads none, but features hold for all who use a crate: the expressions that the page searches for would bring
//! Unicode's tables as a whole with them, 70 kB of the packed program. Here are the types that leptos names in the
//! components which servers use; they are as they are there, and nothing makes one.

use std::net::SocketAddr;
use std::sync::Arc;

/// What a configuration file holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConfFile {
    /// The options of leptos.
    pub leptos_options: LeptosOptions,
}

/// The options of a server. See the original for what each means.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct LeptosOptions {
    pub output_name: Arc<str>,
    pub site_root: Arc<str>,
    pub site_pkg_dir: Arc<str>,
    pub env: Env,
    pub site_addr: SocketAddr,
    pub reload_port: u32,
    pub reload_external_port: Option<u32>,
    pub reload_ws_protocol: ReloadWSProtocol,
    pub not_found_path: Arc<str>,
    pub hash_file: Arc<str>,
    pub hash_files: bool,
    pub server_fn_prefix: Option<String>,
    pub disable_server_fn_hash: bool,
    pub server_fn_mod_path: bool,
}

/// Whether a server is one for work on the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Env {
    PROD,
    #[default]
    DEV,
}

/// The protocol by which a page hears that it is to be loaded again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ReloadWSProtocol {
    #[default]
    WS,
    WSS,
}
