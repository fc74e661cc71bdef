//! Compares the names of issuers: the level one stands for, and whether two mean the same body.

use super::Level;

/// The level a name stands for.
pub fn level(name: &str) -> Level {
    let governments = [
        ("省", Level::Province),
        ("自治区", Level::Province),
        ("市", Level::City),
        ("州", Level::City),
        ("盟", Level::City),
        ("区", Level::County),
        ("县", Level::County),
        ("旗", Level::County),
    ];
    if name == "国务院" {
        return Level::National;
    }
    let level = governments
        .iter()
        .find(|(suffix, _)| name.ends_with(suffix))
        .map_or(Level::Office, |&(_, l)| l);
    let below_city = name
        .char_indices()
        .filter(|&(i, c)| c == '市' && i + c.len_utf8() < name.len())
        .count()
        > 0;
    if level == Level::City && below_city {
        Level::County
    } else {
        level
    }
}

/// Whether two normalised names mean the same body: equal, or one written without the city above it or in its short form.
pub fn same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || root(long) != root(short) {
        return false;
    }
    long.ends_with(short) || long.ends_with("自治州") && short.ends_with('州')
}

/// What all ways to write one body's name share: its last region (`崂山区` for `青岛市崂山区`) with the office below it; `凉山州` for
/// `凉山彝族自治州`. Bodies that are not the same may share it too; [`same`] decides.
pub fn root(name: &str) -> String {
    let own = |(i, c): &(usize, char)| {
        let below = &name[i + c.len_utf8()..];
        let is_region = match c {
            '省' | '市' => true,
            '州' => !below.starts_with('市'), // 广州市 is one name
            _ => false,
        };
        is_region && !below.is_empty()
    };
    let above = name
        .char_indices()
        .filter(own)
        .map(|(i, c)| i + c.len_utf8())
        .next_back();
    let own = &name[above.unwrap_or(0)..];
    match own.strip_suffix("自治州") {
        Some(stem) => stem.chars().take(2).chain(['州']).collect(),
        None => own.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, level, same};

    #[test]
    fn a_body_is_the_same_with_and_without_the_city_above_it() {
        assert!(same("青岛市即墨区", "即墨区"));
        assert!(same("凉山州", "凉山彝族自治州"));
        assert!(same("青岛市市南区科技局", "市南区科技局"));
        for (a, b) in [
            ("南京市鼓楼区", "徐州市鼓楼区"),
            ("青岛市", "青岛市即墨区"),
            ("市南区", "市南区科技局"),
            ("", "青岛市"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_level_is_told_by_the_last_region() {
        assert_eq!(level("国务院"), Level::National);
        assert_eq!(level("浙江省"), Level::Province);
        assert_eq!(level("黔南布依族苗族自治州"), Level::City);
        assert_eq!(level("青岛市胶州市"), Level::County);
        assert_eq!(level("市南区科技局"), Level::Office);
    }
}
