//! Rows of cells between tabs, which no text can break.
//!
//! The formats of the field quote nothing, and their readers do not agree on what a quote means.
//! So a tab, a line break of any kind or a control character within a cell becomes a blank, and
//! `"` becomes `'`.

/// Appends one row and its line feed.
pub(super) fn push_row(buffer: &mut Vec<u8>, cells: &[String]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            buffer.push(b'\t');
        }
        buffer.extend_from_slice(clean(cell).as_bytes());
    }
    buffer.push(b'\n');
}

fn clean(cell: &str) -> String {
    let clean = |c: char| match c {
        '"' => '\'',
        // Unicode's own line and paragraph separators end a line in Python
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    cell.chars()
        .map(clean)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_breaks_the_row() {
        let cells = ["a\tb\r\nc", " \"d\" ", "", "e\u{85}f\u{2028}g\0"].map(str::to_owned);
        let mut buffer = Vec::new();
        push_row(&mut buffer, &cells);
        assert_eq!(buffer, b"a b  c\t'd'\t\te f g\n");
    }
}
