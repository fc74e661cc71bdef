//! Reads how large things must be to be counted (5000万元以上项目, 千亿级集群): those of another size are other things.

use crate::extract::Lexicon;
use crate::extract::numeral::parse_numeral;
use crate::extract::words::WordTable;
use crate::location::Span;

/// Characters of numerals.
const NUMERAL: &str = "0123456789.零一二两三四五六七八九十百千万亿";

/// From here on a number names a class of size (千亿级); a smaller one is a grade (三级).
const LEAST_CLASS: f64 = 1e4;

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
        let start = text[..end].trim_end_matches(|c| NUMERAL.contains(c)).len();
        let numeral = parse_numeral(text, start, end, |_| false)?;
        let value = numeral.value();
        let is_size = side != Side::Class || value >= LEAST_CLASS;
        (numeral.range.end == end && is_size).then_some(Size {
            end: end as u32,
            value,
            unit,
            side,
        })
    }
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
