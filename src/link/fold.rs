//! Turns a stretch of text into the characters it is compared by, other names of one thing folded together.

use super::runs::BREAK;
use super::wording::Wording;
use crate::extract::Lexicon;
use crate::extract::background::is_letter;
use crate::extract::words::WordTable;
use std::collections::BTreeSet;
use std::ops::Range;

/// Characters of a clause that are looked at; comparing two clauses takes time by the product of their lengths.
const MOST_CHARS: usize = 1000;

/// Folds other names of one measure or object into one (规上 → 规模以上).
#[derive(Debug)]
pub struct Folder {
    /// Each name with its place in `meant`.
    names: WordTable<usize>,
    meant: Vec<String>,
}

impl Folder {
    /// Reads `aliases.measures` and `aliases.objects`, and `aliases.silent`: words that say nothing of what something is.
    pub fn new(lexicon: &Lexicon) -> Self {
        let pairs = || {
            let lists = ["aliases.measures", "aliases.objects"].into_iter();
            lists.flat_map(|name| lexicon.pairs(name))
        };
        // A name in full is itself: the short one inside it (消费价格 in 居民消费价格) is not made longer once more.
        let whole: BTreeSet<&str> = pairs().map(|(_, meant)| meant.as_str()).collect();
        let whole = whole.into_iter().filter(|w| pairs().all(|(k, _)| k != w));
        let pairs = pairs().map(|(k, v)| (k.as_str(), v.as_str()));
        let silent = lexicon.words("aliases.silent").iter();
        let (names, meant): (Vec<&str>, Vec<String>) = pairs
            .chain(whole.map(|w| (w, w)))
            .chain(silent.map(|w| (w.as_str(), "")))
            .map(|(k, v)| (k, v.to_owned()))
            .unzip();
        Self {
            names: WordTable::new(names.into_iter().zip(0..)),
            meant,
        }
    }

    /// The wording of `text[range]`; the stretches in `numbers` (figures with their units) are left out.
    pub fn wording(&self, text: &str, range: Range<usize>, numbers: &[Range<usize>]) -> Wording {
        Wording::new(self.chars(text, range, numbers))
    }

    /// The characters of that wording.
    pub(super) fn chars(
        &self,
        text: &str,
        range: Range<usize>,
        numbers: &[Range<usize>],
    ) -> Vec<char> {
        let mut chars = Vec::with_capacity(range.len() / 3 + 8);
        let mut at = range.start;
        for number in numbers {
            if number.start < at || number.end > range.end {
                continue;
            }
            if chars.len() >= MOST_CHARS {
                break;
            }
            self.fold(&text[at..number.start], &mut chars);
            chars.push(BREAK);
            at = number.end;
        }
        if chars.len() < MOST_CHARS {
            self.fold(&text[at..range.end], &mut chars);
        }
        chars.truncate(MOST_CHARS);
        chars
    }

    /// Whether `text` as a whole is a name that is folded.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let whole = self.names.match_at(text, 0);
        whole.is_some_and(|(length, _)| length == text.len())
    }

    /// `text` with other names folded; figures stay as they are.
    pub fn folded(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        let mut at = 0;
        for (found, meant) in self.names.find_values(text) {
            folded += &text[at..found.start];
            folded += &self.meant[meant];
            at = found.end;
        }
        folded + &text[at..]
    }

    fn fold(&self, text: &str, chars: &mut Vec<char>) {
        let mut at = 0;
        for (found, meant) in self.names.find_values(text) {
            push(&text[at..found.start], chars);
            push(&self.meant[meant], chars);
            at = found.end;
        }
        push(&text[at..], chars);
    }
}

/// Quotation marks vanish, other marks separate.
fn push(text: &str, chars: &mut Vec<char>) {
    for c in text.chars() {
        match c {
            '“' | '”' | '"' | '‘' | '’' | '《' | '》' | ' ' | '\u{3000}' | '\n' | '\r' | '（'
            | '）' | '(' | ')' | '*' => {}
            c if is_letter(c) => chars.push(c),
            _ => chars.push(BREAK),
        }
    }
}
