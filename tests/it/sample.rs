//! One report for every format: two years of a made-up county and a sheet, with all that formats find hard.
//!
//! Chinese, a character beyond the basic plane, findings not on line 1, a place that spans lines, a sheet's cell, a
//! related place in another document, waived, stated and baseline findings, an unreadable file, markup, a formula, a phone number.

use duban::document::{Document, SourceFile};
use duban::extract::commitment::{Commitment, Firmness, Kind, Weight};
use duban::extract::deadline::Deadline;
use duban::extract::owner::{Owner, OwnerRole};
use duban::extract::part::{Part, PartRole, Profile};
use duban::extract::period::Period;
use duban::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use duban::extract::{Facts, Lexicon, extract};
use duban::finding::{
    Acceptance, Conclusion, Finding, Related, RuleInfo, Severity, Statement, Waived,
};
use duban::link::verdict::Verdict;
use duban::link::{Change, Link, Linked, Matter, Pairing, Searched, Succession};
use duban::location::{DocId, Origin, Span, Spanned};
use duban::report::{Report, Stages};
use duban::source::Unread;
use std::sync::Arc;

pub(crate) const PLAN: &str = "云溪县政府工作报告（2024年）\n\n二、2024年重点工作\n🚄 力争云溪至江口城际铁路年内开工。新建幼儿园12所，新增学位3600个；改造老旧小区45个。\n培育“专精特新”企业20家，打造<b>“云溪”</b>品牌。\n";
pub(crate) const REVIEW: &str = "云溪县政府工作报告（2025年）\n\n一、2024年工作回顾\n过去一年🎉，新建幼儿园9所、新增学位2700个。<script>alert(1)</script>城际铁路前期工作正常推\n进。咨询电话：85911145，手机13812345678。\n二、2025年重点工作\n云溪至江口城际铁路力争年内开工。\n";
pub(crate) const SHEET: &str =
    "序号\t事项\t完成情况\t责任单位\n1\t=老旧小区改造45个\t正常推进。\t县住建局\n";

/// The sample report.
pub(crate) fn report() -> Report {
    let documents = vec![
        document(0, "报告/2024.txt", PLAN, vec![]),
        document(1, "报告/2025.txt", REVIEW, vec![]),
        document(2, "台账\u{202e}.xlsx", SHEET, cells()),
    ];
    let facts: Vec<Facts> = documents.iter().map(facts).collect();
    Report {
        quantities: facts.iter().map(|f| f.quantities.len()).sum(),
        linked: linked(),
        briefs: Vec::new(),
        findings: findings(),
        advice: 0,
        costs: Vec::new(),
        stages: Stages::default(),
        rules: rules(),
        unread: vec![Unread {
            file: "报告/坏\u{7}文件.docx".into(),
            what: "整个文件".into(),
            why: "不是有效的 docx：缺少 word/document.xml；请核对文件是否完整".into(),
        }],
        stale: Vec::new(),
        passed_over: vec![("报告/README.md".into(), "说明文件".into())],
        notes: vec![(
            "台账\u{202e}.xlsx".into(),
            "有隐藏的工作表“附件”，一并读入".into(),
        )],
        ledger: duban::ledger::Ledger::default(),
        lexicon: "0".repeat(64),
        way_back: String::new(),
        facts,
        documents,
    }
}

/// The sample with `phone` in every text that comes from a document or a person, except names of files.
pub(crate) fn with_phones(phone: &str) -> Report {
    let mut report = report();
    let add = |text: &mut String| text.push_str(&format!(" {phone}"));
    for f in &mut report.findings {
        f.help = format!("{} {phone}", &*f.help).into();
        add(&mut f.message);
        add(&mut f.label);
        f.because.push(String::new());
        f.because.iter_mut().chain(&mut f.owners).for_each(add);
        f.related.iter_mut().for_each(|r| add(&mut r.label));
        if let Some(Acceptance::Waived(waived)) = &mut f.accepted {
            add(&mut waived.by);
            waived.evidence.iter_mut().for_each(add);
        }
        if let Some(statement) = &mut f.statement {
            add(&mut statement.by);
            add(&mut statement.text);
        }
    }
    for m in &mut report.linked.matters {
        m.because.iter_mut().for_each(add);
        let mut c = (*m.commitment).clone();
        c.owners.iter_mut().for_each(|o| add(&mut o.name.value));
        let measures = c.quantities.iter_mut().filter_map(|q| q.measure.as_mut());
        measures.for_each(|m| add(&mut m.value));
        m.commitment = c.into();
        for link in &mut m.links {
            let mut reasons: Vec<String> = link.reasons.iter().map(str::to_owned).collect();
            reasons.iter_mut().for_each(add);
            link.reasons = reasons.into_iter().collect();
        }
    }
    let successions = report.linked.successions.iter_mut();
    successions.flat_map(|s| &mut s.because).for_each(add);
    let pairings = report.linked.pairings.iter_mut();
    pairings.for_each(|p| add(&mut p.reason));
    for facts in &mut report.facts {
        add(&mut facts.profile.issuer);
        facts
            .not_understood
            .iter_mut()
            .for_each(|(_, why)| add(why));
    }
    report.unread.iter_mut().for_each(|u| add(&mut u.why));
    report.notes.iter_mut().for_each(|(_, what)| add(what));
    report.stale.push(("typo".into(), phone.into()));
    report
}

/// Compares `text` with the golden file `name` in `tests/cases/report`.
pub(crate) fn golden(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../cases/report");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// The span of `words` in document `doc`, the first time they stand there.
pub(crate) fn at(doc: u32, words: &str) -> Span {
    let text = [PLAN, REVIEW, SHEET][doc as usize];
    let start = text.find(words).expect("words of the sample");
    Span::new(DocId(doc), start..start + words.len())
}

fn document(id: u32, path: &str, text: &str, origins: Vec<(usize, Origin)>) -> Document {
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    let file = SourceFile::new(path.into(), text.into(), "utf-8".into(), hash, origins);
    Document {
        id: DocId(id),
        file: Arc::new(file),
        range: 0..text.len(),
        title: (id < 2).then(|| 0..text.find('\n').expect("a title line")),
        blocks: vec![],
        tables: vec![],
    }
}

fn cells() -> Vec<(usize, Origin)> {
    let cell = |words: &str, cell: &str| {
        let origin = Origin::Cell {
            table: "进度表".into(),
            cell: cell.into(),
        };
        (SHEET.find(words).expect("a cell of the sample"), origin)
    };
    vec![
        cell("序号", "A1"),
        cell("=老旧", "B2"),
        cell("正常推进", "C2"),
        cell("县住建局", "D2"),
    ]
}

fn facts(document: &Document) -> Facts {
    let part = |role, words: &str, year| {
        let start = document.file.text.find(words).expect("a heading");
        Part {
            role,
            span: document.span(start..document.file.text.len()),
            period: Some(Period::year(year)),
            sections: vec![],
        }
    };
    let parts = match document.id.0 {
        0 => vec![part(PartRole::Plan, "二、2024", 2024)],
        1 => vec![
            part(PartRole::Review, "一、2024", 2024),
            part(PartRole::Plan, "二、2025", 2025),
        ],
        _ => vec![],
    };
    Facts {
        profile: Profile {
            issuer: "云溪县".into(),
            year: Some(2024 + i16::from(document.id.0 == 1)),
            as_of: None,
            parts,
            ..Profile::default()
        },
        not_understood: match document.id.0 {
            2 => vec![(at(2, "序号"), "表头只认出一半".into())],
            _ => vec![],
        },
        ..extract(&empty(document), &Lexicon::default())
    }
}

/// `document` without text, so that no real extractor has anything to say.
fn empty(document: &Document) -> Document {
    let file = SourceFile::new(
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        vec![],
    );
    Document {
        id: document.id,
        file: Arc::new(file),
        range: 0..0,
        title: None,
        blocks: vec![],
        tables: vec![],
    }
}

fn linked() -> Linked {
    let plan = at(0, "二、2024年重点工作");
    Linked {
        matters: vec![
            matter(
                "M0001",
                "力争云溪至江口城际铁路年内开工",
                Verdict::Delayed,
                &["城际铁路前期工作正常推\n进"],
            ),
            matter(
                "M0002",
                "新建幼儿园12所",
                Verdict::Missed,
                &["新建幼儿园9所"],
            ),
            matter(
                "M0003",
                "新增学位3600个",
                Verdict::Missed,
                &["新增学位2700个"],
            ),
            matter("M0004", "改造老旧小区45个", Verdict::NotMentioned, &[]),
            matter(
                "M0005",
                "培育“专精特新”企业20家",
                Verdict::NotMentioned,
                &[],
            ),
            matter("M0006", "打造<b>“云溪”</b>品牌", Verdict::InProgress, &[]),
        ],
        successions: vec![Succession {
            from: duban::link::Earlier::Reported,
            figures: None,
            earlier: at(0, "力争云溪至江口城际铁路年内开工"),
            next: Some(at(1, "云溪至江口城际铁路力争年内开工")),
            change: Change::Slipped,
            because: vec!["2024年承诺年内开工，2025年再次承诺年内开工".into()],
        }],
        pairings: vec![
            Pairing {
                plan,
                report: at(1, "一、2024年工作回顾"),
                accepted: true,
                reason: "同为云溪县，2024年计划与2024年回顾".into(),
            },
            Pairing {
                plan: at(1, "二、2025年重点工作"),
                report: at(1, "一、2024年工作回顾"),
                accepted: false,
                reason: "年度不同".into(),
            },
        ],
    }
}

fn matter(id: &str, words: &str, verdict: Verdict, reported: &[&str]) -> Matter {
    let span = at(0, words);
    Matter {
        id: id.into(),
        key: format!("key-{id}"),
        commitment: Commitment {
            margin: 1.0,
            span,
            kind: Kind::Quantified,
            quantities: quantity(words).into_iter().collect(),
            objects: vec![],
            verb: None,
            stage: None,
            firmness: Firmness::Firm,
            deadline: Some(Deadline::Within(Period::year(2024))),
            owners: vec![Owner {
                name: Spanned::new("县教体局".into(), span),
                role: OwnerRole::Lead,
            }],
            weight: Weight::Quantified,
            section: Some(at(0, "二、2024年重点工作")),
            period: Some(Period::year(2024)),
        }
        .into(),
        restatements: vec![],
        along: vec![],
        links: reported
            .iter()
            .map(|w| Link {
                progress: at(1, w),
                score: 0.92,
                reasons: ["指标相同"].into_iter().collect(),
            })
            .collect(),
        searched: Searched::default(),
        verdict,
        proven: true,
        because: vec!["9 ÷ 12 = 75%".into()],
    }
}

fn quantity(words: &str) -> Option<Quantity> {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let value: f64 = digits.parse().ok()?;
    let unit = words.chars().last()?.to_string();
    let span = at(0, &format!("{digits}{unit}"));
    Some(Quantity {
        span,
        literal: at(0, &digits),
        value,
        value_hi: None,
        decimals: 0,
        base_value: value,
        base_value_hi: None,
        base_unit: unit.clone(),
        written_in: None,
        unit,
        bound: Bound::Exactly,
        basis: Basis::Increase,
        falling: false,
        role: QuantityRole::Target,
        measure: Some(Spanned::new("幼儿园".into(), span)),
    })
}

fn findings() -> Vec<Finding> {
    let mut slip = finding(
        "deadline-slip",
        Severity::Error,
        at(1, "云溪至江口城际铁路力争年内开工"),
        1,
    );
    slip.related = related(at(0, "力争云溪至江口城际铁路年内开工"));
    slip.label = "今年再次承诺年内开工".into();
    let mut missed = finding("target-missed", Severity::Error, at(1, "新建幼儿园9所"), 2);
    missed.related = related(at(0, "新建幼儿园12所"));
    missed.because = vec!["9 ÷ 12 = 75%，差 3 所".into()];
    missed.statement = Some(Box::new(Statement {
        conclusion: Conclusion::Explained,
        by: "县教体局".into(),
        text: "三所因征迁顺延，联系13912345678".into(),
    }));
    let mut waived = finding("target-missed", Severity::Error, at(1, "新增学位2700个"), 3);
    waived.accepted = Some(Acceptance::Waived(Box::new(Waived {
        reason: "口径变更已说明".into(),
        by: "张三".into(),
        until: "2026-12-31".into(),
        evidence: Some("云政发〔2024〕7号".into()),
    })));
    let mut old = finding(
        "status-no-number",
        Severity::Warning,
        at(1, "正常推\n进"),
        1,
    );
    old.accepted = Some(Acceptance::Baseline);
    let phone = finding("pii-exposure", Severity::Info, at(1, "85911145"), 9);
    let dropped = |words, n| finding("commitment-dropped", Severity::Warning, at(0, words), n);
    let mut cell = finding("status-no-number", Severity::Error, at(2, "正常推进。"), 8);
    cell.owners = vec!["县住建局".into()];
    cell.statement = Some(Box::new(Statement {
        conclusion: Conclusion::FalseAlarm,
        by: "督查室".into(),
        text: "=HYPERLINK(\"x\")".into(),
    }));
    vec![
        finding("hedged-target", Severity::Info, at(0, "力争"), 1),
        dropped("改造老旧小区45个", 4),
        dropped("培育“专精特新”企业20家", 5),
        missed,
        waived,
        old,
        phone,
        slip,
        cell,
    ]
}

fn finding(rule: &str, severity: Severity, primary: Span, matter: u32) -> Finding {
    Finding {
        rule: rule.into(),
        rule_version: 1,
        severity,
        message: format!("{}：示例“<i>{rule}</i>”", title(rule)),
        help: "请补充完成数量，或写明已完成的节点和时间。".into(),
        primary,
        label: "这里".into(),
        related: vec![],
        because: vec![],
        fingerprint: format!("{rule}-{matter:04}"),
        matter_key: format!("key-M{matter:04}"),
        owners: vec!["县教体局".into()],
        accepted: None,
        statement: None,
    }
}

fn related(span: Span) -> Vec<Related> {
    vec![Related {
        span,
        label: "2024年承诺".into(),
    }]
}

fn title(rule: &str) -> &'static str {
    match rule {
        "deadline-slip" => "时限顺延",
        "target-missed" => "目标未完成",
        "status-no-number" => "正常推进无量化",
        "commitment-dropped" => "承诺失踪",
        "hedged-target" => "弹性措辞",
        _ => "个人信息外露",
    }
}

fn rules() -> Vec<RuleInfo> {
    let ids = [
        "commitment-dropped",
        "deadline-slip",
        "hedged-target",
        "lead-unclear",
        "pii-exposure",
        "status-no-number",
        "target-missed",
    ];
    ids.map(|id| RuleInfo {
        id: id.into(),
        title: title(id).into(),
        severity: Severity::Warning,
        version: 1,
        why: "读者要能核对。".into(),
        help: "请补充。".into(),
        across: false,
    })
    .into()
}
