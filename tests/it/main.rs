//! All integration tests, one binary; one file per subject.

mod cases;
mod gate_story;
mod layering;
mod readers;
mod readme;
mod rules;
mod sample;
mod terminal;
