//! Writes a report for a person at a terminal, like a compiler: a finding, its place, what it is held against, what to do.

pub mod bound;
pub mod excerpt;
mod snippet;
mod summary;

use super::redact::redact;
use super::{Report, View, plain, wording};
use crate::finding::{Finding, Severity};
use crate::location::Span;
use bound::{Entry, Silence};
use excerpt::excerpt;
use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};
use owo_colors::Style;
use rayon::prelude::*;
use snippet::{Shown, Snippet, Snippets};

/// Narrowest width that still leaves room for words.
const NARROWEST: usize = 40;
/// Columns miette puts before and after line number and label.
const GUTTER: usize = 4;
/// Lines of a label under a mark.
const LABEL_LINES: usize = 3;

/// Entries painted before they are handed on.
const AT_ONCE: usize = 1024;

/// The report as text for a terminal `view.width` columns wide; no line is wider.
pub fn write(report: &Report, view: &View) -> String {
    let mut out = String::new();
    write_to(report, view, |piece| out += &piece);
    out
}

/// Hands the same text to `show`, in order, a piece of whole lines at a time: a large report is never held as a whole.
pub fn write_to(report: &Report, view: &View, mut show: impl FnMut(String)) {
    let painter = Painter::new(view);
    let least = if view.info {
        Severity::Info
    } else {
        Severity::Warning
    };
    if !view.quiet {
        for entries in bound::entries(report, least).chunks(AT_ONCE) {
            let painted = entries.par_iter().map(|entry| painter.entry(report, entry));
            show(painted.collect::<Vec<String>>().concat());
        }
    }
    let mut out = String::new();
    summary::write(&mut out, report, &painter);
    show(out);
}

/// Knows the width, the characters and the colours.
struct Painter<'v> {
    view: &'v View,
    width: usize,
    handler: GraphicalReportHandler,
}

impl<'v> Painter<'v> {
    fn entry(&self, report: &Report, entry: &Entry<'_>) -> String {
        let mut out = String::new();
        match entry {
            Entry::Finding(finding) => self.finding(&mut out, report, finding),
            Entry::More(more) => self.more(&mut out, report, more),
            Entry::Section(silence) => self.silence(&mut out, report, silence),
        }
        out
    }

    fn new(view: &'v View) -> Self {
        let width = view.width.max(NARROWEST);
        let mut characters = if view.ascii {
            ThemeCharacters::ascii()
        } else {
            ThemeCharacters::unicode()
        };
        let name = |s| wording::severity(s).to_owned();
        characters.error = name(Severity::Error);
        characters.warning = name(Severity::Warning);
        characters.advice = name(Severity::Info);
        let styles = if view.color {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        };
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(width)
            .with_links(false)
            .without_syntax_highlighting()
            .without_cause_chain();
        Self {
            view,
            width,
            handler,
        }
    }

    fn finding(&self, out: &mut String, report: &Report, finding: &Finding) {
        let mut snippets = vec![self.snippet(report, finding.primary, &finding.label)];
        snippets.extend(
            finding
                .related
                .iter()
                .map(|r| self.snippet(report, r.span, &r.label)),
        );
        let shown = Shown {
            message: format!("{} {}", finding.rule, self.safe(&finding.message)),
            severity: miette_severity(finding.severity),
            source: Snippets(snippets),
        };
        self.handler
            .render_report(out, &shown)
            .expect("a string takes everything");
        for reason in &finding.because {
            self.paragraph(out, "依据", reason);
        }
        if !finding.help.is_empty() {
            self.paragraph(out, "建议", &finding.help);
        }
        if let Some(statement) = &finding.statement {
            self.paragraph(out, "说明", &wording::statement(statement));
        }
        if self.view.verbose > 0 {
            self.paragraph(out, "指纹", &finding.fingerprint);
        }
        out.push('\n');
    }

    /// The further findings of an item, a line each.
    fn more(&self, out: &mut String, report: &Report, more: &[&Finding]) {
        self.paragraph(out, "本项", &format!("另有 {} 条", more.len()));
        for finding in more {
            let severity = wording::severity(finding.severity);
            let said = format!(
                "{severity} {} {}",
                finding.rule,
                self.safe(&finding.message)
            );
            self.brief(out, report, (finding, &said));
        }
        out.push('\n');
    }

    /// One line on a finding: its place, with `-v` what `duban waive` knows it by, and `said`.
    fn brief(&self, out: &mut String, report: &Report, (finding, said): (&Finding, &str)) {
        let place = plain::line(&report.place(finding.primary).header());
        let text = match self.view.verbose {
            0 => format!("{place} {said}"),
            _ => format!("{place} {} {said}", finding.fingerprint),
        };
        out.push_str("       ");
        out.push_str(&plain::clip(&text, self.width - 7));
        out.push('\n');
    }

    fn silence(&self, out: &mut String, report: &Report, silence: &Silence<'_>) {
        let Some(first) = silence.findings.first() else {
            return;
        };
        let worst = silence
            .findings
            .iter()
            .map(|f| f.severity)
            .max()
            .unwrap_or(Severity::Info);
        let name = plain::clip(
            &self.safe(silence.name(report.document(first.primary))),
            self.width / 2,
        );
        let text = format!(
            "{} “{name}”一节 {} 项承诺，{} 项在回顾中没有下文",
            first.rule,
            silence.promised.max(silence.findings.len()),
            silence.findings.len()
        );
        let tag = self.paint(wording::severity(worst), severity_style(worst));
        self.hanging(out, &format!("  {tag} "), &text);
        let most = match self.view.verbose {
            0 => bound::PER_ITEM,
            _ => silence.findings.len(),
        };
        // One clause may promise several things (分别增长7%和8%).
        let clauses = silence
            .findings
            .chunk_by(|a, b| a.primary == b.primary && self.view.verbose == 0);
        let mut shown = 0;
        for of_clause in clauses.take(most) {
            shown += of_clause.len();
            let quote = plain::line(&report.place(of_clause[0].primary).quote);
            self.brief(out, report, (of_clause[0], &quote));
        }
        let left = silence.findings.len() - shown;
        if left > 0 {
            self.hanging(out, "       ", &format!("另有 {left} 项（-v 可见）"));
        }
        out.push('\n');
    }

    fn snippet(&self, report: &Report, span: Span, label: &str) -> Snippet {
        let place = report.place(span);
        let digits = place.line.to_string().len();
        let room = self.width - digits - GUTTER;
        let position = format!(":{}:{}", place.line, place.column);
        let logical = place
            .logical()
            .map_or_else(String::new, |l| format!(" {l}，文本"));
        let name = plain::line(&format!("{}{logical}", place.file.path));
        let excerpt = excerpt(place.file, span, room);
        Snippet {
            name: plain::clip_start(&name, room.saturating_sub(position.len() + GUTTER)),
            line: place.line,
            column: place.column,
            label: self.label(&excerpt, label, room),
            excerpt,
        }
    }

    /// `label` broken to the columns right of where miette hangs it: the middle of the mark.
    fn label(&self, excerpt: &excerpt::Excerpt, label: &str, room: usize) -> String {
        let start = plain::columns(&excerpt.text[..excerpt.mark.start]);
        let end = start + plain::columns(&excerpt.text[excerpt.mark.clone()]);
        let room = room.saturating_sub((start + end) / 2 + GUTTER).max(2);
        let label = self.safe(label);
        let mut lines = textwrap::wrap(&label, room);
        if lines.len() > LABEL_LINES {
            lines.truncate(LABEL_LINES);
            let last = plain::clip(&lines[LABEL_LINES - 1], room - 1);
            lines[LABEL_LINES - 1] = format!("{}…", last.trim_end_matches('…')).into();
        }
        lines.join("\n")
    }

    /// `  title：text`, wrapped under itself.
    fn paragraph(&self, out: &mut String, title: &str, text: &str) {
        let head = format!(
            "  {}",
            self.paint(&format!("{title}："), Style::new().cyan())
        );
        self.hanging(out, &head, &self.safe(text));
    }

    /// `head` and `text`, wrapped with the text's later lines under its first.
    fn hanging(&self, out: &mut String, head: &str, text: &str) {
        let taken = textwrap::core::display_width(head);
        let is_one_line = !text.is_empty() && !text.contains('\n') && !text.ends_with(' ');
        if is_one_line && taken + plain::columns(text) <= self.width {
            out.extend([head, text, "\n"]);
            return;
        }
        let indent = " ".repeat(taken);
        let options = textwrap::Options::new(self.width)
            .initial_indent(head)
            .subsequent_indent(&indent);
        out.push_str(&textwrap::fill(text, options));
        out.push('\n');
    }

    fn paint(&self, text: &str, style: Style) -> String {
        if self.view.color {
            style.style(text).to_string()
        } else {
            text.to_owned()
        }
    }

    fn safe(&self, text: &str) -> String {
        plain::line(&redact(text))
    }
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::new().red(),
        Severity::Warning => Style::new().yellow(),
        Severity::Info => Style::new().cyan(),
    }
}

fn miette_severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}
