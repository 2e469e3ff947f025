//! What is said before a run that may take little memory: where a program gets none any more, it ends without another word.

use super::Streams;
use crate::output::stats::size;

/// Below this a run with names on a few threads may not come to its end.
const ENOUGH: u64 = 1 << 30;

/// Says what to do if the run should end for want of memory, where the system gives this process little of it.
pub(super) fn tell(streams: &mut Streams) {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    if let Some(bytes) = address_space(&limits).filter(|&bytes| bytes < ENOUGH) {
        streams.hint(&format!(
            "this process may take {} of memory (`ulimit -v`); if it ends with `memory allocation failed`, allow it more, or index with `--threads 1 --memory 20M`; what was committed stays",
            size(bytes)
        ));
    }
}

/// The bytes that a process may map, by the list of its limits; nothing if there is no such limit.
fn address_space(limits: &str) -> Option<u64> {
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_read_from_the_list() {
        let list = |said: &str| {
            format!(
                "Limit                     Soft Limit           Hard Limit           Units     \n\
                 Max cpu time              unlimited            unlimited            seconds   \n\
                 Max address space         {said}             unlimited            bytes     \n"
            )
        };
        assert_eq!(address_space(&list("40960000")), Some(40_960_000));
        assert_eq!(address_space(&list("unlimited")), None);
        assert_eq!(address_space(""), None);
    }
}
