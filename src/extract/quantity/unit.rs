//! Knows the units: what stands for one in a text, its base unit, and how units of one dimension convert.

use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::collections::BTreeMap;

/// What a unit measures. Units of one dimension convert into each other; counted things do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// 公里, 米.
    Length,
    /// 平方米, 亩, 公顷, 平方公里.
    Area,
    /// 立方米.
    Volume,
    /// 吨, 公斤, 斤.
    Mass,
    /// 千瓦时.
    Energy,
    /// 千瓦, 兆瓦.
    Power,
    /// 千伏.
    Voltage,
    /// 小时, 工作日: how long something takes; not converted, since working days are not hours.
    Effort,
    /// 元.
    Money,
    /// 美元.
    Dollar,
    /// Other currencies; not converted.
    Currency,
    /// %, ‰, 成.
    Percent,
    /// 个百分点.
    Points,
    /// 倍.
    Ratio,
    /// 岁.
    Age,
    /// 标准箱 in its spellings.
    Container,
    /// Readings on a scale of their own: 分贝, ℃.
    Index,
    /// Things counted: 个, 家, 户, 人次.
    Count,
}

impl Dimension {
    /// Every dimension with its list in `rules/lexicon/units.yaml`.
    const LISTS: [(Self, &'static str); 17] = [
        (Self::Length, "units.length"),
        (Self::Area, "units.area"),
        (Self::Volume, "units.volume"),
        (Self::Mass, "units.mass"),
        (Self::Energy, "units.energy"),
        (Self::Power, "units.power"),
        (Self::Voltage, "units.voltage"),
        (Self::Effort, "units.time"),
        (Self::Money, "units.money"),
        (Self::Dollar, "units.dollar"),
        (Self::Currency, "units.currency"),
        (Self::Percent, "units.percent"),
        (Self::Points, "units.points"),
        (Self::Ratio, "units.ratio"),
        (Self::Age, "units.age"),
        (Self::Container, "units.container"),
        (Self::Index, "units.index"),
    ];

    /// Whether different units of this dimension may be compared after conversion.
    fn converts(self) -> bool {
        match self {
            Self::Length
            | Self::Area
            | Self::Volume
            | Self::Mass
            | Self::Energy
            | Self::Power
            | Self::Voltage
            | Self::Money
            | Self::Dollar
            | Self::Percent
            | Self::Points
            | Self::Ratio
            | Self::Age
            | Self::Container => true,
            Self::Effort | Self::Currency | Self::Index | Self::Count => false,
        }
    }

    /// Whether a number with this unit says how large something is rather than how many things there are: the noun
    /// it measures stands before it (`总投资512亿元`).
    pub fn is_continuous(self) -> bool {
        self != Self::Count
    }

    /// Whether a number with this unit is a rate, a share or a growth figure.
    pub fn is_relative(self) -> bool {
        matches!(self, Self::Percent | Self::Points | Self::Ratio)
    }
}

/// A unit of the lexicon.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The spelling used for output.
    pub name: Box<str>,
    /// What it measures.
    pub dimension: Dimension,
    /// Factor to the first unit of its dimension.
    pub factor: f64,
    /// The unit of the same dimension it is counted in, and how many of that it is: 公顷 in 亩.
    pub counted_in: Option<(Box<str>, f64)>,
    /// Whether it is a unit after Arabic digits only.
    pub arabic_only: bool,
    /// Whether it is a unit after 万/亿 only.
    pub scaled_only: bool,
}

/// The units, ready to be found in text.
#[derive(Debug)]
pub struct Units {
    units: Vec<Unit>,
    /// Index into `units`; none for words that only look like a unit.
    table: WordTable<Option<u16>>,
    per: WordTable<()>,
    people: WordTable<()>,
    bare: Unit,
}

impl Units {
    /// Compiles the lists of `rules/lexicon/units.yaml`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let has = |list: &str, word: &str| lexicon.words(list).iter().any(|w| w == word);
        let alias: BTreeMap<&str, &str> = lexicon
            .pairs("units.alias")
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let counted_in = |word: &str, list: &str, factor: f64| {
            let all = lexicon.pairs("units.counted_in").iter();
            let (_, other) = all.into_iter().find(|(from, _)| from == word)?;
            let mut known = lexicon.pairs(list).iter();
            let own: f64 = known.find(|(name, _)| name == other)?.1.parse().ok()?;
            Some((other.as_str().into(), factor / own))
        };
        let unit = |word: &str, dimension, (list, factor): (&str, f64)| {
            let unit = Unit {
                name: alias.get(word).copied().unwrap_or(word).into(),
                dimension,
                factor,
                counted_in: counted_in(word, list, factor),
                arabic_only: has("units.arabic_only", word),
                scaled_only: has("units.scaled_only", word),
            };
            (word.to_owned(), unit)
        };
        let measured = Dimension::LISTS.iter().flat_map(|&(dimension, list)| {
            let pairs = lexicon.pairs(list).iter();
            pairs
                .map(move |(word, factor)| (word, dimension, (list, factor.parse().unwrap_or(1.0))))
        });
        let counted = lexicon.words("units.count").iter();
        let (words, units): (Vec<String>, Vec<Unit>) = measured
            .chain(counted.map(|word| (word, Dimension::Count, ("units.count", 1.0))))
            .map(|(word, dimension, factor)| unit(word, dimension, factor))
            .unzip();
        let blocked = lexicon
            .words("units.blocked")
            .iter()
            .cloned()
            .map(|w| (w, None));
        let table = (0u16..).zip(words).map(|(i, w)| (w, Some(i)));
        let plain =
            |list: &str| WordTable::new(lexicon.words(list).iter().map(|w| (w.as_str(), ())));
        Self {
            table: WordTable::new(table.chain(blocked).collect::<Vec<_>>()),
            units,
            per: plain("units.per"),
            people: plain("units.people"),
            bare: Unit {
                name: "".into(),
                dimension: Dimension::Count,
                factor: 1.0,
                counted_in: None,
                arabic_only: false,
                scaled_only: true,
            },
        }
    }

    /// The unit that begins at byte `at`, with its length in bytes. Longer words that are no unit block it.
    pub(crate) fn match_at(&self, text: &str, at: usize) -> Option<(usize, &Unit)> {
        let (len, index) = self.table.match_at(text, at)?;
        Some((len, &self.units[usize::from(index?)]))
    }

    /// Length of a `/月`, `/立方米` that begins at byte `at`; 0 without.
    pub(crate) fn per_length(&self, text: &str, at: usize) -> usize {
        let Some(slash @ ('/' | '／')) = crate::extract::glyph::char_at(text, at) else {
            return 0;
        };
        let after = at + slash.len_utf8();
        self.per
            .match_at(text, after)
            .map_or(0, |(len, ())| slash.len_utf8() + len)
    }

    /// The unit 人 where a word for people begins at byte `at` (`数十万员工`).
    pub(crate) fn person_at(&self, text: &str, at: usize) -> Option<&Unit> {
        self.people.match_at(text, at)?;
        self.match_at("人", 0).map(|(_, unit)| unit)
    }

    /// The unit of a number with 万/亿 that names none (市场主体总数达38.6万).
    pub(crate) fn bare(&self) -> &Unit {
        &self.bare
    }

    /// What `unit` measures; `unit` may carry 万/亿 (`万亩`). None for an unknown unit.
    pub fn dimension(&self, unit: &str) -> Option<Dimension> {
        self.scaled_unit(unit).map(|(_, u)| u.dimension)
    }

    /// Whether values in `a` and `b` can be compared, if need be after [`Units::convert`].
    pub fn same_dimension(&self, a: &str, b: &str) -> bool {
        a == b || self.convert(1.0, a, b).is_some()
    }

    /// `value` in unit `from` as a value in unit `to`, both with or without 万/亿; none when they measure different things.
    pub fn convert(&self, value: f64, from: &str, to: &str) -> Option<f64> {
        let (from_scale, from) = self.scaled_unit(from)?;
        let (to_scale, to) = self.scaled_unit(to)?;
        let same = from.name == to.name;
        if !same && (from.dimension != to.dimension || !from.dimension.converts()) {
            return None;
        }
        let factor = if same { 1.0 } else { from.factor / to.factor };
        Some(value * factor * from_scale / to_scale)
    }

    fn scaled_unit(&self, unit: &str) -> Option<(f64, &Unit)> {
        let bare = unit.trim_start_matches(['百', '千', '万', '亿']);
        let whole = |text: &str| self.match_at(text, 0).filter(|(len, _)| *len == text.len());
        if let Some((_, found)) = whole(unit) {
            return Some((1.0, found));
        }
        let scale = unit[..unit.len() - bare.len()].chars().map(|c| match c {
            '百' => 100.0,
            '千' => 1000.0,
            '万' => 1e4,
            _ => 1e8,
        });
        Some((scale.product(), whole(bare)?.1))
    }
}
