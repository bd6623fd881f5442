//! How long the thread that asks has worked: its time on a processor, not the time that passes. What else the
//! machine has to do hardly changes it, so a bound with a wide margin holds everywhere, and is only passed by
//! work that grows faster than what is read.

use std::time::Duration;

/// The longest that reading one small thing may work: it takes milliseconds, and what grows with the square of
/// what is read takes hours.
pub const LONGEST: Duration = Duration::from_secs(60);

/// The thread's time on a processor. Nothing is measured where the system does not tell.
#[cfg(unix)]
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("time does not go backwards")
}

#[cfg(not(unix))]
fn thread_time() -> Duration {
    Duration::ZERO
}

/// Does the work in this thread; fails if that takes more than [`LONGEST`].
#[track_caller]
pub fn soon<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = thread_time();
    let result = work();
    let worked = thread_time() - begun;
    assert!(worked < LONGEST, "{what} took {worked:?} of a processor");
    result
}
