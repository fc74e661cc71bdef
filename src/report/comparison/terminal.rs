//! Writes a comparison for a terminal: pairs side by side, old on the left, new on the right, changed words marked; what stands alone below its heading.

use super::{Comparison, ORDER, answer, between_sides, name};
use crate::compare::{Fate, Pair};
use crate::extract::commitment::{Commitment, Kind};
use crate::report::marked::{Piece, marked, whole};
use crate::report::overview::files;
use crate::report::{Report, View, plain};
use std::fmt::Write as _;

/// Between the two columns.
const GUTTER: &str = " │ ";
const GUTTER_ASCII: &str = " | ";
/// Columns of the gutter.
const GUTTER_COLUMNS: usize = 3;
/// Columns before what stands alone below its heading.
const INDENT: usize = 4;

/// The comparison as text, ending in a newline; no line is wider than the view.
pub(super) fn write(comparison: &Comparison, view: &View) -> String {
    let mut out = String::new();
    if !view.quiet {
        for (label, report) in [("旧", &comparison.old), ("新", &comparison.new)] {
            for file in files(report) {
                let line = format!("{label}：{}", plain::line(&file.path));
                let _ = writeln!(out, "{}", plain::clip_start(&line, view.width));
            }
        }
        if let Some(note) = between_sides(comparison) {
            for line in wrap(&note, view.width) {
                let _ = writeln!(out, "{line}");
            }
        }
        out.push('\n');
        for fate in ORDER {
            write_group(&mut out, comparison, fate, view);
        }
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

/// The pairs that met `fate`; what changes nothing a reader could check is only counted unless asked for.
fn write_group(out: &mut String, comparison: &Comparison, fate: Fate, view: &View) {
    let all: Vec<&Pair> = comparison.pairs.iter().filter(|p| p.fate == fate).collect();
    let (shown, left): (Vec<&Pair>, Vec<&Pair>) =
        all.iter().partition(|p| view.verbose > 0 || matters(p));
    if shown.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}（{}）", name(fate), all.len());
    let mut heading = String::new();
    for pair in shown {
        match (&pair.old, &pair.new) {
            (Some(old), Some(new)) => write_pair(out, comparison, (pair, old, new), view),
            (Some(old), None) => write_alone(out, (&comparison.old, old), &mut heading, view),
            (None, Some(new)) => write_alone(out, (&comparison.new, new), &mut heading, view),
            (None, None) => {}
        }
        if let Some(answer) = answer(comparison, pair) {
            let room = view.width.saturating_sub(INDENT + 4);
            for line in wrap(&format!("- {answer}"), room) {
                let _ = writeln!(out, "{:1$}{line}", "", INDENT + 4);
            }
        }
    }
    if !left.is_empty() {
        let _ = writeln!(
            out,
            "  另有 {} 条只是方向性表述换了说法（-v 可见）",
            left.len()
        );
    }
    out.push('\n');
}

fn matters(pair: &Pair) -> bool {
    let is_direction = |c: &Option<Commitment>| {
        c.as_ref().is_some_and(|c| match c.kind {
            Kind::Qualitative => true,
            Kind::Quantified | Kind::Named => false,
        })
    };
    match pair.fate {
        Fate::Kept | Fate::Moved => false,
        Fate::Reworded => !(is_direction(&pair.old) && is_direction(&pair.new)),
        Fate::Weakened | Fate::Dropped | Fate::Reported | Fate::New => true,
    }
}

/// A commitment only one side has, below its heading.
fn write_alone(out: &mut String, one: (&Report, &Commitment), heading: &mut String, view: &View) {
    let (report, commitment) = one;
    let title = commitment
        .section
        .map_or(String::new(), |span| plain::line(&report.place(span).quote));
    if title != *heading {
        let _ = writeln!(
            out,
            "  {}",
            plain::clip(&title, view.width.saturating_sub(2))
        );
        *heading = title;
    }
    let head = place(report, commitment);
    let indent = INDENT + plain::columns(&head) + 2;
    let room = view.width.saturating_sub(indent).max(8);
    for (i, line) in wrap(&quote(report, commitment), room).iter().enumerate() {
        let before = match i {
            0 => format!("{:INDENT$}{}  ", "", dim(&head, view).0),
            _ => " ".repeat(indent),
        };
        let _ = writeln!(out, "{before}{line}");
    }
}

/// A commitment both sides have, side by side.
fn write_pair(
    out: &mut String,
    comparison: &Comparison,
    (pair, old, new): (&Pair, &Commitment, &Commitment),
    view: &View,
) {
    let side = (view.width.saturating_sub(GUTTER_COLUMNS + 2) / 2).max(8);
    let (old_words, new_words) = (quote(&comparison.old, old), quote(&comparison.new, new));
    let (left, right) = marked(&old_words, &new_words);
    let head = |report, c| dim(&plain::clip(&place(report, c), side), view);
    let mut left_lines = vec![head(&comparison.old, old)];
    let mut right_lines = vec![head(&comparison.new, new)];
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

/// Where a commitment stands: the file too where a side has several.
fn place(report: &Report, c: &Commitment) -> String {
    let place = report.place(c.span);
    let inside = place
        .logical()
        .unwrap_or_else(|| format!("{}:{}", place.line, place.column));
    match files(report).count() {
        0 | 1 => inside,
        _ => plain::line(&format!("{}:{inside}", place.file.path)),
    }
}

fn quote(report: &Report, c: &Commitment) -> String {
    plain::line(&report.place(c.span).quote)
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
    let broken = lines(&whole(text), width.max(2), &plain);
    broken.into_iter().map(|(line, _)| line).collect()
}
