//! Plain text and Markdown: one article a file.

use crate::error::InputErrorKind;
use crate::fields::{Field, Known, Record, known};

/// Lines that front matter may have; what goes on longer is text.
const FRONT_MATTER_LINES: usize = 100;

/// Reads plain text: all of it, but for front matter.
pub(crate) fn read_text(bytes: Vec<u8>, skipped: u64) -> Result<Record, InputErrorKind> {
    let text = utf8(bytes, skipped)?;
    let mut record = Record::default();
    let start = front_matter(&text, &mut record);
    finish(record, text, start)
}

/// Reads Markdown: without front matter, and without the heading at its top, which is the title.
/// What follows is left as it stands, marks of Markdown included.
pub(crate) fn read_markdown(bytes: Vec<u8>, skipped: u64) -> Result<Record, InputErrorKind> {
    let text = utf8(bytes, skipped)?;
    let mut record = Record::default();
    let mut start = front_matter(&text, &mut record);
    let rest = text.get(start..).unwrap_or_default();
    if let Some((title, length)) = heading(rest) {
        // a title in the front matter goes first
        record.offer((Field::Title, usize::MAX), title);
        start += length;
    }
    finish(record, text, start)
}

fn utf8(bytes: Vec<u8>, skipped: u64) -> Result<String, InputErrorKind> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = skipped + error.utf8_error().valid_up_to() as u64;
        InputErrorKind::NotUtf8 { offset }
    })
}

fn finish(mut record: Record, text: String, start: usize) -> Result<Record, InputErrorKind> {
    let text = if start == 0 {
        text
    } else {
        text.get(start..).unwrap_or_default().to_owned()
    };
    record.offer((Field::Text, 0), text);
    if record.has_text() {
        Ok(record)
    } else {
        Err(InputErrorKind::EmptyFile)
    }
}

/// The title in a first line `# Title`, or one underlined with `=`, and the bytes up to what
/// follows it.
fn heading(text: &str) -> Option<(&str, usize)> {
    let mut end = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        end += line.len();
        (line.trim(), end)
    });
    let (line, end) = lines.find(|(line, _)| !line.is_empty())?;
    if let Some(title) = line.strip_prefix('#') {
        let title = title.strip_prefix([' ', '\t'])?;
        return Some((title.trim_end_matches('#').trim(), end));
    }
    let (below, end) = lines.next()?;
    (!below.is_empty() && below.bytes().all(|byte| byte == b'=')).then_some((line, end))
}

/// Reads YAML front matter (`key: value` lines between two lines `---`) into the record; gives the
/// bytes it takes. Text that merely begins with a rule is left alone: every line must look like
/// YAML, and one key at least must be known.
fn front_matter(text: &str, record: &mut Record) -> usize {
    let mut end = 0;
    let mut entries: Vec<(Known, &str)> = Vec::new();
    for (number, line) in text
        .split_inclusive('\n')
        .take(FRONT_MATTER_LINES)
        .enumerate()
    {
        end += line.len();
        let line = line.trim_end();
        match (number, line) {
            (0, "---") => {}
            (0, _) => return 0,
            (_, "---" | "...") => {
                let any = !entries.is_empty();
                entries
                    .into_iter()
                    .for_each(|(known, value)| record.offer(known, value));
                return if any { end } else { 0 };
            }
            _ if line.is_empty() || line.starts_with([' ', '\t', '#', '-']) => {}
            _ => {
                let Some((key, value)) = line.split_once(':') else {
                    return 0;
                };
                // `text` is what stands below
                if let Some(known) = known(key).filter(|(field, _)| *field != Field::Text) {
                    entries.push((known, unquoted(value.trim())));
                }
            }
        }
    }
    0
}

/// A YAML value without its quotes.
fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(text: &str) -> (Option<String>, Option<String>) {
        let mut record = read_markdown(text.as_bytes().to_vec(), 0).unwrap();
        (record.take_trimmed(Field::Title), record.take_text())
    }

    #[test]
    fn markdown_gives_its_heading_as_title() {
        let pair = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
        assert_eq!(
            markdown("# Talks begin #\n\nBody.\n"),
            pair("Talks begin", "\nBody.\n")
        );
        assert_eq!(
            markdown("\r\n# Talks\r\nBody\r\n"),
            pair("Talks", "Body\r\n")
        );
        assert_eq!(markdown("Talks\n=====\nBody"), pair("Talks", "Body"));
        assert_eq!(
            markdown("#tag and text"),
            (None, Some("#tag and text".to_owned()))
        );
        assert_eq!(
            markdown("## Part\nx"),
            (None, Some("## Part\nx".to_owned()))
        );
    }

    #[test]
    fn front_matter_is_read_and_cut_off() {
        let text = "---\nTitle: \"Talks: day two\"\ndate: 2024-05-02\ntags:\n  - a\n---\n# H\nBody";
        let mut record = read_markdown(text.as_bytes().to_vec(), 0).unwrap();
        assert_eq!(
            record.take_trimmed(Field::Title).as_deref(),
            Some("Talks: day two")
        );
        assert_eq!(
            record.take_trimmed(Field::Date).as_deref(),
            Some("2024-05-02")
        );
        assert_eq!(record.take_text().as_deref(), Some("Body"));
        let mut record = read_text(b"---\nurl: u\n---\nBody\r\n".to_vec(), 0).unwrap();
        assert_eq!(record.take_text().as_deref(), Some("Body\r\n"));
    }

    #[test]
    fn a_rule_at_the_top_is_not_front_matter() {
        for text in [
            "---\nThe minister said: no.\n---\nx",
            "---\ntitle: x\n",
            "---\nNo colon\n---\n",
        ] {
            let mut record = read_text(text.as_bytes().to_vec(), 0).unwrap();
            assert_eq!(record.take_text().as_deref(), Some(text));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let error = read_text(b"caf\xe9".to_vec(), 3).unwrap_err();
        assert!(matches!(error, InputErrorKind::NotUtf8 { offset: 6 }));
        assert!(matches!(
            read_text(b" \n".to_vec(), 0),
            Err(InputErrorKind::EmptyFile)
        ));
        assert!(matches!(
            read_markdown(b"# T\n".to_vec(), 0),
            Err(InputErrorKind::EmptyFile)
        ));
    }
}
