//! Says why a file below a folder is no document to be checked.

use crate::ooxml::Package;
use crate::report::MARK;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// Extensions of formats that are read, lower case.
pub(super) const EXTENSIONS: [&str; 16] = [
    "txt", "md", "markdown", "html", "htm", "mhtml", "docx", "doc", "wps", "xlsx", "xls", "et",
    "csv", "tsv", "pdf", "ofd",
];
/// Files that speak about a folder rather than report.
const ABOUT: [&str; 9] = [
    "readme",
    "contributing",
    "license",
    "licence",
    "changelog",
    "code_of_conduct",
    "security",
    "notice",
    "authors",
];
/// Bytes at each end of a file in which the mark is looked for.
const ENDS: u64 = 1024;

/// Largest workbook, in bytes, whose properties are looked at.
const LARGEST_LEDGER: usize = 64 << 20;

/// Why a name alone says that something is no document.
pub(super) fn by_name(path: &Path, is_dir: bool) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    if name.starts_with('.') {
        return Some(
            if is_dir {
                "隐藏目录"
            } else {
                "隐藏文件"
            }
            .to_owned(),
        );
    }
    if is_dir {
        return None;
    }
    if name.starts_with("~$") {
        return Some("文档打开时的临时文件".to_owned());
    }
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase());
    if !extension
        .as_ref()
        .is_some_and(|e| EXTENSIONS.contains(&e.as_str()))
    {
        return Some(extension.map_or("没有扩展名".to_owned(), |e| {
            format!("不是能读的文档格式（.{e}）")
        }));
    }
    let stem = path.file_stem()?.to_string_lossy().to_ascii_lowercase();
    ABOUT
        .iter()
        .any(|a| stem == *a || stem.starts_with(&format!("{a}.")))
        .then(|| "目录说明文件，不是报告".to_owned())
}

/// Whether this program wrote the file itself, and for a workbook also whether people have filled it in since.
pub(super) fn by_content(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let len = file.metadata().ok()?.len();
    let mut ends = Vec::new();
    file.by_ref().take(ENDS).read_to_end(&mut ends).ok()?;
    if len > ENDS {
        file.seek(SeekFrom::Start(len.saturating_sub(ENDS).max(ENDS)))
            .ok()?;
        file.take(ENDS).read_to_end(&mut ends).ok()?;
    }
    let mark = MARK.as_bytes();
    let marked = ends.windows(mark.len()).any(|w| w == mark);
    (marked || ends.starts_with(b"PK") && has_property(path))
        .then(|| "duban 自己生成的报告".to_owned())
}

/// Whether a workbook's properties carry the mark; they outlive being saved by another program.
fn has_property(path: &Path) -> bool {
    let workbook = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    let small = |bytes: &Vec<u8>| bytes.len() <= LARGEST_LEDGER;
    let bytes = workbook.then(|| std::fs::read(path).ok()).flatten();
    let Some(bytes) = bytes.filter(small) else {
        return false;
    };
    let properties = Package::open(&bytes).and_then(|mut p| p.text("docProps/core.xml"));
    matches!(properties, Ok(Some(xml)) if xml.contains(MARK))
}
