//! Says in Chinese why a clause is taken to speak of a commitment.

use super::compare::{Comparison, compare};
use super::passage::{Passage, Source};
use super::subject::Subject;
use crate::extract::quantity::Basis;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Ends each reason; a reason that holds one itself loses it.
const END: char = '\0';

/// Reasons in Chinese, strongest first. They are kept in one piece, for links are many; written out they are a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reasons(Box<str>);

impl Reasons {
    /// Each reason.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(END)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Reasons {
    fn from_iter<I: IntoIterator<Item = S>>(reasons: I) -> Self {
        let mut whole = String::new();
        for reason in reasons {
            reason
                .as_ref()
                .split(END)
                .for_each(|part| whole.push_str(part));
            whole.push(END);
        }
        Self(whole.into())
    }
}

impl Serialize for Reasons {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return self.0.serialize(serializer);
        }
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Reasons {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Box::deserialize(deserializer).map(Self);
        }
        Vec::<String>::deserialize(deserializer).map(Self::from_iter)
    }
}

/// Why `passage` is taken to report on `subject`, strongest first.
pub(super) fn reasons(
    (plan, subject): (Source, &Subject),
    (report, passage): (Source, &Passage),
) -> Reasons {
    let mut reasons = Vec::new();
    let run = subject.words.longest_common(&passage.words);
    let shared: String = subject.words.chars[run.clone()].iter().collect();
    let comparison = compare(subject, passage);
    if let (Some(measure), true) = (
        subject.measured().and_then(|t| t.measure.as_ref()),
        comparison.is_some(),
    ) {
        reasons.push(format!("指标“{}”", measure.value));
    }
    if run.len() >= 2 {
        let promised = plan.document.slice(subject.commitment.span.range());
        let told = report.document.slice(passage.span.range());
        let word = match promised.contains(&shared) && told.contains(&shared) {
            true => "共有字样",
            false => "统一叫法后共有",
        };
        reasons.push(format!("{word}“{shared}”"));
    }
    for (object, wording) in subject.commitment.objects.iter().zip(&subject.objects) {
        if wording.total > 0.0 && wording.common(&passage.words).weight >= 0.6 * wording.total {
            reasons.push(format!("提到“{}”", object.value));
        }
    }
    reasons.extend(comparison.map(|c| on_figures(report, &c)));
    reasons.into_iter().collect()
}

fn on_figures(report: Source, comparison: &Comparison) -> String {
    let literal = report.document.slice(comparison.item.quantity.span.range());
    let basis = name(comparison.item.quantity.basis);
    let unit = if comparison.unit_equal {
        "单位相同"
    } else {
        "单位不同"
    };
    if comparison.basis_equal {
        format!("口径同为{basis}，{unit}（{literal}）")
    } else {
        format!("报告的口径是{basis}，{unit}（{literal}）")
    }
}

/// The basis (口径) in Chinese.
fn name(basis: Basis) -> &'static str {
    match basis {
        Basis::Total => "总量",
        Basis::Increase => "新增量",
        Basis::Growth => "增长率",
        Basis::Share => "占比",
        Basis::Rate => "比率",
        Basis::Rank => "位次",
        Basis::Cumulative => "累计量",
    }
}
