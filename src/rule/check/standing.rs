//! Adds up how a number of things stand (`完工9处、在建11处、未开工4处`), and holds it against their total and against the table below.
//!
//! A list is closed, so that its parts make the whole, where it goes all the way from done to not begun, or from on pace to behind.

use super::interval::is_firm;
use super::line::{Line, Words, lines};
use super::parts::Parts;
use super::task_share::{row_at, within};
use super::text::paragraphs;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::quantity::Quantity;
use crate::extract::status::Light;
use crate::extract::{Facts, Lexicon};
use std::ops::Range;

/// Most figures before a list among which its whole is looked for.
const MOST_BACK: usize = 12;
/// Most sentence ends between a list and its whole.
const MOST_SENTENCES: usize = 2;
/// Longest word of standing with what leads it (目前已有), in characters.
const LONGEST: usize = 10;

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Done,
    OnPace,
    Underway,
    NotBegun,
    Behind,
}

/// The words for each standing.
#[derive(Debug, Clone)]
pub struct Standings {
    words: [(Standing, Words); 5],
    general: Vec<String>,
    parts: Parts,
}

/// A closed list: its figures in the line, with how each stands.
struct List {
    figures: Range<usize>,
    standings: Vec<Standing>,
}

impl Standings {
    /// Reads the lists `standing.*` and `units.general` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            words: [
                (Standing::Behind, words("standing.behind")),
                (Standing::NotBegun, words("standing.not_begun")),
                (Standing::Done, words("standing.done")),
                (Standing::OnPace, words("standing.on_pace")),
                (Standing::Underway, words("standing.underway")),
            ],
            general: lexicon.words("units.general").to_vec(),
            parts: Parts::new(lexicon),
        }
    }

    /// Every closed list in `document` that does not make its whole.
    pub fn sums(&self, document: &Document, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let paragraphs = paragraphs(document);
        for line in lines(document, &facts.quantities, &paragraphs) {
            for list in self.lists(&line) {
                let parts: Vec<usize> = list.figures.clone().collect();
                slips.extend(match self.whole(&line, &list) {
                    Some(whole) => self.parts.unequal(&line, whole, &parts, false),
                    None => self.against_goal((document, facts), &line, &list),
                });
            }
        }
        slips
    }

    /// Every closed list of the whole table in `document` that the status column of the table does not bear out.
    pub fn against_table(&self, document: &Document, facts: &Facts) -> Vec<Slip> {
        let told = facts.rows.iter().filter(|row| row.status.is_some()).count();
        if told == 0 {
            return Vec::new();
        }
        let text = paragraphs(document).into_iter();
        let text: Vec<Range<usize>> = text.filter(|p| row_at(facts, p.start).is_none()).collect();
        let mut slips = Vec::new();
        for line in lines(document, &facts.quantities, &text) {
            for list in self.lists(&line) {
                let value = |i: usize| line.figures[i].base_value;
                let sum: f64 = list.figures.clone().map(value).sum();
                let of_table = (sum - told as f64).abs() < 0.5;
                let whole = self.whole(&line, &list).map(value);
                if of_table && whole.is_none_or(|whole| whole == sum) {
                    slips.extend(miscounted(&line, &list, facts));
                }
            }
        }
        slips
    }

    /// The closed lists of `line`.
    fn lists(&self, line: &Line<'_>) -> Vec<List> {
        let mut lists = Vec::new();
        let mut open: Option<List> = None;
        for i in 0..line.figures.len() {
            let standing = self.standing(line, i);
            let joins = open.as_ref().is_some_and(|list| {
                list.figures.end == i
                    && line.comparable(list.figures.start, i)
                    && line.before(i).starts_with(['、', '，', ',', '；'])
            });
            match (standing, &mut open) {
                (Some(standing), Some(list)) if joins => {
                    list.figures.end = i + 1;
                    list.standings.push(standing);
                }
                (standing, _) => {
                    lists.extend(open.take());
                    open = standing
                        .filter(|_| is_firm(&line.figures[i]))
                        .map(|s| List {
                            figures: i..i + 1,
                            standings: vec![s],
                        });
                }
            }
        }
        lists.extend(open);
        let goes_on = |list: &List| self.parts.goes_on(line.after(list.figures.end - 1));
        lists.retain(|list| list.is_closed() && !goes_on(list));
        lists
    }

    /// How the things counted by figure `i` stand, by the word right before it.
    fn standing(&self, line: &Line<'_>, i: usize) -> Option<Standing> {
        let gap = line.before(i);
        let clause = gap
            .rsplit(['、', '，', ',', '；', '：', '。', '（'])
            .next()?
            .trim();
        let short = clause.chars().count() <= LONGEST;
        let mut words = self.words.iter().filter(|_| short);
        let found = words.find(|(_, words)| words.strip_end(clause).is_some());
        found.map(|(standing, _)| *standing)
    }

    /// The whole of a list: the nearest figure before it that counts the same and more than each part.
    fn whole(&self, line: &Line<'_>, list: &List) -> Option<usize> {
        let most = list.figures.clone().map(|i| line.figures[i].base_value);
        let most = most.fold(0.0, f64::max);
        let start = list.figures.start;
        let from = line.figures[start].span.start;
        let near = (start.saturating_sub(MOST_BACK)..start).rev();
        let mut near = near.take_while(|&j| {
            let between = &line.text[line.figures[j].span.end..from];
            between.matches('。').count() < MOST_SENTENCES
        });
        near.find(|&j| {
            let whole = &line.figures[j];
            is_firm(whole)
                && self.is_one_unit(whole, &line.figures[start])
                && whole.base_value >= most
        })
    }

    /// Whether both are counted in one unit; classifiers of things (个, 处, 项) are one.
    fn is_one_unit(&self, a: &Quantity, b: &Quantity) -> bool {
        let general = |q: &Quantity| self.general.contains(&q.base_unit);
        a.base_unit == b.base_unit || general(a) && general(b)
    }

    /// A list in a progress cell that does not make the only goal of its row in that unit.
    fn against_goal(
        &self,
        (document, facts): (&Document, &Facts),
        line: &Line<'_>,
        list: &List,
    ) -> Option<Slip> {
        let row = row_at(facts, line.range.start)?;
        let in_progress = row.progress?.range().contains(&line.range.start);
        let cells = [row.annual.or(row.target), row.matter];
        let goals = cells
            .iter()
            .flatten()
            .flat_map(|c| within(facts, c.range()));
        let part = &line.figures[list.figures.start];
        let mut goals = goals.filter(|g| is_firm(g) && self.is_one_unit(g, part));
        let (goal, another) = (goals.next()?, goals.next());
        let sum: f64 = list
            .figures
            .clone()
            .map(|i| line.figures[i].base_value)
            .sum();
        let apart = (sum - goal.base_value).abs() / goal.base_value;
        if !in_progress || another.is_some() || apart == 0.0 || apart > NEAR {
            return None;
        }
        let terms: Vec<&str> = list.figures.clone().map(|i| line.shown(i)).collect();
        let because = format!(
            "{} = {sum}{}，目标{}，不相等",
            terms.join("＋"),
            part.unit,
            document.slice(goal.span.range())
        );
        let at = line.span(list.figures.start, list.figures.end - 1);
        Some(Slip::new(Kind::Likely, at, because).with(goal.span.range(), "目标"))
    }
}

/// How far, as a share of the goal, a sum may be away and still be meant as the goal.
const NEAR: f64 = 0.12;

impl List {
    /// Whether it goes from done to not begun, or from on pace to behind.
    fn is_closed(&self) -> bool {
        let has = |standing: Standing| self.standings.contains(&standing);
        let underway = has(Standing::Underway) || has(Standing::OnPace);
        let open = has(Standing::NotBegun) || has(Standing::Behind);
        has(Standing::Done) && underway && open || has(Standing::OnPace) && has(Standing::Behind)
    }
}

/// The light a status of this standing has.
fn shows(standing: Standing, light: Light) -> bool {
    match standing {
        Standing::Done => light == Light::Done,
        Standing::OnPace | Standing::Underway => light == Light::Green,
        Standing::NotBegun => light == Light::NotStarted,
        Standing::Behind => light == Light::Behind,
    }
}

/// A count of the list that is not that of the statuses in the table.
fn miscounted(line: &Line<'_>, list: &List, facts: &Facts) -> Option<Slip> {
    let lights = facts.rows.iter().filter_map(|row| row.status.as_ref());
    let lights: Vec<Light> = lights.map(|s| s.light).collect();
    let alike = |a: Standing, b: Standing| {
        let green = |s: Standing| matches!(s, Standing::OnPace | Standing::Underway);
        a == b || green(a) && green(b)
    };
    let counts = list.standings.iter().enumerate().map(|(at, &standing)| {
        let same = list.figures.clone().zip(&list.standings);
        let same = same.filter(|(_, other)| alike(standing, **other));
        let said: f64 = same.map(|(i, _)| line.figures[i].base_value).sum();
        let counted = lights
            .iter()
            .filter(|light| shows(standing, **light))
            .count();
        (list.figures.start + at, said, counted)
    });
    let mut wrong = counts.filter(|(_, said, counted)| (said - *counted as f64).abs() > 0.5);
    let (i, said, counted) = wrong.next()?;
    let clause = line
        .before(i)
        .rsplit(['、', '，', ',', '；', '：', '。'])
        .next()?;
    let because = format!(
        "文中“{}”一类共{said}项，表中这样填的有{counted}项",
        clause.trim()
    );
    let at = line.span(list.figures.start, list.figures.end - 1);
    Some(Slip::new(Kind::Certain, at, because))
}
