//! Tells from first characters where words can begin: in a table, in a short text, in a long text whose characters are sorted.

use super::words::WordTable;

/// Number of buckets of each index; a power of two.
pub(super) const BUCKETS: usize = 1024;

/// A text and where in it the characters of each bucket stand.
#[derive(Debug)]
pub struct Beginnings<'t> {
    text: &'t str,
    /// Bytes at which characters begin, by bucket, in order.
    places: Vec<u32>,
    /// Where each bucket begins in `places`; one entry more than buckets.
    starts: Box<[u32; BUCKETS + 1]>,
}

impl<'t> Beginnings<'t> {
    /// Reads `text`.
    pub fn of(text: &'t str) -> Self {
        let mut starts = Box::new([0u32; BUCKETS + 1]);
        each(text.as_bytes(), |_, bucket| starts[bucket + 1] += 1);
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[BUCKETS] as usize];
        each(text.as_bytes(), |at, bucket| {
            places[next[bucket] as usize] = at;
            next[bucket] += 1;
        });
        Self {
            text,
            places,
            starts,
        }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where the characters of `bucket` begin, in order.
    pub(super) fn places(&self, bucket: usize) -> &[u32] {
        &self.places[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

/// Tells `sink` of each character where it begins and its bucket.
fn each(bytes: &[u8], mut sink: impl FnMut(u32, usize)) {
    let mut at = 0;
    while let Some(rest @ [lead, ..]) = bytes.get(at..) {
        sink(at as u32, first_bucket(rest));
        at += width(*lead);
    }
}

/// A bit for every first character of a word, by the last twelve bits of its code: most characters of a text end here.
#[derive(Debug)]
pub(super) struct Firsts(Box<[u64; 64]>);

impl Firsts {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut firsts = Box::new([0; 64]);
        for word in words {
            let (at, bit) = Self::place(word.as_bytes());
            firsts[at] |= 1 << bit;
        }
        Self(firsts)
    }

    /// Whether a word may begin as `rest` does.
    #[inline]
    pub(super) fn may_begin(&self, rest: &[u8]) -> bool {
        let (at, bit) = Self::place(rest);
        self.0[at] >> bit & 1 == 1
    }

    /// How many of the first bytes of `rest` are characters of three bytes – Chinese ones, most of the text – with which no word
    /// begins.
    #[inline]
    pub(super) fn barren(&self, rest: &[u8]) -> usize {
        let is_barren = |[lead, second, third]: &&[u8; 3]| {
            matches!(lead, 0xE0..0xF0) && self.0[usize::from(second % 64)] >> (third % 64) & 1 == 0
        };
        let characters = rest.as_chunks().0.iter();
        3 * characters.take_while(is_barren).count()
    }

    #[inline]
    fn place(rest: &[u8]) -> (usize, u8) {
        match *rest {
            [0xE0..=0xFF, second, third, ..] => (usize::from(second % 64), third % 64),
            [lead @ 0x80..=0xFF, second, ..] => (usize::from(lead % 64), second % 64),
            [lead, ..] => (0, lead % 64),
            [] => (0, 0),
        }
    }
}

/// Which of up to eight tables may have words in a text.
#[derive(Debug)]
pub(crate) struct Opened(Box<[u8; BUCKETS]>);

impl Opened {
    /// Of no tables.
    pub(crate) fn new() -> Self {
        Self(Box::new([0; BUCKETS]))
    }

    /// Together with `table`, which is told by `bit`.
    pub(crate) fn and<V: Copy>(mut self, table: &WordTable<V>, bit: u8) -> Self {
        for word in table.words() {
            self.0[first_bucket(word.as_bytes())] |= bit;
        }
        self
    }

    /// The bits of the tables that have words beginning like characters of `text`.
    pub(crate) fn by(&self, text: &str) -> u8 {
        let bytes = text.as_bytes();
        let (mut at, mut bits) = (0, 0);
        while let Some(rest @ [lead, ..]) = bytes.get(at..) {
            bits |= self.0[first_bucket(rest)];
            at += width(*lead);
        }
        bits
    }
}

/// Bytes of the character that begins with `lead` in UTF-8.
#[inline]
pub(super) fn width(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

/// Bucket of the first character: all its bytes but the lead byte carry the difference.
#[inline]
pub(super) fn first_bucket(bytes: &[u8]) -> usize {
    let bucket = match *bytes {
        [lead @ 0xE0..=0xFF, second, third, ..] => {
            (usize::from(lead) * 31) ^ (usize::from(second) << 5) ^ usize::from(third)
        }
        [lead @ 0x80..=0xFF, second, ..] => (usize::from(lead) * 31) ^ usize::from(second),
        [lead, ..] => usize::from(lead),
        [] => 0,
    };
    bucket % BUCKETS
}
