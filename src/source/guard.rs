//! Runs a reader built on foreign parsers apart from the caller: own stack, and a clock as the last resort.

use super::{Failure, Rendering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Longest time a file may take. Every limit that decides ordinarily is in bytes, entries, depth or steps; this one only keeps a run from hanging.
const LONGEST: Duration = Duration::from_secs(30);
/// Stack of the reader's thread, in bytes; foreign parsers recurse over nested input.
const STACK: usize = 64 << 20;

/// What `reader` makes of `bytes`.
pub(super) fn apart(
    bytes: &[u8],
    reader: fn(&[u8]) -> Result<Rendering, Failure>,
) -> Result<Rendering, Failure> {
    let bytes = bytes.to_vec();
    let (sender, receiver) = channel();
    let work = move || drop(sender.send(reader(&bytes)));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    if thread.is_err() {
        return Err(Failure("内存不足，未能读取".to_owned()));
    }
    match receiver.recv_timeout(LONGEST) {
        Ok(rendering) => rendering,
        Err(RecvTimeoutError::Timeout) => Err(Failure(format!(
            "读取超过 {} 秒，已停止；请另存一份后重试",
            LONGEST.as_secs()
        ))),
        Err(RecvTimeoutError::Disconnected) => Err(Failure(
            "读取时程序内部出错，文件可能已损坏；请另存一份后重试".to_owned(),
        )),
    }
}
