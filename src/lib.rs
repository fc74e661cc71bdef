//! `duban` reads what offices promised and what they later reported, and says where the two do not meet.
//!
//! Data flows one way: bytes → [`document`]s → facts ([`extract`]) → matters ([`link`]) → [`finding`]s ([`judge`]) → bytes ([`report`]).
//! A stage may use only the modules above it in this table; `tests/it/layering.rs` reads the table and keeps it true.
//!
//! | module | is | may use |
//! |---|---|---|
//! | error | what can be wrong with a request; exit codes | |
//! | yaml | text of a user-written file → typed value, or an error that points into it | error |
//! | location | `DocId`, `Span`, `Spanned`, `Origin` | |
//! | personal | phone and identity numbers in a text | |
//! | ooxml | a zip of XML parts, with size and ratio limits | |
//! | document | blocks, tables, sentences, clauses | location |
//! | source | bytes → `Document`s; one file may hold several | location, ooxml, document |
//! | extract | `Document` → `Facts` | location, document |
//! | link | `Facts` of many documents → `Matter`s and `Succession`s, with reasons | location, document, extract |
//! | compare | the commitments of two documents → kept, reworded, weakened, dropped, reported on, new | location, document, extract, link |
//! | finding | what a rule says about a place, complete for every format | location |
//! | rule | YAML → `RuleSet`; a closed set of questions about a fact or a matter | error, yaml, personal, location, document, extract, link, finding |
//! | judge | every rule × every fact and matter → findings, sorted | location, document, extract, link, finding, rule |
//! | baseline | which findings were there before | error, personal, finding |
//! | waiver | which findings are accepted, by whom, until when | error, yaml, document, finding |
//! | ledger | what people filled in a 台账, by fingerprint | error, finding |
//! | report | findings and ledger → bytes, one file per format | personal, location, ooxml, document, source, extract, link, compare, finding, judge, ledger |
//! | config | `duban.yaml` as written and as valid | error, yaml, extract, finding |
//! | git | which files changed since a revision | error |
//! | gate | which findings gate: configuration, escalation, waivers, baseline, changes | location, document, extract, finding, baseline, waiver, config, report |
//! | trial | a rule's examples → which it kept | error, location, document, source, extract, link, finding, rule, judge |
//! | cache | bytes kept under the hash of what they were made from | |
//! | run | paths and options → `Report` | all of the above |
//! | record | what was understood of a document ↔ one line of JSON | location, document, source, extract, run |
//! | cli | arguments → runs → output; the only module that prints | all of the above |
#![cfg_attr(not(test), deny(clippy::unwrap_used))]

pub mod baseline;
pub mod cache;
pub mod cli;
pub mod compare;
pub mod config;
pub mod document;
pub mod error;
pub mod extract;
pub mod finding;
pub mod gate;
pub mod git;
pub mod judge;
pub mod ledger;
pub mod link;
pub mod location;
pub mod ooxml;
pub mod personal;
pub mod record;
pub mod report;
pub mod rule;
pub mod run;
pub mod source;
pub mod trial;
pub mod waiver;
pub mod yaml;
