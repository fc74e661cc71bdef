//! Reads how large things must be to be counted (5000万元以上项目, 千亿级集群): those of another size are other things.

use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use crate::location::Span;

/// Characters of numerals with their powers; digits and points have none.
const POWERS: [(char, f64); 5] = [
    ('十', 1e1),
    ('百', 1e2),
    ('千', 1e3),
    ('万', 1e4),
    ('亿', 1e8),
];

/// On which side of its number a size lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// 以上.
    Above,
    /// 以下, 以内.
    Below,
    /// 级.
    Class,
}

/// A size that is asked for.
#[derive(Debug, Clone, PartialEq)]
struct Size {
    /// Byte of the document at which its number ends.
    end: u32,
    value: f64,
    unit: u8,
    side: Side,
}

/// The sizes a clause asks for, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Sizes(Vec<Size>);

/// Place of 元 in `sizes.units`, which goes without saying in 千亿级.
const MONEY: u8 = 0;

/// Finds sizes.
#[derive(Debug)]
pub(super) struct SizeReader {
    sides: WordTable<Side>,
    units: WordTable<u8>,
}

impl SizeReader {
    /// Reads `sizes.*`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let of = |list: &str, side: Side| {
            let words = lexicon.words(&format!("sizes.{list}")).iter();
            words.map(|w| (w.clone(), side)).collect::<Vec<_>>()
        };
        let sides = [
            of("above", Side::Above),
            of("below", Side::Below),
            of("class", Side::Class),
        ];
        let units = lexicon.words("sizes.units").iter();
        Self {
            sides: WordTable::new(sides.into_iter().flatten()),
            units: WordTable::new(units.zip(0u8..)),
        }
    }

    /// The sizes that `text` asks for, which stands in its document from byte `from` on.
    pub(super) fn read(&self, text: &str, from: usize) -> Sizes {
        let sides = self.sides.find_values(text);
        let found = sides.filter_map(|(at, side)| {
            let behind = &text[at.end..];
            let names = behind.starts_with(|c: char| c.is_alphanumeric() || c == '、')
                && self.sides.match_at(behind, 0).is_none(); // 十亿元级以上
            let size = names.then(|| self.before(text, at.start, side))??;
            Some(Size {
                end: size.end + from as u32,
                ..size
            })
        });
        Sizes(found.collect())
    }

    /// The size whose number and unit end at byte `end` of `text`.
    fn before(&self, text: &str, end: usize, side: Side) -> Option<Size> {
        let unit = self.units.match_before(text, end);
        let (length, unit) = unit.or((side == Side::Class).then_some((0, MONEY)))?;
        let end = end - length;
        let is_part = |c: char| c.is_ascii_digit() || c == '.' || power(c).is_some();
        let numeral = &text[text[..end].trim_end_matches(is_part).len()..end];
        if text[..end - numeral.len()].ends_with(is_spelled) {
            return None;
        }
        let digits = numeral.trim_end_matches(|c| power(c).is_some());
        let round = numeral.len() > digits.len();
        if side == Side::Class && !round {
            return None; // 3级
        }
        let bare = digits.is_empty() && round; // 亿元以上
        let value: f64 = if bare { 1.0 } else { digits.parse().ok()? };
        Some(Size {
            end: end as u32,
            value: numeral[digits.len()..]
                .chars()
                .filter_map(power)
                .fold(value, |v, p| v * p),
            unit,
            side,
        })
    }
}

/// Whether `c` is a digit of a number that is spelled out and not read here (三十亿).
fn is_spelled(c: char) -> bool {
    "零一二两三四五六七八九几数".contains(c)
}

fn power(c: char) -> Option<f64> {
    let found = POWERS.iter().find(|(character, _)| *character == c);
    found.map(|(_, power)| *power)
}

impl Sizes {
    /// Whether what is counted here is of another size than there; the figures held against each other are none themselves.
    pub(super) fn differ(
        &self,
        figure: Option<Span>,
        (other, told): (&Self, Option<Span>),
    ) -> bool {
        let asked = |sizes: &Self, figure: Option<Span>| -> Vec<Size> {
            let own =
                |s: &&Size| figure.is_none_or(|f| !(f.start..=f.end).contains(&(s.end as usize)));
            sizes.0.iter().filter(own).cloned().collect()
        };
        let (here, there) = (asked(self, figure), asked(other, told));
        let of_a_kind = |a: &Size, b: &Size| {
            a.unit == b.unit && (a.side == Side::Class) == (b.side == Side::Class)
        };
        let is_same = |a: &Size, b: &Size| a.side == b.side && a.value == b.value;
        let mut pairs = here.iter().flat_map(|a| there.iter().map(move |b| (a, b)));
        let mut held = pairs.clone().filter(|(a, b)| of_a_kind(a, b)).peekable();
        held.peek().is_some() && !pairs.any(|(a, b)| of_a_kind(a, b) && is_same(a, b))
    }
}
