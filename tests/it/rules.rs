//! Rules: every built-in one is valid, and what a user may write is read or explained.

use duban::extract::Lexicon;
use duban::finding::fingerprint;
use duban::link::key::matter_key;
use duban::rule::load;

#[test]
fn every_built_in_rule_is_valid() {
    let rules = load::built_in(&Lexicon::built_in()).unwrap();
    assert_eq!(rules.rules.len(), load::built_in_texts().len());
}

#[test]
fn identities_do_not_change_between_versions() {
    let key = matter_key("青岛市", "规上工业增加值增长10%左右。");
    assert_eq!(key, matter_key("青岛市", "规上工业增加值增长 10% 左右"));
    assert_eq!(key, "975ae1c4f0ebbbf4");
    assert_eq!(
        fingerprint("target-missed", &key, "2021/", 1),
        "59d54f2cc3e59a46"
    );
}
