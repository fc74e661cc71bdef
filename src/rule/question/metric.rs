//! Answers whether the figures of a text are about what another text sets a figure for.

use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity, QuantityRole, Units};
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, is_contained};
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::OnceLock;

/// Least share of the shorter measure that must stand in the other.
const SAME_MEASURE: f64 = 0.7;

/// Whether the figures are about the goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// 同一指标: some figure is about a goal.
    #[serde(alias = "同一指标")]
    Goal,
    /// 别的指标: there are figures, and none is about a goal.
    #[serde(alias = "别的指标")]
    SomethingElse,
    /// 同单位: some figure is in the unit of a goal, both amounts or both growth: what it is of may go without saying in its row.
    #[serde(alias = "同单位")]
    SameUnit,
}

/// Arguments of `figures`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricArguments {
    /// 对象: the text with figures.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 对照: the texts that set goals.
    #[serde(alias = "对照")]
    pub goals: OneOrMany<Field>,
    /// 关于: `goal` or `something_else`.
    #[serde(alias = "关于")]
    pub about: About,
}

/// Which figures, which goals.
#[derive(Debug)]
pub struct Metric {
    arguments: MetricArguments,
    /// Units of what a thing is called by (12英寸), not of goals.
    specifications: Vec<String>,
    /// Read when figures in two units first meet.
    units: OnceLock<Units>,
}

impl Ask for Metric {
    type Arguments = MetricArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Number,
        Placeholder::Expected,
        Placeholder::Measure,
    ];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let specifications = lexicon.words("units.specification").to_vec();
        Ok(Self {
            arguments,
            specifications,
            units: OnceLock::new(),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let figures = case
            .field(self.arguments.of)
            .map_or(&[][..], |s| case.quantities(s));
        let goals = self.arguments.goals.0.iter().filter_map(|f| case.field(*f));
        let goals = goals.flat_map(|s| case.quantities(s));
        let goals: Vec<&Quantity> = goals
            .filter(|q| !self.specifications.contains(&q.base_unit) && !is_former(case, q))
            .collect();
        let (Some(first), Some(goal)) = (figures.first(), goals.first()) else {
            return Vec::new();
        };
        let are_one = |f: &Quantity, g: &Quantity| match self.arguments.about {
            About::Goal | About::SomethingElse => same(f, g),
            About::SameUnit => {
                let grow = f.basis == Basis::Growth && g.basis == Basis::Growth;
                let neither = !is_rate(f) && !is_rate(g);
                let shares = is_share(f) && is_share(g);
                let units = self.units.get_or_init(|| Units::new(case.papers.lexicon));
                let alike = f.base_unit == g.base_unit
                    || neither && units.same_dimension(&f.base_unit, &g.base_unit);
                alike && (neither || shares || grow && f.falling == g.falling)
            }
        };
        let pair = figures
            .iter()
            .find_map(|f| Some((f, *goals.iter().find(|g| are_one(f, g))?)));
        match (self.arguments.about, pair) {
            (About::Goal | About::SameUnit, Some((figure, goal))) => {
                vec![evidence(case, figure, goal)]
            }
            (About::SomethingElse, None) => vec![evidence(case, first, goal)],
            (About::Goal | About::SameUnit, None) | (About::SomethingElse, Some(_)) => Vec::new(),
        }
    }
}

/// Characters between 由 and the figure that stood before a change (由年初的20台).
const MOST_BETWEEN: usize = 5;

/// Whether it says how much of a whole, not by how much something grew.
fn is_share(q: &Quantity) -> bool {
    q.base_unit == "%" && q.basis != Basis::Growth
}

/// Whether it is what stood before a change: 由62个调整为61个, 61个（原62个）.
pub(super) fn is_former(case: &Case<'_>, q: &Quantity) -> bool {
    let text = &case.papers.document(q.span.doc).file.text[..q.span.start];
    let near = text.char_indices().rev().take(MOST_BETWEEN);
    let mut near = near.take_while(|(_, c)| !matches!(c, '，' | '。' | '；' | '|' | '\n'));
    let from = near.any(|(_, c)| c == '由');
    q.role == QuantityRole::Baseline || text.ends_with('原') || from
}

fn is_rate(q: &Quantity) -> bool {
    matches!(
        q.basis,
        Basis::Growth | Basis::Share | Basis::Rate | Basis::Rank
    )
}

fn evidence(case: &Case<'_>, figure: &Quantity, goal: &Quantity) -> Evidence {
    let measure = goal.name();
    Evidence::at(figure.span)
        .related(goal.span, "目标所列数量")
        .value(Placeholder::Number, case.text(figure.span))
        .value(Placeholder::Expected, case.text(goal.span))
        .value(Placeholder::Measure, measure)
}

/// Whether both figures count the same: equal unit and kind, and measures of which one contains most of the other.
pub(super) fn same(a: &Quantity, b: &Quantity) -> bool {
    if a.base_unit != b.base_unit || is_rate(a) != is_rate(b) {
        return false;
    }
    match (&a.measure, &b.measure) {
        (Some(a), Some(b)) => {
            let (a, b) = (essence(&a.value), essence(&b.value));
            let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
            is_contained(&short, &long, SAME_MEASURE)
        }
        (None, _) | (_, None) => true,
    }
}

/// Whether `done` counts towards `goal`: the same figure, and its measure names all that the goal's does.
pub(super) fn counts_towards(done: &Quantity, goal: &Quantity) -> bool {
    let (Some(counted), Some(aimed)) = (&done.measure, &goal.measure) else {
        return false;
    };
    let (aimed, counted) = (essence(&aimed.value), essence(&counted.value));
    same(done, goal) && is_contained(&aimed, &counted, SAME_MEASURE)
}
