//! The binary: hands the process's arguments, streams and surroundings to the library.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let facts = cli::surroundings::facts();
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    // Not locked: the progress bar writes to it from other threads.
    let mut stderr = std::io::stderr();
    let mut io = cli::Io { stdin: &mut std::io::stdin().lock(), stdout: &mut stdout, stderr: &mut stderr, facts };
    let status = cli::run(std::env::args_os(), &mut io);
    // `run` has flushed; what is left after a closed pipe is dropped without a second attempt.
    let _ = stderr.flush();
    let _ = stdout.into_parts();
    ExitCode::from(status)
}
