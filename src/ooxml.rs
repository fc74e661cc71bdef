//! Opens a zip of XML parts within size, ratio and entry limits.

mod walk;

pub use walk::{Node, Tag, Walk};

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use walk::MAX_DEPTH;

/// Most entries a package may list.
const MAX_ENTRIES: usize = 10_000;
/// Most bytes one part may unpack to.
const MAX_PART: u64 = 128 << 20;
/// Most bytes all parts read from one package may unpack to.
const MAX_TOTAL: u64 = 256 << 20;
/// Highest ratio of unpacked to packed bytes, for parts above [`RATIO_FROM`]. Deflate reaches 1032 on constant input; ledgers full of empty styled cells stay below 150.
const MAX_RATIO: u64 = 300;
/// Size in bytes from which the ratio counts.
const RATIO_FROM: u64 = 4 << 20;
/// Bytes of the end-of-directory record without its comment.
const END_RECORD: usize = 22;

/// Why a package or one of its parts could not be read; displayed in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The zip directory is missing or broken.
    #[error("压缩包不完整或已损坏，可能没有传完，请重新获取原文件")]
    Broken,
    /// More entries than any office file has.
    #[error("压缩包内有 {0} 个条目，超过 {MAX_ENTRIES} 个的上限，不予展开")]
    Entries(usize),
    /// A part or the package unpacks to too much.
    #[error("压缩内容展开后过大（上限 {} MB），疑似压缩炸弹，不予展开", MAX_TOTAL >> 20)]
    TooLarge,
    /// A part is compressed beyond what text allows.
    #[error("压缩比超过 {MAX_RATIO} 倍，疑似压缩炸弹，不予展开")]
    Ratio,
    /// A part is encrypted.
    #[error("文件有密码保护，请去掉密码后再查")]
    Encrypted,
    /// Elements nest too deep.
    #[error("XML 嵌套超过 {MAX_DEPTH} 层，不予读取")]
    Depth,
    /// The XML is not well-formed from this byte on.
    #[error("内容在第 {0} 字节处损坏，其后未能读取")]
    Xml(usize),
}

/// An opened zip package over the bytes of a file.
pub struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens the package in `bytes`.
    ///
    /// # Errors
    /// [`PackageError::Broken`] or [`PackageError::Entries`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let listed = entries_declared(bytes);
        if listed > MAX_ENTRIES {
            return Err(PackageError::Entries(listed));
        }
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Broken)?;
        if archive.len() > MAX_ENTRIES {
            return Err(PackageError::Entries(archive.len()));
        }
        Ok(Self {
            archive,
            unpacked: 0,
        })
    }

    /// Whether a part of this name exists. Names are only ever compared, never used as file paths.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether some part's name begins with `prefix`.
    pub fn has_below(&self, prefix: &str) -> bool {
        self.archive
            .file_names()
            .flatten()
            .any(|name| name.starts_with(prefix))
    }

    /// The part called `name` as text, `None` when there is no such part. UTF-16 with a BOM is recoded.
    ///
    /// # Errors
    /// When the part is damaged, encrypted or beyond the limits.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) if text.starts_with('\u{feff}') => text['\u{feff}'.len_utf8()..].to_owned(),
            Ok(text) => text,
            Err(e) => encoding_rs::UTF_8.decode(e.as_bytes()).0.into_owned(),
        }))
    }

    /// The part called `name`, `None` when there is no such part.
    ///
    /// # Errors
    /// When the part is damaged, encrypted or beyond the limits.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(index).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(_)
            | zip::result::ZipError::InvalidPassword => PackageError::Encrypted,
            _ => PackageError::Broken,
        })?;
        let packed = part.compressed_size().max(1);
        let room = MAX_PART.min(MAX_TOTAL - self.unpacked);
        let mut bytes = Vec::with_capacity(
            usize::try_from(part.size().min(room).min(packed * 16)).unwrap_or(0),
        );
        let cap = room.min(RATIO_FROM.max(packed.saturating_mul(MAX_RATIO)));
        let read = part.take(cap + 1).read_to_end(&mut bytes);
        let size = bytes.len() as u64;
        self.unpacked += size.min(room);
        match read {
            _ if size > room => Err(PackageError::TooLarge),
            _ if size > cap => Err(PackageError::Ratio),
            Ok(_) => Ok(Some(bytes)),
            Err(_) => Err(PackageError::Broken),
        }
    }
}

/// The package in `bytes` with the given parts written anew or added; every other part is copied as it is, byte for byte.
///
/// # Errors
/// [`PackageError::Broken`] when the package cannot be copied.
pub fn rewrite(bytes: &[u8], parts: &BTreeMap<String, String>) -> Result<Vec<u8>, PackageError> {
    let broken = |_| PackageError::Broken;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut written = BTreeSet::new();
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.into_owned();
        match parts.get(&name) {
            Some(text) => {
                write_part(&mut writer, &name, text)?;
                written.insert(name);
            }
            None => writer.raw_copy_file(part).map_err(broken)?,
        }
    }
    for (name, text) in parts.iter().filter(|(name, _)| !written.contains(*name)) {
        write_part(&mut writer, name, text)?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

/// The package in `bytes` with `mark` as the comment of the archive (APPNOTE 4.3.16), where whoever asks finds it without unpacking; a program that saves the package anew drops it.
pub fn sign(mut bytes: Vec<u8>, mark: &str) -> Vec<u8> {
    let end = bytes.len().saturating_sub(END_RECORD);
    let length = u16::try_from(mark.len()).unwrap_or(0).to_le_bytes();
    if bytes[end..].starts_with(b"PK\x05\x06") && bytes.ends_with(&[0, 0]) {
        bytes.truncate(end + END_RECORD - length.len());
        bytes.extend(length);
        bytes.extend(mark.bytes().take(usize::from(u16::from_le_bytes(length))));
    }
    bytes
}

fn write_part(
    writer: &mut zip::ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
) -> Result<(), PackageError> {
    // The same time in every file, so that the same parts give the same bytes.
    let options =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    writer
        .start_file(name, options)
        .map_err(|_| PackageError::Broken)?;
    writer
        .write_all(text.as_bytes())
        .map_err(|_| PackageError::Broken)
}

/// Entries the end-of-directory record claims (APPNOTE 4.3.16), so that a hostile count is refused before the directory is built.
fn entries_declared(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(END_RECORD + 0xFFFF);
    let Some(at) = bytes[from..].windows(4).rposition(|w| w == b"PK\x05\x06") else {
        return 0;
    };
    let field = bytes.get(from + at + 10..from + at + 12);
    field.map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])))
}
