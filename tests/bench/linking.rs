//! Fits the link weights on the labelled pairs, and scores them fitted and with each pair left out.

use duban::document::Document;
use duban::extract::commitment::{Commitment, Firmness, Kind, Weight};
use duban::extract::part::{Part, PartRole};
use duban::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use duban::extract::{Facts, Lexicon, extract};
use duban::link::Matter;
use duban::link::assign::candidates;
use duban::link::follow::{Tools, follow};
use duban::link::pair::reporting;
use duban::link::passage::{Passage, Source, Subject, passages, subject};
use duban::link::score::{FEATURES, Features, Weights};
use duban::location::{DocId, Span, Spanned};
use serde_json::Value;
use std::path::{Path, PathBuf};

struct Label {
    id: String,
    span: (usize, usize),
    quote: String,
    links: Vec<(usize, usize)>,
    verdict: String,
}

struct Pair {
    plan: (Document, Facts),
    review: (Document, Facts),
    labels: Vec<Label>,
}

struct Row {
    pair: usize,
    label: usize,
    kind: Kind,
    features: Features,
    link: bool,
    span: (usize, usize),
}

fn shared() -> PathBuf {
    PathBuf::from(std::env::var("DUBAN_SHARED").unwrap_or_else(|_| "../shared".to_owned()))
}

fn main() {
    let lexicon = Lexicon::built_in();
    let mut files: Vec<PathBuf> = std::fs::read_dir(shared().join("eval/pairs"))
        .map(|d| d.flatten().map(|e| e.path()).collect())
        .unwrap_or_default();
    files.sort();
    if files.is_empty() {
        println!("no labels under {}/eval/pairs", shared().display());
        return;
    }
    let pairs: Vec<Pair> = files.iter().map(|f| load(f, &lexicon)).collect();
    let mut tools = Tools::new(&lexicon);
    let rows: Vec<Row> = pairs
        .iter()
        .enumerate()
        .flat_map(|(p, pair)| rows(p, pair, &tools))
        .collect();
    reach(&pairs, &rows);
    if let Ok(path) = std::env::var("DUMP") {
        let lines: Vec<String> = rows
            .iter()
            .map(|r| {
                format!(
                    "{}\t{}\t{}\t{}\t{}\t{}",
                    r.pair,
                    r.label,
                    u8::from(r.kind == Kind::Quantified),
                    u8::from(r.link),
                    u8::from(!pairs[r.pair].labels[r.label].links.is_empty()),
                    r.features.map(|f| f.to_string()).join("\t")
                )
            })
            .collect();
        std::fs::write(path, lines.join("\n")).expect("the dump can be written");
        return;
    }
    let all: Vec<&Row> = rows.iter().collect();
    let fitted = fit_both(&all);
    let left: Vec<Weights> = (0..pairs.len())
        .map(|p| fit_both(&rows.iter().filter(|r| r.pair != p).collect::<Vec<_>>()))
        .collect();
    let show = std::env::var("SHOW").is_ok();
    for (name, models) in [
        ("fitted", &vec![fitted.clone(); pairs.len()]),
        ("leave one pair out", &left),
    ] {
        let mut sum = Sum::default();
        for (p, pair) in pairs.iter().enumerate() {
            tools.weights = models[p].clone();
            let matters = follow(pair.from(), Some(pair.to()), &tools);
            sum.add(pair, &matters, show && name != "fitted");
        }
        sum.print(name);
    }
    ranks(&pairs, &rows, &left);
    for (name, set) in [("quantified", &fitted.quantified), ("named", &fitted.named)] {
        println!("{name}:");
        for (f, w) in FEATURES.iter().zip(set) {
            println!("  {f}: {w:.3}");
        }
    }
    println!("threshold: {:.3}", fitted.threshold);
    if std::env::var("SHOW_WRONG").is_ok() {
        wrong(&pairs, &rows, &left);
    }
}

impl Pair {
    fn from(&self) -> Source<'_> {
        Source {
            document: &self.plan.0,
            facts: &self.plan.1,
        }
    }
    fn to(&self) -> Source<'_> {
        Source {
            document: &self.review.0,
            facts: &self.review.1,
        }
    }
}

fn rows(p: usize, pair: &Pair, tools: &Tools) -> Vec<Row> {
    let subjects: Vec<Subject> = pair
        .plan
        .1
        .commitments
        .iter()
        .map(|c| subject(pair.from(), c, &tools.reader))
        .collect();
    let passages: Vec<Passage> = reporting(&pair.review.1)
        .flat_map(|part| passages(pair.to(), part, &tools.reader))
        .collect();
    let found = candidates(&subjects, &passages, &tools.weights);
    let mut rows = Vec::new();
    for (l, (label, list)) in pair.labels.iter().zip(&found).enumerate() {
        for c in list {
            let span = chars(&pair.review.0, passages[c.passage].span);
            rows.push(Row {
                pair: p,
                label: l,
                kind: subjects[l].commitment.kind,
                features: c.features,
                link: hits(label, span),
                span,
            });
        }
    }
    rows
}

fn reach(pairs: &[Pair], rows: &[Row]) {
    let mut found = 0;
    for (p, pair) in pairs.iter().enumerate() {
        for (l, label) in pair
            .labels
            .iter()
            .enumerate()
            .filter(|(_, l)| !l.links.is_empty())
        {
            let near = rows.iter().any(|r| r.pair == p && r.label == l && r.link);
            found += usize::from(near);
            if !near && std::env::var("SHOW_LOST").is_ok() {
                println!(
                    "lost {} {} -> {:?}",
                    label.id,
                    label.quote,
                    label
                        .links
                        .iter()
                        .map(|l| pair
                            .review
                            .0
                            .file
                            .text
                            .chars()
                            .skip(l.0)
                            .take(l.1 - l.0)
                            .collect::<String>())
                        .collect::<Vec<_>>()
                )
            }
        }
    }
    println!(
        "linked {}, of these among the candidates {found}",
        pairs
            .iter()
            .flat_map(|p| &p.labels)
            .filter(|l| !l.links.is_empty())
            .count()
    );
}

#[derive(Default)]
struct Sum {
    tp: usize,
    fp: usize,
    fn_: usize,
    right: usize,
    all: usize,
    cells: std::collections::BTreeMap<(&'static str, &'static str), usize>,
    drop: (usize, usize),
    missed: (usize, usize, usize),
}

fn group(verdict: &str) -> &'static str {
    match verdict {
        "exceeded" | "met" => "kept",
        "partial" | "missed" | "delayed" => "short",
        "in_progress" => "underway",
        "not_mentioned" => "absent",
        _ => "none",
    }
}

impl Sum {
    fn add(&mut self, pair: &Pair, matters: &[Matter], show: bool) {
        for (label, matter) in pair.labels.iter().zip(matters) {
            let chosen: Vec<(usize, usize)> = matter
                .links
                .iter()
                .map(|l| chars(&pair.review.0, l.progress))
                .collect();
            let hit = label
                .links
                .iter()
                .filter(|g| chosen.iter().any(|c| overlap(**g, *c)))
                .count();
            let hit_p = chosen
                .iter()
                .filter(|c| label.links.iter().any(|g| overlap(*g, **c)))
                .count();
            self.tp += hit;
            self.fn_ += label.links.len() - hit;
            self.fp += chosen.len() - hit_p;
            self.all += 1;
            self.right += usize::from(
                label.links.is_empty() == chosen.is_empty() && (label.links.is_empty() || hit > 0),
            );
            let said = serde_json::to_value(matter.verdict).expect("a name");
            let said = said.as_str().expect("a name");
            *self
                .cells
                .entry((group(&label.verdict), group(said)))
                .or_default() += 1;
            let count = |c: &mut (usize, usize), ok: bool| if ok { c.0 += 1 } else { c.1 += 1 };
            if said == "not_mentioned" {
                count(&mut self.drop, label.verdict == "not_mentioned")
            }
            if said == "missed" || said == "partial" {
                let ok = label.verdict == "missed" || label.verdict == "partial";
                if ok {
                    self.missed.0 += 1
                } else {
                    self.missed.1 += 1
                }
            }
            self.missed.2 += usize::from(label.verdict == "missed" || label.verdict == "partial");
            if show && hit > 0 && group(&label.verdict) != group(said) {
                let links: Vec<&str> = matter
                    .links
                    .iter()
                    .map(|l| pair.review.0.slice(l.progress.range()))
                    .collect();
                println!(
                    "verdict {} {} -> {said} | {} || {links:?} || {:?}",
                    label.id, label.verdict, label.quote, matter.because
                );
            }
        }
    }
    fn print(&self, name: &str) {
        let p = self.tp as f32 / (self.tp + self.fp).max(1) as f32;
        let r = self.tp as f32 / (self.tp + self.fn_).max(1) as f32;
        let right: usize = self
            .cells
            .iter()
            .filter(|((a, b), _)| a == b)
            .map(|(_, n)| n)
            .sum();
        let classes = ["kept", "short", "underway", "absent"];
        let f = |c: &str| {
            let t: usize = self
                .cells
                .iter()
                .filter(|((a, b), _)| *a == c && *b == c)
                .map(|x| x.1)
                .sum();
            let all: usize = self
                .cells
                .iter()
                .map(|((a, b), n)| n * (usize::from(*a == c) + usize::from(*b == c)))
                .sum();
            2.0 * t as f32 / all.max(1) as f32
        };
        println!(
            "{name}: links P {p:.3} R {r:.3} F1 {:.3}, decision {:.3}, verdict {:.3} macro {:.3} {:?}, dropped {:?}, missed {:?}",
            2.0 * p * r / (p + r),
            self.right as f32 / self.all as f32,
            right as f32 / self.all as f32,
            classes.iter().map(|c| f(c)).sum::<f32>() / 4.0,
            classes.map(|c| (f(c) * 100.0).round() as u32),
            self.drop,
            self.missed
        );
        println!("   {:?}", self.cells);
    }
}

fn score(model: &Weights, row: &Row) -> f32 {
    model.score(row.kind, &row.features)
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn fit_both(rows: &[&Row]) -> Weights {
    let of = |q: bool| {
        rows.iter()
            .copied()
            .filter(|r| (r.kind == Kind::Quantified) == q)
            .collect::<Vec<_>>()
    };
    let mut model = Weights {
        quantified: fit(&of(true)),
        named: fit(&of(false)),
        threshold: 0.5,
        restated: 0.5,
    };
    let mut best = (0.0, 0.5);
    for t in 10..80 {
        model.threshold = t as f32 / 100.0;
        let f = f1_rows(rows, &model);
        if f > best.0 {
            best = (f, model.threshold)
        }
    }
    model.threshold = best.1;
    model
}

/// F1 of the best candidate per label above the threshold.
fn f1_rows(rows: &[&Row], model: &Weights) -> f32 {
    let (mut tp, mut fp, mut pos) = (0, 0, 0);
    let mut i = 0;
    while i < rows.len() {
        let mut j = i;
        while j < rows.len() && (rows[j].pair, rows[j].label) == (rows[i].pair, rows[i].label) {
            j += 1
        }
        let group = &rows[i..j];
        let best = group
            .iter()
            .max_by(|a, b| score(model, a).total_cmp(&score(model, b)))
            .expect("not empty");
        pos += usize::from(group.iter().any(|r| r.link));
        if score(model, best) >= model.threshold {
            if best.link { tp += 1 } else { fp += 1 }
        }
        i = j;
    }
    2.0 * tp as f32 / (tp + fp + pos).max(1) as f32
}

/// Logistic regression by gradient descent with momentum and a little shrinkage.
fn fit(rows: &[&Row]) -> Features {
    let mut w = [0f32; FEATURES.len()];
    let mut v = [0f32; FEATURES.len()];
    let n = rows.len().max(1) as f32;
    for _ in 0..iters() {
        let mut g = [0f32; FEATURES.len()];
        for r in rows {
            let p = sigmoid(w.iter().zip(&r.features).map(|(a, b)| a * b).sum());
            let e = p - f32::from(u8::from(r.link));
            for (g, x) in g.iter_mut().zip(&r.features) {
                *g += e * x
            }
        }
        for k in 0..w.len() {
            let shrink = if k == 0 { 0.0 } else { l2() * w[k] / n };
            v[k] = 0.95 * v[k] - 1.5 * (g[k] / n + shrink);
            w[k] += v[k];
        }
    }
    w
}

fn choose<'a>(rows: &'a [Row], p: usize, l: usize, m: &Weights) -> Vec<&'a Row> {
    let best = rows
        .iter()
        .filter(|r| r.pair == p && r.label == l)
        .max_by(|a, b| score(m, a).total_cmp(&score(m, b)));
    best.into_iter()
        .filter(|r| score(m, r) >= m.threshold)
        .collect()
}

fn wrong(pairs: &[Pair], rows: &[Row], models: &[Weights]) {
    for (p, pair) in pairs.iter().enumerate() {
        let text: Vec<char> = pair.review.0.file.text.chars().collect();
        let cut = |s: (usize, usize)| text[s.0..s.1].iter().collect::<String>();
        for (l, label) in pair.labels.iter().enumerate() {
            let m = &models[p];
            let chosen = choose(rows, p, l, m);
            let hit = chosen.iter().any(|r| r.link);
            if hit || (chosen.is_empty() && label.links.is_empty()) {
                continue;
            }
            let best = rows
                .iter()
                .filter(|r| r.pair == p && r.label == l)
                .max_by(|a, b| score(m, a).total_cmp(&score(m, b)));
            println!("{} {} | {}", label.id, label.verdict, label.quote);
            for g in &label.links {
                let s = rows
                    .iter()
                    .find(|r| r.pair == p && r.label == l && overlap(*g, r.span));
                println!(
                    "    gold {:.2} {}",
                    s.map_or(-1.0, |r| score(m, r)),
                    cut(*g)
                );
                if let (Some(s), true) = (s, std::env::var("SHOW_FEATURES").is_ok()) {
                    show(s)
                }
            }
            if let Some(b) = best.filter(|b| !b.link) {
                println!("    took {:.2} {}", score(m, b), cut(b.span));
                if std::env::var("SHOW_FEATURES").is_ok() {
                    show(b)
                }
            }
        }
    }
}

fn show(row: &Row) {
    let list: Vec<String> = FEATURES
        .iter()
        .zip(row.features)
        .skip(1)
        .filter(|(_, v)| *v != 0.0)
        .map(|(n, v)| format!("{n} {v:.2}"))
        .collect();
    println!("        {}", list.join(", "));
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    let inter = a.1.min(b.1) as f64 - a.0.max(b.0) as f64;
    let (la, lb) = ((a.1 - a.0) as f64, (b.1 - b.0) as f64);
    inter > 0.0 && la / 4.0 <= lb && lb <= 3.0 * la + 40.0 && inter / la.min(lb).max(1.0) >= 0.5
}

fn hits(label: &Label, span: (usize, usize)) -> bool {
    label.links.iter().any(|l| overlap(*l, span))
}

fn chars(document: &Document, span: Span) -> (usize, usize) {
    (
        document.file.char_offset(span.start),
        document.file.char_offset(span.end),
    )
}

fn load(path: &Path, lexicon: &Lexicon) -> Pair {
    let text = std::fs::read_to_string(path).expect("labels are readable");
    let mut lines = text
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("labels are JSON"));
    let head = lines.next().expect("a first line");
    let rows: Vec<Value> = lines.collect();
    let read = |key: &str, id: u32| {
        let name = head[key].as_str().expect("a path");
        let mut reading = duban::source::read(&shared().join(name), name);
        let mut document = reading.documents.remove(0);
        document.id = DocId(id);
        let mut facts = extract(&document, lexicon);
        if facts.quantities.is_empty() {
            facts.quantities = scan(&document)
        }
        (document, facts)
    };
    let (mut plan, mut review) = (read("plan_file", 0), read("review_file", 1));
    let place = |v: &Value| {
        let s = v["start"].as_u64().expect("start") as usize;
        (s, s + v["quote"].as_str().expect("quote").chars().count())
    };
    let labels: Vec<Label> = rows
        .iter()
        .map(|r| Label {
            id: r["id"].as_str().unwrap_or_default().to_owned(),
            span: place(r),
            quote: r["quote"].as_str().unwrap_or_default().to_owned(),
            links: r["links"]
                .as_array()
                .map(|a| a.iter().map(place).collect())
                .unwrap_or_default(),
            verdict: r["verdict"].as_str().unwrap_or_default().to_owned(),
        })
        .collect();
    plan.1.commitments = rows
        .iter()
        .zip(&labels)
        .map(|(r, l)| gold(&plan.0, r, l))
        .collect();
    let carried: Vec<usize> = {
        let mut c: Vec<usize> = rows
            .iter()
            .filter_map(|r| r["carried"]["start"].as_u64())
            .map(|s| s as usize)
            .collect();
        c.sort_unstable();
        c
    };
    let last = labels
        .iter()
        .flat_map(|l| &l.links)
        .map(|l| l.1)
        .max()
        .unwrap_or(0);
    let text = review.0.file.text.clone();
    let byte = |c: usize| text.char_indices().nth(c).map_or(text.len(), |(i, _)| i);
    let part = |a: usize, b: usize| Part {
        role: PartRole::Review,
        span: Span::new(DocId(1), byte(a)..byte(b)),
        period: None,
        sections: Vec::new(),
    };

    let mut parts = vec![part(0, carried[0].min(carried[2] - 100))];
    if last > carried[carried.len() - 1] {
        parts.push(part(carried[carried.len() - 1] + 2000, last + 300))
    }
    review.1.profile.parts = parts;
    Pair {
        plan,
        review,
        labels,
    }
}

fn gold(document: &Document, row: &Value, label: &Label) -> Commitment {
    let text = &document.file.text;
    let byte = |c: usize| text.char_indices().nth(c).map_or(text.len(), |(i, _)| i);
    let range = byte(label.span.0)..byte(label.span.1);
    let span = document.span(range.clone());
    let spanned = |s: &str| Spanned::new(s.to_owned(), span);
    let quantified = row["kind"] == "quantified";
    let mut quantities = Vec::new();
    if let (true, Some(value)) = (quantified, row["value"].as_f64()) {
        let unit = row["unit"].as_str().unwrap_or_default();
        let growth = row["is_growth"] == true;
        let (scale, base) = base(unit);
        quantities.push(Quantity {
            span: document.span(range.start..range.start),
            literal: document.span(range.start..range.start),
            value,
            value_hi: row["value_hi"].as_f64(),
            decimals: 0,
            unit: unit.to_owned(),
            base_value: value * scale,
            base_value_hi: row["value_hi"].as_f64().map(|v| v * scale),
            base_unit: base,
            bound: match row["comparator"].as_str() {
                Some("≥") => Bound::AtLeast,
                Some("≤") => Bound::AtMost,
                Some("≈") => Bound::About,
                Some("range") => Bound::Between,
                _ => Bound::Exactly,
            },
            basis: if growth {
                Basis::Growth
            } else if unit == "%" {
                Basis::Rate
            } else {
                basis_of(&label.quote)
            },
            falling: false,
            role: QuantityRole::Target,
            measure: row["metric"].as_str().map(spanned),
        });
    }
    Commitment {
        span,
        kind: if quantified {
            Kind::Quantified
        } else {
            Kind::Named
        },
        quantities,
        objects: row["objects"]
            .as_array()
            .map(|a| a.iter().filter_map(Value::as_str).map(spanned).collect())
            .unwrap_or_default(),
        verb: None,
        stage: None,
        firmness: Firmness::Firm,
        deadline: None,
        owners: Vec::new(),
        weight: Weight::Ordinary,
        section: None,
        period: None,
    }
}

fn base(unit: &str) -> (f64, String) {
    let mut scale = 1.0;
    let mut rest = unit;
    loop {
        if let Some(r) = rest.strip_prefix('万') {
            if r.is_empty() {
                break;
            }
            scale *= 1e4;
            rest = r
        } else if let Some(r) = rest.strip_prefix('亿') {
            if r.is_empty() {
                break;
            }
            scale *= 1e8;
            rest = r
        } else {
            break;
        }
    }
    (scale, rest.to_owned())
}

fn basis_of(text: &str) -> Basis {
    if text.contains('新') || text.contains("净增") {
        Basis::Increase
    } else if text.contains("累计") {
        Basis::Cumulative
    } else {
        Basis::Total
    }
}

/// A stand-in for the quantities of a document.
fn scan(document: &Document) -> Vec<Quantity> {
    let text = &document.file.text;
    let re = regex::Regex::new(r"(\d[\d.]*)([万亿]*)(%|％|个百分点|平方公里|平方米|公里|[家个户人元套座处亩吨条项名场次所件种只千公美斤]?元?)").expect("a pattern");
    let mut clause_start = 0;
    re.captures_iter(text)
        .filter_map(|c| {
            let m = c.get(0).expect("whole");
            let value: f64 = c[1].parse().ok()?;
            if c[3].is_empty() && c[2].is_empty() {
                return None;
            }
            let before = &text[..m.start()];
            clause_start = before
                .rfind(['，', '。', '；', '\n', '、'])
                .map_or(0, |i| i + 3)
                .min(m.start());
            let head = text.get(clause_start..m.start()).unwrap_or_default();
            let unit = format!("{}{}", &c[2], &c[3]).replace('％', "%");
            let (scale, base) = base(&unit);
            let growth = ["增长", "提高", "下降", "上涨"]
                .iter()
                .any(|w| head.ends_with(w));
            Some(Quantity {
                span: document.span(m.range()),
                literal: document.span(m.range()),
                value,
                value_hi: None,
                decimals: 0,
                unit: unit.clone(),
                base_value: value * scale,
                base_value_hi: None,
                base_unit: base,
                bound: Bound::Exactly,
                basis: if growth {
                    Basis::Growth
                } else if unit == "%" {
                    Basis::Rate
                } else {
                    basis_of(head)
                },
                falling: false,
                role: QuantityRole::Actual,
                measure: None,
            })
        })
        .collect()
}
fn l2() -> f32 {
    std::env::var("L2")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(0.5)
}
fn iters() -> usize {
    std::env::var("ITERS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1500)
}

fn ranks(pairs: &[Pair], rows: &[Row], models: &[Weights]) {
    for q in [true, false] {
        let (mut first, mut linked, mut tp, mut fp, mut absent) = (0, 0, 0, 0, 0);
        for (p, pair) in pairs.iter().enumerate() {
            for (l, label) in pair.labels.iter().enumerate() {
                let of: Vec<&Row> = rows
                    .iter()
                    .filter(|r| r.pair == p && r.label == l)
                    .collect();
                if of.is_empty() || (of[0].kind == Kind::Quantified) != q {
                    continue;
                }
                let best = of
                    .iter()
                    .max_by(|a, b| score(&models[p], a).total_cmp(&score(&models[p], b)))
                    .expect("some");
                let taken = score(&models[p], best) >= models[p].threshold;
                if label.links.is_empty() {
                    absent += 1;
                    fp += usize::from(taken)
                } else {
                    linked += 1;
                    first += usize::from(best.link);
                    tp += usize::from(best.link && taken);
                    fp += usize::from(!best.link && taken)
                }
            }
        }
        println!(
            "{}: linked {linked} best is right {first} taken right {tp}, taken wrong {fp}, absent {absent}",
            if q { "quantified" } else { "named" }
        );
    }
}
