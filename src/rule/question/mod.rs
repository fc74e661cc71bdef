//! Answers the questions rules may ask, one per file.

pub mod mark;
pub mod owners;
pub mod place;
pub mod quantity;
pub mod similar;
pub mod status;
pub mod uniform;
pub mod words;
