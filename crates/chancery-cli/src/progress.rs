//! A progress bar on the terminal, if there is one.

use chancery_intake::Articles;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Shows how far a batch is: by bytes where the length of the input is known, else by articles.
pub struct Progress {
    bar: ProgressBar,
    by_bytes: bool,
    articles: u64,
}

impl Progress {
    /// Hidden if `quiet`, or if standard error is no terminal.
    pub fn new(articles: &Articles, quiet: bool) -> Self {
        let total = articles.total_bytes().filter(|&n| n > 0);
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
            articles: 0,
        }
    }

    /// Counts `done` more articles.
    pub fn advance(&mut self, articles: &Articles, done: usize) {
        if done == 0 {
            return;
        }
        self.articles += done as u64;
        if self.by_bytes {
            self.bar.set_position(articles.bytes_read());
        }
        let seconds = self.bar.elapsed().as_secs_f64().max(0.1);
        let rate = self.articles as f64 / seconds;
        self.bar
            .set_message(format!("{} articles, {rate:.0}/s", self.articles));
    }

    /// Tells something without disturbing the bar.
    pub fn tell(&self, message: &str) {
        self.bar.suspend(|| anstream::eprintln!("{message}"));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
