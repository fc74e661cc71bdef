//! Decides how a deliverable moved from one plan to the next, or from what was reported to what is planned.

use super::compare::{Comparison, Family, family};
use super::verdict::Verdict;
use super::{Change, Figures};
use crate::extract::quantity::{Basis, Quantity};

/// How far a text wants to go, or has come: ranks of `rules/lexicon/stages.yaml` by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Nothing said, or only 推进: no stage that could be reached or not.
    Open,
    /// 谋划, 前期, 编制: before the start.
    Preparing,
    /// 申报, 创建, 争创: somebody else decides.
    Bidding,
    /// A stage with its rank: 开工, 建成, 投用.
    Stage(u8),
}

impl Reach {
    /// The reach of a stage's rank; `bidding` when the text asks for a title or an approval.
    pub(super) fn new(rank: Option<u8>, bidding: bool) -> Self {
        match rank {
            _ if bidding => Self::Bidding,
            None | Some(0 | 7) => Self::Open,
            Some(1..=3) => Self::Preparing,
            Some(4 | 5) => Self::Bidding,
            Some(rank) => Self::Stage(rank),
        }
    }

    /// Whether a report of the stage `rank` says that it is there.
    pub(super) fn is_reached_by(self, rank: u8) -> bool {
        match self {
            Self::Open | Self::Preparing | Self::Bidding => rank > 7,
            Self::Stage(wanted) => rank >= wanted && (rank != 7 || wanted == 6),
        }
    }
}

/// What is known of a promise that is made again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Again {
    /// How far the first promise went.
    pub first: Reach,
    /// How far the second goes.
    pub second: Reach,
    /// What the report in between made of the first.
    pub verdict: Verdict,
    /// Whether that rests on a link sure enough to say that a thing promised again was done.
    pub sure: bool,
    /// The two speak of different phases, parts or occasions (一期 / 二期, 第十届 / 第十一届).
    pub other_phase: bool,
    /// The second uses what the first promised to bring about.
    pub in_use: bool,
    /// The first promised to be nearly there, the second to be there.
    pub nearly: bool,
    /// Both name one thing, not only things with some words in common.
    pub(super) is_same: bool,
    /// It is done all the time.
    pub(super) standing: bool,
    /// It asks for something that is given once: a title, a grade, a seat.
    pub(super) honour: bool,
    /// An event of which each year has its own.
    pub held_each_year: bool,
    /// Both have a figure, it is the same, and it is not one that is set anew every year.
    pub same_figure: bool,
    /// The promise counts things or measures an indicator.
    pub quantified: bool,
    /// The report says of the whole list it belongs to that it was done.
    pub summed_up: bool,
}

/// How the promise moved, and why. What is not certainly the same thing, or goes on all the time, is neither late nor repeated.
pub(super) fn promised_again(again: Again) -> (Change, &'static str) {
    match moved(again) {
        (Change::Slipped | Change::Repeated, _) if again.standing => {
            (Change::Continuing, "常年都做的工作")
        }
        (change @ (Change::Slipped | Change::Repeated), _)
            if !(again.is_same || again.quantified && change == Change::Slipped) =>
        {
            (
                Change::Continuing,
                "两处只有部分字样相同，不能认定是同一事项",
            )
        }
        moved => moved,
    }
}

fn moved(again: Again) -> (Change, &'static str) {
    let is_met = matches!(again.verdict, Verdict::Met | Verdict::Exceeded);
    let kept = is_met && again.sure;
    if let Some(otherwise) = no_second_try(again) {
        return otherwise;
    }
    match (again.first, again.second) {
        (Reach::Open | Reach::Preparing, Reach::Stage(_)) => (Change::Advanced, "从推进到下一阶段"),
        (Reach::Preparing, Reach::Bidding) => (Change::Advanced, "从谋划到申报"),
        (Reach::Open, _) if again.quantified => on_figures(again, kept),
        (Reach::Open | Reach::Preparing, _) => (Change::Continuing, "两年都承诺推进"),
        (Reach::Bidding, Reach::Bidding) if kept => (Change::DoneAndNew, "前一项已有结果"),
        (Reach::Bidding, Reach::Bidding) if again.verdict != Verdict::NotMentioned => {
            (Change::Continuing, "再次承诺，其间报告了进展")
        }
        (Reach::Bidding, Reach::Bidding) if !again.honour => {
            (Change::Continuing, "两年都承诺申报、创建，不是一次性的称号")
        }
        (Reach::Bidding, Reach::Bidding) => (
            Change::Repeated,
            "同一创建或申报事项再次承诺，其间没有报告结果",
        ),
        (Reach::Bidding, Reach::Preparing) if again.verdict == Verdict::NotMentioned => (
            Change::Repeated,
            "上年争取的事项没有报告结果，本年仍在做前期",
        ),
        (Reach::Bidding, _) => (Change::Advanced, "从申报创建到建设实施"),
        (Reach::Stage(first), Reach::Stage(second))
            if second >= first && again.nearly || second > first && !same_step(first, second) =>
        {
            (Change::Advanced, "承诺的阶段比上年靠后")
        }
        (Reach::Stage(_), Reach::Stage(_) | Reach::Bidding | Reach::Preparing) if kept => {
            (Change::DoneAndNew, "上年已完成，本年是新的内容")
        }
        (Reach::Stage(_), Reach::Stage(_) | Reach::Preparing) if again.quantified => {
            on_figures(again, kept)
        }
        (Reach::Stage(_), Reach::Stage(_) | Reach::Preparing) => (
            Change::Slipped,
            if is_met {
                "报告中相近的一句没有把握算作完成，本年再次承诺同一或更早的阶段"
            } else {
                "上年承诺的阶段没有报告完成，本年再次承诺同一或更早的阶段"
            },
        ),
        (Reach::Stage(6), Reach::Open) => (Change::Advanced, "上年承诺开工，本年承诺推进"),
        (Reach::Stage(_), Reach::Open | Reach::Bidding) => slackened(again, kept),
    }
}

/// How the promise moved where the second is none to do the same again.
fn no_second_try(again: Again) -> Option<(Change, &'static str)> {
    if again.other_phase {
        Some((Change::DoneAndNew, "再次承诺的是另一期、另一届或另一处"))
    } else if again.held_each_year {
        Some((Change::Continuing, "每年都有的活动或任务"))
    } else if again.in_use {
        Some((Change::Advanced, "本年承诺的是落实和运用"))
    } else if again.summed_up {
        Some((
            Change::Continuing,
            "报告对整组实事只有笼统交代，本年再次承诺",
        ))
    } else {
        None
    }
}

/// How a promise moved that named a stage and is now only one to push on.
fn slackened(again: Again, kept: bool) -> (Change, &'static str) {
    match again.verdict {
        Verdict::NotMentioned if !again.quantified && again.second == Reach::Open => {
            (Change::Slipped, "上年承诺完成，没有报告结果，本年改为推进")
        }
        Verdict::Delayed | Verdict::Partial | Verdict::Missed | Verdict::InProgress
            if !again.quantified =>
        {
            (Change::Slipped, "上年承诺完成而尚在推进，本年改为推进")
        }
        Verdict::Exceeded | Verdict::Met if kept => (Change::Advanced, "上年已完成，本年继续"),
        Verdict::Exceeded
        | Verdict::Met
        | Verdict::Delayed
        | Verdict::Partial
        | Verdict::Missed
        | Verdict::InProgress
        | Verdict::NotMentioned
        | Verdict::NotDue => (Change::Advanced, "上年承诺完成，本年承诺实施或运行"),
    }
}

/// 建成, 完成 and 投用 are one step when it comes to promising again; 运营 and 达产 come after them.
fn same_step(first: u8, second: u8) -> bool {
    first >= 9 && (9..12).contains(&second) || first >= 12
}

fn on_figures(again: Again, kept: bool) -> (Change, &'static str) {
    match (again.verdict, again.same_figure) {
        _ if kept => (Change::DoneAndNew, "上年已完成，本年是新的数量"),
        (Verdict::NotMentioned, true) => (Change::Repeated, "同一数值再次承诺，其间没有报告"),
        (Verdict::Delayed, _) => (Change::Slipped, "上年承诺完成而报告仍在推进，本年再次承诺"),
        _ => (Change::Continuing, "指标每年都有，逐年承诺"),
    }
}

/// A smaller share of what was reported is a target for something else (新建幼儿园80所 – 新增学位13万个).
const LEAST_RATIO: f64 = 0.05;

/// How the figure planned stands to the figure reported for the year before; none where they cannot be compared.
pub(super) fn against_actual(
    planned: &Quantity,
    comparison: &Comparison,
    lowered_share: f64,
) -> Option<(Change, String, Figures)> {
    let actual = comparison.item.quantity;
    let comparable = comparison.basis_equal
        && comparison.unit_equal
        && family(planned) != Family::Percent
        && planned.basis != Basis::Growth;
    let same_flow = (planned.basis == Basis::Increase) == (actual.basis == Basis::Increase)
        || !stock(actual.basis) && !stock(planned.basis);
    if !comparable || !same_flow || actual.base_value <= 0.0 {
        return None;
    }
    let most = planned.base_value_hi.unwrap_or(planned.base_value);
    let ratio = most / actual.base_value;
    if ratio < LEAST_RATIO {
        return None;
    }
    let figures = Figures {
        earlier: actual.clone(),
        next: planned.clone(),
        floor: false,
    };
    let (change, means) = if (ratio - 1.0).abs() < 1e-9 {
        (Change::Flat, "与上年实绩持平")
    } else if ratio < 1.0 - lowered_share {
        (Change::Lowered, "低于上年实绩")
    } else {
        (Change::Continuing, "不低于上年实绩")
    };
    Some((
        change,
        format!(
            "上年{}{}，本年目标{}{}，为上年的{:.1}%，{means}",
            number(actual),
            actual.unit,
            number(planned),
            planned.unit,
            100.0 * ratio
        ),
        figures,
    ))
}

fn stock(basis: Basis) -> bool {
    matches!(basis, Basis::Total | Basis::Cumulative)
}

fn number(quantity: &Quantity) -> String {
    format!("{}", quantity.value)
}
