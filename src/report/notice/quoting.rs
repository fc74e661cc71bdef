//! Says where a passage stands and what it says in words that can be sent: whole, and once.

use crate::finding::Finding;
use crate::location::Span;
use crate::report::redact::redact_within;
use crate::report::{Report, plain};

/// Longest quote, in columns.
const QUOTE: usize = 160;
/// Chinese characters from which a quote tells of what it speaks.
const TELLING: usize = 3;
/// Characters by which a clipped quotation is known.
const HEAD: usize = 20;

/// What ends a clause.
const ENDS: [char; 10] = ['。', '；', '！', '？', '，', '\n', '\t', ';', '!', '?'];

/// The finding's message with its quotations in full: what was clipped is completed, a bare figure gets the words around it.
pub(super) fn message(report: &Report, f: &Finding) -> String {
    let spans = std::iter::once(f.primary).chain(f.related.iter().map(|r| r.span));
    spans.fold(f.message.clone(), |message, span| {
        let short = flat(&report.place(span).quote);
        let whole = quote(report, span);
        [short.clone(), second_kind(&short)]
            .iter()
            .find_map(|short| completed(&message, short, &whole))
            .unwrap_or(message)
    })
}

/// `message` with `whole` where it quotes `short`, or the beginning of it.
fn completed(message: &str, short: &str, whole: &str) -> Option<String> {
    let exact = format!("“{short}”");
    if message.contains(&exact) {
        return Some(message.replace(&exact, &format!("“{whole}”")));
    }
    let head: String = short.chars().take(HEAD).collect();
    let start = message.find(&format!("“{head}"))? + '“'.len_utf8();
    let end = start + message[start..].find("…”")?;
    short.starts_with(&message[start..end]).then(|| {
        format!(
            "{}{whole}{}",
            &message[..start],
            &message[end + '…'.len_utf8()..]
        )
    })
}

/// Whether `said` quotes `words`, with whichever marks inside.
pub(super) fn holds(said: &str, words: &str) -> bool {
    second_kind(said).contains(&second_kind(words))
}

/// The words at `span`; those around it where they alone do not tell of what.
pub(super) fn quote(report: &Report, span: Span) -> String {
    let words = flat(&report.place(span).quote);
    let is_chinese = |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let told = words.chars().filter(is_chinese).count();
    let words = match told < TELLING {
        true => flat(&clause(report, span)),
        false => words,
    };
    plain::clip(&words, QUOTE)
}

/// The clause around `span`.
fn clause(report: &Report, span: Span) -> String {
    let text = &report.document(span).file.text;
    let start = text[..span.start].rfind(ENDS);
    let start = start.map_or(0, |i| {
        i + text[i..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[span.end..].find(ENDS);
    let end = end.map_or(text.len(), |i| span.end + i);
    redact_within(text, start..end).into_owned()
}

/// `2022.txt第29行`, `汇报.docx段落 31`.
pub(super) fn place(report: &Report, span: Span) -> String {
    let place = report.place(span);
    let inside = place
        .logical()
        .unwrap_or_else(|| format!("第{}行", place.line));
    format!("{}{inside}", plain::line(&place.file.path))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect()
}

fn second_kind(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}
