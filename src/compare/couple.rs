//! Decides which documents of two sides are compared with each other.

use crate::extract::Facts;

/// Documents of the old and of the new side that are compared, by index; one of the two may be empty.
type Couple = (Vec<usize>, Vec<usize>);

/// The documents of each issuer with those of the same issuer. Where each side has one issuer only, names do not matter: the user chose the two.
pub(super) fn couples(old: &[Facts], new: &[Facts]) -> Vec<Couple> {
    let (olds, mut news) = (by_issuer(old), by_issuer(new));
    if let ([(_, old)], [(_, new)]) = (olds.as_slice(), news.as_slice()) {
        return vec![(old.clone(), new.clone())];
    }
    let mut couples = Vec::new();
    for (issuer, documents) in olds {
        let partner = news.iter().position(|(name, _)| *name == issuer);
        let partner = partner.map(|i| news.remove(i).1);
        couples.push((documents, partner.unwrap_or_default()));
    }
    couples.extend(
        news.into_iter()
            .map(|(_, documents)| (Vec::new(), documents)),
    );
    couples
}

/// Documents that promise something, by issuer, in order of the first.
fn by_issuer(facts: &[Facts]) -> Vec<(&str, Vec<usize>)> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, facts) in facts.iter().enumerate() {
        if facts.commitments.is_empty() {
            continue;
        }
        let issuer = facts.profile.issuer.as_str();
        match groups.iter_mut().find(|(name, _)| *name == issuer) {
            Some((_, documents)) => documents.push(index),
            None => groups.push((issuer, vec![index])),
        }
    }
    groups
}
