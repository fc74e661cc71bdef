//! Prepares clauses for comparison: what is reported, and how texts are read for it.

use super::admission::{Admissions, Mood};
use super::bare::Things;
use super::contrast::{Contrast, Flow, Qualifiers};
use super::fold::Folder;
use super::item::items;
use super::name::{Name, Namer};
use super::pegged::Pegs;
use super::runs::BREAK;
use super::size::{SizeReader, Sizes};
use super::subject::Subject;
use super::wording::Wording;
use crate::document::{BlockKind, Document, clause};
use crate::extract::meaning::Meaning;
use crate::extract::part::{Part, PartRole};
use crate::extract::quantity::{Basis, Quantity};
use crate::extract::words::WordTable;
use crate::extract::{Facts, Lexicon};
use crate::location::Span;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Characters of words a clause may have beside its figures and still belong to the clause before it (`同比增长6%`).
const BARE: usize = 6;
/// Bytes of clauses that are read as one, at most.
const LONGEST: usize = 600;

/// Bytes of a clause, rather few.
const CLAUSE: usize = 40;

/// A document with what was understood of it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub document: &'a Document,
    /// What was understood.
    pub facts: &'a Facts,
}

/// What clauses are prepared with.
#[derive(Debug)]
pub struct Reader {
    /// Folds other names together.
    pub folder: Folder,
    /// Finds qualifiers.
    pub contrast: Contrast,
    /// Reads names.
    pub namer: Namer,
    /// Finds promises to keep pace with the economy.
    pub(super) pegs: Pegs,
    /// Finds how large things must be.
    pub(super) sizes: SizeReader,
    /// Finds words that say a task was done, without a figure.
    tasks: WordTable<()>,
    /// Finds words by which a report tells that something has come about.
    telling: WordTable<()>,
    /// Finds what is only named as a problem, and what is owned up to.
    admissions: Admissions,
}

impl Reader {
    /// Built from the word lists of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            folder: Folder::new(lexicon),
            contrast: Contrast::new(lexicon),
            pegs: Pegs::new(lexicon),
            sizes: SizeReader::new(lexicon),
            namer: Namer::new(lexicon),
            telling: lexicon.finder("verdict.telling"),
            admissions: Admissions::new(lexicon),
            tasks: WordTable::new(
                lexicon
                    .words("verdict.reported_task")
                    .iter()
                    .map(|w| (w, ())),
            ),
        }
    }
}

impl Reader {
    /// What `quantity` counts, with the word for growing where the name alone is another's (经济增长 – 经济).
    pub(super) fn measure(&self, text: &str, quantity: &Quantity) -> Option<String> {
        let named = quantity.measure.as_ref()?;
        let after = &text[named.span.end.min(text.len())..];
        let growing = self
            .pegs
            .growing(after)
            .filter(|_| quantity.basis == Basis::Growth);
        let whole = growing.map(|word| format!("{}{word}", named.value));
        let is_name = |whole: &String| self.folder.is_name(whole);
        Some(whole.filter(is_name).unwrap_or_else(|| named.value.clone()))
    }
}

impl<'a> Source<'a> {
    /// The quantities inside `range`, in order.
    pub fn quantities(self, range: &Range<usize>) -> &'a [Quantity] {
        let all = &self.facts.quantities;
        let first = all.partition_point(|q| q.span.start < range.start);
        let last = first + all[first..].partition_point(|q| q.span.end <= range.end);
        &all[first..last]
    }

    /// The words of `range` without its figures.
    pub fn wording(self, folder: &Folder, range: Range<usize>) -> Wording {
        Wording::new(self.chars(folder, range))
    }

    /// The characters of these words.
    pub(super) fn chars(self, folder: &Folder, range: Range<usize>) -> Vec<char> {
        let numbers: Vec<Range<usize>> = self
            .quantities(&range)
            .iter()
            .map(|q| q.span.range())
            .collect();
        folder.chars(&self.document.file.text, range, &numbers)
    }
}

/// One of the things a clause lists, with its figure: `高新技术企业3187家` in `新增高新技术企业3187家、小微企业10539家`.
#[derive(Debug)]
pub struct Item<'a> {
    /// Its words.
    pub words: Wording,
    /// Its figure.
    pub quantity: &'a Quantity,
    /// Whether it is an addition or a stock.
    pub flow: Flow,
    /// Whether words before it say that it is of several years.
    pub of_years: bool,
    /// What is counted.
    pub name: Name,
    /// Bits of the acts its words speak of.
    pub acts: u16,
}

impl Item<'_> {
    /// Whether its figure grows with the years it is told of: additions and counts of work, not levels, shares or rates.
    pub fn adds_up_over_years(&self) -> bool {
        match self.quantity.basis {
            Basis::Increase | Basis::Growth | Basis::Cumulative => true,
            Basis::Total => self.flow != Flow::Stock,
            Basis::Share | Basis::Rate | Basis::Rank => false,
        }
    }
}

/// A reporting clause, ready to be compared.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The clause.
    pub span: Span,
    /// Its own words.
    pub words: Arc<Wording>,
    /// Its words and those of the clause before it in the same sentence.
    pub around: Arc<Wording>,
    /// What it is about.
    pub meaning: Meaning,
    /// What it lists with figures.
    pub items: Vec<Item<'a>>,
    /// Its qualifiers.
    pub qualifiers: Qualifiers,
    /// Number of its paragraph in the document.
    pub paragraph: usize,
    /// What stands between its marks and figures.
    pub names: Vec<Name>,
    /// Bits of the acts it speaks of.
    pub acts: u16,
    /// Whether it says that a task was done.
    pub task: bool,
    /// Whether it tells that something has come about.
    pub telling: bool,
    /// Whether it stands where several years are told of at once.
    pub spelled: bool,
    /// Whether it says itself that something was not reached.
    pub admitted: bool,
    /// How large the things must be that it counts.
    pub(super) sizes: Sizes,
    /// The things it reports something of; read when they are first asked for.
    pub(super) things: OnceLock<Things>,
}

/// The clauses of `part`, ready to be compared. Headings are left out, and what only names problems and tells no growth; of a progress table all but
/// the progress.
pub fn passages<'a>(source: Source<'a>, part: &Part, reader: &Reader) -> Vec<Passage<'a>> {
    let rows = source.facts.rows.iter();
    let mut reported = rows.filter(|r| r.progress.is_some() && part.span.contains(r.span));
    if part.role == PartRole::Table && reported.next().is_some() {
        return rows_of(source, part, reader);
    }
    let text = &source.document.file.text;
    let about = part.span.range().len() / CLAUSE;
    let mut passages: Vec<Passage<'a>> = Vec::with_capacity(about.next_power_of_two());
    let mut mood = Mood::default();
    for sentence in clause::sentences(text, part.span.range()) {
        let number = paragraph(source.document, sentence.start);
        let said = &text[sentence.clone()];
        let only_problems = reader.admissions.only_problems(said, number, &mut mood);
        if is_heading(source.document, &sentence)
            || only_problems && !tells_growth(source, &sentence)
        {
            continue;
        }
        let mut before: Option<Arc<Wording>> = None;
        for range in whole_clauses(source, sentence, reader) {
            let words = Arc::new(source.wording(&reader.folder, range.clone()));
            let around = around(&words, before.as_deref());
            before = Some(Arc::clone(&words));
            passages.push(passage(source, range, (words, around), reader));
        }
    }
    passages
}

/// Whether a sentence says by how much something grew or fell: that is what came of a target, among problems too.
fn tells_growth(source: Source, sentence: &Range<usize>) -> bool {
    let mut figures = source.quantities(sentence).iter();
    figures.any(|q| q.basis == Basis::Growth && q.base_unit == "%")
}

/// What the rows of the table `part` report, each clause with the words of its row's matter: what is reported on goes without
/// saying in its row.
fn rows_of<'a>(source: Source<'a>, part: &Part, reader: &Reader) -> Vec<Passage<'a>> {
    let text = &source.document.file.text;
    let folder = &reader.folder;
    let rows = source.facts.rows.iter();
    let cells = rows.filter_map(|row| Some((row.matter, row.progress?)));
    let cells = cells.filter(|(_, progress)| part.span.contains(*progress));
    let clauses = cells.flat_map(|(matter, progress)| {
        let matter = matter.map_or_else(Vec::new, |m| source.chars(folder, m.range()));
        let sentences = clause::sentences(text, progress.range()).into_iter();
        let clauses = sentences.flat_map(|s| whole_clauses(source, s, reader));
        clauses.map(move |range| (matter.clone(), range))
    });
    let passages = clauses.map(|(mut chars, range)| {
        chars.push(BREAK);
        chars.extend(source.chars(folder, range.clone()));
        let words = Arc::new(Wording::new(chars));
        passage(source, range, (Arc::clone(&words), words), reader)
    });
    passages.collect()
}

/// The clause `range`, whose words are known.
fn passage<'a>(
    source: Source<'a>,
    range: Range<usize>,
    (words, around): (Arc<Wording>, Arc<Wording>),
    reader: &Reader,
) -> Passage<'a> {
    let text = &source.document.file.text;
    Passage {
        span: source.document.span(range.clone()),
        names: reader.namer.names(&words, &reader.contrast),
        acts: reader.namer.acts(&words),
        task: reader.tasks.any(&text[range.clone()]) || reader.pegs.is_told(&text[range.clone()]),
        telling: reader.telling.any(&text[range.clone()]),
        meaning: Meaning::of(&words.chars),
        words,
        around,
        items: items(source, &range, reader),
        paragraph: paragraph(source.document, range.start),
        spelled: source.facts.tells_of_years(range.start),
        admitted: reader.admissions.is_admitted(&text[range.clone()]),
        things: OnceLock::new(),
        sizes: reader.sizes.read(&text[range.clone()], range.start),
        qualifiers: reader.contrast.qualifiers(&text[range]),
    }
}

/// `words` with those of the clause before.
pub(super) fn around(words: &Arc<Wording>, before: Option<&Wording>) -> Arc<Wording> {
    before.map_or_else(
        || Arc::clone(words),
        |before| Arc::new(words.joined(before)),
    )
}

/// Number of the paragraph that holds byte `at`, from 1; 0 before the first.
pub(super) fn paragraph(document: &Document, at: usize) -> usize {
    document.blocks.partition_point(|b| b.range.start <= at)
}

/// The text of the paragraph that holds byte `at`; empty outside paragraphs.
pub(super) fn paragraph_text(document: &Document, at: usize) -> &str {
    let block = paragraph(document, at)
        .checked_sub(1)
        .map(|i| &document.blocks[i]);
    block.map_or("", |b| document.slice(b.range.clone()))
}

/// A commitment as a clause another plan's commitments can be compared with.
pub fn promise<'a>(source: Source<'a>, subject: &Subject<'a>, reader: &Reader) -> Passage<'a> {
    Passage {
        span: subject.commitment.span,
        names: reader.namer.names(&subject.words, &reader.contrast),
        acts: subject.acts,
        task: false,
        telling: false,
        spelled: false,
        admitted: false,
        things: OnceLock::new(),
        sizes: subject.sizes.clone(),
        meaning: subject.meaning,
        words: Arc::clone(&subject.words),
        around: Arc::clone(&subject.around),
        items: items(source, &subject.commitment.span.range(), reader),
        qualifiers: subject.qualifiers.clone(),
        paragraph: paragraph(source.document, subject.commitment.span.start),
    }
}

fn is_heading(document: &Document, range: &Range<usize>) -> bool {
    let next = document
        .blocks
        .partition_point(|b| b.range.start <= range.start);
    let block = next.checked_sub(1).map(|i| &document.blocks[i]);
    block.is_some_and(|b| match b.kind {
        BlockKind::Title | BlockKind::Heading(_) | BlockKind::Furniture => b.range.end >= range.end,
        BlockKind::Paragraph | BlockKind::Caption => false,
    })
}

/// Clauses of a sentence; one that only adds a figure to the clause before it is not cut off from it.
fn whole_clauses(source: Source, sentence: Range<usize>, reader: &Reader) -> Vec<Range<usize>> {
    let text = &source.document.file.text;
    let mut whole: Vec<Range<usize>> = Vec::new();
    for range in clause::clauses(text, sentence) {
        let bare = || {
            let chars = source.chars(&reader.folder, range.clone());
            let letters = chars.iter().filter(|&&c| c != BREAK).count();
            letters <= BARE && reader.namer.is_bare(&chars)
        };
        let counts = !source.quantities(&range).is_empty();
        match whole.last_mut() {
            Some(last) if range.end - last.start <= LONGEST && counts && bare() => {
                last.end = range.end;
            }
            _ => whole.push(range),
        }
    }
    whole
}
