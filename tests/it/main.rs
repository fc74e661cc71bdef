//! All integration tests, one binary; one file per subject.

mod again;
mod cases;
mod commitments;
mod diff;
mod docx_comments;
mod figures;
mod formats;
mod gate_story;
mod hostile;
mod layering;
mod linking;
mod numbers_checked;
mod page;
mod plain_words;
mod profile;
mod proof;
mod readers;
mod reading;
mod readme;
mod rules;
mod sample;
mod shards;
mod structure;
mod terminal;
mod text_checked;
mod workbook;
