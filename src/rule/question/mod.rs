//! Answers the questions rules may ask, one per file.

pub mod change;
pub mod kind;
pub mod mark;
pub mod nearest;
pub mod owners;
pub mod place;
pub mod quantity;
pub mod similar;
pub mod status;
pub mod uniform;
pub mod verdict;
pub mod weight;
pub mod words;
