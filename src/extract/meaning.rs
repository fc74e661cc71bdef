//! Knows what a stretch of text is about, from what pairs of characters keep company with in government reports.
//!
//! The table is written by `tests/bench/meaning/`: for the most used pairs of characters how much they tell, and a direction;
//! pairs that occur near the same others point the same way (幼儿 and 学前). Its numbers are not used; an entry ends in what
//! the pair tells, in sixteenths of a nat, and its direction, a number between -127 and 127 for each of [`AXES`].

use super::background::hash;
use super::hashed::Table;

/// Numbers of a direction.
pub const AXES: usize = 12;

/// Bytes of an entry of the table.
pub const ENTRY: usize = 3 + AXES;

static PAIRS: Table<ENTRY> = Table::new(include_bytes!("meaning.bin"));

/// What a stretch of text is about: a direction of length 1, or 0 where nothing is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Meaning([f32; AXES]);

impl Meaning {
    /// The meaning of `chars`: the sum of its pairs' directions, each as long as it tells.
    pub fn of(chars: &[char]) -> Self {
        let mut sum = [0f32; AXES];
        for pair in chars.windows(2) {
            let Some(entry) = PAIRS.entry(hash(pair)) else {
                continue;
            };
            let tells = f32::from(entry[2]);
            for (axis, &part) in sum.iter_mut().zip(&entry[3..]) {
                *axis += tells * f32::from(part.cast_signed());
            }
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        Self(sum.map(|x| x / length.max(1.0)))
    }

    /// How near two meanings are, between -1 and 1.
    pub fn nearness(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}
