//! All integration tests, one binary; one file per subject.

mod layering;
mod sample;
mod terminal;
