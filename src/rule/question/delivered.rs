//! Answers whether a text says that what another asks for is done.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::echo::Echo;
use crate::rule::evidence::Evidence;
use crate::rule::question::tally::{Tally, countable};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `delivered`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveredArguments {
    /// 对象: the text that asks for something.
    #[serde(alias = "对象")]
    pub of: Field,
    /// 对照: the text that should report it done.
    #[serde(rename = "in", alias = "对照")]
    pub within: Field,
    /// 完成词: words (or a list) that say something is done.
    #[serde(alias = "完成词")]
    pub done: String,
    /// 未到: words (or a list) that say it is still ahead.
    #[serde(alias = "未到")]
    pub pending: String,
    /// 至少: least share of what is asked for that comes back in sentences that say done, 0 to 1.
    #[serde(alias = "至少")]
    pub at_least: f64,
}

/// What should be done, and how that is said.
#[derive(Debug)]
pub struct Delivered {
    arguments: DeliveredArguments,
    done: WordList,
    pending: WordList,
    tally: Tally,
}

impl Ask for Delivered {
    type Arguments = DeliveredArguments;
    const ON: &'static [Scope] = &[Scope::Row, Scope::Progress, Scope::Sentence, Scope::Clause];
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let words = |name: &String| words_of(std::slice::from_ref(name), lexicon);
        Ok(Self {
            done: WordList::new(&words(&arguments.done)?)?,
            pending: WordList::new(&words(&arguments.pending)?)?,
            tally: Tally::new(lexicon),
            arguments,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some((of, within)) = case.both(self.arguments.of, self.arguments.within) else {
            return Vec::new();
        };
        let text = &case.papers.document(within.doc).file.text;
        let sentences = clause::sentences(text, within.range()).into_iter();
        let done: Vec<_> = sentences
            .filter(|s| {
                let sentence = &text[s.clone()];
                self.done.any(sentence) && !self.pending.any(sentence)
            })
            .collect();
        let together: String = done.iter().map(|s| &text[s.clone()]).collect();
        let share = Echo::of(&together).share([case.text(of)]).unwrap_or(0.0);
        if share < self.arguments.at_least || self.falls_short(case, of, within) {
            return Vec::new();
        }
        let spans = done.into_iter().map(|s| Span::new(within.doc, s)).collect();
        vec![Evidence {
            spans,
            ..Evidence::default()
        }]
    }
}

impl Delivered {
    /// Whether a counted goal is asked for of which less is done.
    fn falls_short(&self, case: &Case<'_>, of: Span, within: Span) -> bool {
        let mut goals = case.quantities(of).iter().filter(|goal| countable(goal));
        goals.any(|goal| {
            let done = self.tally.most_done(case, within, goal);
            done.is_some_and(|done| done.base_value < goal.base_value)
        })
    }
}
