//! Walks one XML part as opening tags, closing tags and text.

use super::PackageError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// Deepest nesting of elements.
pub(super) const MAX_DEPTH: usize = 1_000;

/// A piece of an XML part.
#[derive(Debug)]
pub enum Node<'a> {
    /// An opening tag; an empty element is opened and closed at once.
    Open(Tag<'a>),
    /// A closing tag.
    Close,
    /// Character data, references resolved. Entities declared in a DTD are never expanded; they vanish.
    Text(Cow<'a, str>),
}

/// An opening tag.
#[derive(Debug)]
pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Name without prefix.
    pub fn name(&self) -> &str {
        let name = self.0.name().0;
        &self.0[name.find(':').map_or(0, |at| at + 1)..name.len()]
    }

    /// Names without prefix and values of the attributes, references not resolved; it ends where they are not well-formed.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = &self.0[self.0.name().0.len()..];
        std::iter::from_fn(move || {
            let bytes = rest.as_bytes();
            let equals = bytes.iter().position(|&b| b == b'=')?;
            let spaces = bytes[equals + 1..].iter();
            let open = equals + 1 + spaces.take_while(|b| b.is_ascii_whitespace()).count();
            let quote = bytes.get(open).filter(|q| matches!(q, b'"' | b'\''))?;
            let close = open + 1 + bytes[open + 1..].iter().position(|b| b == quote)?;
            let (key, value) = (rest[..equals].trim(), &rest[open + 1..close]);
            rest = &rest[close + 1..];
            Some((&key[key.rfind(':').map_or(0, |at| at + 1)..], value))
        })
    }

    /// Value of the attribute whose name without prefix is `name`.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.raw(name).map(|raw| {
            quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), Cow::into_owned)
        })
    }

    /// Value of attribute `name` as a whole number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.raw(name)?.trim().parse().ok()
    }

    /// Value of an on/off element's `val`: present without value means on (ECMA-376 17.17.4).
    pub fn is_on(&self) -> bool {
        !matches!(self.raw("val"), Some("0" | "false" | "off" | "none"))
    }

    fn raw(&self, name: &str) -> Option<&str> {
        self.attributes().find(|a| a.0 == name).map(|a| a.1)
    }
}

/// Walks one XML part.
pub struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Walk<'a> {
    /// Starts at the beginning of `xml`.
    pub fn new(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// Open elements.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next piece and its byte range in the XML, `None` at the end.
    ///
    /// # Errors
    /// [`PackageError::Depth`], or [`PackageError::Xml`] where the XML stops being well-formed.
    pub fn step(&mut self) -> Result<Option<(Node<'a>, Range<usize>)>, PackageError> {
        loop {
            let start = self.position();
            let event = self
                .reader
                .read_event()
                .map_err(|_| PackageError::Xml(start))?;
            let node = match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(PackageError::Depth);
                    }
                    Node::Open(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => match resolve(&name) {
                    Some(c) => Node::Text(Cow::Owned(c.to_string())),
                    None => continue,
                },
                Event::Eof if self.depth > 0 => return Err(PackageError::Xml(start)),
                Event::Eof => return Ok(None),
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => continue,
            };
            return Ok(Some((node, start..self.position())));
        }
    }

    /// Skips to the end of the element just opened.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn skip(&mut self) -> Result<(), PackageError> {
        let inside = self.depth;
        while self.depth >= inside && self.step()?.is_some() {}
        Ok(())
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

fn resolve(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if name.is_char_ref() {
        return name.resolve_char_ref().ok().flatten();
    }
    quick_xml::escape::resolve_predefined_entity(name)?
        .chars()
        .next()
}
