//! Turns running text into sketches: measures with their verbs, nouns, figures and surroundings.

use super::added::Added;
use super::cut::{Clause, clauses, measures};
use super::elided::Elided;
use super::figure::{Distance, Figures, Goal};
use super::holder::Holders;
use super::marks::Marks;
use super::nouns::{Noun, Nouns};
use super::said::Said;
use super::verbs::{Lead, VerbClass, Verbs};
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use std::ops::Range;

/// A measure and what is seen of it before it is judged.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    /// The measure, in bytes.
    pub(crate) range: Range<usize>,
    /// The clause it is cut from.
    pub(crate) clause: Clause,
    /// Measures its clause was cut into.
    pub(crate) pieces: usize,
    /// Adverbs and verbs it opens with.
    pub(crate) lead: Lead,
    /// The verb of an earlier measure of the sentence, where it has none.
    pub(crate) inherited: Option<(Range<usize>, VerbClass)>,
    /// Its object phrase.
    pub(crate) noun: Noun,
    /// Its promised figures, as numbers in the list of quantities.
    pub(crate) figures: Vec<usize>,
    /// Whether it promises a measurable state in words (全覆盖).
    pub(crate) goal: Option<Goal>,
    /// Whether it is its whole sentence.
    pub(crate) alone: bool,
    /// Whether its sentence speaks of years after the planned one.
    pub(crate) is_distant: bool,
    /// Promised figures in its paragraph.
    pub(crate) paragraph_figures: usize,
}

impl Sketch {
    /// Whether it promises something that can be measured.
    pub(crate) fn is_measurable(&self) -> bool {
        !self.figures.is_empty() || self.goal.is_some()
    }

    /// The class of its own or inherited governing verb: the last of a row (规划建设).
    pub(crate) fn class(&self) -> Option<VerbClass> {
        let own = self.lead.verbs.last().map(|v| v.class);
        own.or(self.inherited.as_ref().map(|(_, class)| *class))
    }
}

/// What sketches are read with.
#[derive(Debug)]
pub(crate) struct Pencils {
    /// Verbs and adverbs.
    pub(crate) verbs: Verbs,
    /// Head nouns.
    pub(crate) nouns: Nouns,
    /// Which numbers are promised.
    pub(crate) figures: Figures,
    /// Words for and against a name.
    pub(crate) marks: Marks,
    /// What is said of a thing behind its name.
    pub(crate) said: Said,
    /// Who is to be given titles.
    pub(crate) holders: Holders,
    /// Whose head is said once for several.
    pub(crate) elided: Elided,
    /// Which figures are additions.
    pub(crate) added: Added,
}

impl Pencils {
    /// Compiles the word lists.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            verbs: Verbs::new(lexicon),
            nouns: Nouns::new(lexicon),
            figures: Figures::new(lexicon),
            marks: Marks::new(lexicon),
            said: Said::new(lexicon),
            holders: Holders::new(lexicon),
            elided: Elided::new(lexicon),
            added: Added::new(lexicon),
        }
    }

    /// The measures of the paragraphs `blocks`, planned for `year`; `quantities` are those of the text, sorted.
    pub(crate) fn sketches(
        &self,
        text: &str,
        blocks: &[Range<usize>],
        (quantities, year): (&[Quantity], Option<i16>),
    ) -> Vec<Sketch> {
        let clauses = clauses(text, blocks);
        let about = clauses.len() + clauses.len() / 4;
        // Of documents of about one length the next takes the room that the last gives back.
        let mut found: Vec<Sketch> = Vec::with_capacity(about.next_power_of_two());
        let mut distance = Distance::default();
        for clause in clauses {
            let is_distant = self
                .figures
                .is_distant(text, &clause, (&mut distance, year));
            let figures = self
                .figures
                .promised(text, clause.range.clone(), quantities);
            let spans = figures.iter().map(|&i| quantities[i].span.range());
            let spans: Vec<Range<usize>> = spans.collect();
            let pieces = measures(
                text,
                clause.range.clone(),
                &spans,
                (&self.verbs, &self.said),
            );
            let count = pieces.len();
            let mut taken = clause.range.start;
            for piece in pieces {
                let own = taken.max(piece.start)..piece.end;
                taken = piece.end;
                let before =
                    |place: usize| figures.partition_point(|&i| quantities[i].span.start < place);
                let own = figures[before(own.start)..before(own.end)].to_vec();
                let mut sketch = self.sketch(text, piece.clone(), &clause);
                let opening = sketch.lead.verbs.is_empty().then_some(piece.start);
                let own = self.figures.aim_first(text, opening, (own, quantities));
                sketch.pieces = count;
                sketch.is_distant = is_distant;
                sketch.inherited = inherited(&sketch, found.last());
                self.see_figures(text, &mut sketch, own);
                found.push(sketch);
            }
        }
        see_neighbours(&mut found);
        found
    }

    fn sketch(&self, text: &str, range: Range<usize>, clause: &Clause) -> Sketch {
        let lead = self.verbs.lead(text, range.clone());
        Sketch {
            clause: clause.clone(),
            pieces: 1,
            inherited: None,
            noun: self.nouns.read(text, lead.body.clone()),
            goal: None,
            lead,
            figures: Vec::new(),
            range,
            alone: false,
            is_distant: false,
            paragraph_figures: 0,
        }
    }

    /// Keeps the figures that are to be reached within the year.
    fn see_figures(&self, text: &str, sketch: &mut Sketch, figures: Vec<usize>) {
        let measure = &text[sketch.range.clone()];
        if sketch.is_distant || self.figures.is_size(measure) {
            return;
        }
        let verbs = sketch.lead.verbs.iter().map(|v| &text[v.range.clone()]);
        if !self
            .figures
            .is_stock(verbs, &text[sketch.lead.body.clone()])
        {
            let goal = || self.figures.goal(text, sketch.range.clone());
            sketch.goal = figures.is_empty().then(goal).flatten();
            sketch.figures = figures;
        }
    }
}

/// The verb a measure without one shares with the measure before it in the sentence.
fn inherited(sketch: &Sketch, before: Option<&Sketch>) -> Option<(Range<usize>, VerbClass)> {
    let before = before.filter(|b| b.clause.sentence == sketch.clause.sentence)?;
    if !sketch.lead.verbs.is_empty() {
        return None;
    }
    let own = before.lead.verbs.last().map(|v| (v.range.clone(), v.class));
    own.or(before.inherited.clone())
}

/// Fills in what only the whole sentence or paragraph shows.
fn see_neighbours(sketches: &mut [Sketch]) {
    let mut first = 0;
    while first < sketches.len() {
        let paragraph = sketches[first].clause.paragraph;
        let same = |s: &&Sketch| s.clause.paragraph == paragraph;
        let count = sketches[first..].iter().take_while(same).count();
        let group = &mut sketches[first..first + count];
        let figures = group.iter().map(|s| s.figures.len()).sum();
        for i in 0..count {
            let sentence = group[i].clause.sentence;
            let shared = |j: Option<usize>| {
                j.and_then(|j| group.get(j))
                    .is_some_and(|s| s.clause.sentence == sentence)
            };
            let alone = !shared(i.checked_sub(1)) && !shared(Some(i + 1));
            group[i].alone = alone;
            group[i].paragraph_figures = figures;
        }
        first += count;
    }
}
