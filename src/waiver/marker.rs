//! Reads exemptions written into the text itself: `<!-- duban-waive: RULE 理由=政策调整 批准人=王某 到期=2026-12-31 -->`.
//!
//! A marker covers its own line and the next line that is not empty. Its line is no content.

use super::written::Reason;
use super::{Problem, ProblemKind, Scope, Waiver};
use crate::document::SourceFile;

/// What opens a marker.
pub const OPENING: &str = "duban-waive:";

/// Whether `file` holds any marker.
pub fn is_in(file: &SourceFile) -> bool {
    file.text.contains(OPENING)
}

/// The markers in the text of `file`, and those that lack something.
pub fn read(file: &SourceFile) -> (Vec<Waiver>, Vec<Problem>) {
    let (mut waivers, mut problems) = (Vec::new(), Vec::new());
    for (start, _) in file.text.match_indices(OPENING) {
        match marker(file, start) {
            Ok(waiver) => waivers.push(waiver),
            Err(problem) => problems.push(problem),
        }
    }
    (waivers, problems)
}

fn marker(file: &SourceFile, start: usize) -> Result<Waiver, Problem> {
    let (line, _) = file.line_column(start);
    let own = file.line_range(line);
    let body = file.text[start + OPENING.len()..own.end].trim_end();
    let body = body.trim_end_matches("-->").trim();
    let field = |names: [&str; 2]| {
        body.split_whitespace().find_map(|word| {
            let (name, value) = word.split_once(['=', '＝'])?;
            names.contains(&name).then_some(value)
        })
    };
    let wrong = |reason: &str| Problem {
        kind: ProblemKind::Unclear,
        file: file.path.clone(),
        place: start..own.end,
        message: reason.to_owned(),
        rule: None,
    };
    let rule = body.split_whitespace().next().filter(|w| !w.contains('='));
    let reason = field(["理由", "reason"]);
    let reason = reason.and_then(|text| Reason::ALL.into_iter().find(|r| r.text() == text));
    let until = field(["到期", "until"]).and_then(|text| text.parse().ok());
    Ok(Waiver {
        scope: Scope::Passage {
            rule: rule
                .ok_or_else(|| wrong("豁免标记没有写规则名"))?
                .to_owned(),
            file: file.path.clone(),
            range: own.start..covered_end(file, own.end),
        },
        reason: reason.ok_or_else(|| wrong("豁免标记的理由不在清单内"))?,
        by: field(["批准人", "by"])
            .ok_or_else(|| wrong("豁免标记没有批准人"))?
            .to_owned(),
        until: until.ok_or_else(|| wrong("豁免标记没有到期日，或日期写法有误"))?,
        evidence: field(["依据", "evidence"]).map(str::to_owned),
        file: file.path.clone(),
        place: start..own.end,
    })
}

/// End of the next line that is not empty.
fn covered_end(file: &SourceFile, from: usize) -> usize {
    let rest = &file.text[from..];
    let text = from + (rest.len() - rest.trim_start().len());
    file.text[text..]
        .find('\n')
        .map_or(file.text.len(), |i| text + i)
}
