//! Times whole runs of the program: `--version` and `check seeds`, medians, beside a process that does nothing.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs per figure.
const RUNS: usize = 41;

fn main() {
    let duban = env!("CARGO_BIN_EXE_duban");
    let nothing = median("true", &[]);
    for arguments in [&["--version"][..], &["check", "seeds"]] {
        let time = median(duban, arguments);
        let ratio = time.as_secs_f64() / nothing.as_secs_f64();
        println!(
            "duban {:14} {time:>10.2?}  {ratio:6.1} × true",
            arguments.join(" ")
        );
    }
}

fn median(program: &str, arguments: &[&str]) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| once(program, arguments)).collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn once(program: &str, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .status();
    assert!(status.is_ok(), "{program} did not run");
    start.elapsed()
}
