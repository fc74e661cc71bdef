//! Strips the names of a list to what the things are called.

use std::ops::Range;

/// The names in quotes that follow each other without a mark (`“甲”“乙”`, `《甲》《乙》`), or the whole range.
pub(super) fn quoted(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let name = &text[range.clone()];
    let mut marks: Vec<usize> = Vec::new();
    for joint in ["”“", "》《"] {
        let found = name.match_indices(joint);
        marks.extend(found.map(|(at, _)| range.start + at + joint.len() / 2));
    }
    marks.sort_unstable();
    let starts = std::iter::once(range.start).chain(marks.iter().copied());
    let ends = marks.iter().copied().chain([range.end]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// `name` without how large it is (`投资10亿元的新中心医院`).
pub(super) fn behind_size(name: &str) -> &str {
    let sized = name.split_once('的');
    let sized = sized.filter(|(size, _)| size.contains(|c: char| c.is_ascii_digit()));
    sized.map_or(name, |(_, own)| longer(own, name))
}

/// `name` without what stands in brackets, and without the country before them (`中国（西安）跨境电商综合试验区`).
pub(super) fn without_asides(name: &str) -> String {
    let mut own = String::new();
    let mut rest = name;
    while let Some((before, aside)) = rest.split_once(['（', '(']) {
        if !own.is_empty() || before != "中国" {
            own.push_str(before);
        }
        rest = aside.split_once(['）', ')']).map_or("", |(_, after)| after);
    }
    own.push_str(rest);
    longer(&own, name).to_owned()
}

/// The head that all things but the last end in; empty where they share none.
pub(super) fn shared_head<'t>(names: &[&'t str]) -> &'t str {
    let Some((_, [first, rest @ ..])) = names.split_last() else {
        return "";
    };
    let mut heads = first.char_indices().map(|(at, _)| &first[at..]);
    let shared = |head: &&str| rest.iter().all(|name| name.ends_with(head));
    let head = heads.find(|h| h.len() < first.len() && shared(h));
    head.filter(|h| !rest.is_empty() && h.chars().nth(1).is_some())
        .unwrap_or("")
}

/// `name` without what follows the head it shares: what is done with the whole list (甲片区、乙片区、丙片区更新试点).
pub(super) fn up_to<'t>(name: &'t str, head: &str) -> &'t str {
    match name.find(head) {
        Some(at) if at > 0 && !head.is_empty() => &name[..at + head.len()],
        _ => name,
    }
}

/// `short` unless nothing that could be looked for is left.
pub(super) fn longer<'t>(short: &'t str, whole: &'t str) -> &'t str {
    if short.chars().nth(1).is_some() {
        short
    } else {
        whole
    }
}
