//! All integration tests, one binary; one file per subject.

mod cases;
mod layering;
mod readme;
mod sample;
mod terminal;
