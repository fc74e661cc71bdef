//! Classifies characters by what can begin there: a numeral or a time word.

/// An ASCII or full-width digit.
pub(crate) const DIGIT: u8 = 1;
/// A Chinese numeral character (一 … 亿, 半, 数, 几).
pub(crate) const HANZI: u8 = 2;
/// First character of a time word of the lexicon.
pub(crate) const TIME: u8 = 4;
/// A character that ends a clause: `，。；：！？` and their ASCII forms, line ends.
pub(crate) const BREAK: u8 = 8;
/// A character that ends a sentence: `。；！？` and line ends.
pub(crate) const STOP: u8 = 16;

/// Characters that can begin a Chinese numeral.
const HANZI_STARTS: &str = "〇零一二两三四五六七八九十百千万亿半廿卅数几";
const BREAKS: &str = "，,：:";
const STOPS: &str = "。；;！？!?\n\r\t";

/// Class bits of every character of the basic plane; others have none.
#[derive(Debug)]
pub(crate) struct GlyphTable(Box<[u8]>);

impl GlyphTable {
    /// A table in which the first characters of `time_words` are marked [`TIME`], those of `number_words` (翻一番) [`HANZI`].
    pub(crate) fn new<'a>(
        time_words: impl Iterator<Item = &'a str>,
        number_words: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut table = Self(vec![0; 0x1_0000].into_boxed_slice());
        for digit in ('0'..='9').chain('０'..='９') {
            table.mark(digit, DIGIT);
        }
        HANZI_STARTS.chars().for_each(|c| table.mark(c, HANZI));
        BREAKS.chars().for_each(|c| table.mark(c, BREAK));
        STOPS.chars().for_each(|c| table.mark(c, BREAK | STOP));
        time_words
            .filter_map(|w| w.chars().next())
            .for_each(|c| table.mark(c, TIME));
        number_words
            .filter_map(|w| w.chars().next())
            .for_each(|c| table.mark(c, HANZI));
        table
    }

    fn mark(&mut self, c: char, bits: u8) {
        if let Some(class) = self.0.get_mut(c as usize) {
            *class |= bits;
        }
    }

    /// Class bits of `c`.
    #[inline]
    pub(crate) fn class(&self, c: char) -> u8 {
        self.0.get(c as usize).copied().unwrap_or(0)
    }

    /// First position from `from` on, before `end`, whose character has one of `bits`; with the bits it has.
    #[inline]
    pub(crate) fn next(
        &self,
        text: &str,
        from: usize,
        end: usize,
        bits: u8,
    ) -> Option<(usize, u8)> {
        text[from..end].char_indices().find_map(|(i, c)| {
            let class = self.class(c);
            (class & bits != 0).then_some((from + i, class))
        })
    }
}

/// The character at byte `at`, where there is one.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `end`, where there is one.
#[inline]
pub(crate) fn char_before(text: &str, end: usize) -> Option<char> {
    text.get(..end)?.chars().next_back()
}

/// `at` moved over blanks (not line ends).
#[inline]
pub(crate) fn skip_blanks(text: &str, mut at: usize) -> usize {
    while let Some(c @ (' ' | '\u{3000}' | '\u{a0}')) = char_at(text, at) {
        at += c.len_utf8();
    }
    at
}

/// `end` moved back over blanks (not line ends).
#[inline]
pub(crate) fn skip_blanks_back(text: &str, mut end: usize) -> usize {
    while let Some(c @ (' ' | '\u{3000}' | '\u{a0}')) = char_before(text, end) {
        end -= c.len_utf8();
    }
    end
}

/// Value of an ASCII or full-width digit.
#[inline]
pub(crate) fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(c as u32 - '０' as u32).ok(),
        _ => None,
    }
}
