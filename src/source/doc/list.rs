//! Reads the list definitions and instances of a binary Word file (MS-DOC 2.9.131, 2.9.147).

use super::fib::Fib;
use super::{index_at, u16_at, u32_at};
use crate::source::numbering::Numbering;
use crate::source::numeral::Style;

/// Size of a list definition and of a level without its text.
const DEFINITION: usize = 28;
/// Size of a list instance.
const INSTANCE: usize = 16;

/// The lists of the document; empty where they cannot be read.
pub(super) fn read(table: &[u8], fib: &Fib) -> Numbering {
    let mut numbering = Numbering::default();
    if !fib.lists.is_empty() && definitions(table, fib, &mut numbering).is_some() {
        instances(table, fib, &mut numbering);
    }
    numbering
}

fn definitions(table: &[u8], fib: &Fib, numbering: &mut Numbering) -> Option<()> {
    let count = usize::from(u16_at(table, fib.lists.start)?);
    let mut at = fib.lists.end;
    for list in 0..count {
        let start = fib.lists.start + 2 + list * DEFINITION;
        let id = i64::from(u32_at(table, start)?);
        let simple = table.get(start + 26)? & 1 != 0;
        for level in 0..if simple { 1 } else { 9 } {
            let target = numbering.level(id, level);
            target.start = i64::from(u32_at(table, at)?);
            target.style = Style::coded(*table.get(at + 4)?);
            let skip = usize::from(*table.get(at + 24)?) + usize::from(*table.get(at + 25)?);
            at += DEFINITION + skip;
            let length = usize::from(u16_at(table, at)?);
            target.text = text(table.get(at + 2..at + 2 + length * 2)?);
            at += 2 + length * 2;
        }
    }
    Some(())
}

/// A level's text with `%1` … for the placeholders 0 … 8.
fn text(units: &[u8]) -> String {
    let mut out = String::new();
    for pair in units.chunks_exact(2) {
        let unit = u16::from_le_bytes([pair[0], pair[1]]);
        match unit {
            0..=8 => out.push_str(&format!("%{}", unit + 1)),
            _ => out.extend(char::from_u32(u32::from(unit))),
        }
    }
    out
}

fn instances(table: &[u8], fib: &Fib, numbering: &mut Numbering) {
    let count = index_at(table, fib.instances.start).unwrap_or(0).min(2_000);
    for (index, number) in (0..count).zip(1..) {
        if let Some(id) = u32_at(table, fib.instances.start + 4 + index * INSTANCE) {
            numbering.link(number, i64::from(id));
        }
    }
}
