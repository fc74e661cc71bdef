//! Describes a measure by features: what a reader looks at who decides whether it names a deliverable.

use super::sketch::Sketch;
use super::verbs::VerbClass;
use crate::extract::background::{hash, rarity};

/// Takes the features of a measure: the parts of a name (`["verb", "建成"]`) and a value.
pub type Sink<'s> = &'s mut dyn FnMut(&[&str], f32);

/// Rarity in nats above which a run of characters belongs to few issuers.
const RARE: f32 = 2.0;

/// Sends every feature of `sketches[i]` to `sink`.
pub(crate) fn features(text: &str, sketches: &[Sketch], i: usize, sink: Sink<'_>) {
    let sketch = &sketches[i];
    wording(text, sketch, sink);
    object(text, sketch, sink);
    marks(&text[sketch.range.clone()], sink);
    place(sketches, i, sink);
}

fn wording(text: &str, sketch: &Sketch, sink: Sink<'_>) {
    for (n, verb) in sketch.lead.verbs.iter().enumerate() {
        let family = if n == 0 { "verb" } else { "second verb" };
        sink(&[family, &text[verb.range.clone()]], 1.0);
        sink(&[family, "of", verb.class.key()], 1.0);
    }
    match (&sketch.inherited, sketch.lead.verbs.last()) {
        (_, Some(verb)) => sink(&["last verb of", verb.class.key()], 1.0),
        (Some((_, class)), None) => sink(&["inherited", class.key()], 1.0),
        (None, None) => sink(&["no verb"], 1.0),
    }
    for adverb in sketch.lead.adverbs.iter().take(3) {
        let word = &text[adverb.clone()];
        let dated = word.starts_with(|c: char| c.is_ascii_digit());
        sink(&["adverb", if dated { "date" } else { word }], 1.0);
    }
}

fn object(text: &str, sketch: &Sketch, sink: Sink<'_>) {
    let noun = &sketch.noun;
    let (class, word) = match &noun.head {
        Some((range, class)) => (class.key(), &text[range.clone()]),
        None => ("none", "none"),
    };
    let verb = sketch.class().map_or("none", VerbClass::key);
    sink(&["head", word], 1.0);
    sink(&["head of", class], 1.0);
    sink(&["verb and head", verb, class], 1.0);
    for tail in noun.tails.iter().take(2) {
        sink(&["tail", &text[tail.clone()]], 1.0);
    }
    let core = &text[noun.core.clone()];
    let rare = Rare::of(core);
    for (name, value) in [
        ("pairs", rare.pairs),
        ("triples", rare.triples),
        ("fours", rare.fours),
    ] {
        sink(&["rare", name], value);
    }
    sink(&["rare pairs under", verb], rare.pairs);
    sink(&["rare pairs before", class], rare.pairs);
    sink(&["rare under", verb], rare.triples);
    sink(&["rare before", class], rare.triples);
    sink(&["rare run", bucket(rare.run)], 1.0);
    sink(&["rarity", bucket((rare.mean * 2.0) as usize)], 1.0);
    sink(&["object length", bucket(core.chars().count() / 3)], 1.0);
    if core.contains('的') {
        sink(&["attributive"], 1.0);
    }
}

/// Marks in the wording that speak for or against a name.
fn marks(measure: &str, sink: Sink<'_>) {
    let length = measure.chars().count();
    sink(&["length", bucket(length / 4)], 1.0);
    sink(
        &["listed", bucket(measure.matches('、').count().min(4))],
        1.0,
    );
    for (name, present) in [
        ("quoted", measure.contains('“')),
        ("title", measure.contains('《')),
        ("bracket", measure.contains('（')),
        ("latin", measure.contains(|c: char| c.is_ascii_alphabetic())),
        ("digit", measure.contains(|c: char| c.is_ascii_digit())),
        ("等", measure.contains('等')),
    ] {
        if present {
            sink(&["has", name], 1.0);
        }
    }
}

fn place(sketches: &[Sketch], i: usize, sink: Sink<'_>) {
    let sketch = &sketches[i];
    let clause = &sketch.clause;
    let mut end = [0u8; 4];
    let mark = if clause.end.is_whitespace() {
        "line"
    } else {
        clause.end.encode_utf8(&mut end)
    };
    sink(&["ends in", mark], 1.0);
    sink(&["clause", bucket(clause.index.min(4) as usize)], 1.0);
    sink(
        &[
            "sentence",
            bucket(clause.sentence_in_paragraph.min(3) as usize),
        ],
        1.0,
    );
    if clause.numbered {
        sink(&["numbered"], 1.0);
    }
    if sketch.alone {
        sink(
            &[if clause.sentence_in_paragraph == 0 {
                "heading"
            } else {
                "alone"
            }],
            1.0,
        );
    }
    if sketch.pieces > 1 {
        sink(&["piece"], 1.0);
    }
    sink(
        &["figures around"],
        (sketch.paragraph_figures as f32 / 4.0).min(1.0),
    );
    let same = |s: &&Sketch| s.clause.sentence == clause.sentence;
    let before = i.checked_sub(1).and_then(|j| sketches.get(j)).filter(same);
    neighbour("before", before, sink);
    neighbour("after", sketches.get(i + 1).filter(same), sink);
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
    if let Some(verb) = sketch.lead.verbs.first() {
        sink(&[side, verb.class.key()], 1.0);
    }
}

/// How much of a phrase is found in few issuers' reports: shares of its runs of two, three and four characters.
struct Rare {
    pairs: f32,
    triples: f32,
    fours: f32,
    /// Rare triples in a row, at most.
    run: usize,
    /// Mean rarity of the triples, in nats.
    mean: f32,
}

impl Rare {
    fn of(phrase: &str) -> Self {
        let chars: Vec<char> = phrase.chars().collect();
        let (triples, run, mean) = runs(&chars, 3);
        Self {
            pairs: runs(&chars, 2).0,
            triples,
            fours: runs(&chars, 4).0,
            run,
            mean,
        }
    }
}

/// Of the runs of `width` letters or digits: the share of rare ones, how many of them follow each other, their mean rarity.
fn runs(chars: &[char], width: usize) -> (f32, usize, f32) {
    let (mut all, mut rare, mut sum) = (0.0f32, 0.0f32, 0.0f32);
    let (mut row, mut longest) = (0usize, 0usize);
    for run in chars
        .windows(width)
        .filter(|r| r.iter().all(|c| c.is_alphanumeric()))
    {
        let value = rarity(hash(run));
        all += 1.0;
        sum += value;
        row = if value > RARE { row + 1 } else { 0 };
        rare += if value > RARE { 1.0 } else { 0.0 };
        longest = longest.max(row);
    }
    let all = all.max(1.0);
    (rare / all, longest, sum / all)
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// A number as a word, nine at most.
fn bucket(n: usize) -> &'static str {
    DIGITS[n.min(9)]
}
