//! Wires the rooms together: threads, back pressure, progress.
