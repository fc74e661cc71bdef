//! Steps through a text by an expression, one character at a time.
//!
//! What the library for expressions makes of them steps through bytes, is quick on long texts and dear to make: more than the
//! few short texts of a run are worth that an expression is put to.

use crate::extract::letters::Letters;
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition};
use std::ops::Range;

/// Steps of an expression; one with more is left to the library.
const MOST_STEPS: usize = 2_000;

/// Places of a text times steps; more are left to the library.
const MOST_VISITS: usize = 1 << 24;

/// Characters of a class that an expression can begin with and that are noted one by one.
const FEW: usize = 64;

/// An expression as steps. The first way through them is the one that counts, as in a search by hand.
#[derive(Debug)]
pub(super) struct Stepper {
    steps: Vec<Step>,
    classes: Vec<ClassUnicode>,
    /// What a match can begin with; none where that may be anything, or nothing.
    first: Option<Letters>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// This character.
    One(char),
    /// A character of the class with this number.
    Of(usize),
    /// The text begins here.
    Begin,
    /// The text ends here.
    End,
    /// The first group begins (0) or ends (1) here.
    Mark(usize),
    /// On with the first, or else with the second of these steps.
    Fork(usize, usize),
    /// On with this step.
    Go(usize),
    /// All was met.
    Found,
}

/// What is left to be tried.
#[derive(Debug)]
enum Rest {
    /// A step at a place.
    Try(usize, usize),
    /// What a mark was before.
    Restore(usize, Option<usize>),
}

/// A search through one text.
#[derive(Debug)]
struct Search<'s> {
    stepper: &'s Stepper,
    text: &'s str,
    /// A bit for each step at each place from which nothing was found.
    visited: Vec<u64>,
    rest: Vec<Rest>,
    marks: [Option<usize>; 2],
}

impl Stepper {
    /// The steps of an expression; none where it asks for what steps cannot tell.
    pub(super) fn of(expression: &Hir) -> Option<Self> {
        let mut stepper = Self {
            steps: Vec::new(),
            classes: Vec::new(),
            first: None,
        };
        stepper.add(expression)?;
        stepper.steps.push(Step::Found);
        let mut letters = Some(Letters::default());
        stepper.note_first(0, &mut vec![false; stepper.steps.len()], &mut letters);
        stepper.first = letters;
        Some(stepper)
    }

    /// Whether `text` is short enough to be stepped through.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.steps.len().saturating_mul(text.len() + 1) <= MOST_VISITS
    }

    /// Where `text` meets the expression, left to right, none over another: its first group where it has one, or else all of it.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let (mut from, mut last) = (0, None);
        while let Some((whole, group)) = self.next(text, from) {
            from = whole.end;
            if whole.is_empty() && last == Some(whole.end) {
                let Some(c) = text[from..].chars().next() else {
                    break;
                };
                from += c.len_utf8();
                continue;
            }
            last = Some(whole.end);
            found.push(group.unwrap_or(whole));
        }
        found
    }

    /// The first match that begins at byte `from` or behind it, and its first group.
    fn next(&self, text: &str, from: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let may_begin = |at: &usize| {
            let here = text[*at..].chars().next();
            let begins = |first: &Letters| here.is_some_and(|c| first.may_hold(c));
            self.first.as_ref().is_none_or(begins)
        };
        let places = text[from..].char_indices().map(|(at, _)| from + at);
        let mut places = places.chain([text.len()]).filter(may_begin).peekable();
        places.peek()?;
        let mut search = Search {
            stepper: self,
            text,
            visited: vec![0; self.steps.len() * (text.len() + 1) / 64 + 1],
            rest: Vec::new(),
            marks: [None; 2],
        };
        places.find_map(|start| {
            let end = search.from(start)?;
            let [begun, ended] = search.marks;
            let group = begun.zip(ended).map(|(begun, ended)| begun..ended);
            Some((start..end, group))
        })
    }

    fn add(&mut self, expression: &Hir) -> Option<()> {
        if self.steps.len() > MOST_STEPS {
            return None;
        }
        match expression.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                self.steps.extend(text.chars().map(Step::One));
            }
            HirKind::Class(Class::Unicode(class)) => {
                let known = self.classes.iter().position(|known| known == class);
                let number = known.unwrap_or(self.classes.len());
                if known.is_none() {
                    self.classes.push(class.clone());
                }
                self.steps.push(Step::Of(number));
            }
            HirKind::Class(Class::Bytes(_)) => return None,
            HirKind::Look(Look::Start) => self.steps.push(Step::Begin),
            HirKind::Look(Look::End) => self.steps.push(Step::End),
            HirKind::Look(_) => return None,
            HirKind::Repetition(repetition) => self.add_repetition(repetition)?,
            HirKind::Capture(group) if group.index == 1 => {
                self.steps.push(Step::Mark(0));
                self.add(&group.sub)?;
                self.steps.push(Step::Mark(1));
            }
            HirKind::Capture(group) => self.add(&group.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.add(part))?,
            HirKind::Alternation(ways) => self.add_ways(ways)?,
        }
        Some(())
    }

    /// One way after the other; behind each the steps go on after the last.
    fn add_ways(&mut self, ways: &[Hir]) -> Option<()> {
        let mut ends = Vec::new();
        for (n, way) in ways.iter().enumerate() {
            let fork = self.steps.len();
            if n + 1 < ways.len() {
                self.steps.push(Step::Found);
            }
            self.add(way)?;
            if n + 1 < ways.len() {
                ends.push(self.steps.len());
                self.steps.push(Step::Found);
                self.steps[fork] = Step::Fork(fork + 1, self.steps.len());
            }
        }
        let out = self.steps.len();
        for end in ends {
            self.steps[end] = Step::Go(out);
        }
        Some(())
    }

    fn add_repetition(&mut self, repetition: &Repetition) -> Option<()> {
        let Repetition {
            min,
            max,
            sub,
            greedy,
        } = repetition;
        let can_be_empty = sub.properties().minimum_len() == Some(0);
        let fork = |on: usize, out: usize| match greedy {
            true => Step::Fork(on, out),
            false => Step::Fork(out, on),
        };
        let mut last = self.steps.len();
        for _ in 0..*min {
            last = self.steps.len();
            self.add(sub)?;
        }
        let mut forks = Vec::new();
        match max {
            Some(max) => {
                for _ in *min..*max {
                    forks.push(self.steps.len());
                    self.steps.push(Step::Found);
                    self.add(sub)?;
                }
            }
            None if *min > 0 => {
                let again = self.steps.len();
                self.steps.push(fork(last, again + 1));
            }
            // What can be empty is there once or more, or not at all, so that it is not tried for ever.
            None => {
                let first = self.steps.len();
                forks.push(first);
                self.steps.push(Step::Found);
                self.add(sub)?;
                let again = self.steps.len();
                self.steps.push(match can_be_empty {
                    true => fork(first + 1, again + 1),
                    false => Step::Go(first),
                });
            }
        }
        let out = self.steps.len();
        for at in forks {
            self.steps[at] = fork(at + 1, out);
        }
        Some(())
    }

    /// Notes what can be met first from step `at` on; nothing is known where that may be anything.
    fn note_first(&self, at: usize, seen: &mut [bool], first: &mut Option<Letters>) {
        if std::mem::replace(&mut seen[at], true) {
            return;
        }
        match self.steps[at] {
            Step::One(c) => *first = first.map(|known| known.and(c)),
            Step::Of(class) => {
                let ranges = self.classes[class].ranges();
                let few = || ranges.iter().flat_map(|r| r.start()..=r.end());
                let is_small = few().nth(FEW).is_none();
                let all = |known: Letters| few().fold(known, Letters::and);
                *first = first.filter(|_| is_small).map(all);
            }
            Step::Fork(one, other) => {
                self.note_first(one, seen, first);
                self.note_first(other, seen, first);
            }
            Step::Go(on) => self.note_first(on, seen, first),
            Step::Begin | Step::Mark(_) => self.note_first(at + 1, seen, first),
            Step::End | Step::Found => *first = None,
        }
    }
}

impl Search<'_> {
    /// Where the match ends that begins at byte `start`.
    fn from(&mut self, start: usize) -> Option<usize> {
        self.marks = [None; 2];
        self.rest.clear();
        self.rest.push(Rest::Try(0, start));
        while let Some(rest) = self.rest.pop() {
            match rest {
                Rest::Restore(mark, before) => self.marks[mark] = before,
                Rest::Try(step, at) => {
                    if let Some(end) = self.go_on(step, at) {
                        return Some(end);
                    }
                }
            }
        }
        None
    }

    /// Goes on from `step` at byte `at` as far as it leads; other ways are left for later.
    fn go_on(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        while self.is_new(step, at) {
            let here = || self.text[at..].chars().next();
            let met = match self.stepper.steps[step] {
                Step::One(wanted) => here().filter(|&c| c == wanted)?.len_utf8(),
                Step::Of(class) => {
                    let c = here()?;
                    if !holds(&self.stepper.classes[class], c) {
                        return None;
                    }
                    c.len_utf8()
                }
                Step::Begin if at > 0 => return None,
                Step::End if at < self.text.len() => return None,
                Step::Begin | Step::End => 0,
                Step::Mark(mark) => {
                    let before = self.marks[mark].replace(at);
                    self.rest.push(Rest::Restore(mark, before));
                    0
                }
                Step::Fork(first, second) => {
                    self.rest.push(Rest::Try(second, at));
                    step = first;
                    continue;
                }
                Step::Go(on) => {
                    step = on;
                    continue;
                }
                Step::Found => return Some(at),
            };
            at += met;
            step += 1;
        }
        None
    }

    /// Whether this step was not tried at this place before.
    fn is_new(&mut self, step: usize, at: usize) -> bool {
        let bit = step * (self.text.len() + 1) + at;
        let word = &mut self.visited[bit / 64];
        let is_new = *word >> (bit % 64) & 1 == 0;
        *word |= 1 << (bit % 64);
        is_new
    }
}

fn holds(class: &ClassUnicode, c: char) -> bool {
    let ranges = class.ranges();
    let next = ranges.partition_point(|r| r.end() < c);
    ranges.get(next).is_some_and(|r| r.start() <= c)
}

#[cfg(test)]
mod tests {
    use super::Stepper;
    use proptest::prelude::*;
    use std::ops::Range;

    const ENDS: [&str; 12] = [
        "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}", "{2,}", "{0,2}?", "{1,3}?",
    ];

    fn expressions() -> impl Strategy<Value = String> {
        let one = prop::sample::select(vec!["a", "甲", "[ab]", "[^a，]", "", "^", "$", "."]);
        one.prop_map(str::to_owned)
            .prop_recursive(4, 16, 2, |inner| {
                let end = prop::sample::select(ENDS.to_vec());
                prop_oneof![
                    (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}{b}")),
                    (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(?:{a}|{b})")),
                    (inner.clone(), end).prop_map(|(a, end)| format!("(?:{a}){end}")),
                    inner.prop_map(|a| format!("({a})")),
                ]
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn steps_lead_where_the_library_does(written in expressions(), text in "[ab甲，\n]{0,9}") {
            let read = regex_syntax::parse(&written).expect("put together from parts");
            let steps = Stepper::of(&read).expect("nothing that steps cannot tell");
            let library = regex::Regex::new(&written).expect("small");
            let places = library.captures_iter(&text);
            let places = places.filter_map(|hit| hit.get(1).or(hit.get(0)));
            let wanted: Vec<Range<usize>> = places.map(|place| place.range()).collect();
            prop_assert_eq!(steps.find(&text), wanted);
        }
    }
}
