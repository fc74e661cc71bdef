//! The `duban` binary: hands the arguments to the library and exits with its answer.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(duban::cli::main(std::env::args_os()) as u8)
}
