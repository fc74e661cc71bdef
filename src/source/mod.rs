//! Turns files into documents.

mod article;
mod csv;
mod doc;
mod docx;
pub mod encoding;
mod flat_table;
mod format;
mod guard;
mod html;
mod layout;
mod mhtml;
mod numbering;
mod numeral;
mod ofd;
mod page;
mod pdf;
mod pipe_table;
mod sheet;
mod story;
pub mod text;
mod xls;
mod xlsx;

pub use docx::stretches as docx_stretches;
pub use story::Stretch;

use crate::document::builder::Layout;
use crate::document::{Document, SourceFile};
use crate::ooxml::PackageError;
use format::Format;
use std::path::Path;
use std::sync::Arc;

/// A file, page or sheet that could not be read (未读).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
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
    /// What to say about how a file was read: the file, and what, in Chinese (hidden rows and sheets).
    pub notes: Vec<(String, String)>,
}

/// What one format's reader made of a file.
#[derive(Debug)]
pub(crate) struct Rendering {
    /// Name of the format, or of the encoding for text.
    pub(crate) format: String,
    /// Text, origins, lines and tables.
    pub(crate) layout: Layout,
    /// Parts not read: what and why.
    pub(crate) unread: Vec<(String, String)>,
    /// Something to say about how it was read, in Chinese.
    pub(crate) note: Option<String>,
}

impl Rendering {
    /// A rendering with nothing unread.
    pub(crate) fn new(format: &str, layout: Layout) -> Self {
        Self {
            format: format.to_owned(),
            layout,
            unread: Vec::new(),
            note: None,
        }
    }
}

/// Why a whole file could not be read, in Chinese.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Failure(pub(crate) String);

impl From<encoding::Undecodable> for Failure {
    fn from(why: encoding::Undecodable) -> Self {
        Self(why.to_string())
    }
}

impl From<PackageError> for Failure {
    fn from(error: PackageError) -> Self {
        Self(error.to_string())
    }
}

/// Largest file that is read, in bytes.
const MAX_FILE: u64 = 100 << 20;

/// Reads the file at `path`, shown to people as `shown`. Never panics; what cannot be read is said in `unread`.
pub fn read(path: &Path, shown: &str) -> Reading {
    match open(path, shown) {
        Ok(bytes) => read_bytes(&bytes, shown),
        Err(unread) => unread,
    }
}

/// The bytes of the file at `path`, shown to people as `shown`.
///
/// # Errors
/// What to report of a file that is too large or cannot be opened.
pub fn open(path: &Path, shown: &str) -> Result<Vec<u8>, Reading> {
    let size = std::fs::metadata(path).map_or(0, |m| m.len());
    if size > MAX_FILE {
        return Err(unreadable(shown, too_large(size)));
    }
    std::fs::read(path).map_err(|error| unreadable(shown, cannot_open(&error)))
}

/// Reads a file's `bytes`; the format is recognised by content first, by the name in `shown` second.
///
/// A panic of a reader is caught here and named, so that one bad file never stops the others.
pub fn read_bytes(bytes: &[u8], shown: &str) -> Reading {
    let size = bytes.len() as u64;
    if size > MAX_FILE {
        return unreadable(shown, too_large(size));
    }
    let panicked = "读取时程序内部出错，文件可能已损坏；请另存一份后重试";
    std::panic::catch_unwind(|| dispatch(bytes, shown))
        .unwrap_or_else(|_| unreadable(shown, panicked.to_owned()))
}

fn dispatch(bytes: &[u8], shown: &str) -> Reading {
    let rendering = match format::recognise(bytes, shown) {
        Format::Text => return read_text(bytes, shown),
        Format::Csv => encoding::decode(bytes)
            .map(|d| csv::read(&d.text))
            .map_err(Failure::from),
        Format::Html => guard::apart(bytes, html::read),
        Format::Mhtml => guard::apart(bytes, mhtml::read),
        Format::Ofd => ofd::read(bytes),
        Format::Pdf => guard::apart(bytes, pdf::read),
        Format::Doc => doc::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Xls => xls::read(bytes),
        Format::Xlsx => xlsx::read(bytes),
        Format::Unsupported(why) => Err(Failure(why.to_owned())),
    };
    match rendering {
        Ok(rendering) => structured(rendering, bytes, shown),
        Err(Failure(why)) => unreadable(shown, why),
    }
}

fn cannot_open(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "没有读取权限；请核对文件权限".to_owned(),
        std::io::ErrorKind::NotFound => "文件不存在或链接已失效；请核对路径".to_owned(),
        _ => format!("打不开：{error}"),
    }
}

fn read_text(bytes: &[u8], shown: &str) -> Reading {
    let decoded = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(why) => return unreadable(shown, why.to_string()),
    };
    let hash = blake3::hash(bytes).to_hex().to_string();
    let file = SourceFile::new(
        shown.to_owned(),
        pipe_table::with_breaks(decoded.text),
        decoded.encoding,
        hash,
        Vec::new(),
    );
    Reading {
        documents: text::documents(&Arc::new(file)),
        unread: Vec::new(),
        notes: format::misnamed(shown)
            .map(|note| (shown.to_owned(), note))
            .into_iter()
            .collect(),
    }
}

fn structured(rendering: Rendering, bytes: &[u8], shown: &str) -> Reading {
    let Rendering {
        format,
        layout,
        unread,
        note,
    } = rendering;
    let unread = unread.into_iter().map(|(what, why)| Unread {
        file: shown.to_owned(),
        what,
        why,
    });
    let mut reading = Reading {
        documents: Vec::new(),
        unread: unread.collect(),
        notes: note
            .map(|note| (shown.to_owned(), note))
            .into_iter()
            .collect(),
    };
    let Layout {
        text,
        origins,
        pieces,
    } = layout;
    if !pieces.is_empty() {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let file = SourceFile::new(shown.to_owned(), text, format, hash, origins);
        reading.documents = layout::documents(&Arc::new(file), pieces);
    } else if reading.unread.is_empty() {
        return unreadable(shown, "文件里没有文字".to_owned());
    }
    reading
}

fn unreadable(shown: &str, why: String) -> Reading {
    let what = "整个文件".to_owned();
    Reading {
        unread: vec![Unread {
            file: shown.to_owned(),
            what,
            why,
        }],
        ..Reading::default()
    }
}

fn too_large(size: u64) -> String {
    format!(
        "文件有 {} MB，超过 {} MB 的上限，请拆分后再查",
        size >> 20,
        MAX_FILE >> 20
    )
}

/// Name of the cell in the 0-based `column` and 1-based `row`: `B7`, `AA12`.
pub(crate) fn cell_name(column: usize, row: usize) -> String {
    let mut name = String::with_capacity(8);
    let mut rest = column + 1;
    while rest > 0 {
        name.insert(
            0,
            char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)),
        );
        rest = (rest - 1) / 26;
    }
    let (letters, mut row) = (name.len(), row);
    while row > 0 {
        let digit = u8::try_from(row % 10).unwrap_or(0);
        name.insert(letters, char::from(b'0' + digit));
        row /= 10;
    }
    name
}
