//! Describes a measure by features: what a reader looks at who decides whether it names a deliverable.

use super::marks::Mark;
use super::rare::{self, Rare};
use super::sketch::{Pencils, Sketch};
use super::verbs::VerbClass;
use crate::extract::letters::Letters;
use std::ops::Range;

/// Takes the features of a measure: the parts of a name (`["verb", "建成"]`) and a value.
pub(crate) type Sink<'s> = &'s mut dyn FnMut(&[&str], f32);

/// A measure among its neighbours, to be described.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'v> {
    /// The text it stands in.
    pub(crate) text: &'v str,
    /// All measures of the part.
    pub(crate) sketches: &'v [Sketch],
    /// Which of them.
    pub(crate) index: usize,
    /// The word lists.
    pub(crate) pencils: &'v Pencils,
}

impl<'v> View<'v> {
    /// Sends every feature of the measure to `sink`.
    pub(crate) fn features(self, sink: Sink<'_>) {
        self.wording(sink);
        let rare = self.object(sink);
        self.names(rare, sink);
        self.steps(sink);
        self.marks(sink);
        self.place(sink);
    }

    /// Whether it says of a name by when it is to reach a step.
    pub(crate) fn is_due(self) -> bool {
        self.pencils.marks.is_due(self.slice(&self.sketch().range))
    }

    fn sketch(self) -> &'v Sketch {
        &self.sketches[self.index]
    }

    fn slice(self, range: &Range<usize>) -> &'v str {
        &self.text[range.clone()]
    }

    fn verb(self) -> &'static str {
        self.sketch().class().map_or("none", VerbClass::key)
    }

    fn wording(self, sink: Sink<'_>) {
        let sketch = self.sketch();
        for (n, verb) in sketch.lead.verbs.iter().enumerate() {
            let family = if n == 0 { "verb" } else { "second verb" };
            sink(&[family, self.slice(&verb.range)], 1.0);
            sink(&[family, "of", verb.class.key()], 1.0);
        }
        match (&sketch.inherited, sketch.lead.verbs.last()) {
            (_, Some(verb)) => sink(&["last verb of", verb.class.key()], 1.0),
            (Some((_, class)), None) => sink(&["inherited", class.key()], 1.0),
            (None, None) => sink(&["no verb"], 1.0),
        }
        for adverb in sketch.lead.adverbs.iter().take(3) {
            let word = self.slice(adverb);
            let dated = word.starts_with(|c: char| c.is_ascii_digit());
            sink(&["adverb", if dated { "date" } else { word }], 1.0);
        }
    }

    /// Features of the object phrase; the share of its rare pairs.
    fn object(self, sink: Sink<'_>) -> f32 {
        let noun = &self.sketch().noun;
        let (class, word) = match &noun.head {
            Some((range, class)) => (class.key(), self.slice(range)),
            None => ("none", "none"),
        };
        sink(&["head", word], 1.0);
        sink(&["head of", class], 1.0);
        sink(&["verb and head", self.verb(), class], 1.0);
        for tail in noun.tails.iter().take(2) {
            sink(&["tail", self.slice(tail)], 1.0);
        }
        let core = self.slice(&noun.core);
        let rare = Rare::of(core);
        sink(&["rare pairs"], rare.pairs);
        sink(&["rare triples"], rare.triples);
        sink(&["rare fours"], rare.fours);
        sink(&["rare pairs under", self.verb()], rare.pairs);
        sink(&["rare pairs before", class], rare.pairs);
        sink(&["rare under", self.verb()], rare.triples);
        sink(&["rare before", class], rare.triples);
        sink(&["rare run", bucket(rare.run)], 1.0);
        sink(&["rarity", bucket((rare.mean * 2.0) as usize)], 1.0);
        if core.contains('的') {
            sink(&["attributive"], 1.0);
        }
        rare.pairs
    }

    /// Features of the listed names: how many open with a rare pair, how many end in a thing that can have a name. Of the whole
    /// phrase the share of rare pairs is `rare`.
    fn names(self, rare: f32, sink: Sink<'_>) {
        let core = &self.sketch().noun.core;
        let phrase = self.slice(core);
        let open = phrase.find('等').filter(|&at| at > 0);
        let listed = &phrase[..open.unwrap_or(phrase.len())];
        let names: Vec<&str> = listed
            .split(['、', '和', '及'])
            .filter(|n| !n.is_empty())
            .collect();
        let share = |count: f32| count / names.len().max(1) as f32;
        let opening: f32 = names.iter().map(|n| rare::opening(n)).sum();
        let pairs_of = |name: &&str| {
            if name.len() == phrase.len() {
                rare
            } else {
                rare::pairs(name)
            }
        };
        let pairs: Vec<f32> = names.iter().map(pairs_of).collect();
        sink(&["names opening rare"], share(opening));
        sink(&["opening rare under", self.verb()], share(opening));
        sink(&["names rare"], share(pairs.iter().sum()));
        sink(&["rarest name"], pairs.iter().copied().fold(0.0, f32::max));
        sink(&["names", bucket(names.len().min(5))], 1.0);
        let nouns = &self.pencils.nouns;
        let head = |n: &&str| nouns.read(n, 0..n.len()).head;
        let tangible = names
            .iter()
            .filter_map(head)
            .filter(|(_, class)| class.is_tangible());
        sink(&["names tangible"], share(tangible.count() as f32));
        if let Some(open) = open {
            let rest = core.start + open + '等'.len_utf8()..core.end;
            let head = nouns.read(self.text, rest).head;
            sink(
                &[
                    "summed up by",
                    head.map_or("none", |(_, class)| class.key()),
                ],
                1.0,
            );
        }
    }

    fn steps(self, sink: Sink<'_>) {
        let sketch = self.sketch();
        let measure = self.slice(&sketch.range);
        let steps = self.pencils.marks.steps(measure);
        for step in &steps {
            sink(&["step", &measure[step.clone()]], 1.0);
        }
        let Some(last) = steps.last() else {
            return;
        };
        sink(&["any step"], 1.0);
        if last.end == measure.len() {
            sink(&["ends in a step"], 1.0);
            sink(&["ends in the step", &measure[last.clone()]], 1.0);
            sink(&["ends in a step under", self.verb()], 1.0);
            self.said_of(sink);
        }
        if sketch.lead.verbs.is_empty() {
            sink(&["step without verb"], 1.0);
        }
    }

    /// Of what kind the thing is that a step is said of behind its name (综合保税区封关运营), and how rare its name.
    fn said_of(self, sink: Sink<'_>) {
        let pencils = self.pencils;
        let body = self.sketch().lead.body.clone();
        let name = pencils.said.without(self.text, body, &[]);
        let head = pencils.nouns.head(self.text, name.clone());
        let class = head.map_or("none", |(_, class)| class.key());
        sink(&["said of", class], 1.0);
        sink(&["rare said of", class], rare::pairs(self.slice(&name)));
    }

    fn marks(self, sink: Sink<'_>) {
        let measure = self.slice(&self.sketch().range);
        let body = self.slice(&self.sketch().lead.body);
        let marks = &self.pencils.marks;
        let letters = Letters::of(measure.chars());
        let has = |c: char| letters.may_hold(c) && measure.contains(c);
        for (mark, word) in marks.words(body) {
            sink(&["mark", word], 1.0);
            sink(&["marked", mark.key()], 1.0);
        }
        let titled = || {
            marks
                .words(body)
                .iter()
                .any(|(mark, _)| *mark == Mark::National)
        };
        for (name, present) in [
            ("bid for a title", marks.has_bid(measure) && titled()),
            ("vague plural", marks.is_vague(body)),
            ("preposition", marks.has_preposition(measure)),
            ("quoted", has('“')),
            ("quoted first", body.starts_with('“')),
            ("title", has('《')),
            ("bracket", has('（')),
            ("latin", measure.bytes().any(|b| b.is_ascii_alphabetic())),
            ("digit", measure.bytes().any(|b| b.is_ascii_digit())),
            (
                "phase",
                has('期')
                    && ["期工程", "一期", "二期", "三期"]
                        .iter()
                        .any(|p| measure.contains(p)),
            ),
            (
                "ordinal",
                has('第')
                    || has('首') && measure.contains("首届")
                    || has('新') && measure.contains("新一轮"),
            ),
            ("等", has('等')),
            (
                "等一批",
                has('等') && (measure.contains("等一批") || measure.contains("等系列")),
            ),
        ] {
            if present {
                sink(&["has", name], 1.0);
            }
        }
        let joints = if has('、') {
            measure.matches('、').count().min(4)
        } else {
            0
        };
        sink(&["listed", bucket(joints)], 1.0);
    }

    fn place(self, sink: Sink<'_>) {
        let sketch = self.sketch();
        let clause = &sketch.clause;
        let mut end = [0u8; 4];
        let mark = if clause.end.is_whitespace() {
            "line"
        } else {
            clause.end.encode_utf8(&mut end)
        };
        sink(&["ends with", mark], 1.0);
        sink(&["clause", bucket(clause.index.min(4) as usize)], 1.0);
        sink(
            &[
                "sentence",
                bucket(clause.sentence_in_paragraph.min(3) as usize),
            ],
            1.0,
        );
        // A first sentence alone in its paragraph may be a heading, but none that names a step (建成某大桥).
        let names_step = || {
            !self
                .pencils
                .marks
                .steps(self.slice(&sketch.range))
                .is_empty()
        };
        let alone = if clause.sentence_in_paragraph == 0 && !names_step() {
            "heading"
        } else {
            "alone"
        };
        for (name, present) in [
            ("numbered", clause.numbered),
            (alone, sketch.alone),
            ("piece", sketch.pieces > 1),
        ] {
            if present {
                sink(&[name], 1.0);
            }
        }
        sink(
            &["figures around"],
            (sketch.paragraph_figures as f32 / 4.0).min(1.0),
        );
        if sketch.paragraph_figures == 0 {
            sink(&["no figures around"], 1.0);
        }
        let same = |s: &&Sketch| s.clause.sentence == clause.sentence;
        let before = self
            .index
            .checked_sub(1)
            .and_then(|j| self.sketches.get(j))
            .filter(same);
        let after = self.sketches.get(self.index + 1).filter(same);
        neighbour("before", before, sink);
        neighbour("after", after, sink);
    }
}

fn neighbour(side: &str, sketch: Option<&Sketch>, sink: Sink<'_>) {
    let Some(sketch) = sketch else {
        sink(&[side, "nothing"], 1.0);
        return;
    };
    sink(
        &[
            side,
            if sketch.is_measurable() {
                "a figure"
            } else {
                "words"
            },
        ],
        1.0,
    );
    if let Some(verb) = sketch.lead.verbs.first().filter(|_| side == "before") {
        sink(&[side, verb.class.key()], 1.0);
    }
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// A number as a word, nine at most.
fn bucket(n: usize) -> &'static str {
    DIGITS[n.min(9)]
}
