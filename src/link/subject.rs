//! Prepares commitments for comparison: what is promised, of what, among which neighbours.

use super::bare::Things;
use super::contrast::Qualifiers;
use super::fold::Folder;
use super::name::Name;
use super::neighbours::Paragraphs;
use super::passage::{Reader, Source, around};
use super::runs::{BREAK, Run};
use super::size::Sizes;
use super::wording::Wording;
use crate::extract::Shared;
use crate::extract::commitment::Commitment;
use crate::extract::meaning::Meaning;
use crate::extract::quantity::Quantity;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A commitment, ready to be compared.
#[derive(Debug)]
pub struct Subject<'a> {
    /// What is promised.
    pub commitment: Shared<Commitment>,
    /// The words of its clause.
    pub words: Arc<Wording>,
    /// Its words and those of the clause before it in the same sentence.
    pub around: Arc<Wording>,
    /// What it is about.
    pub meaning: Meaning,
    /// What is counted.
    pub measure: Option<Wording>,
    /// Its named objects.
    pub objects: Vec<Wording>,
    /// The runs of its words beside the names of its objects; none where it names none.
    pub(super) rest: Vec<Run>,
    /// Its qualifiers.
    pub qualifiers: Qualifiers,
    /// The pairs of neighbouring letters in its paragraph, by their hashes, sorted.
    pub paragraph: Arc<[u32]>,
    /// What is counted, or the named objects, or else the whole clause.
    pub names: Vec<Name>,
    /// Bits of the acts it speaks of.
    pub acts: u16,
    /// How large the things must be that it counts.
    pub(super) sizes: Sizes,
    /// The growth rate of what is to grow as the economy does, without a value of its own.
    pub(super) pegged: Option<Quantity>,
    /// Its figures.
    pub figures: &'a [Quantity],
    /// The things it promises something of; read when they are first asked for.
    pub(super) things: OnceLock<Things>,
}

impl Subject<'_> {
    /// The figure to be reached.
    pub fn target(&self) -> Option<&Quantity> {
        self.commitment.quantities.first()
    }

    /// What a figure reported is compared with: the figure to be reached, or a pace to be kept.
    pub(super) fn measured(&self) -> Option<&Quantity> {
        self.target().or(self.pegged.as_ref())
    }

    /// What is counted, or the named objects, or else the whole clause.
    pub(super) fn named(&self) -> &[Wording] {
        named(&self.words, self.measure.as_ref(), &self.objects)
    }
}

fn named<'w>(
    words: &'w Wording,
    measure: Option<&'w Wording>,
    objects: &'w [Wording],
) -> &'w [Wording] {
    match (measure, objects) {
        (Some(measure), _) => std::slice::from_ref(measure),
        (None, []) => std::slice::from_ref(words),
        (None, objects) => objects,
    }
}

/// The runs of `words` that stand in none of the `objects`; none where there are no objects.
fn beside(words: &Wording, objects: &[Wording]) -> Vec<Run> {
    let is_beside = |run: &&Run| !objects.is_empty() && !objects.iter().any(|o| o.has(run.hash));
    words.runs.iter().filter(is_beside).copied().collect()
}

/// `commitments`, ready to be compared.
pub(super) fn subjects<'a>(
    source: Source<'a>,
    commitments: impl Iterator<Item = Shared<Commitment>>,
    (paragraphs, reader): (&Paragraphs, &Reader),
) -> Vec<Subject<'a>> {
    let worded = commitments.map(|c| {
        let words = source.wording(&reader.folder, c.span.range());
        (c, Arc::new(words))
    });
    subjects_in_words(source, worded, (paragraphs, reader))
}

/// Like [`subjects`], for commitments whose own words are known.
pub(super) fn subjects_in_words<'a>(
    source: Source<'a>,
    commitments: impl Iterator<Item = (Shared<Commitment>, Arc<Wording>)>,
    (paragraphs, reader): (&Paragraphs, &Reader),
) -> Vec<Subject<'a>> {
    let mut commitments: Vec<_> = commitments.collect(); // many are large: how many there are is known before they are made
    for clause in commitments.chunk_by_mut(|a, b| a.0.span == b.0.span) {
        word_apart(source, clause, &reader.folder);
    }
    let worded = commitments.into_iter().map(|worded| {
        let paragraph = paragraphs.pairs(source.document, worded.0.span.start);
        subject(source, worded, (paragraph, reader))
    });
    worded.collect()
}

/// Leaves to each of the commitments of one `clause` the words that are not of another's measure (`A、B分别增长10%、15%`).
fn word_apart(source: Source, clause: &mut [(Shared<Commitment>, Arc<Wording>)], folder: &Folder) {
    let measure = |c: &Commitment| {
        let measure = c.quantities.first()?.measure.as_ref()?;
        Some(measure.span.range()).filter(|m| c.span.contains(measure.span) && !m.is_empty())
    };
    let measures: Vec<_> = clause.iter().map(|(c, _)| measure(c)).collect();
    for ((commitment, words), own) in clause.iter_mut().zip(&measures) {
        let Some(own) = own else { continue };
        let apart = |m: &&Range<usize>| m.end <= own.start || own.end <= m.start;
        let mut others: Vec<&Range<usize>> = measures.iter().flatten().filter(apart).collect();
        others.sort_by_key(|m| m.start);
        others.dedup();
        if !others.is_empty() {
            let mut chars = without(source, commitment.span.range(), (&others, folder));
            chars.push(BREAK);
            chars.extend(said_of_all(source, commitment, folder));
            *words = Arc::new(Wording::new(chars));
        }
    }
}

/// The characters of the measure of `commitment` where the clause shortens it (`城镇、农村居民收入`).
fn said_of_all(source: Source, commitment: &Commitment, folder: &Folder) -> Vec<char> {
    let measure = commitment
        .quantities
        .first()
        .and_then(|q| q.measure.as_ref());
    let whole = measure.filter(|m| source.document.slice(m.span.range()) != m.value);
    whole.map_or_else(Vec::new, |m| folder.chars(&m.value, 0..m.value.len(), &[]))
}

/// The characters of `range` but for those of `others`, which are in order.
fn without(
    source: Source,
    range: Range<usize>,
    (others, folder): (&[&Range<usize>], &Folder),
) -> Vec<char> {
    let mut chars = Vec::new();
    let mut at = range.start;
    for other in others {
        chars.extend(source.chars(folder, at..other.start.max(at)));
        chars.push(BREAK);
        at = other.end.max(at);
    }
    chars.extend(source.chars(folder, at..range.end.max(at)));
    chars
}

fn subject<'a>(
    source: Source<'a>,
    (commitment, words): (Shared<Commitment>, Arc<Wording>),
    (paragraph, reader): (Arc<[u32]>, &Reader),
) -> Subject<'a> {
    let folder = &reader.folder;
    let text = &source.document.file.text;
    let pegged = reader.pegs.read(source, &commitment);
    let words = match &pegged {
        Some(pegged) => Arc::new(source.wording(folder, pegged.named.clone())),
        None => words,
    };
    let pegged = pegged.map(|pegged| pegged.rate);
    let before = preceding_clause(text, commitment.span.start);
    let before = (!before.is_empty()).then(|| source.wording(folder, before));
    let fold = |name: &str| folder.wording(name, 0..name.len(), &[]);
    let measured = commitment.quantities.first().or(pegged.as_ref());
    let measure = measured
        .map(|q| reader.measure(text, q))
        .unwrap_or_default();
    let measure = measure.map(|m| fold(&m));
    let objects: Vec<Wording> = commitment.objects.iter().map(|o| fold(&o.value)).collect();
    let name = |w: &Wording| reader.namer.name(&w.chars, &reader.contrast);
    Subject {
        names: named(&words, measure.as_ref(), &objects)
            .iter()
            .map(name)
            .collect(),
        rest: beside(&words, &objects),
        acts: reader.namer.acts(&words),
        sizes: reader
            .sizes
            .read(&text[commitment.span.range()], commitment.span.start),
        figures: source.quantities(&commitment.span.range()),
        around: around(&words, before.as_ref()),
        meaning: Meaning::of(&words.chars),
        words,
        measure,
        objects,
        qualifiers: reader.contrast.qualifiers(&text[commitment.span.range()]),
        pegged,
        paragraph,
        commitment,
        things: OnceLock::new(),
    }
}

/// Bytes of the clause before that are looked at, those next to the commitment.
const MOST_BEFORE: usize = 600;

/// The clause before `at` in the same sentence; empty at a sentence's start.
fn preceding_clause(text: &str, at: usize) -> Range<usize> {
    let Some(head) = text[..at].strip_suffix(['，', '、', ',']) else {
        return at..at;
    };
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n' | '，');
    let near = head.char_indices().rev();
    let mut start = head.len();
    for (i, c) in near.take_while(|(i, _)| head.len() - i <= MOST_BEFORE) {
        if ends(c) {
            break;
        }
        start = i;
    }
    start..head.len()
}
