//! Reads the words around a number: bounds (超过 … 以上), change (增长, 降至), basis (新增, 累计, 占).

use crate::extract::glyph::{char_before, skip_blanks_back};
use crate::extract::lexicon::Lexicon;
use crate::extract::period::grammar::Reading;
use crate::extract::quantity::Bound;
use crate::extract::words::WordTable;
use std::ops::Range;

/// What a word before a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bound(Bound),
    Up,
    /// 提升, 加快: rise, or work on things.
    Works,
    Down,
    Level,
    UpTo,
    DownTo,
    Compared,
    Cumulative,
    Added,
    Share,
    Each,
    From,
    Plain,
    Blocked,
}

/// Verbs that bound a level, but take an object of their own too (突破20项关键技术, 迈上4个台阶).
const BREAKTHROUGHS: [&str; 6] = ["突破", "迈上", "站上", "跨越", "跃上", "跨过"];

/// What stands between what is counted and the number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Approach {
    /// Where the words begin: the measure, if it stands before, ends here.
    pub(crate) start: usize,
    /// 超过, 近, 不少于.
    pub(crate) bound: Option<Bound>,
    /// 突破, 迈上: a verb of its own where nothing stands before it.
    pub(crate) breaks_through: bool,
    /// 增长, 提高.
    pub(crate) up: bool,
    /// Whether it rose by words that are said of work on things too (提升60家食堂).
    pub(crate) works: bool,
    /// 下降, 减少.
    pub(crate) down: bool,
    /// 达到, 提高到, 降至: a level, whatever the direction.
    pub(crate) level: bool,
    /// 累计.
    pub(crate) cumulative: bool,
    /// 新增.
    pub(crate) added: bool,
    /// 占.
    pub(crate) share: bool,
    /// 分别: the numbers belong to several measures, in order.
    pub(crate) each: bool,
    /// 从, 由: the value something started from.
    pub(crate) from: bool,
}

/// The words around numbers, compiled from `rules/lexicon/figures.yaml`.
#[derive(Debug)]
pub(crate) struct Surroundings {
    before: WordTable<Mark>,
    after: WordTable<Bound>,
    reach: WordTable<Bound>,
    /// True for 新增, false for 累计.
    sums: WordTable<bool>,
}

impl Surroundings {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let bounds = |list: &str| {
            let pairs = lexicon.pairs(list).iter();
            WordTable::new(pairs.filter_map(|(w, v)| Some((w.as_str(), bound(v)?))))
        };
        let before = lexicon.pairs("figures.before").iter();
        Self {
            before: WordTable::new(before.filter_map(|(w, v)| Some((w.as_str(), mark(v)?)))),
            after: bounds("figures.after"),
            reach: bounds("figures.reach"),
            sums: WordTable::new(sums(lexicon)),
        }
    }

    /// The words before a number that begins at `at`, not further back than `floor`; `times` are the expressions so far, one of
    /// which may stand between (从2020年的80%).
    pub(crate) fn before(
        &self,
        text: &str,
        floor: usize,
        at: usize,
        times: &[Reading],
    ) -> Approach {
        let mut approach = Approach {
            start: at,
            ..Approach::default()
        };
        loop {
            let end = skip_blanks_back(text, approach.start).max(floor);
            let of = text[..end].strip_suffix('的').map_or(end, str::len);
            let ends_here = |t: &&Reading| t.range.end == end || t.range.end == of;
            let time = times.iter().rev().take(2).find(ends_here);
            if let Some(time) = time.filter(|t| t.range.start >= floor) {
                approach.start = with_its_quote(text, &time.range).max(floor);
                continue;
            }
            let Some((len, mark)) = self.before.match_before(text, end) else {
                break;
            };
            if mark == Mark::Blocked || len > end - floor {
                break;
            }
            approach.breaks_through |= BREAKTHROUGHS
                .iter()
                .any(|w| text[end - len..end].ends_with(w));
            approach.take(mark);
            approach.start = end - len;
        }
        approach
    }

    /// The bound that stands directly after the number, with where it ends.
    pub(crate) fn after(&self, text: &str, at: usize, end: usize) -> Option<(usize, Bound)> {
        let (len, bound) = self.after.match_at(&text[..end], at)?;
        Some((at + len, bound))
    }

    /// Whether the last word in `range` that says so makes the number an addition (true) or a running sum (false).
    pub(crate) fn adds(&self, text: &str, range: Range<usize>) -> Option<bool> {
        let inside = text[range.clone()].char_indices().rev();
        let text = &text[..range.end];
        inside
            .filter_map(|(i, _)| self.sums.match_at(text, range.start + i))
            .map(|(_, adds)| adds)
            .next()
    }

    /// A bound that reaches the number over a verb (至少拥有一处), within `range`.
    pub(crate) fn reaching(&self, text: &str, range: Range<usize>) -> Option<Bound> {
        text[range.clone()]
            .char_indices()
            .rev()
            .take(12)
            .find_map(|(i, _)| self.reach.match_at(&text[..range.end], range.start + i))
            .map(|(_, bound)| bound)
    }
}

impl Approach {
    /// Whether it says by how much something rose or fell.
    pub(crate) fn changes(&self) -> bool {
        self.up || self.down
    }

    /// Whether it says that something rose, fell or came to a level.
    pub(crate) fn moves(&self) -> bool {
        self.changes() || self.level
    }

    /// Whether it says what something came to or by how much it moved, in whatever words.
    pub(crate) fn tells_a_level(&self) -> bool {
        self.moves() || self.bound.is_some()
    }

    fn take(&mut self, mark: Mark) {
        match mark {
            Mark::Bound(bound) => {
                self.bound.get_or_insert(bound);
            }
            Mark::Up => self.up |= !self.level,
            Mark::Works => {
                self.works = !self.up;
                self.up |= !self.level;
            }
            Mark::Down => self.down |= !self.level,
            Mark::Level | Mark::UpTo | Mark::DownTo => self.level |= !self.up && !self.down,
            Mark::Cumulative => self.cumulative = true,
            Mark::Added => self.added = true,
            Mark::Share => self.share = true,
            Mark::Each => self.each = true,
            Mark::From => self.from = true,
            Mark::Compared | Mark::Plain | Mark::Blocked => {}
        }
    }
}

/// Whether an opening quotation mark stands directly before `at`: the number opens a name (“三个一批”).
pub(crate) fn opens_name(text: &str, at: usize) -> bool {
    matches!(
        char_before(text, at),
        Some('“' | '‘' | '「' | '《' | '＂' | '"')
    )
}

fn sums(lexicon: &Lexicon) -> Vec<(String, bool)> {
    let list = |name: &str, adds: bool| {
        let words = lexicon.words(name).iter().cloned();
        words.map(|w| (w, adds)).collect::<Vec<_>>()
    };
    [list("figures.adding", true), list("figures.summing", false)].concat()
}

fn bound(value: &str) -> Option<Bound> {
    Some(match value {
        "≥" => Bound::AtLeast,
        "≤" => Bound::AtMost,
        "≈" => Bound::About,
        "=" => Bound::Exactly,
        _ => return None,
    })
}

fn mark(value: &str) -> Option<Mark> {
    Some(match value {
        "升" => Mark::Up,
        "做" => Mark::Works,
        "降" => Mark::Down,
        "到" => Mark::Level,
        "升到" => Mark::UpTo,
        "降到" => Mark::DownTo,
        "同比" => Mark::Compared,
        "累计" => Mark::Cumulative,
        "新增" => Mark::Added,
        "占" => Mark::Share,
        "分别" => Mark::Each,
        "自" => Mark::From,
        "=" => Mark::Plain,
        "阻" => Mark::Blocked,
        other => Mark::Bound(bound(other)?),
    })
}

/// Where the expression of a time at `range` begins with the mark that opens the quotation it closes (`“十二五”末`).
fn with_its_quote(text: &str, range: &Range<usize>) -> usize {
    let opened = text[..range.start].strip_suffix('“');
    opened
        .filter(|_| text[range.clone()].contains('”'))
        .map_or(range.start, str::len)
}
