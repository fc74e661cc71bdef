//! All integration tests, one binary; one file per subject.

mod cases;
mod layering;
mod readers;
mod readme;
mod rules;
mod sample;
mod terminal;
