//! Sorts files into units whose documents may be compared with one another and with no others: those of one issuer belong
//! together, and so do those of one file.

use super::opened::Opened;
use super::settle::Office;
use super::skim::told_of;
use crate::extract::issuer::root;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The `files` by unit, in order of the first file of each.
pub(super) fn units(files: Vec<Opened>, office: &Office<'_>) -> Vec<Vec<Opened>> {
    let issuers = files.par_iter().map(|file| issuers(file, office));
    let issuers: Vec<Vec<String>> = issuers.collect();
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut units: Vec<Vec<Opened>> = Vec::new();
    for (file, unit) in files.into_iter().zip(joined(&issuers)) {
        let place = *places.entry(unit).or_insert(units.len());
        if place == units.len() {
            units.push(Vec::new());
        }
        units[place].push(file);
    }
    units
}

/// The issuers of the documents in `file`; a document without one is compared with no other.
fn issuers(file: &Opened, office: &Office<'_>) -> Vec<String> {
    let told = file.documents.first();
    let told = told.map(|d| told_of(office.config, &d.file.path));
    let mut issuers = file.issuers(office.lexicon, &told.unwrap_or_default());
    issuers.retain(|name| !name.is_empty());
    issuers.iter().map(|name| root(name)).collect()
}

/// For each list of names the first list that shares a name with it, with one that shares a name with it, and so on.
fn joined(lists: &[Vec<String>]) -> Vec<usize> {
    let mut earlier: Vec<usize> = (0..lists.len()).collect();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, names) in lists.iter().enumerate() {
        for name in names {
            let other = first(&earlier, *by_name.entry(name).or_insert(i));
            let own = first(&earlier, i);
            earlier[own.max(other)] = own.min(other);
        }
    }
    (0..lists.len()).map(|i| first(&earlier, i)).collect()
}

fn first(earlier: &[usize], mut at: usize) -> usize {
    while earlier[at] != at {
        at = earlier[at];
    }
    at
}
