//! Turns a page saved as one MIME file (.mhtml, .mht) into the layout of its web page.

use super::{Failure, Rendering, html};
use encoding_rs::Encoding;

/// Deepest nesting of multipart bodies.
const MAX_DEPTH: usize = 8;
/// Longest header block of a part, in bytes.
const MAX_HEADER: usize = 64 << 10;

/// Reads the bytes of a MIME file.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let page = page(bytes, 0)
        .ok_or_else(|| Failure("网页存档里没有找到网页正文，请重新保存".to_owned()))?;
    let mut rendering = match page.charset {
        Some(encoding) => html::read_text(&encoding.decode(&page.body).0),
        None => html::read(&page.body),
    }?;
    "mhtml".clone_into(&mut rendering.format);
    Ok(rendering)
}

struct Page {
    body: Vec<u8>,
    charset: Option<&'static Encoding>,
}

/// The first web page in an entity: its own body, or that of one of its parts (RFC 2046 5.1).
fn page(entity: &[u8], depth: usize) -> Option<Page> {
    let (header, body) = split_header(entity)?;
    let kind = field(&header, "content-type").unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("multipart/") {
        let boundary = parameter(&kind, "boundary").filter(|_| depth < MAX_DEPTH)?;
        return parts(body, &boundary)
            .into_iter()
            .find_map(|part| page(part, depth + 1));
    }
    if !kind.to_ascii_lowercase().contains("html") {
        return None;
    }
    let coding = field(&header, "content-transfer-encoding").unwrap_or_default();
    let body = match coding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted_printable(body),
        _ => body.to_vec(),
    };
    let charset =
        parameter(&kind, "charset").and_then(|label| Encoding::for_label(label.as_bytes()));
    Some(Page { body, charset })
}

fn split_header(entity: &[u8]) -> Option<(String, &[u8])> {
    let head = &entity[..entity.len().min(MAX_HEADER)];
    let crlf = head
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .map(|at| (at, at + 4));
    let lf = head
        .windows(2)
        .position(|w| w == b"\n\n")
        .map(|at| (at, at + 2));
    let (end, body) = [crlf, lf].into_iter().flatten().min()?;
    Some((
        String::from_utf8_lossy(&entity[..end]).into_owned(),
        &entity[body..],
    ))
}

/// A header field's value, continuation lines unfolded.
fn field(header: &str, name: &str) -> Option<String> {
    let mut value: Option<String> = None;
    for line in header.lines() {
        if let Some(value) = &mut value {
            if !line.starts_with([' ', '\t']) {
                break;
            }
            value.push_str(line.trim_end());
        } else if let Some((key, rest)) = line.split_once(':')
            && key.trim().eq_ignore_ascii_case(name)
        {
            value = Some(rest.trim().to_owned());
        }
    }
    value
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).find_map(|p| {
        let (key, rest) = p.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| rest.trim().trim_matches('"').to_owned())
    });
    found.filter(|value| !value.is_empty())
}

fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let finder = aho_corasick::AhoCorasick::new([mark.as_bytes()]);
    let Ok(finder) = finder else {
        return Vec::new();
    };
    let at: Vec<usize> = finder.find_iter(body).map(|m| m.end()).collect();
    let ends = at
        .iter()
        .skip(1)
        .map(|end| end - mark.len())
        .chain([body.len()]);
    at.iter()
        .zip(ends)
        .map(|(&start, end)| without_first_line(&body[start..end]))
        .collect()
}

fn without_first_line(part: &[u8]) -> &[u8] {
    part.iter()
        .position(|&b| b == b'\n')
        .map_or(part, |end| &part[end + 1..])
}

fn base64(body: &[u8]) -> Vec<u8> {
    let (mut bits, mut count, mut out) = (0u32, 0, Vec::with_capacity(body.len() / 4 * 3));
    for &b in body {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xFF) as u8);
        }
    }
    out
}

/// RFC 2045 6.7; a malformed escape stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let hex = |b: Option<&u8>| b.and_then(|&b| char::from(b).to_digit(16));
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&b) = body.get(at) {
        at += 1;
        if b != b'=' {
            out.push(b);
        } else if let (Some(high), Some(low)) = (hex(body.get(at)), hex(body.get(at + 1))) {
            out.push((high * 16 + low) as u8);
            at += 2;
        } else if body[at..].starts_with(b"\r\n") {
            at += 2;
        } else if body.get(at) == Some(&b'\n') {
            at += 1;
        } else {
            out.push(b'=');
        }
    }
    out
}
