//! Joins who is to be given a title with the title: `A、B创建国家级旅游度假区` are A's and B's 国家级旅游度假区.

use super::nouns::Nouns;
use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use crate::location::Spanned;
use std::ops::Range;

/// Fewest characters of a holder, and of what is asked for.
const LEAST_HOLDER: usize = 2;
const LEAST_TITLE: usize = 4;

/// Characters of a title, at most: it is said again for each who asks for it.
const LONGEST_TITLE: usize = 60;

/// What joins two names.
const JOINTS: [char; 4] = ['和', '与', '及', '、'];

/// Kinds of things that ask for titles themselves; others in the list are promised by themselves (某大桥).
const HOLDERS: [&str; 4] = ["plant", "institution", "culture", "zone"];

/// Finds verbs between who asks and what is asked for.
#[derive(Debug)]
pub(crate) struct Holders {
    /// Verbs of asking for what somebody else gives (创建, 申报).
    asking: WordTable<()>,
    /// Verbs that ask for it only where a level follows (建设国家区域医疗中心).
    making: WordTable<()>,
    levels: WordTable<()>,
    /// What is said of the asking, and belongs to no name (成功, 加快).
    manner: WordTable<()>,
}

impl Holders {
    /// Compiles `lists.asking`, `lists.making`, `lists.asked_how` and `breadth.levels`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let levels = lexicon.pairs("breadth.levels").iter();
        Self {
            asking: lexicon.finder("lists.asking"),
            making: lexicon.finder("lists.making"),
            levels: WordTable::new(levels.map(|(w, _)| (w, ()))),
            manner: lexicon.finder("lists.asked_how"),
        }
    }

    /// `objects` of `text`, in order, each holder with what it is to hold.
    pub(crate) fn joined(
        &self,
        text: &str,
        mut objects: Vec<Spanned<String>>,
        nouns: &Nouns,
    ) -> Vec<Spanned<String>> {
        let mut title: Option<String> = None;
        for object in objects.iter_mut().rev() {
            if let Some((holder, held)) = self.parts(&object.value, nouns) {
                let held = object.value[held].to_owned();
                object.value = format!("{}{held}", &object.value[holder]);
                title = Some(held);
            } else if self.is_holder(text, object.span.range(), nouns) {
                object.value.extend(title.as_deref());
            } else {
                title = None;
            }
        }
        objects
    }

    /// Who asks in `name`, and for what.
    fn parts(&self, name: &str, nouns: &Nouns) -> Option<(Range<usize>, Range<usize>)> {
        let asking = self.asking.find(name).next();
        let verb = asking.or_else(|| {
            let mut making = self.making.find(name);
            making.find(|verb| self.levels.match_at(name, verb.end).is_some())
        })?;
        let holder = self.without_manner(name, 0..verb.start);
        let held = self.without_manner(name, verb.end..name.len());
        let long =
            |part: &Range<usize>, least: usize| name[part.clone()].chars().nth(least - 1).is_some();
        let is_thing = nouns.head(name, held.clone());
        let is_thing = is_thing.is_some_and(|(_, class)| class.is_tangible());
        let title = &name[held.clone()];
        let is_title = long(&held, LEAST_TITLE) && !long(&held, LONGEST_TITLE + 1);
        let asks = is_thing && is_title && !title.starts_with(JOINTS);
        let named = holder.is_empty() || long(&holder, LEAST_HOLDER);
        (asks && named && verb.start > 0).then_some((holder, held))
    }

    /// `part` of `name` without words of how at both ends.
    fn without_manner(&self, name: &str, mut part: Range<usize>) -> Range<usize> {
        while let Some((length, ())) = self.manner.match_at(&name[..part.end], part.start) {
            part.start += length;
        }
        while let Some((length, ())) = self.manner.match_before(name, part.end) {
            if part.end - length < part.start {
                break;
            }
            part.end -= length;
        }
        part
    }

    /// Whether what stands in `range` can ask for a title, and asks for none of its own.
    fn is_holder(&self, text: &str, range: Range<usize>, nouns: &Nouns) -> bool {
        let own = &text[range.clone()];
        let head = nouns.head(text, range);
        head.is_none_or(|(_, class)| HOLDERS.contains(&class.key()))
            && !self.asking.any(own)
            && !self.making.any(own)
    }
}
