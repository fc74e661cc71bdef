//! Recognises a file's format: by its bytes first, by its name second.

use super::encoding;
use crate::ooxml::Package;
use std::io::Cursor;

/// A format some reader takes, or the reason why none does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text, Markdown among it.
    Text,
    /// Separated values.
    Csv,
    /// A web page.
    Html,
    /// A web page saved as one MIME file.
    Mhtml,
    /// OFD.
    Ofd,
    /// PDF.
    Pdf,
    /// Word 97–2003, WPS.
    Doc,
    /// Word 2007 and later, WPS.
    Docx,
    /// Excel 5.0–2003, WPS.
    Xls,
    /// Excel 2007 and later, WPS.
    Xlsx,
    /// Known, but not read: the reason and what to do, in Chinese.
    Unsupported(&'static str),
}

/// Ends of names that promise a packaged or binary format.
const PACKAGED: [&str; 8] = ["docx", "doc", "wps", "xlsx", "xls", "et", "pdf", "ofd"];

/// Chinese characters from which a file that is no package is plainly a text.
const PLAINLY_TEXT: usize = 10;

/// Bytes looked at for the marks of a web page.
const HEAD: usize = 4096;

/// The format of a file with these `bytes` and this `name`.
pub(super) fn recognise(bytes: &[u8], name: &str) -> Format {
    if bytes.is_empty() {
        return Format::Unsupported("空文件（0 字节），请重新获取原文件");
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes);
    }
    if bytes[..bytes.len().min(1024)]
        .windows(5)
        .any(|w| w == b"%PDF-")
    {
        return Format::Pdf;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if let Some(why) = foreign(bytes) {
        return Format::Unsupported(why);
    }
    if is_mime(bytes) {
        return Format::Mhtml;
    }
    if is_html(bytes) {
        return Format::Html;
    }
    match extension(name).as_str() {
        "csv" | "tsv" => Format::Csv,
        _ if is_misnamed(name) && !is_plainly_text(bytes) => {
            Format::Unsupported("文件已损坏，或者内容与扩展名不符，请重新获取原文件")
        }
        _ => Format::Text,
    }
}

/// What to say of a text whose `name` promises another format, in Chinese.
pub(super) fn misnamed(name: &str) -> Option<String> {
    let extension = extension(name);
    is_misnamed(name).then(|| {
        format!("扩展名是 .{extension}，内容是纯文本，已按纯文本读入；请核对是否传错了文件")
    })
}

/// Whether the `name` of a text promises another format.
fn is_misnamed(name: &str) -> bool {
    PACKAGED.contains(&extension(name).as_str())
}

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map_or(String::new(), |(_, e)| e.to_ascii_lowercase())
}

fn is_plainly_text(bytes: &[u8]) -> bool {
    let is_chinese = |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    encoding::decode(bytes).is_ok_and(|decoded| {
        let chinese = decoded.text.chars().filter(is_chinese);
        chinese.take(PLAINLY_TEXT).count() == PLAINLY_TEXT
    })
}

fn package(bytes: &[u8]) -> Format {
    let Ok(package) = Package::open(bytes) else {
        return Format::Unsupported("压缩包不完整、条目过多或已损坏，请重新获取原文件");
    };
    if package.has_below("word/") {
        return Format::Docx;
    }
    if package.has_below("xl/") {
        return Format::Xlsx;
    }
    if package.has("OFD.xml") {
        return Format::Ofd;
    }
    if package.has_below("ppt/") {
        return Format::Unsupported("这是演示文稿，请另存为 PDF 或 Word 后再查");
    }
    if package.has("content.xml") {
        return Format::Unsupported("这是 ODF 文件，请另存为 .docx 或 .xlsx 后再查");
    }
    Format::Unsupported("这是压缩包，请解压后再查")
}

/// What a compound file holds (MS-CFB).
fn compound(bytes: &[u8]) -> Format {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        return Format::Unsupported("Office 文件不完整或已损坏，请重新获取原文件");
    };
    if file.is_stream("WordDocument") {
        Format::Doc
    } else if file.is_stream("Workbook") || file.is_stream("Book") {
        Format::Xls
    } else if file.is_stream("EncryptedPackage") {
        Format::Unsupported("文件有密码保护，请去掉密码后再查")
    } else {
        Format::Unsupported("这种 Office 文件不能读取，请另存为 .docx 或 .xlsx 后再查")
    }
}

/// Signatures of files that are no documents, with what to do.
const FOREIGN: [(&[u8], &str); 9] = [
    (b"\x89PNG", "这是图片，没有文字可查，请提供文字版"),
    (b"\xFF\xD8\xFF", "这是图片，没有文字可查，请提供文字版"),
    (b"GIF8", "这是图片，没有文字可查，请提供文字版"),
    (b"II*\x00", "这是图片，没有文字可查，请提供文字版"),
    (b"Rar!", "这是压缩包，请解压后再查"),
    (b"7z\xBC\xAF", "这是压缩包，请解压后再查"),
    (b"\x1F\x8B", "这是压缩包，请解压后再查"),
    (b"{\\rtf", "这是 RTF 文件，请另存为 .docx 后再查"),
    (b"\x7FELF", "这是程序文件，不是文档"),
];

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    FOREIGN
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, why)| *why)
}

/// A MIME header block that names a kind of content.
fn is_mime(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let has = |mark: &[u8]| head.windows(mark.len()).any(|w| w == mark);
    let starts = [
        &b"from:"[..],
        b"mime-version:",
        b"content-type:",
        b"subject:",
        b"date:",
    ];
    starts.iter().any(|s| head.starts_with(s)) && has(b"content-type:") && has(b"html")
}

fn is_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes
        .iter()
        .take(HEAD)
        .filter(|&&b| b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let start = head.iter().position(|&b| b == b'<').unwrap_or(head.len());
    let blank = head[..start]
        .iter()
        .all(|b| b.is_ascii_whitespace() || !b.is_ascii());
    let has = |mark: &[u8]| head.windows(mark.len()).any(|w| w == mark);
    blank
        && start <= 16
        && [
            &b"<html"[..],
            b"<!doctype html",
            b"<head",
            b"<body",
            b"<table",
            b"<div",
            b"<meta",
            b"<p>",
        ]
        .iter()
        .any(|m| has(m))
}
