//! Tells web-page and print leftovers from content.

use crate::document::BlockKind;
use crate::document::lines::Chunk;

/// Words of site navigation; a short line that holds one, before or after the content, is none of it.
const CHROME: [&str; 24] = [
    "联系我们",
    "企业入驻",
    "投稿",
    "点我",
    "上一篇",
    "下一篇",
    "打印",
    "关闭窗口",
    "责任编辑",
    "分享到",
    "版权",
    "返回顶部",
    "扫一扫",
    "文章地址",
    "来源：",
    "来源:",
    "网站地图",
    "主办单位：",
    "备案",
    "浏览次数",
    "字体",
    "相关链接",
    "相关阅读",
    "发布时间",
];
/// Longest line of chrome, in characters.
const CHROME_LIMIT: usize = 40;

/// Marks furniture in `kinds`: leftovers at the beginning and the end, and page numbers anywhere.
pub(super) fn mark(text: &str, chunks: &[Chunk], kinds: &mut [Option<BlockKind>]) {
    let leftover = |chunk: &Chunk| is_leftover(&text[chunk.range.clone()], chunk);
    let head = chunks.iter().take_while(|c| leftover(c)).count();
    let tail = chunks.iter().rev().take_while(|c| leftover(c)).count();
    for (at, (chunk, kind)) in chunks.iter().zip(kinds).enumerate() {
        let at_edge = at < head || at + tail >= chunks.len();
        if at_edge
            || is_page_number(&text[chunk.range.clone()])
            || (at < 8 && is_date(&text[chunk.range.clone()]))
        {
            *kind = Some(BlockKind::Furniture);
        }
    }
}

fn is_leftover(line: &str, chunk: &Chunk) -> bool {
    let short = line.chars().nth(CHROME_LIMIT).is_none();
    line.contains("http://")
        || line.contains("https://")
        || line.is_ascii() && short
        || (chunk.bullet && short)
        || (short && CHROME.iter().any(|word| line.contains(word)))
}

/// A line that is nothing but a date: `2021-06-04`, `（2016年1月12日）`.
fn is_date(line: &str) -> bool {
    let part =
        |c: char| c.is_ascii_digit() || "-/:. 年月日（）()〇○零一二三四五六七八九十".contains(c);
    line.chars().all(part)
}

fn is_page_number(line: &str) -> bool {
    let inner = line.trim_matches(['-', '—', '－', ' ']);
    let digits = inner
        .strip_prefix('第')
        .and_then(|i| i.strip_suffix('页'))
        .unwrap_or(inner)
        .trim();
    digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())
}
