//! A progress bar on the terminal, if there is one.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cmp::Ordering;
use std::io::IsTerminal;
use std::time::Duration;

/// Shows how far a batch is: by bytes where the length of the input is known, else by articles.
pub struct Progress {
    bar: ProgressBar,
    by_bytes: bool,
    done: u64,
    /// What is counted: articles, events.
    what: &'static str,
    told: usize,
}

/// Complaints that are told one by one; a file of the wrong kind has one in every line.
const TOLD: usize = 20;

impl Progress {
    /// Of articles; hidden if `quiet`, or if standard error is no terminal.
    pub fn new(articles: &chancery_intake::Articles, quiet: bool) -> Self {
        Progress::of("articles", articles.total_bytes(), quiet)
    }

    /// Of anything that is counted, in an input of so many bytes.
    pub fn of(what: &'static str, bytes: Option<u64>, quiet: bool) -> Self {
        let total = bytes.filter(|&n| n > 0);
        let bar = ProgressBar::new(total.unwrap_or(0));
        let hidden = quiet || !std::io::stderr().is_terminal();
        bar.set_draw_target(match hidden {
            true => ProgressDrawTarget::hidden(),
            false => ProgressDrawTarget::stderr_with_hz(8),
        });
        let template = match total {
            Some(_) => "{bar:30} {percent:>3} %  {msg}  {elapsed} so far, {eta} to go",
            None => "{spinner} {msg}  {elapsed} so far",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("█▌ "));
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Progress {
            bar,
            by_bytes: total.is_some(),
            done: 0,
            what,
            told: 0,
        }
    }

    /// Counts `done` more, `bytes` of the input being read.
    pub fn advance(&mut self, bytes: u64, done: usize) {
        if done == 0 {
            return;
        }
        self.done += done as u64;
        if self.by_bytes {
            self.bar.set_position(bytes);
        }
        let seconds = self.bar.elapsed().as_secs_f64().max(0.1);
        let rate = self.done as f64 / seconds;
        self.bar
            .set_message(format!("{} {}, {rate:.0}/s", self.done, self.what));
    }

    /// Tells what is wrong with the input, without disturbing the bar.
    pub fn tell(&mut self, message: &str) {
        self.told += 1;
        match self.told.cmp(&TOLD) {
            Ordering::Less => self.bar.suspend(|| anstream::eprintln!("{message}")),
            Ordering::Equal => self.bar.suspend(|| {
                anstream::eprintln!("{message}\n… what is wrong further on is only counted");
            }),
            Ordering::Greater => {}
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
