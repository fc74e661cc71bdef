//! Decodes a text file's bytes: byte order mark first, then strict UTF-8, then a guess that must prove itself.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and how it was read.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    /// The text without byte order mark.
    pub text: String,
    /// Lower-case name of the encoding.
    pub encoding: String,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecodable {
    /// Nothing, or white space only.
    Empty,
    /// Control bytes that no text holds.
    Binary,
    /// No Chinese encoding fits.
    Unknown,
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "文件是空的，没有可读的文字；请核对是否传错了文件",
            Self::Binary => {
                "不是文本文件（含有二进制内容）；请核对扩展名，或另存为 docx、pdf、txt 后重试"
            }
            Self::Unknown => {
                "无法识别文字编码（试过 UTF-8、UTF-16、GB18030、Big5）；请另存为 UTF-8 文本后重试"
            }
        })
    }
}

/// Characters every Chinese text of some length is full of, simplified and traditional.
const COMMON: &str = "的一是在了和有大中人为上个国以要会到年作地于出成行产发展业工新建设经济市区政全加推进高项目民生实高强重点服务体制改革城乡为個國會發產業設經濟區進項實強點務體與";
/// Least share of them among the Chinese characters of a guessed decoding, one in this many.
const COMMON_SHARE: usize = 20;

/// Share of undecodable or unlikely characters from which a guess is refused, one in this many.
const BAD_SHARE: usize = 50;

/// Bytes that are counted in one byte.
const AT_ONCE: usize = 255;

/// Decodes `bytes`.
///
/// # Errors
/// When they are empty, binary, or in no encoding that yields Chinese or plain ASCII text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Undecodable::Empty);
    }
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, bom)) => plausible(encoding, &bytes[bom..]).ok_or(Undecodable::Unknown)?,
        None => without_mark(bytes)?,
    };
    match decoded
        .text
        .trim_matches(['\u{FEFF}', ' ', '\n', '\r', '\t'])
    {
        "" => Err(Undecodable::Empty),
        _ => Ok(decoded),
    }
}

fn without_mark(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    if bytes.contains(&0) {
        let guesses = [UTF_16LE, UTF_16BE].into_iter();
        return guesses
            .filter_map(|e| plausible(e, bytes))
            .next()
            .ok_or(Undecodable::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if has_few_controls(bytes) {
            Ok(named(text.to_owned(), UTF_8))
        } else {
            Err(Undecodable::Binary)
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let guess = if guess == BIG5 { BIG5 } else { GB18030 };
    let mut tries = [guess, UTF_8, GB18030, BIG5, UTF_16LE, UTF_16BE].into_iter();
    tries
        .find_map(|e| plausible(e, bytes))
        .ok_or(Undecodable::Unknown)
}

/// Whether next to nothing of valid UTF-8 is a control byte.
fn has_few_controls(bytes: &[u8]) -> bool {
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0xC) || b == 0x7F;
    let count = |few: &[u8]| few.iter().fold(0, |sum, &b| sum + u8::from(control(b)));
    let controls = bytes.chunks(AT_ONCE).map(|few| usize::from(count(few)));
    controls.sum::<usize>() * BAD_SHARE <= bytes.len() / 3 + BAD_SHARE
}

/// `bytes` read as `encoding`, when the result is text.
fn plausible(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let bad = text.matches('\u{FFFD}').count();
    (looks_like_text(&text, bad) && reads_chinese(&text))
        .then(|| named(text.into_owned(), encoding))
}

fn named(text: String, encoding: &'static Encoding) -> Decoded {
    Decoded {
        text,
        encoding: encoding.name().to_lowercase(),
    }
}

/// Whether common characters are as common as in any Chinese text; noise decodes to rare ones.
fn reads_chinese(text: &str) -> bool {
    let chinese = || {
        text.chars()
            .filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
    };
    let common = chinese().take(4000).filter(|c| COMMON.contains(*c)).count();
    common * COMMON_SHARE >= chinese().take(4000).count()
}

/// Whether next to nothing is a control, private or undecoded character, and most is ASCII or Chinese.
fn looks_like_text(text: &str, bad: usize) -> bool {
    let (mut odd, mut usual, mut foreign) = (bad, 0usize, 0usize);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{C}' | ' '..='~' => usual += 1,
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => odd += 1,
            '\u{2010}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}' => {
                usual += 1
            }
            _ => foreign += 1,
        }
    }
    odd * BAD_SHARE <= text.len() / 3 + BAD_SHARE && foreign * 4 <= usual
}
