//! Reads the strings of a binary workbook, also where they go on over several records (MS-XLS 2.5.293).

use super::record::{CONTINUE, Record};
use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};

/// How strings are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// Whether a flag byte tells 8-bit from 16-bit characters (Excel 97 and later).
    pub(super) wide: bool,
    /// Code page of 8-bit text in older files.
    pub(super) page: u16,
}

impl Default for Text {
    fn default() -> Self {
        Self {
            wide: true,
            page: 936,
        }
    }
}

/// The string at byte `at` whose length stands in `size` bytes.
pub(super) fn text(body: &[u8], at: usize, size: usize, coding: Text) -> String {
    let Some(length) = body.get(at..at + size) else {
        return String::new();
    };
    let length = length.iter().rev().fold(0, |n, &b| n << 8 | usize::from(b));
    let rest = &body[at + size..];
    if !coding.wide {
        let encoding: &Encoding = match coding.page {
            950 => BIG5,
            1252 => WINDOWS_1252,
            _ => GB18030,
        };
        return encoding
            .decode_without_bom_handling(&rest[..length.min(rest.len())])
            .0
            .into_owned();
    }
    let Some((&flags, chars)) = rest.split_first() else {
        return String::new();
    };
    let units: Vec<u16> = if flags & 1 == 0 {
        chars.iter().take(length).map(|&b| u16::from(b)).collect()
    } else {
        let pairs = chars.chunks_exact(2).take(length);
        pairs.map(|p| u16::from_le_bytes([p[0], p[1]])).collect()
    };
    String::from_utf16_lossy(&units)
}

/// The shared strings from their first record and those that go on.
pub(super) fn shared<'a>(
    first: &Record<'a>,
    rest: &mut impl Iterator<Item = Record<'a>>,
) -> Vec<String> {
    let mut segments = vec![first.body];
    segments.extend(rest.take_while(|r| r.kind == CONTINUE).map(|r| r.body));
    let mut cursor = Segments {
        segments,
        segment: 0,
        at: 8,
    };
    let mut strings = Vec::new();
    while let Some(string) = cursor.string() {
        strings.push(string);
    }
    strings
}

/// Reads across record borders.
struct Segments<'a> {
    segments: Vec<&'a [u8]>,
    segment: usize,
    at: usize,
}

impl Segments<'_> {
    fn string(&mut self) -> Option<String> {
        let length = usize::from(self.u8()?) | usize::from(self.u8()?) << 8;
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 {
            usize::from(self.u8()?) | usize::from(self.u8()?) << 8
        } else {
            0
        };
        let mut extra = 0;
        if flags & 4 != 0 {
            let bytes = [self.u8()?, self.u8()?, self.u8()?, self.u8()?];
            extra = usize::try_from(u32::from_le_bytes(bytes)).ok()?;
        }
        let mut units = Vec::with_capacity(length.min(4096));
        let mut wide = flags & 1 != 0;
        for _ in 0..length {
            if self.at >= self.segments.get(self.segment)?.len() {
                self.segment += 1;
                wide = self.segments.get(self.segment)?.first()? & 1 != 0;
                self.at = 1;
            }
            let low = u16::from(self.u8()?);
            units.push(if wide {
                low | u16::from(self.u8()?) << 8
            } else {
                low
            });
        }
        self.skip(runs * 4)?;
        self.skip(extra)?;
        Some(String::from_utf16_lossy(&units))
    }

    fn u8(&mut self) -> Option<u8> {
        while self.at >= self.segments.get(self.segment)?.len() {
            self.segment += 1;
            self.at = 0;
        }
        let byte = self.segments[self.segment][self.at];
        self.at += 1;
        Some(byte)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let left = self.segments.get(self.segment)?.len() - self.at;
            let step = left.min(count);
            self.at += step;
            count -= step;
            if count > 0 {
                self.segment += 1;
                self.at = 0;
            }
        }
        Some(())
    }
}
