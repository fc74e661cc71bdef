//! Answers whether what became of a commitment is shown, and not only likely.

use crate::extract::Lexicon;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;

/// Whether the verdict must be shown.
#[derive(Debug)]
pub struct Proven(bool);

impl Ask for Proven {
    type Arguments = bool;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        let Subject::Matter(matter) = case.subject else {
            return false;
        };
        matter.proven == self.0
    }
}
