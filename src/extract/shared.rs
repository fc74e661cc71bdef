//! Holds the facts of one list once for all who keep some of them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Deref;
use std::sync::Arc;

/// A list of facts whose members can be kept by others; read like a slice, and stored like one.
#[derive(Debug, PartialEq)]
pub struct SharedList<T>(Arc<Vec<T>>);

/// One fact of a [`SharedList`]; read like the fact itself, and stored like it.
#[derive(Debug)]
pub struct Shared<T> {
    list: Arc<Vec<T>>,
    at: usize,
}

impl<T> SharedList<T> {
    /// Each member, to be kept.
    pub fn members(&self) -> impl Iterator<Item = Shared<T>> {
        (0..self.len()).map(|at| Shared {
            list: Arc::clone(&self.0),
            at,
        })
    }
}

impl<T> From<Vec<T>> for SharedList<T> {
    fn from(mut list: Vec<T>) -> Self {
        list.shrink_to_fit();
        Self(Arc::new(list))
    }
}

impl<T> From<T> for Shared<T> {
    fn from(fact: T) -> Self {
        let list = Arc::new(vec![fact]);
        Self { list, at: 0 }
    }
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Clone for SharedList<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        let list = Arc::clone(&self.list);
        Self { list, at: self.at }
    }
}

impl<T> Deref for SharedList<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.list[self.at]
    }
}

impl<'a, T> IntoIterator for &'a SharedList<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Serialize> Serialize for SharedList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SharedList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}
