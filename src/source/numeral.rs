//! Turns a counter into the numeral an automatic numbering shows.

/// How an automatic number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 1, 2, 3
    Decimal,
    /// 01, 02, 03
    Padded,
    /// 一, 二, 十一
    Chinese,
    /// 壹, 贰, 叁
    Formal,
    /// 甲, 乙, 丙
    Stem,
    /// ①, ②, ③
    Circled,
    /// １, ２, ３
    FullWidth,
    /// A, B, C
    UpperLetter,
    /// a, b, c
    LowerLetter,
    /// I, II, III
    UpperRoman,
    /// i, ii, iii
    LowerRoman,
}

impl Style {
    /// The style of a WordprocessingML `numFmt` value (ECMA-376 17.18.59); `None` for bullets and no number.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "bullet" | "none" => return None,
            "chineseCounting"
            | "chineseCountingThousand"
            | "ideographDigital"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseDigitalTenThousand" => Self::Chinese,
            "chineseLegalSimplified" | "ideographLegalTraditional" => Self::Formal,
            "ideographTraditional" => Self::Stem,
            "decimalZero" => Self::Padded,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            _ => Self::Decimal,
        })
    }

    /// The style of a binary Word file's number format code (MS-OSHARED 2.2.1.3); `None` for bullets and no number.
    pub(super) fn coded(code: u8) -> Option<Self> {
        Some(match code {
            23 | 255 => return None,
            1 => Self::UpperRoman,
            2 => Self::LowerRoman,
            3 => Self::UpperLetter,
            4 => Self::LowerLetter,
            10 | 11 | 16 | 33 | 35..=37 | 39 => Self::Chinese,
            14 => Self::FullWidth,
            18 | 28 => Self::Circled,
            22 => Self::Padded,
            30 => Self::Stem,
            34 | 38 => Self::Formal,
            _ => Self::Decimal,
        })
    }
}

/// `count` written in `style`; counts a style cannot write come out in decimal.
pub(super) fn write(count: i64, style: Style) -> String {
    let small = u32::try_from(count)
        .ok()
        .filter(|n| (1..10_000).contains(n));
    let Some(n) = small else {
        return count.to_string();
    };
    match style {
        Style::Decimal => n.to_string(),
        Style::Padded => format!("{n:02}"),
        Style::Chinese => chinese(n, "零一二三四五六七八九", "十百千"),
        Style::Formal => chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        Style::Stem => nth("甲乙丙丁戊己庚辛壬癸", n).map_or_else(|| n.to_string(), String::from),
        Style::Circled => match n {
            1..=20 => char::from_u32(0x245F + n).map_or_else(String::new, String::from),
            _ => n.to_string(),
        },
        Style::FullWidth => n
            .to_string()
            .chars()
            .filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0))
            .collect(),
        Style::UpperLetter => letters(n, b'A'),
        Style::LowerLetter => letters(n, b'a'),
        Style::UpperRoman => roman(n),
        Style::LowerRoman => roman(n).to_lowercase(),
    }
}

fn nth(set: &str, n: u32) -> Option<char> {
    set.chars().nth(n as usize - 1)
}

fn chinese(n: u32, digits: &str, places: &str) -> String {
    let decimal = n.to_string();
    let mut out = String::new();
    let mut zero = false;
    for (i, c) in decimal.chars().enumerate() {
        let digit = c.to_digit(10).unwrap_or(0);
        if digit == 0 {
            zero = true;
            continue;
        }
        if std::mem::take(&mut zero) {
            out.extend(digits.chars().next());
        }
        let place = decimal.len() - 1 - i;
        let tens = digit == 1 && place == 1 && out.is_empty() && digits.starts_with("零一");
        if !tens {
            out.extend(digits.chars().nth(digit as usize));
        }
        out.extend(place.checked_sub(1).and_then(|p| places.chars().nth(p)));
    }
    out
}

/// a … z, aa, bb … (ECMA-376 17.18.59: the letter is repeated).
fn letters(n: u32, first: u8) -> String {
    let letter = char::from(first + u8::try_from((n - 1) % 26).unwrap_or(0));
    String::from(letter).repeat(((n - 1) / 26 + 1) as usize)
}

fn roman(mut n: u32) -> String {
    let table = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in table {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}
