//! Answers how old the newest date or figure of a text is when the report is drawn up.

use crate::extract::Lexicon;
use crate::extract::period::{Time, TimeUse};
use crate::rule::case::Case;
use crate::rule::check::line::Words;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `newest_time`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LatestArguments {
    /// 对象: the text to look in.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 早于天数: the newest time ends more than so many days before the report's figures do.
    #[serde(alias = "早于天数")]
    pub older_than_days: i32,
    /// 不早于天数: and not more than so many days, so that a look back at earlier years does not count.
    #[serde(default, alias = "不早于天数")]
    pub not_older_than_days: Option<i32>,
}

/// How old.
#[derive(Debug)]
pub struct Latest {
    arguments: LatestArguments,
    compared: Words,
    before: Words,
    behind: Words,
    events: Words,
}

impl Latest {
    /// Whether `time` is only what a figure is compared with: 上年同期, 比去年.
    fn is_base(&self, case: &Case<'_>, time: &Time) -> bool {
        let text = &case.papers.document(time.span.doc).file.text;
        let said = case.text(time.span);
        let before = self
            .before
            .strip_end(&text[..time.span.range().start])
            .is_some();
        let behind = self.behind.strip(&text[time.span.range().end..]).is_some();
        let bare = self.compared.stand_in(said) && time.purpose != TimeUse::AsOf;
        before || behind || bare
    }
}

impl Latest {
    /// Whether `time` is the day on which something came about (5月28日建成): it does not say until when the figures run.
    fn is_event(&self, case: &Case<'_>, time: &Time) -> bool {
        let text = &case.papers.document(time.span.doc).file.text[time.span.range().end..];
        let end = text.find(['。', '；', '\n']).unwrap_or(text.len());
        time.start == time.end && self.events.stand_in(&text[..end])
    }
}

impl Ask for Latest {
    type Arguments = LatestArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Time, Placeholder::Difference];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            arguments,
            compared: Words::new(lexicon, &["time.compared"]),
            before: Words::new(lexicon, &["time.compared_with"]),
            behind: Words::new(lexicon, &["time.same_period"]),
            events: Words::new(lexicon, &["time.events"]),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let fields = (case.field(self.arguments.of), case.facts.profile.as_of);
        let (Some(span), Some(as_of)) = fields else {
            return Vec::new();
        };
        let ends = case
            .times(span)
            .iter()
            .filter(|t| !self.is_base(case, t) && t.purpose != TimeUse::Deadline)
            .filter_map(|t| Some((t.end?, t)));
        let newest = ends.max_by_key(|(end, _)| *end);
        let Some((end, time)) = newest.filter(|(_, time)| !self.is_event(case, time)) else {
            return Vec::new();
        };
        let place = time.span;
        let days = as_of.since(end).map_or(0, |d| d.get_days());
        let limit = self.arguments.not_older_than_days.unwrap_or(i32::MAX);
        if days <= self.arguments.older_than_days || days > limit {
            return Vec::new();
        }
        let found = Evidence::at(place)
            .value(Placeholder::Time, case.text(place))
            .value(Placeholder::Difference, days.to_string());
        vec![found]
    }
}
