//! Answers whether the evidence carries a property.

use crate::extract::Lexicon;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;

/// The properties that count.
#[derive(Debug)]
pub struct Mark(Vec<String>);

impl Ask for Mark {
    type Arguments = OneOrMany<String>;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.0))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let marks = case.found.map_or(&[][..], |f| &f.marks);
        let has = marks
            .iter()
            .any(|m| self.0.iter().any(|wanted| wanted == m));
        has.then(Evidence::default).into_iter().collect()
    }
}
