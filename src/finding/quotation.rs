//! Turns quotation marks inside quotation marks into those of the second kind: `“开展‘回头看’行动”`.

/// `text` with nested marks told apart; as it is where they do not come in pairs.
pub fn nested(text: String) -> String {
    if !is_nested(&text) {
        return text;
    }
    let mut depth = 0_usize;
    let shown = text.chars().map(|c| match c {
        '“' => {
            depth += 1;
            if depth.is_multiple_of(2) {
                '‘'
            } else {
                '“'
            }
        }
        '”' => {
            let mark = if depth.is_multiple_of(2) {
                '’'
            } else {
                '”'
            };
            depth -= 1;
            mark
        }
        other => other,
    });
    shown.collect()
}

/// Whether some pair stands in another and every mark has its partner.
fn is_nested(text: &str) -> bool {
    let (mut depth, mut deepest) = (0_i32, 0);
    for c in text.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
        deepest = deepest.max(depth);
    }
    depth == 0 && deepest > 1
}

#[cfg(test)]
mod tests {
    use super::nested;

    #[test]
    fn marks_inside_marks_are_of_the_second_kind() {
        let said = |text: &str| nested(text.to_owned());
        assert_eq!(
            said("“整治“大棚房”任务”没有下文"),
            "“整治‘大棚房’任务”没有下文"
        );
        for as_it_is in ["“甲”和“乙”", "“甲“乙”", "”甲“乙”“"] {
            assert_eq!(said(as_it_is), as_it_is);
        }
    }
}
