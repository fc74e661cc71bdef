//! Answers the questions rules may ask, one per file.

pub mod answered;
pub mod change;
pub mod commitment;
pub mod copied;
pub mod delivered;
pub mod kind;
pub mod latest;
pub mod length;
pub mod mark;
pub mod metric;
pub mod nearest;
pub mod owners;
pub mod pace;
pub mod pattern;
pub mod place;
pub mod quantity;
pub mod repeated;
pub mod similar;
pub mod stage;
pub mod status;
pub mod time;
pub mod title;
pub mod uniform;
pub mod verdict;
pub mod weight;
pub mod words;
