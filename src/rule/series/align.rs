//! Finds for each row of a table the one row of another table that is about the same, each used once.

use super::about::About;
use super::pairs::{Letters, Pair};
use rustc_hash::FxHashMap;

/// Least likeness of rows of which one goes on with the other.
const ONE: f64 = 0.7;

/// Least likeness of rows of which one took up the other, or a part of it.
const PART: f64 = 0.6;

/// Least likeness of a row that shows that another did not go without a trace, and where both set an equal goal.
const TRACE: f64 = 0.5;
const TRACE_OF_GOAL: f64 = 0.3;

/// Rows with the same pair of letters beyond which the pair tells nothing; most rows looked at closely.
const MOST_SHARING: usize = 32;
const MOST_CLOSE: usize = 8;

/// How the rows of two tables stand to one another.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// For each row now, the one then that it goes on with alone: neither was split or merged.
    pub(super) then: Vec<Option<usize>>,
    /// For each row then, whether a row now is about it or a part of it.
    pub(super) kept: Vec<bool>,
}

/// Two rows that may be about the same.
#[derive(Debug, Clone, Copy)]
struct Match {
    now: usize,
    then: usize,
    likeness: f64,
}

/// Lays the rows `now` beside the rows `then`. Rows of one name are matched first, the others by what their names and goals
/// have in common, best first.
pub(super) fn align(now: &[About], then: &[About]) -> Alignment {
    let mut found = Alignment {
        then: vec![None; now.len()],
        kept: vec![false; then.len()],
    };
    twins(now, then, |about| &about.said, &mut found);
    twins(now, then, |about| &about.key, &mut found);
    let known: FxHashMap<&[char], ()> = now.iter().map(|a| (&*a.said, ())).collect();
    let rest = candidates(now, then, &found);
    for best in &rest {
        if best.likeness >= ONE && found.then[best.now].is_none() && !found.kept[best.then] {
            found.then[best.now] = Some(best.then);
            found.kept[best.then] = true;
        }
    }
    part(now, then, &rest, &mut found);
    for (row, about) in then.iter().enumerate() {
        found.kept[row] |= known.contains_key(&*about.said);
    }
    found
}

/// Matches rows whose `name` no other row of their table has.
fn twins<'a>(
    now: &'a [About],
    then: &'a [About],
    name: impl Fn(&'a About) -> &'a [char],
    found: &mut Alignment,
) {
    let mut named: FxHashMap<&[char], [Vec<usize>; 2]> = FxHashMap::default();
    let open_now = (0..now.len()).filter(|&row| found.then[row].is_none());
    for row in open_now {
        named.entry(name(&now[row])).or_default()[0].push(row);
    }
    let open_then = (0..then.len()).filter(|&row| !found.kept[row]);
    for row in open_then {
        named.entry(name(&then[row])).or_default()[1].push(row);
    }
    for (name, rows) in named {
        if let ([now], [then], false) = (&*rows[0], &*rows[1], name.is_empty()) {
            found.then[*now] = Some(*then);
            found.kept[*then] = true;
        }
    }
}

/// The matches of rows that are still open with any row of the other table, best first.
fn candidates(now: &[About], then: &[About], found: &Alignment) -> Vec<Match> {
    let (of_now, of_then) = (Index::of(now), Index::of(then));
    let mut all: Vec<Match> = Vec::new();
    for (row, about) in now.iter().enumerate() {
        if found.then[row].is_none() {
            let near = of_then.near(&about.whole).into_iter();
            all.extend(near.map(|other| Match::of((now, row), (then, other))));
        }
    }
    for (row, about) in then.iter().enumerate() {
        if !found.kept[row] {
            let near = of_now.near(&about.whole).into_iter();
            all.extend(near.map(|other| Match::of((now, other), (then, row))));
        }
    }
    let has_goal = |m: &Match| now[m.now].equal_goals(&then[m.then]).next().is_some();
    all.retain(|m| m.likeness >= TRACE || m.likeness >= TRACE_OF_GOAL && has_goal(m));
    all.sort_by(|a, b| {
        let order = b.likeness.total_cmp(&a.likeness);
        order.then((a.now, a.then).cmp(&(b.now, b.then)))
    });
    all.dedup_by_key(|m| (m.now, m.then));
    all
}

impl Match {
    fn of((now, row): (&[About], usize), (then, other): (&[About], usize)) -> Self {
        Self {
            now: row,
            then: other,
            likeness: now[row].likeness(&then[other]),
        }
    }
}

/// Takes apart what was split or merged: a row left over is about the same as one already matched. A row with a trace is kept.
fn part(now: &[About], then: &[About], rest: &[Match], found: &mut Alignment) {
    let was = found.then.clone();
    let mut now_of: Vec<Option<usize>> = vec![None; then.len()];
    for (row, other) in was.iter().enumerate() {
        if let Some(other) = other {
            now_of[*other] = Some(row);
        }
    }
    for extra in rest {
        let is_part =
            |row: usize, other: usize| extra.likeness >= PART && !is_same(&now[row], &then[other]);
        match (was[extra.now], now_of[extra.then]) {
            (None, Some(row)) => {
                let pieces = [&now[row], &now[extra.now]];
                if is_part(row, extra.then) || adds_up(pieces, &then[extra.then]) {
                    found.then[row] = None;
                }
            }
            (Some(other), None) if is_part(extra.now, other) => found.then[extra.now] = None,
            (Some(other), None) if is_same(&now[extra.now], &then[other]) => {
                // It goes on as it was: a second phase is not in it.
                let pieces = [&then[other], &then[extra.then]];
                if !adds_up(pieces, &now[extra.now]) {
                    continue;
                }
                found.then[extra.now] = None;
            }
            (Some(_), _) | (None, None) => {}
        }
        found.kept[extra.then] = true;
    }
}

/// Whether the names are the same but for figures, verbs and common words.
fn is_same(a: &About, b: &About) -> bool {
    a.said == b.said || a.key == b.key
}

/// Whether the goals of the `pieces` make up one of the whole.
fn adds_up(pieces: [&About; 2], whole: &About) -> bool {
    let [a, b] = pieces.map(|piece| &piece.goals);
    whole.goals.iter().any(|(unit, value)| {
        let sums = a
            .iter()
            .flat_map(|(u, x)| b.iter().map(move |(v, y)| (u, v, x + y)));
        sums.into_iter()
            .any(|(u, v, sum)| u == unit && v == unit && (sum - value).abs() < 1e-6 * value.abs())
    })
}

/// Rows by the pairs of letters they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Index(FxHashMap<Letters, Vec<usize>>);

impl Index {
    /// Of `rows`.
    pub(super) fn of(rows: &[About]) -> Self {
        let mut holding: FxHashMap<Letters, Vec<usize>> = FxHashMap::default();
        for (row, about) in rows.iter().enumerate() {
            for pair in &about.whole {
                let rows = holding.entry(pair.letters).or_default();
                if rows.len() <= MOST_SHARING {
                    rows.push(row);
                }
            }
        }
        holding.retain(|_, rows| rows.len() <= MOST_SHARING);
        Self(holding)
    }

    /// The rows that have most of `pairs` in common, best first.
    pub(super) fn near(&self, pairs: &[Pair]) -> Vec<usize> {
        let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
        for pair in pairs {
            let rows = self.0.get(&pair.letters).map_or(&[][..], Vec::as_slice);
            for row in rows {
                *shared.entry(*row).or_default() += pair.weight;
            }
        }
        let mut near: Vec<(usize, f32)> = shared.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(MOST_CLOSE);
        near.into_iter().map(|(row, _)| row).collect()
    }
}
