//! Puts glyphs that share a baseline together to lines, cut where a wide gap stands.

use super::{Glyph, Page};

/// Gap, in font sizes, that separates two columns or cells.
const COLUMN_GAP: f32 = 1.6;
/// Gap, in font sizes, that stands for a blank between Latin letters or digits.
const WORD_GAP: f32 = 0.25;
/// How far, in font sizes, baselines of one line may be apart (raised figures).
const RAISED: f32 = 0.45;

/// A stretch of text on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) text: String,
    /// Its glyphs, for the table whose cells they fall in.
    pub(super) glyphs: Vec<Glyph>,
}

/// The lines of a page from top to bottom, left to right.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut glyphs: Vec<&Glyph> = page
        .glyphs
        .iter()
        .filter(|g| g.x.is_finite() && g.y.is_finite() && !g.text.trim().is_empty())
        .collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row)
                if row
                    .first()
                    .is_some_and(|f| glyph.y - f.y <= RAISED * f.size.max(glyph.size)) =>
            {
                row.push(glyph)
            }
            _ => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().flat_map(cut).collect()
}

fn cut(mut row: Vec<&Glyph>) -> Vec<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    row.dedup_by(|b, a| {
        a.text == b.text && (a.x - b.x).abs() < 0.1 * a.size && (a.y - b.y).abs() < 0.1 * a.size
    });
    let mut lines: Vec<Line> = Vec::new();
    for glyph in row {
        match lines.last_mut() {
            Some(line) if glyph.x - line.right <= COLUMN_GAP * line.size.max(glyph.size) => {
                line.push(glyph)
            }
            _ => lines.push(Line::new(glyph)),
        }
    }
    lines
}

/// Characters no line may begin with.
const CLOSING: &str = "。，、；：！？）》〉】〕)%.,";
/// Characters no line may end with.
const OPENING: &str = "（《〈【〔(";
/// Quotation marks, which cling to both sides.
const QUOTES: &str = "“”‘’\"";

/// Whether office programs keep the two on one line (UAX #14 as far as Chinese text needs it; a number or Latin word is kept with the punctuation before it).
fn clings(a: char, b: char) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/');
    let quote = QUOTES.contains(a) || QUOTES.contains(b);
    let joined = (word(a) || CLOSING.contains(a)) && word(b);
    quote || OPENING.contains(a) || CLOSING.contains(b) || joined
}

impl Line {
    /// A line that begins with `glyph`.
    pub(super) fn new(glyph: &Glyph) -> Self {
        Self {
            x: glyph.x,
            right: glyph.x + glyph.width,
            y: glyph.y,
            size: glyph.size,
            text: glyph.text.clone(),
            glyphs: vec![glyph.clone()],
        }
    }

    /// Width of what cannot be parted at the line's beginning: a number or Latin word, a character with the punctuation that clings to it.
    pub(super) fn opening(&self) -> f32 {
        let last = self.glyphs.windows(2).find(|pair| {
            let (a, b) = (pair[0].text.chars().last(), pair[1].text.chars().next());
            !clings(a.unwrap_or(' '), b.unwrap_or(' '))
        });
        last.map_or(self.right, |pair| pair[0].x + pair[0].width) - self.x
    }

    /// Adds the next glyph to the right.
    pub(super) fn push(&mut self, glyph: &Glyph) {
        let gap = glyph.x - self.right;
        let last = self.text.chars().last().unwrap_or(' ');
        let next = glyph.text.chars().next().unwrap_or(' ');
        let latin = last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        if gap > WORD_GAP * glyph.size && latin || gap > 0.8 * glyph.size {
            self.text.push(' ');
        }
        self.text.push_str(&glyph.text);
        self.right = self.right.max(glyph.x + glyph.width);
        self.size = self.size.max(glyph.size);
        self.glyphs.push(glyph.clone());
    }
}
