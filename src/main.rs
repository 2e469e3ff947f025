//! The `newsdex` program: parse, run, exit code.

#![warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use newsdex::cli::{self, Outcome};

/// Pages and names are many short strings; see docs/performance.md for what this allocator saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let said = match cli::parse() {
        Ok(said) => said,
        Err(code) => return code,
    };
    match cli::run(&said) {
        Ok(outcome) => outcome.into(),
        Err(error) if cli::is_closed_pipe(&error) => Outcome::Done.into(),
        Err(error) => {
            cli::report(&said, &error);
            Outcome::Failed.into()
        }
    }
}
