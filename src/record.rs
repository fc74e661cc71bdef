//! Turns what was understood of a document into one line of JSON, schema `duban-facts/1`, and back.
//!
//! A line stands alone: it holds the document's text, structure and facts, so that documents can be read on many machines and
//! judged on one. Lines of another program version or with other word lists are refused: their facts could differ.

use crate::document::{Block, Document, SourceFile, Table};
use crate::extract::Facts;
use crate::extract::issuer::root;
use crate::location::{DocId, Origin};
use crate::run::Understood;
use crate::source::Unread;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Schema name at the head of every line.
const SCHEMA: &str = "duban-facts/1";

/// One line: a document with its facts, or something that could not be read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    schema: String,
    /// Which documents may be compared with each other: those with the same name here; one without a name with none.
    /// First, so that lines can be grouped without being parsed.
    family: String,
    issuer: String,
    file: String,
    /// Place of the document among those of its file.
    order: usize,
    version: String,
    lexicon: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<StoredDocument>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    facts: Option<Facts>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unread: Vec<Unread>,
    /// What to know about how the file was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredDocument {
    blake3: String,
    encoding: String,
    text: String,
    origins: Vec<(usize, Origin)>,
    range: Range<usize>,
    title: Option<Range<usize>>,
    blocks: Vec<Block>,
    tables: Vec<Table>,
}

/// `understood` as lines, one per document and one for what could not be read. `lexicon` is the hash of the word lists.
pub fn write(understood: &Understood, lexicon: &str) -> String {
    let mut lines = String::new();
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    for (document, facts) in understood.documents.iter().zip(&understood.facts) {
        let nth = order.entry(&document.file.path).or_default();
        push(&mut lines, &record(document, facts, (*nth, lexicon)));
        *nth += 1;
    }
    for unread in &understood.unread {
        let mut record = empty(&unread.file, lexicon);
        record.unread.push(unread.clone());
        push(&mut lines, &record);
    }
    for (file, what) in &understood.notes {
        let mut record = empty(file, lexicon);
        record.notes.push(what.clone());
        push(&mut lines, &record);
    }
    lines
}

fn push(lines: &mut String, record: &Record) {
    *lines += &serde_json::to_string(record).expect("plain data prints as JSON");
    lines.push('\n');
}

fn empty(file: &str, lexicon: &str) -> Record {
    Record {
        schema: SCHEMA.to_owned(),
        family: String::new(),
        issuer: String::new(),
        file: file.to_owned(),
        order: 0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon: lexicon.to_owned(),
        document: None,
        facts: None,
        unread: Vec::new(),
        notes: Vec::new(),
    }
}

fn record(document: &Document, facts: &Facts, (order, lexicon): (usize, &str)) -> Record {
    let file = &document.file;
    let stored = StoredDocument {
        blake3: file.blake3.clone(),
        encoding: file.encoding.clone(),
        text: file.text.clone(),
        origins: file.origins.clone(),
        range: document.range.clone(),
        title: document.title.clone(),
        blocks: document.blocks.clone(),
        tables: document.tables.clone(),
    };
    Record {
        family: root(&facts.profile.issuer),
        issuer: facts.profile.issuer.clone(),
        order,
        document: Some(stored),
        facts: Some(facts.clone()),
        ..empty(&file.path, lexicon)
    }
}

/// Reads `lines` back; a line that is no record, or of another version, is said in `unread` under the name `shown`.
pub fn read(lines: &str, shown: &str, lexicon: &str) -> Understood {
    let mut understood = Understood::default();
    let mut files: BTreeMap<String, Arc<SourceFile>> = BTreeMap::new();
    for (i, line) in lines
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
    {
        if let Err(why) = read_line(line, lexicon, &mut files, &mut understood) {
            let what = format!("第{}行", i + 1);
            understood.unread.push(Unread {
                file: shown.to_owned(),
                what,
                why,
            });
        }
    }
    understood
}

fn read_line(
    line: &str,
    lexicon: &str,
    files: &mut BTreeMap<String, Arc<SourceFile>>,
    understood: &mut Understood,
) -> Result<(), String> {
    let number = u32::try_from(understood.documents.len()).map_err(|_| "文件太多".to_owned())?;
    let id = DocId(number);
    let record: Record = id
        .reading(|| serde_json::from_str(line))
        .map_err(|_| "不是 duban extract 写出的事实".to_owned())?;
    if record.schema != SCHEMA || record.version != env!("CARGO_PKG_VERSION") {
        return Err("由另一版本的 duban 写出，请重新 extract".to_owned());
    }
    if record.lexicon != lexicon {
        return Err("读取时用的词表与现在不同，请重新 extract".to_owned());
    }
    understood.unread.extend(record.unread);
    let notes = record.notes.into_iter();
    let notes = notes.map(|what| (record.file.clone(), what));
    understood.notes.extend(notes);
    let (Some(stored), Some(facts)) = (record.document, record.facts) else {
        return Ok(());
    };
    let document = document(stored, record.file, id, files)?;
    understood.documents.push(document);
    understood.facts.push(facts);
    Ok(())
}

fn document(
    stored: StoredDocument,
    path: String,
    id: DocId,
    files: &mut BTreeMap<String, Arc<SourceFile>>,
) -> Result<Document, String> {
    let StoredDocument {
        blake3,
        encoding,
        text,
        origins,
        range,
        title,
        blocks,
        tables,
    } = stored;
    if !text.is_char_boundary(range.start) || !text.is_char_boundary(range.end) {
        return Err("文字与位置对不上".to_owned());
    }
    let known = files.get(&path).filter(|f| f.blake3 == blake3).cloned();
    let file = known.unwrap_or_else(|| {
        Arc::new(SourceFile::new(
            path.clone(),
            text,
            encoding,
            blake3,
            origins,
        ))
    });
    files.insert(path, Arc::clone(&file));
    Ok(Document {
        id,
        file,
        range,
        title,
        blocks,
        tables,
    })
}
