//! Finds the grids that ruling lines draw.

use super::line::Line;
use super::{MAX_RULES, Rule};

/// How far apart, in points, two rules may be that are one.
const NEAR: f32 = 3.0;
/// Shortest rule, in points, that bounds a cell.
const SHORTEST: f32 = 4.0;

/// Positions of the rules of one table, and the rules themselves.
#[derive(Debug)]
pub(super) struct Grid {
    /// x of the column bounds, ascending.
    pub(super) xs: Vec<f32>,
    /// y of the row bounds, ascending.
    pub(super) ys: Vec<f32>,
    rules: Vec<Rule>,
}

/// The grids among `rules`; none when there are too many rules to be text tables.
pub(super) fn find(rules: &[Rule]) -> Vec<Grid> {
    let rules: Vec<Rule> = rules
        .iter()
        .copied()
        .filter(|r| r.to - r.from >= SHORTEST && r.at.is_finite())
        .collect();
    if rules.len() > MAX_RULES {
        return Vec::new();
    }
    groups(&rules).into_iter().filter_map(Grid::new).collect()
}

/// Rules that touch one another, directly or through others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    let mut left: Vec<Rule> = rules.to_vec();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut next = 0;
        while next < group.len() {
            let rule = group[next];
            let (touching, apart) = left.into_iter().partition(|r| touch(&rule, r));
            group.extend::<Vec<Rule>>(touching);
            left = apart;
            next += 1;
        }
        groups.push(group);
    }
    groups
}

fn touch(a: &Rule, b: &Rule) -> bool {
    let within = |at: f32, r: &Rule| at > r.from - NEAR && at < r.to + NEAR;
    if a.horizontal == b.horizontal {
        (a.at - b.at).abs() < NEAR && a.from < b.to + NEAR && b.from < a.to + NEAR
    } else {
        within(a.at, b) && within(b.at, a)
    }
}

impl Grid {
    fn new(rules: Vec<Rule>) -> Option<Self> {
        let xs = positions(rules.iter().filter(|r| !r.horizontal));
        let ys = positions(rules.iter().filter(|r| r.horizontal));
        (xs.len() > 1 && ys.len() > 1 && xs.len() + ys.len() > 4).then_some(Self { xs, ys, rules })
    }

    /// Upper edge.
    pub(super) fn top(&self) -> f32 {
        self.ys[0]
    }

    /// Whether the line lies inside the outer rules.
    pub(super) fn holds(&self, line: &Line) -> bool {
        let middle = line.y - 0.3 * line.size;
        let centre = f32::midpoint(line.x, line.right);
        let (bottom, right) = (self.ys[self.ys.len() - 1], self.xs[self.xs.len() - 1]);
        middle > self.ys[0] - 1.0 && middle < bottom + 1.0 && centre > self.xs[0] && centre < right
    }

    /// Whether a rule stands left of the cell in `row` and `column`.
    pub(super) fn has_left(&self, row: usize, column: usize) -> bool {
        self.has(
            false,
            self.xs[column],
            f32::midpoint(self.ys[row], self.ys[row + 1]),
        )
    }

    /// Whether a rule stands above the cell in `row` and `column`.
    pub(super) fn has_top(&self, row: usize, column: usize) -> bool {
        self.has(
            true,
            self.ys[row],
            f32::midpoint(self.xs[column], self.xs[column + 1]),
        )
    }

    fn has(&self, horizontal: bool, at: f32, middle: f32) -> bool {
        let bounds = |r: &&Rule| {
            r.horizontal == horizontal
                && (r.at - at).abs() <= NEAR
                && r.from <= middle
                && r.to >= middle
        };
        self.rules.iter().any(|r| bounds(&r))
    }
}

fn positions<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<f32> {
    let mut at: Vec<f32> = rules.map(|r| r.at).collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|b, a| *b - *a < NEAR);
    at
}
