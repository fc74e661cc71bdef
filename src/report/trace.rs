//! Writes matters through the years: what was promised, what was reported, what was promised again.

use super::rows::MatterRow;
use super::{Report, wording};
use crate::link::fold::Folder;
use crate::link::thread::threads;
use crate::link::{Link, Matter};
use serde::Serialize;
use std::fmt::Write as _;

/// A matter through the years.
#[derive(Debug)]
pub struct Trace<'a> {
    /// The promise of each year with its follow-up, in order of time.
    pub matters: Vec<&'a Matter>,
}

/// The traces of `report` that `wanted` asks for: an id (`M0012`), a key, or words of a promise or its report, under
/// whatever name `folder` knows for them; all without.
pub fn traces<'a>(report: &'a Report, wanted: Option<&str>, folder: &Folder) -> Vec<Trace<'a>> {
    let has = |words: &str, text: &str| text.contains(words);
    asked_for(report, wanted, (folder, &has))
}

/// Those in which most of the words of `wanted` are met, the last of them above all: it names the thing.
pub fn similar<'a>(report: &'a Report, wanted: &str, folder: &Folder) -> Vec<Trace<'a>> {
    let pairs = |text: &str| -> Vec<[char; 2]> {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).map(|w| [w[0], w[1]]).collect()
    };
    let has = |words: &str, text: &str| {
        let (wanted, held) = (pairs(words), pairs(text));
        let met = wanted.iter().filter(|p| held.contains(p)).count();
        2 * met >= wanted.len() && wanted.last().is_some_and(|p| held.contains(p))
    };
    asked_for(report, Some(wanted), (folder, &has))
}

/// How words are looked for: other names folded together, and what it takes for a text to have them.
type Look<'l> = (&'l Folder, &'l dyn Fn(&str, &str) -> bool);

fn asked_for<'a>(report: &'a Report, wanted: Option<&str>, look: Look<'_>) -> Vec<Trace<'a>> {
    let matter = |i: usize| &report.linked.matters[i];
    let all = threads(&report.linked).into_iter();
    let traces = all.map(|thread| Trace {
        matters: thread.into_iter().map(matter).collect(),
    });
    match wanted {
        None => traces.collect(),
        Some(wanted) => traces
            .filter(|t| {
                t.matters
                    .iter()
                    .any(|m| is_asked_for(report, m, (wanted, look)))
            })
            .collect(),
    }
}

fn is_asked_for(report: &Report, matter: &Matter, (wanted, look): (&str, Look<'_>)) -> bool {
    let (folder, has) = look;
    let plain = |text: &str| letters(&folder.folded(&letters(text)));
    let words = plain(wanted);
    let speaks = |span| has(&words, &plain(report.document(span).slice(span.range())));
    matter.id == wanted
        || matter.key == wanted
        || speaks(matter.commitment.span)
        || matter
            .links
            .iter()
            .chain(&matter.along)
            .any(|l| speaks(l.progress))
}

/// Letters and digits only: marks and line ends do not stand in the way of finding a name.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The traces as text for a terminal.
pub fn text(report: &Report, traces: &[Trace<'_>]) -> String {
    let mut out = String::new();
    for trace in traces {
        for (n, matter) in trace.matters.iter().enumerate() {
            write_matter(report, matter, n > 0, &mut out);
        }
        out.push('\n');
    }
    let _ = writeln!(out, "共 {} 件事项", traces.len());
    out
}

fn write_matter(report: &Report, matter: &Matter, again: bool, out: &mut String) {
    let place = report.place(matter.commitment.span);
    let word = if again { "再次承诺" } else { "承诺" };
    let year = year(report, matter).map_or_else(String::new, |y| format!("{y}年"));
    let _ = writeln!(
        out,
        "{} {year}{word}　{}\n    {}",
        matter.id,
        place.quote,
        place.header()
    );
    for link in &matter.along {
        write_link(
            report,
            &wording::until(report.as_of(link.progress)),
            link,
            out,
        );
    }
    for link in &matter.links {
        write_link(report, "报告", link, out);
    }
    let _ = writeln!(
        out,
        "  结论　{}：{}",
        wording::verdict(matter.verdict),
        matter.because.join("；")
    );
    for link in matter.searched.nearest.iter().filter(|l| l.is_near()) {
        write_link(report, "最接近而未采用", link, out);
    }
}

fn write_link(report: &Report, word: &str, link: &Link, out: &mut String) {
    let place = report.place(link.progress);
    let _ = writeln!(
        out,
        "  {word}　{}　把握{:.0}%\n    {}",
        place.quote,
        100.0 * link.score,
        place.header()
    );
    let reasons: Vec<&str> = link.reasons.iter().collect();
    if !reasons.is_empty() {
        let _ = writeln!(out, "    {}", reasons.join("；"));
    }
}

#[derive(Serialize)]
struct TraceRow<'a> {
    years: Vec<YearRow<'a>>,
}

#[derive(Serialize)]
struct YearRow<'a> {
    year: Option<i16>,
    #[serde(flatten)]
    matter: MatterRow<'a>,
}

/// The traces as one JSON array; a trace is `{ "years": [ … ] }`, a year is a ledger row with its `year`.
pub fn json(report: &Report, traces: &[Trace<'_>]) -> String {
    let rows: Vec<TraceRow<'_>> = traces.iter().map(|t| TraceRow::of(report, t)).collect();
    serde_json::to_string_pretty(&rows).expect("rows have string keys") + "\n"
}

impl<'a> TraceRow<'a> {
    fn of(report: &'a Report, trace: &Trace<'a>) -> Self {
        let years = trace.matters.iter().map(|&matter| YearRow {
            year: year(report, matter),
            matter: MatterRow::of(report, matter),
        });
        Self {
            years: years.collect(),
        }
    }
}

/// The traces as CSV, one line per year of a matter. Cells that a spreadsheet would compute are marked as text.
pub fn csv(report: &Report, traces: &[Trace<'_>]) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let head = [
        "承诺编号",
        "年度",
        "承诺",
        "承诺位置",
        "各期进展",
        "报告",
        "报告位置",
        "把握",
        "状态",
        "判定依据",
    ];
    out.write_record(head).expect("memory takes every line");
    for trace in traces {
        let first = trace.matters[0].id.as_str();
        for matter in &trace.matters {
            let cells = cells(report, first, matter).map(|c| as_text(&c));
            out.write_record(cells).expect("memory takes every line");
        }
    }
    let bytes = out.into_inner().expect("memory takes every line");
    String::from_utf8(bytes).expect("written from text")
}

fn cells(report: &Report, thread: &str, matter: &Matter) -> [String; 10] {
    let place = report.place(matter.commitment.span);
    let each = |tell: &dyn Fn(&Link) -> String| {
        matter.links.iter().map(tell).collect::<Vec<_>>().join("\n")
    };
    let along = matter.along.iter().map(|l| {
        let until = wording::until(report.as_of(l.progress));
        format!("{until}：{}", report.place(l.progress).quote)
    });
    [
        thread.to_owned(),
        year(report, matter).map_or_else(String::new, |y| y.to_string()),
        place.quote.to_string(),
        place.header(),
        along.collect::<Vec<_>>().join("\n"),
        each(&|l| report.place(l.progress).quote.to_string()),
        each(&|l| report.place(l.progress).header()),
        each(&|l| format!("{:.2}", l.score)),
        wording::verdict(matter.verdict).to_owned(),
        matter.because.join("；"),
    ]
}

fn as_text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn year(report: &Report, matter: &Matter) -> Option<i16> {
    report.facts[matter.commitment.span.doc.0 as usize]
        .profile
        .year
}
