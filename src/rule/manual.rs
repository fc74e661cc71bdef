//! Tells the people who write rules, in Chinese, what may be asked: every question with its arguments and an example.

use super::scope::Scope;

/// A question of [`super::condition::ConditionFile`], as explained to people.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its key.
    pub key: &'static str,
    /// What it asks.
    pub asks: &'static str,
    /// Its arguments; keys and values as written, each with its alias.
    pub arguments: &'static str,
    /// A condition that asks it.
    pub example: &'static str,
}

const fn entry(
    key: &'static str,
    asks: &'static str,
    arguments: &'static str,
    example: &'static str,
) -> Entry {
    Entry {
        key,
        asks,
        arguments,
        example,
    }
}

/// Every question, in the order of the conditions; a test holds it against them.
pub const QUESTIONS: &[Entry] = &[
    entry(
        "words",
        "文中有词表里的词",
        "词表名（文件名.键）或词本身；或 list 词表、of 对象、at 位置（anywhere 任意、start 开头、end 结尾、whole 全部）、unless_after 前面不是、unless_before 后面不是、apart_from 另词（先占了字的词，如“大力促进”里没有“力促”）、past 略过（开头的词前面可以有的词）、skip 不看（title 书名号、quote 引号、bracket 括号；不写时不看书名号里）",
        "words: { list: hedges.aspiring, unless_before: [资金] }",
    ),
    entry(
        "place",
        "句子、分句在什么地方",
        "一个或几个位置",
        "place: [plan, target]",
    ),
    entry(
        "status",
        "状态词属于哪一类",
        "green 正常、done 完成、behind 滞后、not_started 未启动、withdrawn 停办、any 任意；词在词表 status 里",
        "status: green",
    ),
    entry(
        "quantity",
        "文中有数量；日期、序数、条目序号、名称和文号里的数字不算",
        "any 任意，或单位；或 of 对象、unit 单位、basis 口径（total、increase、growth、share、rate、rank、cumulative）、bound 界（=、≥、≤、≈、range）、role 作用（target、actual、baseline、growth）、literal 短语、only 仅此（全部数量都是这一种才算）",
        "quantity: { of: progress, unit: [场, 次], only: true }",
    ),
    entry(
        "owners",
        "由几家单位牵头；对文件提时，看全文写明的单位",
        "lead 牵头（none 无、one 一家、several 多家）、units 单位数（至少几家）、most 至多（分担牵头的至多几家）",
        "owners: { lead: none, units: 2 }",
    ),
    entry(
        "uniform",
        "全表几乎都是同一状态",
        "rows 行数（至少）、share 占比（0 至 1）",
        "uniform: { rows: 10, share: 0.95 }",
    ),
    entry(
        "similar",
        "两段文字几乎相同",
        "of 对象、to 对照、at_least 至少（0 至 1）、chars 字数、ignore 忽略（词表）",
        "similar: { of: progress, to: target, at_least: 0.85 }",
    ),
    entry(
        "verdict",
        "承诺后来怎么样了；依据随问题列出",
        "exceeded 超额、met 完成、partial 部分完成、missed 未完成、delayed 推迟、in_progress 在途、not_mentioned 没有下文、not_due 未到期",
        "verdict: [missed, partial]",
    ),
    entry(
        "proven",
        "承诺后来怎么样了，是有据的判断（不是口径未必相同的参考判断）",
        "true、false",
        "proven: true",
    ),
    entry(
        "change",
        "上年与下年之间怎么变了；依据随问题列出",
        "slipped 顺延、repeated 重提、advanced 推进一步、done_and_new 完成后另起、continuing 继续推进、lowered 调低、flat 持平、dropped 不再提",
        "change: lowered",
    ),
    entry(
        "origin",
        "在前的一处是承诺还是报告",
        "promised 承诺、reported 报告",
        "origin: promised",
    ),
    entry(
        "weight",
        "这项承诺没有下文有多要紧",
        "headline 主要预期目标、livelihood 民生实事、starred 星号事项、quantified 量化目标、ordinary 一般事项",
        "weight: [headline, livelihood]",
    ),
    entry(
        "kind",
        "承诺能不能核对",
        "quantified 有数量、named 有名目、qualitative 只有方向",
        "kind: qualitative",
    ),
    entry(
        "checkable",
        "承诺点明要交出什么，明确程度不低于",
        "at_least 不低于（0 是方向与名目的分界，1 较明确，2 很明确）",
        "checkable: { at_least: 1 }",
    ),
    entry(
        "linked",
        "报告所说的正是这项承诺，把握不低于",
        "at_least 不低于（0 至 1）",
        "linked: { at_least: 0.6 }",
    ),
    entry(
        "nearest",
        "没有采信的最近一处，把握不高于",
        "at_most 不高于（0 至 1）",
        "nearest: { at_most: 0.3 }",
    ),
    entry(
        "summed_up",
        "报告有一句话说整组民生实事都已完成，没有逐项说",
        "true、false",
        "summed_up: true",
    ),
    entry(
        "copied",
        "一段文字照抄另一段，没有新内容；标记 whole 整段、part 一部分",
        "of 对象、from 对照、at_least 至少（0 至 1）、chars 字数（最短的分句）、unless_adds 除非新增（有这些词就不算照抄）",
        "copied: { of: progress, from: target, at_least: 0.85, chars: 8 }",
    ),
    entry(
        "answered",
        "一段文字要求的，另一段回应了多少；标记 mostly 多半没有、partly 少半没有",
        "of 对象、in 对照、how_much 多少（nothing 全无、some 部分、everything 全部）、below 低于（用语回应不到这个比例算没有回应）、ignore 忽略、chars 字数",
        "answered: { of: target, in: progress, how_much: nothing, below: 0.2, chars: 4 }",
    ),
    entry(
        "delivered",
        "一段文字要求的，另一段写明已经做完",
        "of 对象、in 对照、done 完成词、pending 未到（词表）、at_least 至少（0 至 1）",
        "delivered: { of: target, in: progress, done: done.finished, pending: done.pending, at_least: 0.6 }",
    ),
    entry(
        "behind_stage",
        "只做到比目标早的节点，或写明目标节点还在后面",
        "of 对象、in 对照、ladder 阶梯（词与先后的表）、pending 未到（词表）、same 同一事（0 至 1）",
        "behind_stage: { of: target, in: progress, ladder: papers.steps, pending: done.pending, same: 0.2 }",
    ),
    entry(
        "other_title",
        "交出的文件不是要求的那一份",
        "of 对象、in 对照、kinds 体裁、verbs 动词、ignore 忽略（词表）、same 至少（0 至 1）",
        "other_title: { of: target, in: progress, kinds: papers.kinds, verbs: papers.verbs, ignore: papers.optional, same: 0.72 }",
    ),
    entry(
        "repeated",
        "同一张表里几行写了同样的话",
        "of 对象、with 对照（别的行的哪一栏，不写为同一栏）、at_least 至少（0 至 1）、chars 字数；栏为 matter、target、progress",
        "repeated: { of: progress, at_least: 0.8, chars: 12 }",
    ),
    entry(
        "previous",
        "与同一单位、同一年度上一期的表相比，这一行怎么样",
        "same_progress 进展照搬上期、lower_goal 年度目标改小了、later_due 完成时限推后或不再有期限、lower_total 累计数比上期小、undone 上期已完成本期又未完成、other_lead 牵头单位换了、gone 上期没有办结的行不见了（只对文件问）；按事项名称对应，数字、动词和“工程”“项目”之类增减不论，拆分、合并的不比，行内或表外写明缘由的不报",
        "previous: same_progress",
    ),
    entry(
        "along",
        "年初计划的一项承诺，与当年各期进展表、次年的报告相比怎么样",
        "lower_goal 最早一期表里的年度目标比承诺小、later_due 最早一期表里的时限比承诺晚、lower_report 次年报告的数比最后一期表的累计数小",
        "along: lower_goal",
    ),
    entry(
        "figures",
        "文中的数与目标所定的数是不是同一指标",
        "of 对象、goals 对照（几段）、about 关于（goal 同一指标、something_else 别的指标、same_unit 单位相同）",
        "figures: { of: progress, goals: [matter, target], about: something_else }",
    ),
    entry(
        "behind_pace",
        "完成的比例落后于时间",
        "points 百分点、goal 目标（year 年度，按时间比例，不写时如此；stage 本期，应全部完成）",
        "behind_pace: { points: 10 }",
    ),
    entry(
        "falls_short",
        "应当达到的目标没有达到：报的数比目标差；上限、下降的目标按方向比",
        "stage 本期（已到期的阶段目标）、year 年度",
        "falls_short: stage",
    ),
    entry(
        "due",
        "时限已到还有没办完的，或者又说要推到时限以后",
        "overdue 逾期、step_overdue 节点逾期（工程的开工、建成、投用，没有数量）、put_off 推后",
        "due: overdue",
    ),
    entry(
        "told_before",
        "与本表中上一期的累计数（“7月底累计”一栏）相比",
        "less 减少、no_more 未增（目标没有完成）",
        "told_before: less",
    ),
    entry(
        "left_blank",
        "表中别的行几乎都填了，这一行空着",
        "progress 完成情况、owners 责任单位",
        "left_blank: progress",
    ),
    entry(
        "time",
        "文中有时间",
        "of 对象、use 作用（deadline 时限、date 日期、as_of 截至）、year 年份（earlier 以前、same 当年、later 以后，与文件年度相比）",
        "time: { of: sentence, use: deadline }",
    ),
    entry(
        "newest_time",
        "文中最近的时间，离报告期末已久",
        "of 对象、older_than_days 早于天数、not_older_than_days 不早于天数",
        "newest_time: { of: progress, older_than_days: 30 }",
    ),
    entry(
        "commitment",
        "文中有（或本身是）哪一种承诺",
        "of 对象、kind 类型（quantified、named、qualitative）、weight 分量（同“分量”）、firmness 语气（firm、aspiring）、due 时限（unsaid 无、dated 有日期、period 当年、ongoing 长期、unclear 不明）",
        "commitment: { weight: [headline, livelihood] }",
    ),
    entry(
        "pattern",
        "正则表达式找到什么；第一个括号里的是所指之处",
        "表达式本身；或 regex 表达式、of 对象、needs 先有（文中先要有的词，写上更快）",
        "pattern: \"与[^，。；]{2,8}(?:相当|持平)\"",
    ),
    entry(
        "length",
        "这段文字存在，长短合适",
        "of 对象、least 至少、most 至多（字数，标点不计）",
        "length: { of: target, least: 8 }",
    ),
    entry(
        "check",
        "内置的核对查出问题；标记 certain 确定、likely 多半、advice 建议",
        "parts 分项、growth 增速、contribution 拉动、list_count 列举数、percent_point 百分点、conflict 矛盾、typo 错别字、integrity 残缺、names 名称、personal 个人信息、structure 结构、shortfall 未达目标",
        "check: growth",
    ),
    entry(
        "stated",
        "同一文件的另一部分说过同一件事，或给了另一个数",
        "in 所在（位置）、words 词表（其中要有）、unless 没有（其中不能有）、around 看（clause 分句、sentence 句子）、figure 数字（same_number 同数、more 多于、higher 高出、other_unit 异单位）、at_least 至少（0 至 1）",
        "stated: { in: review, words: backlog.closed, figure: same_number }",
    ),
    entry(
        "mark",
        "上面的问题给出的标记；只用于分级",
        "一个标记",
        "mark: likely",
    ),
];

/// What a rule can be put to: name, alias, meaning.
pub const SCOPES: &[(&str, &str, &str)] = &[
    (Scope::Document.name(), "文件", "整份文件"),
    (Scope::Table.name(), "表格", "一张推进表的全部行"),
    (Scope::Row.name(), "行", "推进表的一行"),
    (
        Scope::Progress.name(),
        "完成情况",
        "一行的完成情况，没有填的不问",
    ),
    (Scope::Commitment.name(), "承诺", "计划里的一项承诺"),
    (Scope::Matter.name(), "事项", "一项承诺和后来关于它的报告"),
    (
        Scope::Succession.name(),
        "年度衔接",
        "上年报告或承诺的，与下年承诺的",
    ),
    (Scope::Sentence.name(), "句", "正文或单元格里的一句"),
    (Scope::Clause.name(), "分句", "正文或单元格里的一个分句"),
];

/// Where a sentence or clause can stand: name, alias.
pub const PLACES: &[(&str, &str)] = &[
    ("review", "回顾"),
    ("plan", "计划"),
    ("other", "其他"),
    ("heading", "标题"),
    ("matter", "事项内容"),
    ("target", "阶段目标"),
    ("progress", "完成情况"),
    ("owners", "责任单位"),
    ("cell", "其他单元格"),
];

/// Which text a question can be asked of: name, alias, meaning.
pub const FIELDS: &[(&str, &str, &str)] = &[
    ("whole", "本身", "所问的文字本身"),
    ("evidence", "证据", "条件找到的地方，只用于“指向”和分级"),
    ("matter", "事项内容", "所在行的事项内容"),
    ("annual", "年度目标", "所在行的年度目标，表里有这一栏的"),
    ("due", "时限", "所在行的完成时限，表里有这一栏的"),
    ("target", "阶段目标", "所在行的阶段目标"),
    ("progress", "完成情况", "所在行的完成情况"),
    ("owners", "责任单位", "所在行的责任单位"),
    ("status", "状态词", "完成情况开头的状态词"),
    ("sentence", "所在句", "所在的句子"),
    ("next_clause", "下一分句", "同一句里的下一个分句"),
    ("next_sentence", "下一句", "同一段里的下一句"),
    ("paragraph", "所在段", "所在的段落或单元格"),
    ("before", "段内前文", "同一段里这一句之前的文字"),
    ("after", "段内后文", "同一段里这一句之后的文字"),
    ("next_paragraph", "下一段", "所在段的下一段"),
    ("heading", "所在标题", "所在处上面最近的标题"),
    (
        "column",
        "栏名",
        "所在单元格上面的表头，或所在行里冒号前的名目",
    ),
    ("document", "文件", "整份文件"),
    ("title", "文件标题", "文件的标题"),
    ("opening", "计划开头", "计划部分的第一行"),
    ("earlier", "上年", "两处之中在前的；承诺本身"),
    ("later", "本年", "两处之中在后的；最切题的报告"),
    ("earlier_item", "上年一项", "在前一处所列各项中对照的那一项"),
    ("later_item", "本年一项", "在后一处所列各项中对照的那一项"),
];
