//! Reads the name of a region out of the words around it: `在青岛市崂山区第十八届人民代表大会`, `我代表浙江省人民政府`.

/// What a government's name stands right before.
const ANCHORS: [&str; 9] = [
    "人民代表大会",
    "人民政府",
    "市长",
    "省长",
    "区长",
    "县长",
    "州长",
    "政府主席",
    "政府工作报告",
];
/// Words that lead up to a name.
const LEAD_IN: [&str; 6] = ["我代表", "代表", "会议上", "政府", "在", "于"];
/// Words no region's name holds: they show that a sentence or a person was caught.
const FOREIGN: [&str; 10] = [
    "肯定", "会议", "届", "副", "代", "理", "听取", "审议", "印发", "政府",
];
/// What ends a region's name.
const ENDINGS: [char; 7] = ['省', '市', '区', '县', '州', '旗', '盟'];
/// A region spoken of without its name.
const BARE: [&str; 14] = [
    "全市",
    "全省",
    "我市",
    "我省",
    "本市",
    "全区",
    "全县",
    "我区",
    "我县",
    "全州",
    "我州",
    "自治州",
    "自治区",
    "自治县",
];
/// Longest name read, in characters.
const LONGEST: usize = 24;

/// The government named in a masthead: at a session, by its title, or by whom the speaker stands for.
///
/// The surest anchor wins; a longer name that ends with the one found (`青岛市崂山区`, `崂山区`) is taken instead.
pub(super) fn government(text: &str) -> Option<String> {
    if ["我代表国务院", "国务院总理"]
        .iter()
        .any(|w| text.contains(w))
    {
        return Some("国务院".to_owned());
    }
    let mut found: Option<String> = None;
    for anchor in ANCHORS {
        for (at, _) in text.match_indices(anchor) {
            let name = named_before(text, at).or_else(|| short_title(text, at, anchor));
            if let Some(name) = name.filter(|n| {
                found
                    .as_ref()
                    .is_none_or(|f| n.len() > f.len() && n.ends_with(f.as_str()))
            }) {
                found = Some(name);
            }
        }
    }
    found
}

/// `text` as a region's full name, without what leads up to it.
pub(super) fn region(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['年', '月', '日']);
    let cut = LEAD_IN
        .iter()
        .filter_map(|w| text.rfind(w).map(|i| i + w.len()))
        .max()
        .unwrap_or(0);
    let name: String = text[cut..].chars().filter(|c| !c.is_whitespace()).collect();
    let doubled = ["市市", "省省", "州州", "区区", "县县"]
        .iter()
        .any(|d| name.ends_with(d));
    let name = if doubled {
        &name[..name.len() - '市'.len_utf8()]
    } else {
        &name
    };
    let whole = name.ends_with(ENDINGS) && name.chars().nth(1).is_some();
    (whole && !BARE.contains(&name) && !FOREIGN.iter().any(|w| name.contains(w)))
        .then(|| name.to_owned())
}

/// The region whose name ends right before `end`, `第X届` and `代` aside.
fn named_before(text: &str, end: usize) -> Option<String> {
    let before = text[..end]
        .trim_end_matches("代理")
        .trim_end_matches('代')
        .trim_end_matches("常务副");
    let before = match before.ends_with('届') {
        true => &before[..before.rfind('第')?],
        false => before,
    };
    region(&before[start_of_run(before)?..])
}

/// `青岛市长`: the title's first character ends the region's name, which then stands alone.
fn short_title(text: &str, at: usize, anchor: &str) -> Option<String> {
    if !anchor.ends_with('长') {
        return None;
    }
    let before = &text[..at + anchor.chars().next()?.len_utf8()];
    let run = &before[start_of_run(before)?..];
    let run = run.rsplit(' ').next()?;
    (3..=5)
        .contains(&run.chars().count())
        .then(|| region(run))
        .flatten()
}

/// Where the Chinese characters begin that `text` ends with.
fn start_of_run(text: &str) -> Option<usize> {
    let chinese = |&(_, c): &(usize, char)| matches!(c, '\u{4E00}'..='\u{9FFF}') || c == ' ';
    text.char_indices()
        .rev()
        .take(LONGEST)
        .take_while(chinese)
        .last()
        .map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::government;

    #[test]
    fn a_government_is_named_by_its_session_its_speaker_or_its_title() {
        for (text, name) in [
            (
                "――2019年1月31日在青岛市即墨区第十八届人民代表大会第三次会议上青岛市即墨区人民政府区长吕涛",
                "青岛市即墨区",
            ),
            (
                "（2024年1月29日在杭州市第十四届人民代表大会第四次会议上）",
                "杭州市",
            ),
            ("——2021年2月1日在日照市第十八届人民代表大会上", "日照市"),
            ("青岛市代市长 赵豪志", "青岛市"),
            ("2021年6月 青岛市长 赵豪志", "青岛市"),
            ("现在，我代表国务院，向大会作政府工作报告", "国务院"),
        ] {
            assert_eq!(government(text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn a_person_or_a_bare_place_is_no_government() {
        for text in [
            "大会听取和审议了覃伟中市长所作的政府工作报告",
            "现在，我代表市人民政府向大会报告工作",
            "市第四届市人民政府",
        ] {
            assert_eq!(government(text), None, "{text}");
        }
    }
}
