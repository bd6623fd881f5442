//! The command line. The page is a package of its own, `src/web`.

fn main() -> std::process::ExitCode {
    sessionscope::cli::main()
}
