//! Finds phone and identity numbers of persons.

use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::personal::{Number, has_valid_check, personal_numbers};

/// The words that make a number a person's or an office's.
#[derive(Debug, Clone)]
pub struct Personal {
    office: Vec<String>,
    person: Vec<String>,
}

impl Personal {
    /// Reads the lists `personal.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            office: lexicon.words("personal.office").to_vec(),
            person: lexicon.words("personal.person").to_vec(),
        }
    }

    /// Every such number in `document`.
    pub fn find(&self, document: &Document) -> Vec<Slip> {
        let base = document.range.start;
        let text = document.text();
        let mut slips = Vec::new();
        for (number, at) in personal_numbers(text) {
            if number == Number::Identity && !has_valid_check(&text[at.clone()]) {
                continue;
            }
            let before = line_before(text, at.start);
            if number == Number::Landline && self.office.iter().any(|w| before.contains(w.as_str()))
            {
                continue;
            }
            let kind = match number {
                Number::Identity | Number::Mobile => Kind::Likely,
                Number::Landline => Kind::Advice,
            };
            let because = format!("文中有{}，公开前应遮盖", number.name());
            let slip = Slip::new(kind, base + at.start..base + at.end, because);
            slips.push(match self.name_before(before) {
                Some(from) => slip.with(
                    base + at.start - (before.len() - from)..base + at.start,
                    "联系人",
                ),
                None => slip,
            });
        }
        slips
    }

    /// Where the words that name a person begin in the text before a number.
    fn name_before(&self, before: &str) -> Option<usize> {
        self.person
            .iter()
            .filter_map(|w| before.rfind(w.as_str()))
            .max()
    }
}

fn line_before(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let far = text[start..at]
        .char_indices()
        .rev()
        .nth(60)
        .map_or(start, |(i, _)| start + i);
    &text[far..at]
}
