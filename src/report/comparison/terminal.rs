//! Writes a comparison side by side for a terminal: old on the left, new on the right, changed words marked.

use super::{Comparison, ORDER, name};
use crate::compare::{Fate, Pair};
use crate::extract::commitment::Commitment;
use crate::report::marked::{Piece, marked};
use crate::report::{Report, View, plain};
use std::fmt::Write as _;

/// Between the two columns.
const GUTTER: &str = " │ ";
const GUTTER_ASCII: &str = " | ";
/// Columns of the gutter.
const GUTTER_COLUMNS: usize = 3;

/// The comparison as text, ending in a newline; no line is wider than the view.
pub(super) fn write(comparison: &Comparison, view: &View) -> String {
    let mut out = String::new();
    for fate in ORDER {
        let quiet = matches!(fate, Fate::Kept | Fate::Moved) && view.verbose == 0;
        let pairs: Vec<&Pair> = comparison.pairs.iter().filter(|p| p.fate == fate).collect();
        if pairs.is_empty() || quiet || view.quiet {
            continue;
        }
        let _ = writeln!(out, "{}（{}）", name(fate), pairs.len());
        for pair in pairs {
            write_pair(&mut out, comparison, pair, view);
        }
        out.push('\n');
    }
    let counts: Vec<String> = ORDER
        .iter()
        .map(|&f| format!("{} {}", name(f), comparison.count(f)))
        .collect();
    for line in wrap(&counts.join("，"), view.width) {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn write_pair(out: &mut String, comparison: &Comparison, pair: &Pair, view: &View) {
    let old = pair
        .old
        .as_ref()
        .map(|c| (header(&comparison.old, c), quote(&comparison.old, c)));
    let new = pair
        .new
        .as_ref()
        .map(|c| (header(&comparison.new, c), quote(&comparison.new, c)));
    let side = (view.width.saturating_sub(GUTTER_COLUMNS + 2) / 2).max(8);
    let text = |s: &Option<(String, String)>| s.as_ref().map_or(String::new(), |s| s.1.clone());
    let (left, right) = match (&old, &new) {
        (Some(o), Some(n)) => marked(&o.1, &n.1),
        _ => (unmarked(text(&old)), unmarked(text(&new))),
    };
    let head = |s: &Option<(String, String)>| {
        s.as_ref().map_or("（没有对应条目）".to_owned(), |s| {
            plain::clip(&s.0, side)
        })
    };
    let mut left_lines = vec![dim(&head(&old), view)];
    let mut right_lines = vec![dim(&head(&new), view)];
    left_lines.extend(lines(&left, side, &Paint::old(view)));
    right_lines.extend(lines(&right, side, &Paint::new(view)));
    let gutter = if view.ascii { GUTTER_ASCII } else { GUTTER };
    for i in 0..left_lines.len().max(right_lines.len()) {
        let empty = (String::new(), 0);
        let (l, used) = left_lines.get(i).unwrap_or(&empty);
        let (r, _) = right_lines.get(i).unwrap_or(&empty);
        let line = format!("  {l}{}{gutter}{r}", " ".repeat(side - used));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    for weakening in &pair.weakenings {
        for line in wrap(&format!("- {weakening}"), view.width.saturating_sub(4)) {
            let _ = writeln!(out, "    {line}");
        }
    }
}

fn header(report: &Report, c: &Commitment) -> String {
    plain::line(&report.place(c.span).header())
}

fn quote(report: &Report, c: &Commitment) -> String {
    plain::line(&report.place(c.span).quote)
}

fn unmarked(text: String) -> Vec<Piece> {
    vec![Piece {
        text,
        changed: false,
    }]
}

/// What surrounds changed words.
struct Paint {
    open: &'static str,
    close: &'static str,
    /// Columns of each of the two; colour takes none.
    columns: usize,
}

impl Paint {
    fn old(view: &View) -> Self {
        match view.color {
            true => Self {
                open: "\u{1b}[31m",
                close: "\u{1b}[0m",
                columns: 0,
            },
            false => Self {
                open: "[",
                close: "]",
                columns: 1,
            },
        }
    }

    fn new(view: &View) -> Self {
        match view.color {
            true => Self {
                open: "\u{1b}[32m",
                close: "\u{1b}[0m",
                columns: 0,
            },
            false => Self {
                open: "{",
                close: "}",
                columns: 1,
            },
        }
    }
}

fn dim(text: &str, view: &View) -> (String, usize) {
    let columns = plain::columns(text);
    match view.color {
        true => (format!("\u{1b}[2m{text}\u{1b}[0m"), columns),
        false => (text.to_owned(), columns),
    }
}

/// The pieces broken into lines of at most `width` columns, each with the columns it takes.
fn lines(pieces: &[Piece], width: usize, paint: &Paint) -> Vec<(String, usize)> {
    let mut lines = vec![(String::new(), 0)];
    for piece in pieces.iter().filter(|p| !p.text.is_empty()) {
        let marks = if piece.changed { paint.columns } else { 0 };
        let mut is_open = false;
        for c in piece.text.chars() {
            let wide = plain::columns_of(c);
            let start = if is_open { 0 } else { marks };
            let (line, used) = lines.last_mut().expect("lines begins with one");
            if *used + start + wide + marks > width {
                if is_open {
                    line.push_str(paint.close);
                    *used += marks;
                }
                is_open = false;
                lines.push((String::new(), 0));
            }
            let (line, used) = lines.last_mut().expect("lines begins with one");
            if piece.changed && !is_open {
                line.push_str(paint.open);
                *used += marks;
                is_open = true;
            }
            line.push(c);
            *used += wide;
        }
        if is_open {
            let (line, used) = lines.last_mut().expect("lines begins with one");
            line.push_str(paint.close);
            *used += marks;
        }
    }
    lines
}

/// `text` broken into lines of at most `width` columns.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let plain = Paint {
        open: "",
        close: "",
        columns: 0,
    };
    let broken = lines(&unmarked(text.to_owned()), width.max(2), &plain);
    broken.into_iter().map(|(line, _)| line).collect()
}
