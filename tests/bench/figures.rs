//! Measures how fast quantities and times are found, against a plain memchr pass over the same bytes.
//!
//! `cargo bench --bench figures`; reads the reports below `$DUBAN_SHARED/corpus` (default `../shared`).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use duban::document::{Document, SourceFile};
use duban::extract::Lexicon;
use duban::extract::figures::{FigureFinder, Setting};
use duban::extract::period::Years;
use duban::extract::quantity::QuantityRole;
use duban::location::DocId;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    let shared = std::env::var("DUBAN_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let documents = documents(&Path::new(&shared).join("corpus"));
    let bytes: usize = documents.iter().map(|d| d.range.len()).sum();
    if bytes == 0 {
        println!("no reports below {shared}/corpus");
        return;
    }
    let finder = FigureFinder::new(&Lexicon::built_in());
    let setting = Setting {
        years: Years::same(2019),
        role: QuantityRole::Actual,
    };
    let mut count = (0, 0);
    let reading = best(|| {
        count = (0, 0);
        for document in &documents {
            let found = finder.find(document, document.range.clone(), setting);
            count.0 += found.quantities.len();
            count.1 += found.times.len();
        }
    });
    let bare = best(|| {
        for document in &documents {
            black_box(memchr(document.file.text.as_bytes()));
        }
    });
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{:.1} MB, {} quantities, {} times",
        bytes as f64 / 1e6,
        count.0,
        count.1
    );
    println!("figures  {:8.1} MB/s", speed(reading));
    println!("memchr   {:8.1} MB/s", speed(bare));
    println!("ratio    {:8.1}", speed(bare) / speed(reading));
}

/// Counts a byte that is rare in Chinese text: the least a pass over the bytes can cost.
fn memchr(bytes: &[u8]) -> usize {
    aho_corasick::AhoCorasick::new(["%"])
        .map(|one| one.find_iter(bytes).count())
        .unwrap_or_default()
}

fn best(mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..ROUNDS).map(once).min().unwrap_or_default()
}

fn documents(folder: &Path) -> Vec<Document> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let texts = entries.into_iter().flatten().filter_map(|e| {
        let is_text = e.path().extension().is_some_and(|x| x == "txt");
        is_text.then(|| std::fs::read_to_string(e.path()).ok())?
    });
    texts.map(document).collect()
}

fn document(text: String) -> Document {
    let file = SourceFile::new(
        String::new(),
        text,
        String::new(),
        String::new(),
        Vec::new(),
    );
    Document {
        id: DocId(0),
        range: 0..file.text.len(),
        file: Arc::new(file),
        title: None,
        blocks: Vec::new(),
        tables: Vec::new(),
    }
}
