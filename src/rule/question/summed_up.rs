//! Answers whether a report only says of the whole list a commitment belongs to that it was done.

use crate::extract::Lexicon;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;

/// Whether the list must have been summed up.
#[derive(Debug)]
pub struct SummedUp(bool);

impl Ask for SummedUp {
    type Arguments = bool;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Matter(matter) = case.subject else {
            return Vec::new();
        };
        match matter.searched.summary {
            Some(clause) if self.0 => vec![Evidence::default().related(clause, "笼统交代")],
            found => yes_or_no(found.is_some() == self.0),
        }
    }
}
