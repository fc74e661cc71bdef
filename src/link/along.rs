//! Follows the commitments of one plan through a progress table of its year: what was told on the way to the report.

use super::Matter;
use super::assign::{CLOSE_LOOKS, candidates_among, choose};
use super::follow::{Answer, Tools};
use super::prepared::Prepared;

/// Notes for each of the `matters` of `plan`, as `follow` gives them, where `table` speaks of it. Directions that only the
/// report answers come after the commitments and are left as they are.
pub(super) fn note_along(matters: &mut [Matter], plan: &Prepared, table: &Prepared, tools: &Tools) {
    let answer = Answer::new(plan, table, tools);
    let among = (&*table.passages, table.ground());
    let found = candidates_among(&plan.subjects, among, (&tools.weights, CLOSE_LOOKS));
    let subjects = plan.subjects.iter().zip(&found);
    for (matter, (subject, found)) in matters.iter_mut().zip(subjects) {
        let chosen = choose(subject, found, &table.passages, &tools.weights);
        let link = chosen.first().map(|surest| answer.link(subject, surest));
        matter.along.extend(link);
    }
}
