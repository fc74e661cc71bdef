//! Recognises a document: who issues it, for which year, and what its parts do.

use crate::document::{Block, BlockKind, Document};
use crate::extract::annex::{Annex, annexes};
use crate::extract::divide::{Stretch, divide};
use crate::extract::part::{Part, PartRole, Profile, Section};
use crate::extract::period::Period;
use crate::extract::tense::{Leaning, Tense};
use crate::extract::year::years;
use crate::extract::{Lexicon, Told, issuer, plan_year};
use issuer::Issuer;
use jiff::civil::date;
use std::ops::Range;

/// Everything recognised about `document` as a whole; what the user says of it (`told`) goes before what its text says.
pub(super) fn profile(document: &Document, lexicon: &Lexicon, told: &Told) -> Profile {
    let issuer = issuer(document, lexicon, told);
    let tabular = document.is_tabular();
    let year = told.year.or_else(|| match tabular {
        true => plan_year::of_table(document),
        false => plan_year::find(document, lexicon),
    });
    let tense = lexicon.compiled(Tense::new);
    let parts = if tabular {
        vec![table_part(document, lexicon, year)]
    } else if told.year.is_some() || is_report(document, &tense) {
        report_parts(document, lexicon, year)
    } else {
        other(document)
    };
    let reviewed = parts.iter().any(|p| p.role == PartRole::Review);
    let months = plan_year::reviewed_months(document, lexicon, year);
    let as_of = match (tabular, months) {
        (true, _) => plan_year::as_of(document, lexicon, year),
        (false, Some(months)) => Some(months.end),
        (false, None) => year.filter(|_| reviewed).map(|y| date(y - 1, 12, 31)),
    };
    Profile {
        issuer: issuer.name,
        level: issuer.level,
        issuer_from: issuer.from,
        year,
        as_of,
        parts,
    }
}

/// Who issued `document`.
pub(super) fn issuer(document: &Document, lexicon: &Lexicon, told: &Told) -> Issuer {
    match &told.issuer {
        Some(name) => Issuer::told(name),
        None => issuer::find(document, lexicon),
    }
}

/// Opening, stretches of the body, annexes.
fn report_parts(document: &Document, lexicon: &Lexicon, year: Option<i16>) -> Vec<Part> {
    let tense = lexicon.compiled(Tense::new);
    let annexes = annexes(document, lexicon);
    let end = annexes
        .first()
        .map_or(document.blocks.len(), |a| a.blocks.start);
    let start = opening_end(document).min(end);
    let blocks = &document.blocks[start..end];
    let stretches = divide(document, blocks, &tense, year);
    let mut parts: Vec<Part> = opening(document, start).into_iter().collect();
    parts.extend(body_parts(document, blocks, &stretches, (year, lexicon)));
    if let Some(months) = plan_year::reviewed_months(document, lexicon, year) {
        let reviews = parts.iter_mut().filter(|p| p.role == PartRole::Review);
        reviews.for_each(|part| part.period = Some(months));
    }
    parts.extend(annexes.iter().filter_map(|a| annex_part(document, a, year)));
    parts
}

/// Whether the document reports or plans: a lone file is taken for it, an article among others must show it.
fn is_report(document: &Document, tense: &Tense) -> bool {
    let alone = document.range == (0..document.file.text.len());
    let salutes = document
        .blocks
        .iter()
        .take(12)
        .any(|b| document.slice(b.range.clone()).contains("各位代表"));
    let told = tense.of_heading(document.title_text(), None) != Leaning::default();
    let dated = |b: &Block| {
        let text = document.slice(b.range.clone());
        matches!(b.kind, BlockKind::Heading(_))
            && years(text).next().is_some()
            && tense.of_heading(text, None) != Leaning::default()
    };
    alone
        || salutes
        || told && years(document.title_text()).next().is_some()
        || document.blocks.iter().any(dated)
}

fn other(document: &Document) -> Vec<Part> {
    opening(document, document.blocks.len())
        .into_iter()
        .collect()
}

fn table_part(document: &Document, lexicon: &Lexicon, year: Option<i16>) -> Part {
    let start = document
        .tables
        .first()
        .map_or(document.range.start, |t| t.range.start);
    let end = document
        .tables
        .last()
        .map_or(document.range.end, |t| t.range.end);
    Part {
        role: PartRole::Table,
        span: document.span(start..end),
        period: plan_year::covered(document, lexicon, year).or(year.map(Period::year)),
        sections: Vec::new(),
    }
}

/// Index of the first block after title, place, speaker and salutation.
fn opening_end(document: &Document) -> usize {
    let head = document.blocks.iter().take(12);
    let invites = |b: &Block| {
        let text = document.slice(b.range.clone());
        text.contains("报告工作") || text.contains("请予审议") || text.contains("作政府工作报告")
    };
    let heading = document
        .blocks
        .iter()
        .position(|b| matches!(b.kind, BlockKind::Heading(_)));
    let invited = head.clone().position(invites).map(|i| i + 1);
    let titled = head
        .take_while(|b| {
            matches!(
                b.kind,
                BlockKind::Title | BlockKind::Furniture | BlockKind::Caption
            )
        })
        .count();
    match (invited, heading) {
        (Some(i), Some(h)) if h < i => h.max(titled),
        (Some(i), _) => i,
        (None, Some(h)) if h <= 12 => h,
        (None, _) => titled,
    }
}

fn opening(document: &Document, end: usize) -> Option<Part> {
    let range = cover(&document.blocks[..end])?;
    Some(Part {
        role: PartRole::Other,
        span: document.span(range),
        period: None,
        sections: Vec::new(),
    })
}

/// From the first to the last block that is content.
fn cover(blocks: &[Block]) -> Option<Range<usize>> {
    let content = || blocks.iter().filter(|b| b.kind != BlockKind::Furniture);
    Some(content().next()?.range.start..content().next_back()?.range.end)
}

/// One part per run of blocks of the same stretch; reviews are also cut where a heading turns to another period.
fn body_parts(
    document: &Document,
    blocks: &[Block],
    stretches: &[Stretch],
    (year, lexicon): (Option<i16>, &Lexicon),
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    for at in 1..=blocks.len() {
        let cuts = at == blocks.len()
            || stretches[at] != stretches[start]
            || turns(document, blocks, start, at, stretches[start], lexicon);
        if !cuts {
            continue;
        }
        let run = &blocks[start..at];
        let content: Vec<&Block> = run
            .iter()
            .filter(|b| b.kind != BlockKind::Furniture)
            .collect();
        if let (Some(first), Some(last)) = (content.first(), content.last()) {
            let range = first.range.start..last.range.end;
            let (role, period) = role_and_period(document, run, stretches[start], (year, lexicon));
            parts.push(Part {
                role,
                span: document.span(range.clone()),
                period,
                sections: sections(run, range.end),
            });
        }
        start = at;
    }
    parts
}

/// Whether the heading at `at` turns a review of one year into one of several, or back.
fn turns(
    document: &Document,
    blocks: &[Block],
    start: usize,
    at: usize,
    stretch: Stretch,
    lexicon: &Lexicon,
) -> bool {
    let dated = |b: &Block| {
        let text = document.slice(b.range.clone());
        b.kind == BlockKind::Heading(1)
            && (years(text).next().is_some() || spans_years(text, lexicon))
    };
    if stretch != Stretch::Review || !dated(&blocks[at]) {
        return false;
    }
    let opened = blocks[start..at].iter().rev().find(|b| dated(b));
    let spans = |b: &Block| spans_years(document.slice(b.range.clone()), lexicon);
    opened.is_some_and(|b| spans(b) != spans(&blocks[at]))
}

fn spans_years(heading: &str, lexicon: &Lexicon) -> bool {
    lexicon
        .words("parts.range_heading")
        .iter()
        .any(|w| heading.contains(w.as_str()))
}

fn role_and_period(
    document: &Document,
    run: &[Block],
    stretch: Stretch,
    (year, lexicon): (Option<i16>, &Lexicon),
) -> (PartRole, Option<Period>) {
    let several = run
        .iter()
        .filter(|b| b.kind == BlockKind::Heading(1))
        .any(|b| spans_years(document.slice(b.range.clone()), lexicon));
    let span = |from: i16, to: i16| {
        year.map(|y| Period {
            start: date(y + from, 1, 1),
            end: date(y + to, 12, 31),
        })
    };
    match stretch {
        Stretch::Review if several => (PartRole::Review, span(-5, -1)),
        Stretch::Review => (PartRole::Review, span(-1, -1)),
        Stretch::Outlook => (PartRole::Other, span(0, 4)),
        Stretch::Plan => (PartRole::Plan, span(0, 0)),
    }
}

fn annex_part(document: &Document, annex: &Annex, year: Option<i16>) -> Option<Part> {
    let blocks = &document.blocks[annex.blocks.clone()];
    let mut range = cover(blocks)?;
    if let Some(table) = document
        .tables
        .iter()
        .rfind(|t| t.range.start >= range.start)
    {
        let next = document
            .blocks
            .get(annex.blocks.end)
            .map_or(usize::MAX, |b| b.range.start);
        if table.range.start < next {
            range.end = range.end.max(table.range.end);
        }
    }
    let role = match (annex.role, annex.year, year) {
        (PartRole::Plan, Some(named), Some(y)) if named < y => PartRole::Review,
        (role, _, _) => role,
    };
    let spoken = match role {
        PartRole::Plan | PartRole::Table => annex.year.or(year),
        PartRole::Review => annex.year.or(year.map(|y| y - 1)),
        PartRole::Other => None,
    };
    let sections = sections(blocks, range.end);
    Some(Part {
        role,
        span: document.span(range),
        period: spoken.map(Period::year),
        sections,
    })
}

/// The stretch under each heading, up to the next of the same or a higher level.
fn sections(blocks: &[Block], end: usize) -> Vec<Section> {
    let headings: Vec<(u8, &Range<usize>)> = blocks
        .iter()
        .filter_map(|b| match b.kind {
            BlockKind::Heading(level) => Some((level, &b.range)),
            BlockKind::Title | BlockKind::Paragraph | BlockKind::Caption | BlockKind::Furniture => {
                None
            }
        })
        .collect();
    let section = |(i, &(level, heading)): (usize, &(u8, &Range<usize>))| {
        let next = headings[i + 1..].iter().find(|(l, _)| *l <= level);
        let stop = next.map_or(end, |(_, h)| h.start);
        Section {
            heading: heading.clone(),
            range: heading.start..stop,
            level,
        }
    };
    headings.iter().enumerate().map(section).collect()
}
