//! Answers whether a text stands in a certain kind of place.

use crate::extract::Lexicon;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::{Place, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use std::ops::Range;

/// The places that count.
#[derive(Debug)]
pub struct InPlace(Vec<Place>);

impl Ask for InPlace {
    type Arguments = OneOrMany<Place>;
    const ON: &'static [Scope] = &[Scope::Row, Scope::Sentence, Scope::Clause];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.0))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        self.0.contains(&case.place())
    }

    /// Where no text stands in such a place there is nothing to look at; a place is too wide to tell more.
    fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        let places = survey.places.as_ref()?;
        let is_met = self.0.iter().any(|place| places.contains(place));
        (!is_met).then(Vec::new)
    }
}
