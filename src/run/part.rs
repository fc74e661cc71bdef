//! Turns what was concluded of one shard's documents into a file, and the files of all shards into one `Report`.
//!
//! A part holds its documents with their texts, the outlines of their facts and what linking and judging gave, each with
//! its place among the documents of all shards. Nothing is judged again when parts are put together, and nothing but what
//! depends on all documents – order, ids, counts of equal findings – is made anew, by the code a single run uses.

use super::again::Known;
use super::opened::KeptDocument;
use crate::document::{Document, SourceFile};
use crate::error::RequestError;
use crate::extract::Facts;
use crate::location::{DocId, Origin};
use crate::report::MARK;
use crate::source::Unread;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What stands at the head of a part, so that nobody takes it for a document.
fn head() -> String {
    format!("{MARK} part/1\n")
}

/// What all parts of one run have in common, and what each is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Label {
    /// The build that wrote it.
    pub(super) build: String,
    /// Hashes of the word lists and of the user's rules.
    pub(super) tools: String,
    /// Hash of the names and contents of all files.
    pub(super) files: String,
    /// The day taken for today.
    pub(super) today: Option<Date>,
    /// The paths that were checked, as given.
    pub(super) paths: Vec<String>,
    /// Documents in all shards.
    pub(super) documents: usize,
    pub(super) unread: Vec<Unread>,
    pub(super) passed_over: Vec<(String, String)>,
    pub(super) notes: Vec<(String, String)>,
    pub(super) number: u32,
    pub(super) of: u32,
}

/// One document of a part.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its place among the documents of all shards.
    pub(super) order: usize,
    pub(super) document: Document,
    pub(super) outline: Vec<u8>,
    pub(super) known: Known,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    order: usize,
    /// Whether it stands in the file of the document before.
    same_file: bool,
    document: KeptDocument,
    /// Bytes of the outline, the links and the findings, which follow.
    lengths: [usize; 3],
}

#[derive(Serialize, Deserialize)]
struct File {
    path: String,
    blake3: String,
    encoding: String,
    text: String,
    origins: Vec<(usize, Origin)>,
}

/// The part with `sheets`, in order.
pub(super) fn write(label: &Label, sheets: &[Sheet]) -> Vec<u8> {
    let mut bytes = head().into_bytes();
    push(&mut bytes, &(label, sheets.len()));
    let mut before: Option<&Arc<SourceFile>> = None;
    for sheet in sheets {
        let file = &sheet.document.file;
        let same_file = before.is_some_and(|before| Arc::ptr_eq(before, file));
        let pieces = [&sheet.outline, &sheet.known.links, &sheet.known.findings];
        let entry = Entry {
            order: sheet.order,
            same_file,
            document: KeptDocument::of(&sheet.document),
            lengths: pieces.map(Vec::len),
        };
        push(&mut bytes, &entry);
        if !same_file {
            push(&mut bytes, &stored(file));
        }
        pieces.iter().for_each(|piece| bytes.extend(*piece));
        before = Some(file);
    }
    let sum = blake3::hash(&bytes);
    bytes.extend(sum.as_bytes());
    bytes
}

fn stored(file: &SourceFile) -> File {
    File {
        path: file.path.clone(),
        blake3: file.blake3.clone(),
        encoding: file.encoding.clone(),
        text: file.text.clone(),
        origins: file.origins.clone(),
    }
}

fn push(bytes: &mut Vec<u8>, value: &impl Serialize) {
    bytes.extend(postcard::to_stdvec(value).expect("plain data has a binary form"));
}

/// Reads the part in `bytes`; none for a file that is no part, or not whole.
pub(super) fn read(bytes: &[u8]) -> Option<(Label, Vec<Sheet>)> {
    let end = bytes.len().checked_sub(blake3::OUT_LEN)?;
    let (content, sum) = bytes.split_at(end);
    if blake3::hash(content).as_bytes() != sum {
        return None;
    }
    let content = content.strip_prefix(head().as_bytes())?;
    let ((label, count), mut rest) = postcard::take_from_bytes::<(Label, usize)>(content).ok()?;
    let mut sheets: Vec<Sheet> = Vec::new();
    for _ in 0..count {
        let file = sheets
            .last()
            .map(|before| Arc::clone(&before.document.file));
        sheets.push(sheet(&mut rest, file)?);
    }
    Some((label, sheets))
}

fn sheet(rest: &mut &[u8], before: Option<Arc<SourceFile>>) -> Option<Sheet> {
    let entry: Entry = take(rest)?;
    let file = if entry.same_file {
        before?
    } else {
        let f: File = take(rest)?;
        Arc::new(SourceFile::new(
            f.path, f.text, f.encoding, f.blake3, f.origins,
        ))
    };
    let mut piece = |length| {
        let (piece, after) = rest.split_at_checked(length)?;
        *rest = after;
        Some(piece.to_vec())
    };
    let [outline, links, findings] = entry.lengths;
    Some(Sheet {
        order: entry.order,
        document: entry.document.restore(&file),
        outline: piece(outline)?,
        known: Known {
            links: piece(links)?,
            findings: piece(findings)?,
        },
    })
}

fn take<'a, T: Deserialize<'a>>(rest: &mut &'a [u8]) -> Option<T> {
    let (value, after) = postcard::take_from_bytes(rest).ok()?;
    *rest = after;
    Some(value)
}

/// All parts of one run, put together.
pub(super) struct Whole {
    pub(super) label: Label,
    /// The documents in order, with their numbers.
    pub(super) documents: Vec<Document>,
    /// The outlines of their facts.
    pub(super) facts: Vec<Facts>,
    /// Quantities in each document.
    pub(super) quantities: Vec<usize>,
    /// What was concluded of each document.
    pub(super) known: Vec<Known>,
}

/// Puts the parts in the named `files` together.
///
/// # Errors
/// A file that is no part, parts that do not belong together, a part that is missing or there twice.
pub(super) fn gather(files: &[(String, Vec<u8>)]) -> Result<Whole, RequestError> {
    let mut labels: Vec<(&str, Label)> = Vec::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    for (name, bytes) in files {
        let (label, own) = read(bytes).ok_or_else(|| not_a_part(name))?;
        labels.push((name, label));
        sheets.extend(own);
    }
    let label = one_run(labels)?;
    sheets.sort_by_key(|sheet| sheet.order);
    if sheets.len() != label.documents {
        return Err(not_a_part(&files[0].0));
    }
    let mut whole = Whole {
        label,
        documents: Vec::new(),
        facts: Vec::new(),
        quantities: Vec::new(),
        known: Vec::new(),
    };
    for (id, mut sheet) in (0u32..).zip(sheets) {
        sheet.document.id = DocId(id);
        let read = || postcard::from_bytes::<(Facts, usize)>(&sheet.outline);
        let (facts, quantities) = DocId(id)
            .reading(read)
            .map_err(|_| not_a_part(&files[0].0))?;
        whole.documents.push(sheet.document);
        whole.facts.push(facts);
        whole.quantities.push(quantities);
        whole.known.push(sheet.known);
    }
    Ok(whole)
}

/// The label all parts share, when each part of one run is there once.
fn one_run(mut labels: Vec<(&str, Label)>) -> Result<Label, RequestError> {
    labels.sort_by_key(|(_, label)| label.number);
    let first = labels.first().map(|(_, label)| label.clone());
    let first = first.ok_or_else(|| {
        wrong(
            "没有写明要合并的文件".to_owned(),
            "例：duban merge 1.part 2.part",
        )
    })?;
    for (name, label) in &labels {
        let number = first.number;
        if (Label {
            number,
            ..label.clone()
        }) != first
        {
            return Err(wrong(
                format!("{name} 与其他各份不是同一次核对"),
                "各份须用同一版本的程序、同样的材料和设置、同一个 --today 核对",
            ));
        }
    }
    for number in 1..=first.of {
        let again = "请补上缺的一份；每一份只写一次";
        match labels
            .iter()
            .filter(|(_, label)| label.number == number)
            .count()
        {
            0 => {
                return Err(wrong(
                    format!("缺第 {number} 份（共 {} 份）", first.of),
                    again,
                ));
            }
            1 => {}
            _ => return Err(wrong(format!("第 {number} 份写了不止一次"), again)),
        }
    }
    Ok(first)
}

pub(super) fn not_a_part(name: &str) -> RequestError {
    wrong(
        format!("{name} 不是完整的一份核对结果"),
        "请用 duban check --shard 几/共几 -o 文件.part 重新写出",
    )
}

fn wrong(reason: String, help: &str) -> RequestError {
    RequestError::Argument {
        reason,
        help: help.to_owned(),
    }
}
