//! Codes articles on several threads and hands the codings on in the order of the input.

use chancery::{Article, Coder, Coding};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Articles of a full batch for each thread: enough that waiting for the slowest costs little.
const ARTICLES: usize = 128;
/// A batch is closed when it holds this many bytes of text, so that long articles stay few.
const BYTES: usize = 8 << 20;

/// Threads to code with: as told, else one a core.
pub fn threads(told: Option<NonZeroUsize>) -> usize {
    told.or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get)
}

/// Collects articles and codes them batch by batch. The first batches are small, so that the first
/// records come at once.
pub struct Batches<'a> {
    coder: &'a Coder,
    threads: usize,
    articles: Vec<Article>,
    bytes: usize,
    size: usize,
}

impl<'a> Batches<'a> {
    pub fn new(coder: &'a Coder, threads: usize) -> Self {
        Batches {
            coder,
            threads,
            articles: Vec::new(),
            bytes: 0,
            size: threads,
        }
    }

    /// Takes an article; returns the codings of a batch when it is full.
    pub fn push(&mut self, article: Article) -> Vec<(Article, Coding)> {
        self.bytes += article.text.len();
        self.articles.push(article);
        if self.articles.len() >= self.size || self.bytes >= BYTES {
            self.flush()
        } else {
            Vec::new()
        }
    }

    /// Codes what has been taken so far.
    pub fn flush(&mut self) -> Vec<(Article, Coding)> {
        self.size = (self.size * 2).min(ARTICLES * self.threads);
        self.bytes = 0;
        let articles = std::mem::take(&mut self.articles);
        let codings = match self.threads {
            1 => articles.iter().map(|a| self.coder.code(a)).collect(),
            threads => code_all(self.coder, &articles, threads),
        };
        articles.into_iter().zip(codings).collect()
    }
}

fn code_all(coder: &Coder, articles: &[Article], threads: usize) -> Vec<Coding> {
    let slots: Vec<Mutex<Coding>> = articles.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(i) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&i| i < slots.len())
        {
            let coding = coder.code(&articles[i]);
            *slots[i].lock().unwrap_or_else(|e| e.into_inner()) = coding;
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    slots
        .into_iter()
        .map(|s| s.into_inner().unwrap_or_else(|e| e.into_inner()))
        .collect()
}
