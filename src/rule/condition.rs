//! Turns the conditions of a rule file into questions that can be asked. The closed set of questions stands here.

use crate::extract::Lexicon;
use crate::rule::answering::by_effort;
use crate::rule::case::Case;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::question::{
    along::Along, answered::Answered, before::ToldBefore, blank::LeftBlank, change::HasChange,
    check::Check, commitment::IsCommitment, copied::Copied, delivered::Delivered, due::Due,
    kind::HasKind, latest::Latest, length::Length, linked::Linked, margin::Margin, mark::Mark,
    metric::Metric, nearest::Nearest, origin::Origin, owners::Owners, pace::BehindPace,
    pattern::Pattern, place::InPlace, previous::Previous, proven::Proven, quantity::HasQuantity,
    repeated::Repeated, short::FallsShort, similar::Similar, stage::BehindStage, stated::Stated,
    status::HasStatus, summed_up::SummedUp, time::HasTime, title::OtherTitle, uniform::Uniform,
    verdict::HasVerdict, weight::HasWeight, words::Words,
};
use crate::rule::scope::Scope;
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// A question a rule may ask: how its arguments are written, what it can be asked of, and how it is answered.
///
/// To add one: a file in `question/`, and an entry in the table below.
pub trait Ask: Sized {
    /// Its arguments as written in YAML.
    type Arguments: for<'de> Deserialize<'de> + JsonSchema;
    /// What it can be asked of.
    const ON: &'static [Scope];
    /// The placeholders it gives values for.
    const FILLS: &'static [Placeholder];
    /// Whether it says yes or no and nothing else.
    const IS_YES_OR_NO: bool = false;

    /// Checks the arguments and compiles what they need, once per run.
    ///
    /// # Errors
    /// What is wrong with them, in Chinese.
    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String>;

    /// What it finds; nothing means no.
    fn ask(&self, case: &Case<'_>) -> Vec<Evidence>;

    /// Whether it finds anything.
    fn holds(&self, case: &Case<'_>) -> bool {
        !self.ask(case).is_empty()
    }

    /// What an answer costs.
    fn effort(&self) -> Effort {
        Effort::Search
    }

    /// Stretches of a document's text: where the subject meets none of them, it does not hold. None when that cannot be told.
    fn traces(&self, _survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        None
    }
}

/// Declares the questions: the written form (one optional key each), the valid form, and the way from one to the other.
macro_rules! questions {
    ($($(#[$doc:meta])+ $key:ident $alias:literal $type:ident;)+) => {
        /// A condition. Several keys in one map must all hold.
        #[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        #[schemars(rename = "Condition")]
        pub struct ConditionFile {
            /// All of these must hold. 并且: 下列条件全部成立。
            #[serde(default, alias = "全部")]
            pub all: Vec<ConditionFile>,
            /// One of these must hold; the first that does gives the evidence. 或者: 下列条件有一条成立。
            #[serde(default, alias = "任一")]
            pub any: Vec<ConditionFile>,
            /// This must not hold. 不成立。
            #[serde(default, alias = "非")]
            pub not: Option<Box<ConditionFile>>,
            $(
                $(#[$doc])+
                #[serde(default, alias = $alias)]
                pub $key: Option<Box<<$type as Ask>::Arguments>>,
            )+
        }

        /// A question ready to be asked.
        #[derive(Debug)]
        pub enum Question {
            $(#[doc = stringify!($key)] $type(Box<$type>),)+
        }

        impl Question {
            pub(super) fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
                match self { $(Self::$type(question) => question.ask(case),)+ }
            }

            pub(super) fn holds(&self, case: &Case<'_>) -> bool {
                match self { $(Self::$type(question) => question.holds(case),)+ }
            }

            pub(super) fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
                match self { $(Self::$type(question) => question.traces(survey),)+ }
            }

            pub(super) fn effort(&self) -> Effort {
                match self { $(Self::$type(question) => question.effort(),)+ }
            }

            pub(super) fn is_yes_or_no(&self) -> bool {
                match self { $(Self::$type(_) => $type::IS_YES_OR_NO,)+ }
            }

            pub(super) fn fills(&self) -> &'static [Placeholder] {
                match self { $(Self::$type(_) => $type::FILLS,)+ }
            }
        }

        impl ConditionFile {
            /// The keys questions are asked with, each with its Chinese alias and what it can be asked of.
            pub const QUESTIONS: &[(&str, &str, &[Scope], &[Placeholder])] =
                &[$((stringify!($key), $alias, $type::ON, $type::FILLS),)+];

            fn questions(self, on: Scope, lexicon: &Lexicon) -> Result<Vec<Condition>, Complaint> {
                let mut all = Vec::new();
                $(if let Some(arguments) = self.$key {
                    let complain = |reason| Complaint { key: stringify!($key), alias: $alias, reason };
                    if !$type::ON.contains(&on) {
                        return Err(complain(wrong_scope(on, $type::ON)));
                    }
                    let question = $type::prepare(*arguments, lexicon).map_err(complain)?;
                    all.push(Condition::Ask(Question::$type(Box::new(question))));
                })+
                Ok(all)
            }
        }
    };
}

questions! {
    /// 词语: a word of the list stands in the text. Fills `{word}`.
    ///
    /// Arguments: a list of `rules/lexicon/` (`hedges.aspiring`), words themselves, or a map:
    /// `list`, `of` (which text), `at` (`anywhere`, `start`, `end`, `whole`), `apart_from` (words that take their characters
    /// first), `unless_after`, `unless_before` (words that must not stand right before or after), `past` (words that may stand before one at the start), `skip` (`title`: not inside 《》, `quote`: not inside “”; default `title`).
    /// Example: `words: { list: hedges.aspiring, unless_before: [资金] }`.
    words "词语" Words;
    /// 位置: the sentence or clause stands in one of these places; the row, in a list of such a part. Example: `place: [plan, target]`.
    place "位置" InPlace;
    /// 状态: the row's status word means one of these. Fills `{status}`. Example: `status: green`.
    status "状态" HasStatus;
    /// 数量: the text contains a quantity. Fills `{number}`, `{measure}`.
    ///
    /// Arguments: `any`, or a map: `of` (which text), `unit`, `basis`, `bound`, `role` (each one or several),
    /// `literal`, `only` (every quantity is of this kind). Dates, ordinals, list numbers, names and document numbers are no quantities.
    /// Example: `not: { quantity: any }`.
    quantity "数量" HasQuantity;
    /// 责任单位: how many units lead. Fills `{owners}`, `{count}`, `{names}`.
    ///
    /// Arguments: `lead` (`none`, `one`, `several`), `units` (at least so many units named), `most` (at most so many share the lead).
    /// Example: `owners: { lead: none, units: 2 }`.
    owners "牵头情况" Owners;
    /// 同一状态: nearly all rows of the table have the same status word. Fills `{status}`, `{count}`, `{total}`.
    ///
    /// Arguments: `rows` (at least so many rows with a status), `share` (0 to 1). Example: `uniform: { rows: 10, share: 0.95 }`.
    uniform "同一状态" Uniform;
    /// 相似: two texts of the subject are nearly the same. Fills `{similarity}`.
    ///
    /// Arguments: `of`, `to` (which texts), `at_least` (0 to 1), `chars` (at least so many characters in common),
    /// `ignore` (word lists left out before comparing). Example: `similar: { of: progress, to: target, at_least: 0.85 }`.
    similar "相似" Similar;
    /// 结果: what became of the commitment. Its reasons, and for an absence what came nearest, are shown with the finding.
    /// Arguments: one or several of `exceeded`, `met`, `partial`, `missed`, `delayed`, `in_progress`, `not_mentioned`, `not_due`.
    /// Example: `verdict: [missed, partial]`.
    verdict "结果" HasVerdict;
    /// 有据: whether the verdict is shown, and not only likely (two figures that may not count the same). Argument: `true`, `false`.
    /// Example: `proven: true`.
    proven "有据" Proven;
    /// 变化: how the deliverable moved to the next year. Its reasons are shown with the finding.
    /// Arguments: one or several of `slipped`, `repeated`, `advanced`, `done_and_new`, `continuing`, `lowered`, `flat`, `dropped`.
    /// Example: `change: lowered`.
    change "变化" HasChange;
    /// 来源: whether the earlier of two successive passages promises or reports. Argument: `promised`, `reported`.
    origin "来源" Origin;
    /// 分量: how much silence about the commitment weighs.
    /// Arguments: one or several of `headline`, `livelihood`, `starred`, `quantified`, `ordinary`. Example: `weight: [headline, livelihood]`.
    weight "分量" HasWeight;
    /// 可核验: how checkable the commitment is. Arguments: one or several of `quantified`, `named`, `qualitative`.
    /// Example: `kind: qualitative`.
    kind "可核验" HasKind;
    /// 名目: how clearly the commitment names what will be there in the end. Example: `checkable: { at_least: 1 }`.
    checkable "名目" Margin;
    /// 把握: the surest report on the commitment scores at least this. Example: `linked: { at_least: 0.6 }`.
    linked "把握" Linked;
    /// 最近处: the nearest passage that was refused scores no higher than this. Example: `nearest: { at_most: 0.3 }`.
    nearest "最近处" Nearest;
    /// 一并交代: whether a clause of the report says of the whole list of 实事 the commitment belongs to that it was done.
    /// Shows the clause. Argument: `true`, `false`. Example: `summed_up: true`.
    summed_up "一并交代" SummedUp;
    /// 照抄: clauses of one text repeat another without adding anything. Fills `{similarity}`; marks `whole` or `part`.
    ///
    /// Arguments: `of`, `from`, `at_least` (0 to 1), `chars` (shortest clause), `unless_adds` (words that make it a report of
    /// its own). Example: `copied: { of: progress, from: target, at_least: 0.85, chars: 8, unless_adds: [done.words] }`.
    copied "照抄" Copied;
    /// 回应: how much of what one text asks for comes back in another, clause by clause. Fills `{missing}`, `{count}`, `{total}`;
    /// marks `mostly` (more than half missing) or `partly`.
    ///
    /// Arguments: `of`, `in`, `how_much` (`nothing`, `some`, `everything`), `below` (an item is missing when a smaller share of
    /// its wording comes back), `ignore` (word lists), `chars` (shortest item).
    /// Example: `answered: { of: target, in: progress, how_much: nothing, below: 0.2 }`.
    answered "回应" Answered;
    /// 完成: sentences of one text that say done bring back most of what another asks for.
    ///
    /// Arguments: `of`, `in`, `done` and `pending` (word lists), `at_least` (0 to 1).
    delivered "完成" Delivered;
    /// 节点未到: the progress stops at an earlier step than the target names, or says the step is still ahead.
    /// Fills `{expected}`, `{actual}`.
    ///
    /// Arguments: `of`, `in`, `ladder` (a table of step words with ranks), `pending` (word list), `same` (0 to 1).
    behind_stage "节点未到" BehindStage;
    /// 文件不符: the text names documents of the kind asked for, but none of that name. Fills `{expected}`, `{actual}`.
    ///
    /// Arguments: `of`, `in`, `kinds`, `verbs`, `ignore` (word lists), `same` (0 to 1).
    other_title "文件不符" OtherTitle;
    /// 重复: clauses that stand in more than one row of the table. Fills `{similarity}`, `{expected}` (number of the other row).
    ///
    /// Arguments: `of` (`matter`, `target`, `progress`), `with` (another of these cells), `at_least` (0 to 1), `chars` (shortest clause).
    repeated "重复" Repeated;
    /// 上期: how a row stands to the row of the same matter in the table of the period before, of the same issuer and year.
    /// Fills `{earlier}`, `{number}`, `{expected}`.
    ///
    /// Rows go on with rows by what they name: figures, verbs and words like 工程 aside. Rows that were split or merged are not
    /// compared, and a change of which the row or a note says why is passed over.
    ///
    /// Argument: `same_progress`, `lower_goal`, `later_due`, `lower_total` (a figure told as summed up), `undone` (done then,
    /// not done now), `other_lead`, `gone` (asked of a document). Example: `previous: same_progress`.
    previous "上期" Previous;
    /// 年内各期: how the progress tables of a plan's year stand to the promise, and the yearly report to the last of them.
    /// Fills `{number}`, `{expected}`.
    ///
    /// Argument: `lower_goal`, `later_due` (of the first table that follows the promise up), `lower_report` (less than the last
    /// table had summed up). Example: `along: lower_goal`.
    along "年内各期" Along;
    /// 指标: whether the figures of a text are about what other texts set figures for: same unit, same kind, same measure.
    /// Fills `{number}`, `{expected}`, `{measure}`.
    ///
    /// Arguments: `of`, `goals` (texts), `about` (`goal`, `something_else`).
    /// Example: `figures: { of: progress, goals: [matter, target], about: something_else }`.
    figures "指标" Metric;
    /// 落后序时: less of the row's yearly figure is done than of the year is gone. Fills `{number}`, `{expected}`,
    /// `{difference}`, `{arithmetic}`, `{aside}` (the status that says otherwise). Argument: `points` (percentage points behind).
    behind_pace "落后序时" BehindPace;
    /// 未达: a figure told is worse than a goal that should be reached by now, by the direction of the goal. Fills `{number}`,
    /// `{expected}`. Argument: `stage` (the goal of the stage that has ended), `year`. Example: `falls_short: stage`.
    falls_short "未达" FallsShort;
    /// 到期: how the progress stands to the day the row is due. Fills `{time}`, `{word}` (overdue), `{expected}`, `{actual}` (put off).
    ///
    /// Argument: `overdue` (the day has come, and something is left), `step_overdue` (a step of a building was due), `put_off` (now expected for a later day). Example: `due: overdue`.
    due "到期" Due;
    /// 较上期: how the progress stands to the column of the period before in its own table (7月底累计). Fills `{number}`, `{earlier}`.
    /// Argument: `less`, `no_more`. Example: `told_before: less`.
    told_before "较上期" ToldBefore;
    /// 空白: the row says nothing where nearly all rows of its table do. Argument: `progress`, `owners`.
    left_blank "空白" LeftBlank;
    /// 时间: the text contains a time expression. Fills `{time}`. Arguments: `of`, `use` (`deadline`, `date`, `as_of`), `year` (`earlier`, `same`, `later`).
    time "时间" HasTime;
    /// 最近时间: the newest time in the text lies well before the day the report's figures run up to. Fills `{time}`, `{difference}`.
    ///
    /// Arguments: `of`, `older_than_days`, `not_older_than_days`.
    newest_time "最近时间" Latest;
    /// 承诺性质: what kind of commitment it is, or overlaps the text.
    ///
    /// Arguments, each one or several: `kind`, `weight`, `firmness`, `due`. Example: `commitment: { weight: [headline, livelihood] }`.
    commitment "承诺性质" IsCommitment;
    /// 正则: a regular expression finds something; its first group is the place. Fills `{word}`. Arguments: `regex`, `of`, `needs`.
    pattern "正则" Pattern;
    /// 字数: the text exists and is so long. Fills `{count}`. Arguments: `of`, `least`, `most` (letters and digits).
    length "字数" Length;
    /// 核对: a built-in check of the document's figures, lists or words finds something. Fills `{arithmetic}`; marks `certain`,
    /// `likely`, `advice`.
    ///
    /// Argument: `parts`, `growth`, `contribution`, `list_count`, `percent_point`, `conflict`, `typo`, `integrity`,
    /// `names`, `personal`, `structure`, `shortfall`. Example: `check: growth`.
    check "核对" Check;
    /// 前后: another part of the document states something about the same thing, or gives another figure for it.
    /// Fills `{earlier}`, `{number}`, `{expected}`.
    ///
    /// Arguments: `in` (the place of the other statement), `words` and `unless` (word lists), `around` (`clause`, `sentence`:
    /// where these words are looked for), `figure` (`same_number`, `more`, `higher`, `other_unit`), `at_least` (0 to 1).
    /// Example: `stated: { in: review, words: backlog.closed, figure: same_number }`.
    stated "前后" Stated;
    /// 标记: the evidence found carries a property, named by the question that found it. Only in `grade`.
    mark "标记" Mark;
}

/// What is wrong with a question, and under which key.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// The key as declared.
    pub key: &'static str,
    /// Its Chinese alias.
    pub alias: &'static str,
    /// What is wrong, in Chinese.
    pub reason: String,
}

fn wrong_scope(on: Scope, can: &[Scope]) -> String {
    let names: Vec<&str> = can.iter().map(|s| s.name()).collect();
    format!(
        "这个问题不能对“{}”提，只能对：{}",
        on.name(),
        names.join("、")
    )
}

/// A valid condition.
#[derive(Debug)]
pub enum Condition {
    /// All must hold.
    All(Vec<Condition>),
    /// One must hold.
    Any(Vec<Condition>),
    /// Must not hold.
    Not(Box<Condition>),
    /// A question must be answered with yes.
    Ask(Question),
}

impl Condition {
    /// Checks `file` for rules put to `on`.
    ///
    /// # Errors
    /// The first question that cannot be asked, and why.
    pub fn prepare(
        mut file: ConditionFile,
        on: Scope,
        lexicon: &Lexicon,
    ) -> Result<Self, Complaint> {
        let each = |files: Vec<ConditionFile>| -> Result<Vec<Self>, Complaint> {
            files
                .into_iter()
                .map(|f| Self::prepare(f, on, lexicon))
                .collect()
        };
        let mut all = each(std::mem::take(&mut file.all))?;
        let any = each(std::mem::take(&mut file.any))?;
        if !any.is_empty() {
            all.push(Self::Any(any));
        }
        if let Some(not) = file.not.take() {
            all.push(Self::Not(Box::new(Self::prepare(*not, on, lexicon)?)));
        }
        all.extend(file.questions(on, lexicon)?);
        let mut all = by_effort(all);
        Ok(if all.len() == 1 {
            all.swap_remove(0)
        } else {
            Self::All(all)
        })
    }
}
