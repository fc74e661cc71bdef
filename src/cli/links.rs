//! Makes the places in terminal output links (OSC 8) that terminals open, where the terminal is known to take them.

use std::io::IsTerminal as _;
use std::path::Path;

/// What begins a place in a finding's frame, drawn with lines or with ASCII.
const OPENINGS: [&str; 4] = ["╭─[", "├─[", ",-[", "|-["];
/// Terminals that take links, by what they say of themselves in `TERM_PROGRAM`.
const PROGRAMS: [&str; 6] = [
    "iTerm.app",
    "WezTerm",
    "vscode",
    "ghostty",
    "Hyper",
    "Tabby",
];

/// `text` with each place a link to its file, when standard output is a terminal that takes links; else as it is.
pub(super) fn linked(text: Vec<u8>) -> Vec<u8> {
    if !takes_links() {
        return text;
    }
    match String::from_utf8(text) {
        Ok(text) => with_links(&text).into_bytes(),
        Err(text) => text.into_bytes(),
    }
}

/// Follows the convention of tools that cannot ask a terminal: `FORCE_HYPERLINK` decides, else known names.
fn takes_links() -> bool {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let known = || {
        let vte = variable("VTE_VERSION")
            .parse()
            .is_ok_and(|n: u32| n >= 5000);
        let named = PROGRAMS.contains(&variable("TERM_PROGRAM").as_str());
        vte || named || !variable("WT_SESSION").is_empty() || variable("TERM").contains("kitty")
    };
    match variable("FORCE_HYPERLINK").as_str() {
        "" => std::io::stdout().is_terminal() && known(),
        forced => forced != "0",
    }
}

fn with_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match place(line) {
            Some((before, place, after)) => {
                let url = url(place);
                out += &format!("{before}\u{1b}]8;;{url}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\{after}");
            }
            None => out += line,
        }
    }
    out
}

/// What stands before, in and after the brackets of a frame's head.
fn place(line: &str) -> Option<(&str, &str, &str)> {
    let opening = OPENINGS
        .iter()
        .find_map(|o| Some(line.find(o)? + o.len()))?;
    let (before, rest) = line.split_at(opening);
    let end = rest.rfind(']')?;
    let (place, after) = rest.split_at(end);
    Some((before, place, after))
}

/// The file of a place as an address; terminals take no line numbers in it.
fn url(place: &str) -> String {
    let place = without_colour(place);
    let path = place.rsplitn(3, ':').last().unwrap_or(&place);
    let path = std::path::absolute(Path::new(path)).unwrap_or_default();
    let path = path.to_string_lossy().replace('\\', "/");
    format!("file://{}", crate::report::sarif::uri(&path))
}

/// `text` without colour sequences (ECMA-48 SGR).
fn without_colour(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| {
        out + piece.split_once('m').map_or("", |(_, rest)| rest)
    })
}
