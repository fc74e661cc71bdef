//! Reads the mark a heading or list item begins with: `一、`, `（一）`, `1.`, `第一部分`, `一是`.

/// The style of a mark, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `第一部分`, `第一章`.
    Chapter,
    /// `一、`.
    Chinese,
    /// `（一）`, `(一)`.
    ParenChinese,
    /// `1.`, `1、`.
    Arabic,
    /// `（1）`, `1）`.
    ParenArabic,
    /// `一是`, `第一，`: counts sentences, heads nothing.
    Ordinal,
}

impl Style {
    /// Depth of a heading of this style, 1 highest.
    pub fn level(self) -> u8 {
        match self {
            Self::Chapter | Self::Chinese => 1,
            Self::ParenChinese => 2,
            Self::Arabic | Self::Ordinal => 3,
            Self::ParenArabic => 4,
        }
    }

    /// Whether the mark counts sentences or items more often than it heads a section.
    pub fn is_list(self) -> bool {
        match self {
            Self::Chapter | Self::Chinese | Self::ParenChinese => false,
            Self::Arabic | Self::ParenArabic | Self::Ordinal => true,
        }
    }
}

/// A mark at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its style.
    pub style: Style,
    /// The number it shows.
    pub number: u32,
    /// Its length in bytes.
    pub len: usize,
}

/// The mark `text` begins with.
pub fn mark(text: &str) -> Option<Mark> {
    match text.chars().next()? {
        '（' | '(' => bracketed(text),
        '第' => ordinal(text),
        c if chinese_digit(c).is_some() => chinese(text),
        c if c.is_ascii_digit() => arabic(text),
        _ => None,
    }
}

fn bracketed(text: &str) -> Option<Mark> {
    let open = text.chars().next()?.len_utf8();
    let rest = &text[open..];
    let (number, digits, style) = match chinese_number(rest) {
        Some((number, len)) => (number, len, Style::ParenChinese),
        None => {
            let (number, len) = arabic_number(rest)?;
            (number, len, Style::ParenArabic)
        }
    };
    let close = rest[digits..]
        .chars()
        .next()
        .filter(|c| matches!(c, '）' | ')'))?;
    let len = open + digits + close.len_utf8();
    Some(Mark { style, number, len })
}

fn ordinal(text: &str) -> Option<Mark> {
    let rest = &text["第".len()..];
    let (number, digits) = chinese_number(rest)?;
    let after = &rest[digits..];
    let (style, close) = ["部分", "章", "，", ",", "、"]
        .iter()
        .position(|word| after.starts_with(word))
        .map(|i| match i {
            0 => (Style::Chapter, "部分".len()),
            1 => (Style::Chapter, "章".len()),
            2 | 4 => (Style::Ordinal, 3),
            _ => (Style::Ordinal, 1),
        })?;
    let len = "第".len() + digits + close;
    Some(Mark { style, number, len })
}

fn chinese(text: &str) -> Option<Mark> {
    let (number, digits) = chinese_number(text)?;
    let after = &text[digits..];
    let close = after.chars().next()?;
    let style = match close {
        '、' | '．' | '.' => Style::Chinese,
        '是' => Style::Ordinal,
        _ => return None,
    };
    let len = digits + close.len_utf8();
    Some(Mark { style, number, len })
}

fn arabic(text: &str) -> Option<Mark> {
    let (number, digits) = arabic_number(text)?;
    let mut after = text[digits..].chars();
    let (close, rest) = (after.next()?, after.as_str());
    let next = rest.chars().next();
    let style = match close {
        '.' | '．' if next.is_some_and(|c| !c.is_ascii_digit()) || names_month(rest) => {
            Style::Arabic
        }
        '、' if next.is_some_and(|c| !c.is_ascii_digit()) => Style::Arabic,
        '）' | ')' => Style::ParenArabic,
        _ => return None,
    };
    let len = digits + close.len_utf8();
    Some(Mark { style, number, len })
}

/// Whether `text` begins with a month (`8月底前`): a number before it is a mark, not the whole of a decimal.
fn names_month(text: &str) -> bool {
    arabic_number(text).is_some_and(|(n, digits)| n <= 12 && text[digits..].starts_with('月'))
}

/// A Chinese numeral up to 九十九 and its length in bytes.
fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut len) = (0, 0);
    for c in text.chars().take(3) {
        match chinese_digit(c) {
            Some(10) => value = value.max(1) * 10,
            Some(digit) if value == 0 || value % 10 == 0 && value >= 10 => value += digit,
            Some(_) => return None,
            None => break,
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len))
}

/// The value of a Chinese digit, 一 to 十.
pub(super) fn chinese_digit(c: char) -> Option<u32> {
    let at = "一二三四五六七八九十".chars().position(|d| d == c)?;
    u32::try_from(at + 1).ok()
}

/// An Arabic numeral up to 99 and its length in bytes.
fn arabic_number(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&len) {
        return None;
    }
    Some((text[..len].parse().ok()?, len))
}

#[cfg(test)]
mod tests {
    use super::{Style, mark};

    fn read(text: &str) -> Option<(Style, u32, &str)> {
        mark(text).map(|m| (m.style, m.number, &text[m.len..]))
    }

    #[test]
    fn marks_are_read_with_their_style_and_number() {
        assert_eq!(
            read("一、2018年工作回顾"),
            Some((Style::Chinese, 1, "2018年工作回顾"))
        );
        assert_eq!(read("十二、其他"), Some((Style::Chinese, 12, "其他")));
        assert_eq!(read("(二)聚焦"), Some((Style::ParenChinese, 2, "聚焦")));
        assert_eq!(read("3.加强"), Some((Style::Arabic, 3, "加强")));
        assert_eq!(read("（4）新建"), Some((Style::ParenArabic, 4, "新建")));
        assert_eq!(read("一是加快"), Some((Style::Ordinal, 1, "加快")));
        assert_eq!(read("第一部分 回顾"), Some((Style::Chapter, 1, " 回顾")));
    }

    #[test]
    fn numbers_in_running_text_are_no_marks() {
        for text in [
            "3.5亿元",
            "2019年",
            "一批项目",
            "十四五",
            "二十大",
            "第一产业",
            "100.加",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
