//! Tells figures that are promised from numbers that only describe: in names, sizes of projects, thresholds.

use super::cut::Clause;
use crate::extract::lexicon::Lexicon;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Words around a number by which it only describes; the lists are `rules/lexicon/promised.yaml`.
#[derive(Debug)]
pub(crate) struct Figures {
    size_before: WordTable<()>,
    grade_after: WordTable<()>,
    threshold_nouns: WordTable<()>,
    own_count_units: WordTable<()>,
    pub(super) kind_units: WordTable<()>,
    count_nouns: WordTable<()>,
    announced: WordTable<()>,
    goals: WordTable<Option<u8>>,
    capacity_before: WordTable<()>,
    circle_units: WordTable<()>,
    spec_units: WordTable<()>,
    sized_units: WordTable<()>,
    sized_things: WordTable<()>,
    no_goals: WordTable<()>,
    crowd_units: WordTable<()>,
    crowded: WordTable<()>,
    tentative: WordTable<()>,
    size_clauses: WordTable<()>,
    stock_verbs: WordTable<()>,
    pub(super) reaching: WordTable<()>,
    pub(super) leading: WordTable<()>,
    pub(super) limits: WordTable<()>,
    horizons: WordTable<()>,
    terms: WordTable<()>,
    this_year: WordTable<()>,
}

impl Figures {
    /// Compiles `promised.*`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let table = |key: &str| {
            let list = lexicon.words(&format!("promised.{key}"));
            WordTable::new(list.iter().map(|w| (w, ())))
        };
        let state = |w: &String| (w.clone(), None);
        let valued = |(w, v): &(String, String)| (w.clone(), v.parse().ok());
        let states = lexicon.words("promised.states").iter().map(state);
        let goals = states.chain(lexicon.pairs("promised.goals").iter().map(valued));
        Self {
            size_before: table("size_before"),
            grade_after: table("grade_after"),
            threshold_nouns: table("threshold_nouns"),
            own_count_units: table("own_count_units"),
            kind_units: table("kind_units"),
            count_nouns: table("count_nouns"),
            announced: table("announced"),
            goals: WordTable::new(goals),
            capacity_before: table("capacity_before"),
            circle_units: table("circle_units"),
            spec_units: table("spec_units"),
            sized_units: table("sized_units"),
            sized_things: table("sized_things"),
            no_goals: table("no_goals"),
            crowd_units: table("crowd_units"),
            crowded: table("crowded"),
            tentative: lexicon.finder("weighing.tentative"),
            size_clauses: table("size_clauses"),
            stock_verbs: table("stock_verbs"),
            reaching: table("reaching"),
            leading: table("leading"),
            limits: table("limits"),
            horizons: table("horizons"),
            terms: table("terms"),
            this_year: table("this_year"),
        }
    }

    /// The quantities of `text[range]` that can be promised, in order, as numbers in `quantities` (sorted).
    pub(crate) fn promised(
        &self,
        text: &str,
        range: Range<usize>,
        quantities: &[Quantity],
    ) -> Vec<usize> {
        let first = quantities.partition_point(|q| q.span.start < range.start);
        let last = quantities.partition_point(|q| q.span.start < range.end);
        (first..last)
            .filter(|&i| self.is_promised(text, &range, &quantities[i]))
            .collect()
    }

    fn is_promised(&self, text: &str, range: &Range<usize>, q: &Quantity) -> bool {
        let before = last_of(&text[range.start..q.span.start]);
        let after = first_of(&text[q.span.end..range.end]);
        let circles = self.circle_units.match_at(&q.unit, 0).is_some() && after.contains('圈');
        let describes = is_quoted(before)
            || is_done(before)
            || self.is_tentative(after)
            || circles
            || self.is_attribute(before, after, q)
            || self.is_specified(before, after, q)
            || self.is_spelled(&text[q.literal.range()], before, q)
            || self.is_agenda(after, q)
            || self.announces(first_of(&text[q.span.end..]), q);
        !describes
    }

    /// `12项民生实事候选项目`: what has still to be decided on.
    fn is_tentative(&self, after: &str) -> bool {
        let ends = after.find(['、', '，', '；', '。']);
        self.tentative.any(&after[..ends.unwrap_or(after.len())])
    }

    /// `投资10亿元的…`, `年产15万吨`, `30万吨级码头`, `5000万元以上项目`, `200人以上自然村`: part of what something is.
    fn is_attribute(&self, before: &str, after: &str, q: &Quantity) -> bool {
        let near = before.trim_end_matches(['约', '达', '超', '近']);
        let ends_in = |words: &WordTable<()>| words.match_before(near, near.len()).is_some();
        let behind = after.trim_start_matches(['以', '之', '上', '下', '内', '左', '右']);
        let attributive = behind.starts_with('的') || after.starts_with('级');
        let of_money = q.base_unit == "元";
        let counts = || self.own_count_units.match_at(&q.unit, 0).is_some();
        let graded = || after.starts_with('级') && !counts();
        let crowd = || {
            let is_unit = self.crowd_units.match_at(&q.unit, 0);
            is_unit.is_some_and(|(length, ())| length == q.unit.len())
                && ["及以上", "以上"]
                    .iter()
                    .any(|bound| after.starts_with(bound))
                && self
                    .crowded
                    .match_at(
                        behind
                            .trim_start_matches('及')
                            .trim_start_matches(['以', '上']),
                        0,
                    )
                    .is_some()
        };
        let noun = behind.trim_start_matches('的');
        (ends_in(&self.size_before) && attributive)
            || ends_in(&self.capacity_before)
            || self.grade_after.match_at(after, 0).is_some()
            || graded()
            || crowd()
            || (of_money && self.threshold_nouns.match_at(noun, 0).is_some())
    }

    /// `500千伏变电站`, `60周岁以上老人`, `100兆瓦光伏发电项目`: a specification, unless it is said to be reached.
    fn is_specified(&self, before: &str, after: &str, q: &Quantity) -> bool {
        let is_unit = |words: &WordTable<()>| {
            let found = words.match_at(&q.unit, 0);
            found.is_some_and(|(length, ())| length == q.unit.len())
        };
        let ends = after.find(['、', '，', '；', '。', '和', '及']);
        let named = &after[..ends.unwrap_or(after.len())];
        let sized = || is_unit(&self.sized_units) && holds(&self.sized_things, named);
        (is_unit(&self.spec_units) || sized()) && !holds(&self.reaching, before)
    }

    /// A number in Chinese numerals mostly describes (`千亿级集群`, `一个中心`, `A、B两个新城`);
    /// it is a target where it is reached (`突破万亿元`) or opens the object (`新建三所学校`).
    fn is_spelled(&self, literal: &str, before: &str, q: &Quantity) -> bool {
        if literal.starts_with(|c: char| c.is_numeric() && !is_spelled_digit(c))
            || q.base_unit == "%"
        {
            return false;
        }
        if self.reaching.match_before(before, before.len()).is_some() {
            return false;
        }
        let round = literal.chars().all(|c| "十百千万亿数几".contains(c));
        round || q.value < 2.0 || before.contains(['、', '等', '和'])
    }

    /// `4个方面`, `十项重点工作`: how many headings follow, nothing to be counted later.
    fn is_agenda(&self, after: &str, q: &Quantity) -> bool {
        self.own_count_units.match_at(&q.unit, 0).is_some()
            && self.count_nouns.match_at(after, 0).is_some()
    }

    /// `重点做好八项工作：`: the headings that follow are what is promised.
    fn announces(&self, after: &str, q: &Quantity) -> bool {
        let counts = self.own_count_units.match_at(&q.unit, 0).is_some();
        let colon = after.find(['：', ':', '，', '。', '、', '；', '\n']);
        let noun = colon.map_or("", |at| &after[..at]);
        let ends = after[noun.len()..].starts_with(['：', ':']);
        counts && ends && self.announced.any(noun)
    }

    /// The measurable state the clause promises without a number, and the value it stands for: 全覆盖 is 100 %, 动态清零 is 0.
    pub(crate) fn goal(&self, text: &str, range: Range<usize>) -> Option<Goal> {
        let clause = &text[range.clone()];
        let mut depth = 0;
        let at = |(i, c)| {
            depth = depth_behind(depth, c);
            let goal = self.goals.match_at(clause, i).filter(|_| depth == 0);
            let is_meant = |_: &_| self.no_goals.match_at(clause, i).is_none();
            goal.filter(is_meant).map(|(n, value)| (i, n, value))
        };
        let (i, length, value) = clause.char_indices().find_map(at)?;
        let start = range.start + i;
        Some(Goal {
            range: start..start + length,
            value,
        })
    }

    /// Whether the clause only says how large something is: `总投资260亿元`.
    pub(crate) fn is_size(&self, clause: &str) -> bool {
        self.size_clauses.match_at(clause, 0).is_some()
    }

    /// Whether the verbs speak of a stock that is there already (`做强4个基地`) and nothing is to be reached.
    pub(crate) fn is_stock<'a>(
        &self,
        mut verbs: impl Iterator<Item = &'a str>,
        body: &str,
    ) -> bool {
        let stock = |v: &str| {
            self.stock_verbs
                .match_at(v, 0)
                .is_some_and(|(n, ())| n == v.len())
        };
        verbs.any(stock) && !holds(&self.reaching, body)
    }

    /// Whether `clause` aims at a year after `year`, or at a term of several years; what was said before decides too.
    pub(crate) fn is_distant(
        &self,
        text: &str,
        clause: &Clause,
        (distance, year): (&mut Distance, Option<i16>),
    ) -> bool {
        let words = &text[clause.range.clone()];
        if clause.index == 0 && self.terms.match_at(words, 0).is_some() {
            distance.term = true;
        } else if holds(&self.terms, words) {
            distance.sentence = Some(clause.sentence);
        }
        let planned = |year: i16| words.contains(&format!("{year}年"));
        if distance.term && (holds(&self.this_year, words) || year.is_some_and(planned)) {
            distance.term = false;
        }
        let later = |year: i16| years(words).any(|y| y > year);
        if holds(&self.horizons, words) || year.is_some_and(later) {
            distance.sentence = Some(clause.sentence);
        }
        distance.term || distance.sentence == Some(clause.sentence)
    }
}

/// A promised state.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Goal {
    /// The words that say it.
    pub(crate) range: Range<usize>,
    /// The number it stands for, if there is one: 100 per cent, or none left.
    pub(crate) value: Option<u8>,
}

/// How far ahead the text is looking.
#[derive(Debug, Default)]
pub(crate) struct Distance {
    /// The sentence that looks beyond the planned year.
    sentence: Option<u32>,
    /// Whether a sentence before opened a term of several years that is being laid out.
    term: bool,
}

fn holds(words: &WordTable<()>, text: &str) -> bool {
    words.any(text)
}

/// The years that open `clause` or follow 到 in it, outside quotation marks and brackets.
fn years(clause: &str) -> impl Iterator<Item = i16> {
    clause.match_indices('年').filter_map(|(end, _)| {
        let start = end.checked_sub(4)?;
        let year: i16 = clause.get(start..end)?.parse().ok()?;
        let before = &clause[..start];
        let leads = before.is_empty() || before.ends_with(['到', '至', '保', '争', '以']);
        (leads && !is_quoted(before)).then_some(year)
    })
}

fn is_spelled_digit(c: char) -> bool {
    "零〇一二三四五六七八九十百千万亿两几数".contains(c)
}

/// Bytes before and behind a figure that tell what it is.
const NEAR: usize = 900;

/// The last bytes of `text` that are looked at.
fn last_of(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

/// The first bytes of `text` that are looked at.
fn first_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// Whether what comes next is said to be done (形成了12项).
fn is_done(before: &str) -> bool {
    before.ends_with('了')
}

/// Whether a quotation or bracket is still open at the end of `before`.
fn is_quoted(before: &str) -> bool {
    before.chars().fold(0, depth_behind) > 0
}

/// How many quotations and brackets are open behind `c`, where `depth` are open before it.
fn depth_behind(depth: u32, c: char) -> u32 {
    match c {
        '“' | '‘' | '《' | '（' | '(' => depth + 1,
        '”' | '’' | '》' | '）' | ')' => depth.saturating_sub(1),
        _ => depth,
    }
}
