//! Articles in: files, folders, globs and streams of many formats become [`Article`]s, one at a
//! time and with bounded memory.
//!
//! | format | endings | articles in a file | `text` is |
//! | --- | --- | --- | --- |
//! | plain text | `.txt` `.text` | one | the whole file, without front matter |
//! | Markdown | `.md` `.markdown` | one | the file without front matter and the `# Title` line at its top |
//! | HTML | `.html` `.htm` `.xhtml` | one | the main text of the page, else all the text of its body |
//! | JSON lines | `.jsonl` `.ndjson` | one a line | the field `text`, or `sentences` joined |
//! | JSON | `.json` | an object, or an array of objects | as above |
//! | CSV, TSV | `.csv` `.tsv` `.tab` | one a row, after a header | the column `text` |
//!
//! Around any of these: `.gz` and `.zst`, a UTF-8 byte order mark, UTF-16 with its mark. Files that
//! hold one article are named after the file; `<file>:<line>` names an article that has no id of
//! its own. The names of fields and columns, with their aliases, stand in the module `fields`.
//!
//! ```no_run
//! let mut articles = chancery_intake::articles(&["news/".to_owned()], &Default::default())?;
//! for article in &mut articles {
//!     match article {
//!         Ok(article) => println!("{} {}", article.id, article.text.len()),
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! # Ok::<(), chancery_intake::IntakeError>(())
//! ```
//!
//! Bad input never stops a batch: it comes out as an [`InputError`] between the articles.
//!
//! Event records come in the same way, through [`records`]: our own JSON lines and the tables of
//! ICEWS, GDELT, POLECAT and Phoenix.
//!
//! [`Article`]: chancery::Article

mod articles;
mod bytes;
mod dates;
mod error;
mod fields;
mod format;
mod frames;
mod html;
mod inputs;
mod json;
mod lines;
mod records;
mod table;
mod text;
mod zipped;

pub use articles::Articles;
pub use error::{InputError, InputErrorKind, IntakeError};
pub use format::{Format, UnknownFormat};
pub use records::{EventFormat, Records, UnknownEventFormat, records, records_from};

use jiff::civil::Date;
use std::io::Read;

/// What is known about the input beside the input itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Date of publication of every article, instead of the one it brings.
    pub date: Option<Date>,
    /// Outlet of every article, instead of the one it brings.
    pub outlet: Option<String>,
    /// Format of every file and of standard input, instead of what endings and first bytes say.
    /// Folders then give all their files but hidden ones.
    pub format: Option<Format>,
}

/// The most bytes one article may take as it stands in its file, and the most that are held at a
/// time: 64 MiB. A longer line, row or page is an error of that line, row or page.
pub const LONGEST_ARTICLE: usize = 64 << 20;

/// Reads the articles of files, folders, globs and `-` (standard input), in the order given.
///
/// Folders are walked through, sorted by path, following links; files of unknown ending and hidden
/// ones are skipped. A path that does not exist and holds `*`, `?`, `[` or `{` is a glob, where `**`
/// spans folders; what it matches is sorted by path, and a folder it matches is walked through.
///
/// The id of a file with one article is its name without ending; for a folder or glob it is the
/// path from that folder (from the glob's fixed part), `/` between the parts.
///
/// # Errors
/// What makes the whole call pointless: a path that is not there, a glob that matches nothing, a
/// folder without a readable file, a file of unknown format. No file is opened yet.
pub fn articles(inputs: &[String], options: &Options) -> Result<Articles, IntakeError> {
    let plan = inputs::plan(inputs, options.format)?;
    Ok(Articles::new(plan, options.clone()))
}

/// Reads the articles of one stream. `name` stands for the path: it appears in messages, its stem
/// gives ids, its endings say the format and compression where `options` and the first bytes do not.
pub fn articles_from(
    name: &str,
    stream: impl Read + Send + 'static,
    options: &Options,
) -> Articles {
    Articles::new(inputs::one_stream(name, Box::new(stream)), options.clone())
}
