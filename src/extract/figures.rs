//! Finds every quantity and every time expression of a text in one forward pass.
//!
//! The pass stops only at characters that can begin a numeral or a time word and reads on from there; what stands
//! before and after a number (bound, basis, measure) is looked up in compiled tables.

use crate::document::Document;
use crate::extract::glyph::{DIGIT, GlyphTable, HANZI, TIME, char_before};
use crate::extract::lexicon::Lexicon;
use crate::extract::period::grammar::{Grammar, Reading};
use crate::extract::period::{Time, Years};
use crate::extract::quantity::reading::{Figure, FigureReader, Found};
use crate::extract::quantity::{Builder, Quantity, QuantityRole};
use std::ops::Range;

/// Quantities and times of a text, each sorted by place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Every quantity.
    pub quantities: Vec<Quantity>,
    /// Every time expression.
    pub times: Vec<Time>,
}

/// What a stretch of text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The years relative words are counted from.
    pub years: Years,
    /// The role of a figure that says nothing else: a target in a plan, an actual in a review.
    pub role: QuantityRole,
}

/// Finds quantities and times; built once from a lexicon.
#[derive(Debug)]
pub struct FigureFinder {
    glyphs: GlyphTable,
    grammar: Grammar,
    reader: FigureReader,
    builder: Builder,
}

impl FigureFinder {
    /// Compiles the lists of `rules/lexicon/{units,figures,measures,names_with_digits,time}.yaml`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let grammar = Grammar::new(lexicon);
        let fixed = lexicon.pairs("figures.fixed").iter();
        Self {
            glyphs: GlyphTable::new(grammar.first_words(), fixed.map(|(w, _)| w.as_str())),
            grammar,
            reader: FigureReader::new(lexicon),
            builder: Builder::new(lexicon),
        }
    }

    /// The figures of `document` in `range` (bytes in the file's text).
    pub fn find(&self, document: &Document, range: Range<usize>, setting: Setting) -> Figures {
        let text = &document.file.text;
        let (figures, readings) = self.scan(text, range.clone(), setting.years);
        let quantities = self
            .builder
            .build((text, &self.glyphs), range, &figures, &readings)
            .into_iter()
            .map(|draft| draft.place(document, setting.role))
            .collect();
        let times = readings.into_iter().map(|r| time(document, r)).collect();
        Figures { quantities, times }
    }

    /// One pass over `text[range]`: numbers with units, and time expressions.
    fn scan(&self, text: &str, range: Range<usize>, years: Years) -> (Vec<Figure>, Vec<Reading>) {
        let (mut figures, mut readings) = (Vec::new(), Vec::new());
        let mut at = range.start;
        while let Some((here, class)) = self.glyphs.next(text, at, range.end, DIGIT | HANZI | TIME)
        {
            let coded = class & DIGIT != 0
                && char_before(&text[range.start..here], here - range.start)
                    .is_some_and(|c| c.is_ascii_alphabetic());
            if !coded && let Some(reading) = self.grammar.parse(text, here, range.end, years) {
                at = reading.range.end;
                readings.push(reading);
                continue;
            }
            at = if class & (DIGIT | HANZI) == 0 {
                here + text[here..].chars().next().map_or(1, char::len_utf8)
            } else {
                match self.reader.read(text, here, range.end) {
                    Found::Figure(figure) => {
                        let end = figure.range.end;
                        figures.push(figure);
                        end
                    }
                    Found::Nothing(end) => end,
                }
            };
        }
        (figures, readings)
    }
}

fn time(document: &Document, reading: Reading) -> Time {
    Time {
        span: document.span(reading.range),
        start: reading.start,
        end: reading.end,
        duration: reading.duration,
        modifier: reading.modifier,
        purpose: reading.purpose,
    }
}
