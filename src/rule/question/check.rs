//! Answers what a built-in check of a document's figures, lists or words finds.

use crate::document::Document;
use crate::extract::{Facts, Lexicon};
use crate::rule::case::Case;
use crate::rule::check::{
    Slip, conflict::Conflicts, contribution::Contributions, growth::Growth, integrity::Integrity,
    list_count::ListCount, names::Names, parts::Parts, percent_point::PercentPoints,
    personal::Personal, row_goal::RowGoals, share::Shares, shortfall::Shortfalls,
    standing::Standings, structure::Structure, task_share::TaskShares, text::Cuts, typo::Typos,
};
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Which check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckName {
    /// 分项: closed parts and their total; shares and completion rates, their part and whole.
    #[serde(alias = "分项")]
    Parts,
    /// 增速: growth rates and the levels they come from.
    #[serde(alias = "增速")]
    Growth,
    /// 拉动: contributions in percentage points and the growth they are part of.
    #[serde(alias = "拉动")]
    Contribution,
    /// 列举数: closed lists and the number that counts them.
    #[serde(alias = "列举数")]
    ListCount,
    /// 百分点: the change of a rate, given in percent.
    #[serde(alias = "百分点")]
    PercentPoint,
    /// 矛盾: statements about one thing that exclude each other.
    #[serde(alias = "矛盾")]
    Conflict,
    /// 错别字: wrong characters, doubled marks, run-on sentences.
    #[serde(alias = "错别字")]
    Typo,
    /// 残缺: lost characters, cut-off paragraphs, mojibake.
    #[serde(alias = "残缺")]
    Integrity,
    /// 名称: nearly equal names.
    #[serde(alias = "名称")]
    Names,
    /// 个人信息: phone and identity numbers.
    #[serde(alias = "个人信息")]
    Personal,
    /// 结构: announced numbers of sections, headline tasks without a section.
    #[serde(alias = "结构")]
    Structure,
    /// 未达目标: goals with a lower result beside them.
    #[serde(alias = "未达目标")]
    Shortfall,
}

/// A check with its word lists compiled.
#[derive(Debug)]
pub enum Check {
    /// Closed parts and shares, those of tasks and how things stand among them.
    Parts(Parts, Shares, TaskShares, Standings),
    /// Growth rates.
    Growth(Growth),
    /// Contributions.
    Contribution(Contributions),
    /// Lists.
    ListCount(ListCount, Integrity),
    /// Percent for points.
    PercentPoint(PercentPoints),
    /// Contradictions, between goals and between text and table among them.
    Conflict(Conflicts, RowGoals, Standings),
    /// Typos.
    Typo(Typos),
    /// Broken text.
    Integrity(Integrity),
    /// Names.
    Names(Names),
    /// Personal data.
    Personal(Personal),
    /// Structure.
    Structure(Structure),
    /// Goals not reached.
    Shortfall(Shortfalls),
}

impl Check {
    fn find(&self, document: &Document, facts: &Facts, cuts: &Cuts) -> Vec<Slip> {
        let counted = (&*facts.quantities, cuts);
        match self {
            Self::Parts(parts, shares, tasks, standings) => {
                let mut slips = parts.find(document, counted);
                let of_tasks = tasks.find(document, facts);
                let is_settled = |slip: &Slip| of_tasks.settled.contains(&slip.at.end);
                let others = shares.find(document, counted).into_iter();
                slips.extend(others.filter(|slip| !is_settled(slip)));
                slips.extend(of_tasks.slips);
                slips.extend(standings.sums(document, facts));
                slips
            }
            Self::Growth(check) => {
                let mut slips = check.find(document, counted);
                slips.extend(check.find_across(document, (facts, cuts)));
                slips
            }
            Self::Contribution(check) => check.find(document, &facts.quantities),
            Self::ListCount(check, integrity) => {
                match integrity.lost_characters(document).is_empty() {
                    true => check.find(document, cuts),
                    false => Vec::new(),
                }
            }
            Self::PercentPoint(check) => check.find(document, counted),
            Self::Conflict(check, goals, standings) => {
                let mut slips = check.find(document, cuts);
                slips.extend(goals.find(document, (facts, cuts)));
                slips.extend(standings.against_table(document, facts));
                slips
            }
            Self::Typo(check) => check.find(document),
            Self::Integrity(check) => check.find(document),
            Self::Names(check) => check.find(document),
            Self::Personal(check) => check.find(document),
            Self::Structure(check) => check.find(document, cuts),
            Self::Shortfall(check) => check.find(document, counted),
        }
    }
}

impl Ask for Check {
    type Arguments = CheckName;
    const ON: &'static [Scope] = &[Scope::Document];
    const FILLS: &'static [Placeholder] = &[Placeholder::Arithmetic];

    fn prepare(name: CheckName, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(match name {
            CheckName::Parts => Self::Parts(
                Parts::new(lexicon),
                Shares::new(lexicon),
                TaskShares::new(lexicon),
                Standings::new(lexicon),
            ),
            CheckName::Growth => Self::Growth(Growth::new(lexicon)),
            CheckName::Contribution => Self::Contribution(Contributions::new(lexicon)),
            CheckName::ListCount => {
                Self::ListCount(ListCount::new(lexicon), Integrity::new(lexicon))
            }
            CheckName::PercentPoint => Self::PercentPoint(PercentPoints::new(lexicon)),
            CheckName::Conflict => Self::Conflict(
                Conflicts::new(lexicon),
                RowGoals::new(lexicon),
                Standings::new(lexicon),
            ),
            CheckName::Typo => Self::Typo(Typos::new(lexicon)),
            CheckName::Integrity => Self::Integrity(Integrity::new(lexicon)),
            CheckName::Names => Self::Names(Names::new(lexicon)),
            CheckName::Personal => Self::Personal(Personal::new(lexicon)),
            CheckName::Structure => Self::Structure(Structure::new(lexicon)),
            CheckName::Shortfall => Self::Shortfall(Shortfalls::new(lexicon)),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let slips = self.find(case.document, case.facts, &case.layout.cuts);
        slips
            .into_iter()
            .map(|slip| evidence(case.document, slip))
            .collect()
    }
}

fn evidence(document: &Document, slip: Slip) -> Evidence {
    let mut found = Evidence::at(document.span(slip.at))
        .value(Placeholder::Arithmetic, slip.because.clone())
        .because(slip.because)
        .mark(slip.kind.mark());
    for (place, label) in slip.related {
        found = found.related(document.span(place), label);
    }
    found
}
