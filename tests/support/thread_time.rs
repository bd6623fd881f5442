//! How long the thread that asks has worked: its time on a processor, not the time that passes. What else the
//! machine has to do hardly changes it, so a bound with a wide margin holds everywhere, and is only passed by
//! work that grows faster than what is read.

use super::not_run::not_run;
use std::time::Duration;

/// The longest that reading one small thing may work: it takes milliseconds, and what grows with the square of
/// what is read takes hours.
pub const LONGEST: Duration = Duration::from_secs(60);

/// The thread's time on a processor; nothing where the system does not tell.
#[cfg(unix)]
fn thread_time() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Some(Duration::try_from(time).expect("time does not go backwards"))
}

#[cfg(not(unix))]
fn thread_time() -> Option<Duration> {
    None
}

/// Does the work in this thread; fails if that takes more than [`LONGEST`]. Where nothing is measured, that is said.
#[track_caller]
pub fn soon<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = thread_time();
    let result = work();
    match begun.zip(thread_time()) {
        Some((begun, ended)) => {
            let worked = ended - begun;
            assert!(worked < LONGEST, "{what} took {worked:?} of a processor");
        }
        None => not_run(&format!("how long {what} takes"), "the system does not tell the time of a thread"),
    }
    result
}
