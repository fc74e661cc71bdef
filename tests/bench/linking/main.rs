//! Fits the link weights on labelled pairs of reports and prints how well they link: fitted, and with each pair left out.
//!
//! `cargo bench --bench linking` reads `$DUBAN_SHARED/eval/pairs` (default `../shared`) and says so when it is not there.
//! `-- --write` puts the weights into `rules/lexicon/weights.yaml`. `SHOW=1` lists what goes wrong.
//! `DUMP=FILE` writes the candidates with their features instead; `PROMOTE=FILE` what is known of directions, `ABSENT=FILE` of
//! every commitment with each pair left out.
#![allow(clippy::print_stdout)] // a program for a terminal
#![allow(missing_docs)]

mod figures;
mod fit;
mod labels;
mod looks;

use duban::extract::Lexicon;
use duban::extract::commitment::Kind;
use duban::link::assign::candidates;
use duban::link::follow::Tools;
use duban::link::passage::{Passage, promise};
use duban::link::prepared::Prepared;
use duban::link::score::{FEATURES, Weights};
use duban::link::{Matter, follow_up};
use figures::Figures;
use labels::{Label, Pair, Place, hits, overlap};
use looks::{Looks, Row};
use std::path::PathBuf;

/// Weights for reports, and for promises made again.
#[derive(Clone)]
struct Models {
    reports: Weights,
    again: Weights,
}

fn main() {
    let shared =
        PathBuf::from(std::env::var("DUBAN_SHARED").unwrap_or_else(|_| "../shared".to_owned()));
    let lexicon = Lexicon::built_in();
    let pairs = labels::load(&shared, &lexicon);
    if pairs.is_empty() {
        println!("no labels under {}/eval/pairs", shared.display());
        return;
    }
    let mut tools = Tools::new(&lexicon);
    let reports: Vec<Looks> = (pairs.iter().enumerate())
        .map(|(p, pair)| reported(p, pair, &tools))
        .collect();
    if let Ok(path) = std::env::var("PROMOTE") {
        let lines: Vec<String> = pairs.iter().flat_map(|p| directions(p, &tools)).collect();
        std::fs::write(path, lines.join("\n")).expect("the dump can be written");
    }
    if let Ok(path) = std::env::var("DUMP") {
        std::fs::write(path, dump(&pairs, &all_rows(&reports, &tools.weights)))
            .expect("the dump can be written");
        return;
    }
    let again: Vec<Looks> = (pairs.iter().enumerate())
        .map(|(p, pair)| promised_again(p, pair, &tools))
        .collect();
    let fit = |skip: Option<usize>| {
        let used = |looks: &'_ [Looks], weights: &Weights| -> Vec<Row> {
            let mut rows = all_rows(looks, weights);
            rows.retain(|r| Some(r.pair) != skip);
            rows
        };
        Models {
            reports: fit::weights(|w| used(&reports, w), &tools.weights),
            again: fit::again(&used(&again, &tools.again), &tools.again),
        }
    };
    let fitted = fit(None);
    let left: Vec<Models> = (0..pairs.len()).map(|p| fit(Some(p))).collect();
    for (name, models) in [
        ("fitted", vec![fitted.clone(); pairs.len()]),
        ("leave one pair out", left),
    ] {
        let mut figures = Figures::default();
        let mut own = Figures::default();
        for (pair, models) in pairs.iter().zip(models) {
            tools.weights = models.reports;
            tools.again = models.again;
            let plan = Prepared::new(pair.plan(), &tools.reader);
            let review = Prepared::new(pair.review(), &tools.reader);
            let (matters, _) = follow_up(&plan, (Some(&review), &[]), &tools);
            if let (Ok(path), true) = (std::env::var("ABSENT"), name != "fitted") {
                absences(&path, pair, &matters);
            }
            let side = if pair.own { &mut own } else { &mut figures };
            side.add(pair, &matters);
        }
        if std::env::var("SHOW").is_ok() && name != "fitted" {
            figures.show();
            own.show();
        }
        println!("{name}: {figures}");
        println!("{name}, this project's labels: {own}");
    }
    if std::env::args().any(|a| a == "--write") {
        write(&fitted);
    } else {
        print!("{}", written(&fitted));
    }
}

/// The candidates among the reports for every labelled commitment that was found.
fn reported(p: usize, pair: &Pair, tools: &Tools) -> Looks {
    let plan = Prepared::new(pair.plan(), &tools.reader);
    let review = Prepared::new(pair.review(), &tools.reader);
    let linked = |label: &Label, place: Place| hits(label, place);
    Looks::new((p, pair), (&plan.subjects, &review.passages), tools, linked)
}

/// The candidates in the next plan for every labelled commitment that was found.
fn promised_again(p: usize, pair: &Pair, tools: &Tools) -> Looks {
    let plan = Prepared::new(pair.plan(), &tools.reader);
    let next = Prepared::new(pair.review(), &tools.reader);
    let promises = next.subjects.iter();
    let promises: Vec<Passage> = promises
        .map(|s| promise(next.source, s, &tools.reader))
        .collect();
    let again = |label: &Label, place: Place| label.carried.is_some_and(|c| overlap(c, place));
    Looks::new((p, pair), (&plan.subjects, &promises), tools, again)
}

/// The rows of all pairs, as they are seen with `weights`.
fn all_rows(looks: &[Looks], weights: &Weights) -> Vec<Row> {
    looks.iter().flat_map(|l| l.rows(weights)).collect()
}

/// Adds to the file `path` what is said to have no report: how near the nearest passage came, and the label's verdict.
fn absences(path: &str, pair: &Pair, matters: &[Matter]) {
    use std::io::Write as _;
    let spans: Vec<_> = matters.iter().map(|m| m.commitment.span).collect();
    let matched = pair.matched(&spans);
    let mut file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(path)
        .expect("the file can be written");
    for (i, matter) in matters.iter().enumerate() {
        if !pair.in_region(spans[i]) {
            continue;
        }
        let label = matched.iter().find(|m| m.1 == i).map(|m| &pair.labels[m.0]);
        let verdict = label.map_or("unlabelled", |l| l.verdict.as_str());
        let near = matter.searched.nearest.first().map_or(0.0, |l| l.score);
        let linked = matter.links.first().map_or(0.0, |l| l.score);
        let hit = label.is_some_and(|l| {
            matter
                .links
                .iter()
                .any(|k| hits(l, pair.review_chars(k.progress)))
        });
        let c = &matter.commitment;
        writeln!(
            file,
            "{}\t{:?}\t{:?}\t{:.3}\t{near:.3}\t{linked:.3}\t{verdict}\t{}\t{}\t{:?}",
            u8::from(pair.own),
            c.kind,
            matter.verdict,
            c.margin,
            u8::from(hit),
            pair.plan()
                .document
                .slice(c.span.range())
                .replace(['\n', '\t'], " "),
            matter.because
        )
        .expect("the file can be written");
    }
}

/// The directions of a plan with their margin, how sure they are reported, and whether the labels take them for commitments.
fn directions(pair: &Pair, tools: &Tools) -> Vec<String> {
    let plan = Prepared::new(pair.plan(), &tools.reader);
    let review = Prepared::new(pair.review(), &tools.reader);
    let spans: Vec<_> = plan.directions.iter().map(|s| s.commitment.span).collect();
    let matched = pair.matched(&spans);
    let found = candidates(&plan.directions, &review.passages, &tools.weights);
    let line = |i: usize| {
        let span = spans[i];
        let label = matched.iter().find(|m| m.1 == i).map(|m| &pair.labels[m.0]);
        let best = found[i].first()?;
        let clause = review.passages[best.passage].span;
        let linked = label.is_some_and(|l| hits(l, pair.review_chars(clause)));
        pair.in_region(span).then(|| {
            format!(
                "{}\t{:.3}\t{:.3}\t{}\t{}\t{}\t{}",
                u8::from(pair.own),
                plan.directions[i].commitment.margin,
                best.score,
                u8::from(label.is_some()),
                u8::from(linked),
                pair.plan()
                    .document
                    .slice(span.range())
                    .replace(['\n', '\t'], " "),
                pair.review()
                    .document
                    .slice(clause.range())
                    .replace(['\n', '\t'], " ")
            )
        })
    };
    (0..spans.len()).filter_map(line).collect()
}

fn dump(pairs: &[Pair], rows: &[Row]) -> String {
    let line = |r: &Row| {
        let label = &pairs[r.pair].labels[r.label];
        let linked = !label.links.is_empty();
        let values = r.features.map(|f| f.to_string()).join("\t");
        let quantified = r.kind == Kind::Quantified;
        format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{values}",
            r.pair,
            r.label,
            u8::from(quantified),
            u8::from(r.link),
            u8::from(linked),
            label.id,
            r.subject,
            r.clause,
        )
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The weights as they stand in the lexicon.
fn written(models: &Models) -> String {
    let (weights, again) = (&models.reports, &models.again);
    let mut text = String::new();
    let second = weights.second.as_ref().unwrap_or(&weights.first);
    for (name, set) in [
        ("first_quantified", &weights.first.quantified),
        ("first_named", &weights.first.named),
        ("quantified", &second.quantified),
        ("named", &second.named),
        ("again", &again.first.named),
    ] {
        text += &format!("{name}:\n");
        let known = FEATURES
            .iter()
            .zip(set)
            .filter(|(_, weight)| **weight != 0.0);
        for (feature, weight) in known {
            text += &format!("  {feature}: {weight:.3}\n");
        }
    }
    let limits = [
        ("threshold", weights.threshold),
        ("restated", again.threshold),
        ("promoted", weights.promoted),
    ];
    let limits = limits.map(|(name, limit)| format!("  {name}: {limit:.3}\n"));
    text + "link:\n" + &limits.concat()
}

/// Puts the weights into the lexicon, below the comments that open it.
fn write(weights: &Models) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/lexicon/weights.yaml");
    let old = std::fs::read_to_string(&path).expect("the weights are readable");
    let comments = old.lines().take_while(|l| l.starts_with('#'));
    let head: String = comments.map(|l| format!("{l}\n")).collect();
    std::fs::write(&path, head + &written(weights)).expect("the weights can be written");
    println!("wrote {}", path.display());
}
