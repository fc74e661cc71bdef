//! The `duban` binary: hands the arguments to the library and exits with its answer.

/// Reading and linking make many small pieces; the C library's allocator took a tenth of every run for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(duban::cli::main(std::env::args_os()) as u8)
}
