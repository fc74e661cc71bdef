//! Puts the lines of a page into reading order: column by column where the page has columns.

use super::line::Line;

/// Fewest lines on each side of a gutter.
const FEWEST_LINES: usize = 6;
/// Share of the lines that may cross a gutter, in percent (headlines).
const CROSSING: usize = 15;

/// `lines` (top to bottom) in reading order; stretches of one baseline that stand side by side outside columns become one line.
pub(super) fn in_order(lines: Vec<Line>) -> Vec<Line> {
    match gutter(&lines) {
        Some(at) => by_column(lines, at),
        None => side_by_side(lines),
    }
}

/// The x of a gap that divides the lines in two columns.
fn gutter(lines: &[Line]) -> Option<f32> {
    let left = lines.iter().map(|l| l.x).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|l| l.right).fold(f32::MIN, f32::max);
    let width = right - left;
    let candidates = (30..=70).map(|percent| left + width * percent as f32 / 100.0);
    let score = |at: f32| {
        let crossing = lines.iter().filter(|l| l.x < at && l.right > at).count();
        let before = lines.iter().filter(|l| l.right <= at).count();
        let after = lines.len() - crossing - before;
        let divides = before >= FEWEST_LINES
            && after >= FEWEST_LINES
            && crossing * 100 <= lines.len() * CROSSING;
        (divides && is_full(lines, at, right)).then_some(crossing)
    };
    let scored = candidates.filter_map(|at| score(at).map(|s| (s, at)));
    scored.min_by_key(|&(s, _)| s).map(|(_, at)| at)
}

/// Columns of prose reach their right edge on most lines; the cells of a table without rules do not.
fn is_full(lines: &[Line], at: f32, right: f32) -> bool {
    let column: Vec<&Line> = lines.iter().filter(|l| l.x >= at).collect();
    let full = column
        .iter()
        .filter(|l| l.right > right - 3.0 * l.size)
        .count();
    full * 2 >= column.len()
}

fn by_column(lines: Vec<Line>, at: f32) -> Vec<Line> {
    let (mut ordered, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        if line.right <= at {
            left.push(line);
        } else if line.x >= at {
            right.push(line);
        } else {
            ordered.append(&mut left);
            ordered.append(&mut right);
            ordered.push(line);
        }
    }
    ordered.append(&mut left);
    ordered.append(&mut right);
    ordered
}

fn side_by_side(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if (last.y - line.y).abs() < 0.3 * line.size && line.x >= last.right => {
                last.text.push('\t');
                last.text.push_str(&line.text);
                last.right = line.right;
                last.glyphs.extend(line.glyphs);
            }
            _ => joined.push(line),
        }
    }
    joined
}
