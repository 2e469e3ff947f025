//! The `newsdex` program: parse, run, exit code.

fn main() {}
