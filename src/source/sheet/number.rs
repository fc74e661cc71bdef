//! Writes a cell's number the way its number format displays it: dates, percentages, decimals, thousands.

/// A number format, parsed once per style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Format {
    /// As Excel shows a number without a format: at most 11 digits.
    General,
    /// Decimals, thousands separators, percent sign and the words around.
    Number {
        /// Digits after the point that are always shown.
        decimals: usize,
        /// Digits after the point that are shown when not zero.
        optional: usize,
        /// Whether thousands are separated.
        grouped: bool,
        /// Whether the number is shown in percent.
        percent: bool,
        /// Text before.
        before: String,
        /// Text after.
        after: String,
    },
    /// A date: the pattern of its first section, literal text unquoted.
    Date(Vec<Token>),
}

/// A piece of a date pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Token {
    /// A run of one of `y m d h s`, and whether `m` means minutes.
    Field(char, usize, bool),
    /// Text shown as it is.
    Literal(String),
}

impl Format {
    /// Parses a format code; only its first section (positive numbers) is used.
    pub(in crate::source) fn parse(code: &str) -> Self {
        let tokens = tokens(code);
        let dated = tokens
            .iter()
            .any(|t| matches!(t, Token::Field('y' | 'd' | 'h' | 's', ..)))
            || tokens.iter().any(|t| matches!(t, Token::Field('m', ..)));
        if dated && !code.eq_ignore_ascii_case("general") {
            return Self::Date(tokens);
        }
        number(&tokens)
    }

    /// The format of a built-in id below 164 (ECMA-376 18.8.30; 27–58 as in Chinese Excel).
    pub(in crate::source) fn built_in(id: u32) -> Self {
        Self::parse(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 => "yyyy/m/d",
            15 => "d-m-yy",
            16 => "m-d",
            17 | 27 | 36 | 50 | 57 => "yyyy年m月",
            18 | 20 => "h:mm",
            19 | 21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            28 | 29 | 51 | 54 | 58 => "m月d日",
            30 => "m-d-yy",
            31 => "yyyy年m月d日",
            32 => "h时mm分",
            33 => "h时mm分ss秒",
            34 | 35 | 55 | 56 => "h时mm分",
            52 => "yyyy年m月",
            53 => "m月d日",
            _ => return Self::General,
        })
    }

    /// `value` as displayed; dates count days from 1900 or, with `from_1904`, from 1904.
    pub(in crate::source) fn show(&self, value: f64, from_1904: bool) -> String {
        match self {
            Self::General => general(value),
            Self::Number {
                decimals,
                optional,
                grouped,
                percent,
                before,
                after,
            } => {
                let value = if *percent { value * 100.0 } else { value };
                let digits = fixed(value, *decimals, *optional);
                let digits = if *grouped { group(&digits) } else { digits };
                format!("{before}{digits}{}{after}", if *percent { "%" } else { "" })
            }
            Self::Date(tokens) => date(tokens, value, from_1904).unwrap_or_else(|| general(value)),
        }
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = code.chars().peekable();
    let mut hours = false;
    while let Some(c) = chars.next() {
        let literal = match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|&c| c != '"').collect(),
            '\\' => chars.next().map_or_else(String::new, String::from),
            '_' | '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                if inside.starts_with(['h', 'H', 'm', 's']) && inside.len() < 4 {
                    out.push(Token::Field(
                        inside.chars().next().unwrap_or('h').to_ascii_lowercase(),
                        1,
                        false,
                    ));
                }
                continue;
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => {
                let mut count = 1;
                while chars.next_if(|n| n.eq_ignore_ascii_case(&c)).is_some() {
                    count += 1;
                }
                let field = if c == 'e' {
                    'y'
                } else {
                    c.to_ascii_lowercase()
                };
                hours |= field == 'h';
                out.push(Token::Field(field, count, field == 'm' && hours));
                hours &= field != 'd';
                continue;
            }
            other => String::from(other),
        };
        match out.last_mut() {
            Some(Token::Literal(last)) => last.push_str(&literal),
            _ => out.push(Token::Literal(literal)),
        }
    }
    out
}

fn number(tokens: &[Token]) -> Format {
    let text: String = tokens
        .iter()
        .filter_map(|t| match t {
            Token::Literal(text) => Some(text.as_str()),
            Token::Field(..) => None,
        })
        .collect();
    let is_place = |c: char| matches!(c, '0' | '#' | '?');
    let (Some(start), Some(end)) = (text.find(is_place), text.rfind(is_place)) else {
        return Format::General;
    };
    let (body, after) = (&text[start..=end], &text[end + 1..]);
    if body.contains('/') || after.starts_with("E+") || body.contains("E+") {
        return Format::General;
    }
    let fraction = body.split_once('.').map_or("", |(_, f)| f);
    let decimals = fraction.chars().filter(|&c| c == '0').count();
    Format::Number {
        decimals,
        optional: fraction.chars().filter(|&c| is_place(c)).count() - decimals,
        grouped: body.contains(','),
        percent: after.starts_with('%'),
        before: text[..start].trim().to_owned(),
        after: after
            .trim_start_matches(['%', ',', ')'])
            .trim_end()
            .to_owned(),
    }
}

fn general(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    let whole = format!("{:.0}", value.abs().trunc()).len();
    fixed(value, 0, 10usize.saturating_sub(whole))
}

fn fixed(value: f64, decimals: usize, optional: usize) -> String {
    let places = (decimals + optional).min(15);
    // Excel rounds the 15 significant digits it keeps, half away from zero.
    let kept: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let scale = 10f64.powi(i32::try_from(places).unwrap_or(0));
    let scaled = kept * scale;
    let rounded: f64 = format!("{scaled:.14e}").parse().unwrap_or(scaled);
    let rounded = if rounded.abs() < 1e15 {
        rounded.round() / scale
    } else {
        kept
    };
    let mut text = format!("{rounded:.places$}");
    for _ in 0..optional {
        if text.ends_with('0') && text.contains('.') {
            text.pop();
        }
    }
    text.trim_end_matches('.').to_owned()
}

fn group(digits: &str) -> String {
    let whole = digits.split('.').next().unwrap_or(digits);
    let sign = usize::from(whole.starts_with('-'));
    let mut out = String::from(&whole[..sign]);
    for (i, c) in whole[sign..].chars().enumerate() {
        if i > 0 && (whole.len() - sign - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + &digits[whole.len()..]
}

fn date(tokens: &[Token], value: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = ((value.fract() * 86_400.0).round() as u32).min(86_399);
    let days = value.trunc() as i32;
    // Serial 60 is the 29 February 1900 that never was; serials above it are a day late.
    let epoch = match (from_1904, days) {
        (true, _) => jiff::civil::date(1904, 1, 1),
        (false, ..60) => jiff::civil::date(1899, 12, 31),
        (false, _) => jiff::civil::date(1899, 12, 30),
    };
    let day = epoch.checked_add(jiff::Span::new().days(days)).ok()?;
    let mut out = String::new();
    for token in tokens {
        match *token {
            Token::Literal(ref text) => out.push_str(text),
            Token::Field('y', 1..=2, _) => out.push_str(&format!("{:02}", day.year() % 100)),
            Token::Field('y', ..) => out.push_str(&day.year().to_string()),
            Token::Field('m', n, true) => out.push_str(&padded(seconds / 60 % 60, n)),
            Token::Field('m', n, false) => {
                out.push_str(&padded(u32::from(day.month().unsigned_abs()), n))
            }
            Token::Field('d', n, _) if n < 3 => {
                out.push_str(&padded(u32::from(day.day().unsigned_abs()), n))
            }
            Token::Field('h', n, _) => out.push_str(&padded(seconds / 3600, n)),
            Token::Field('s', n, _) => out.push_str(&padded(seconds % 60, n)),
            Token::Field(..) => {}
        }
    }
    Some(out.trim_end_matches(['@', ' ']).to_owned())
}

fn padded(value: u32, width: usize) -> String {
    format!("{value:0width$}", width = width.min(2))
}
