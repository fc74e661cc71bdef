//! Turns files into documents.

pub mod text;

use crate::document::{Document, SourceFile};
use std::path::Path;
use std::sync::Arc;

/// A file, page or sheet that could not be read (未读).
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    /// The file, as given.
    pub file: String,
    /// What of it: `整个文件`, `第3页`, `工作表“附件”`.
    pub what: String,
    /// Why, and what to do, in Chinese.
    pub why: String,
}

/// What reading one file gave. Document ids are relative to this file and renumbered by `run`.
#[derive(Debug, Default)]
pub struct Reading {
    /// The documents found in it.
    pub documents: Vec<Document>,
    /// What of it could not be read.
    pub unread: Vec<Unread>,
}

/// Reads the file at `path`, shown to people as `shown`. Never panics; what cannot be read is said in `unread`.
pub fn read(path: &Path, shown: &str) -> Reading {
    match std::fs::read(path) {
        Ok(bytes) => read_bytes(&bytes, shown),
        Err(e) => Reading {
            documents: Vec::new(),
            unread: vec![Unread {
                file: shown.to_owned(),
                what: "整个文件".to_owned(),
                why: format!("打不开：{e}"),
            }],
        },
    }
}

/// Reads a file's `bytes`; the format is recognised by content first, by the name in `shown` second.
pub fn read_bytes(bytes: &[u8], shown: &str) -> Reading {
    let text = text::decode(bytes);
    let hash = blake3::hash(bytes).to_hex().to_string();
    let file = SourceFile::new(shown.to_owned(), text.0, text.1, hash, Vec::new());
    Reading {
        documents: text::documents(&Arc::new(file)),
        unread: Vec::new(),
    }
}
