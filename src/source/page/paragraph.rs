//! Joins the lines of running text to paragraphs.

use super::line::Line;

/// How far, in font sizes, a full line may end before the right edge (a character that may not begin a line moves down with its neighbour).
const RAGGED: f32 = 2.2;
/// Indent, in font sizes, from which a line begins a paragraph.
const INDENT: f32 = 1.2;
/// Distance between baselines, in font sizes, beyond which lines are separate.
const LEADING: f32 = 2.6;

/// Share of the column's width from which a line tells where the right edge is.
const LONG: f32 = 0.7;
/// Most lines of a page that are looked at for its edges.
const MOST_COMPARED: usize = 1_000;

/// Lines joined, with what is needed to go on over a page.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) text: String,
    size: f32,
    /// Whether its last line reaches the right edge.
    open: bool,
    /// Whether its first line is indented.
    indented: bool,
}

/// Paragraphs of `lines` in reading order.
pub(super) fn join(lines: Vec<Line>) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut above: Option<(f32, f32)> = None;
    let edges: Vec<(f32, f32)> = lines.iter().map(|line| edges(&lines, line)).collect();
    for (line, (left, right)) in lines.into_iter().zip(edges) {
        let paragraph = Paragraph {
            open: line.right > right - RAGGED * line.size && line.right - line.x > 8.0 * line.size,
            indented: line.x > left + INDENT * line.size,
            size: line.size,
            text: line.text,
        };
        let near = above.is_some_and(|(y, size)| line.y > y && line.y - y < LEADING * size);
        let turned = above.is_some_and(|(y, _)| line.y < y);
        match paragraphs.last_mut() {
            Some(last) if (near || turned) && last.goes_on_in(&paragraph) => last.append(paragraph),
            _ => paragraphs.push(paragraph),
        }
        above = Some((line.y, line.size));
    }
    paragraphs
}

/// Left and usual right edge of the column `line` stands in: of the lines that overlap it. Punctuation hanging over the edge does not move it.
fn edges(lines: &[Line], line: &Line) -> (f32, f32) {
    let window = lines.len().min(MOST_COMPARED);
    let beside = |l: &&Line| l.x < line.right && l.right > line.x;
    let column: Vec<&Line> = lines[..window].iter().filter(beside).collect();
    let left = column.iter().map(|l| l.x).fold(line.x, f32::min);
    let widest = column.iter().map(|l| l.right).fold(line.right, f32::max);
    let long = |l: &&&Line| l.right - l.x > LONG * (widest - left);
    let mut rights: Vec<f32> = column.iter().filter(long).map(|l| l.right).collect();
    rights.sort_by(f32::total_cmp);
    let usual = rights.get(rights.len() / 2).copied();
    (left, usual.unwrap_or(widest))
}

impl Paragraph {
    /// Whether `next` goes on with what this one breaks off.
    pub(super) fn goes_on_in(&self, next: &Self) -> bool {
        let same_size = (self.size - next.size).abs() < 0.15 * self.size;
        self.open && same_size && !next.indented && !(ends(&self.text) && begins_item(&next.text))
    }

    /// Appends `next`.
    pub(super) fn append(&mut self, next: Self) {
        glue(&mut self.text, &next.text);
        self.open = next.open;
    }
}

/// Appends a wrapped line: a blank between Latin words, nothing between Chinese characters, a hyphen at a line end kept.
pub(super) fn glue(text: &mut String, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().last()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

/// Whether a line ends a sentence.
pub(super) fn ends(text: &str) -> bool {
    text.trim_end()
        .ends_with(['。', '；', '：', '！', '？', '”', '）'])
}

/// Whether a line begins with a number of a list or heading.
pub(super) fn begins_item(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']);
    let number = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
        .count();
    let after = rest.chars().nth(number);
    number > 0
        && number < 4
        && after.is_some_and(|c| matches!(c, '.' | '．' | '、' | '）' | ')' | '是'))
        || rest.starts_with(|c: char| ('①'..='⑳').contains(&c))
}
