//! Rows of an answer, written as a table for the eye, CSV or JSON lines.

use chancery_archive::Value;
use chancery_arrow::Cell;
use clap::ValueEnum;
use std::io::Write;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GridFormat {
    /// Columns side by side, for the eye
    Table,
    /// Comma-separated, with a header
    Csv,
    /// One JSON object a row
    Jsonl,
    /// Parquet; needs -o
    Parquet,
}

/// Rows that a table looks at to find the widths of its columns.
const LOOKED_AT: usize = 200;
/// The widest a cell of a table gets, in characters.
const WIDEST: usize = 40;

/// Writes rows as they come.
pub struct Grid<W: Write + Send> {
    format: GridFormat,
    out: W,
    columns: Vec<String>,
    waiting: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    /// Rows of Parquet, which has to see all of a column to know its type.
    cells: Vec<Vec<Cell>>,
}

impl<W: Write + Send> Grid<W> {
    pub fn new(format: GridFormat, out: W) -> Self {
        Grid {
            format,
            out,
            columns: Vec::new(),
            waiting: Vec::new(),
            widths: None,
            cells: Vec::new(),
        }
    }

    /// Takes the names of the columns, before any row.
    pub fn head(&mut self, columns: &[String]) -> anyhow::Result<()> {
        self.columns = columns.to_vec();
        if self.format == GridFormat::Csv {
            self.csv(columns)?;
        }
        Ok(())
    }

    pub fn row(&mut self, cells: &[Value]) -> anyhow::Result<()> {
        match self.format {
            GridFormat::Csv => self.csv(&cells.iter().map(shown).collect::<Vec<_>>())?,
            GridFormat::Jsonl => {
                let object: serde_json::Map<_, _> = (self.columns.iter().cloned())
                    .zip(cells.iter().map(json))
                    .collect();
                writeln!(self.out, "{}", serde_json::Value::Object(object))?;
            }
            GridFormat::Parquet => self.cells.push(cells.iter().map(cell).collect()),
            GridFormat::Table => {
                let cells: Vec<String> = cells.iter().map(|c| cut(&shown(c))).collect();
                match &self.widths {
                    Some(widths) => line(&mut self.out, widths, &cells)?,
                    None => self.waiting.push(cells),
                }
                if self.waiting.len() >= LOOKED_AT {
                    self.lay_out()?;
                }
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> anyhow::Result<()> {
        if self.format == GridFormat::Table && self.widths.is_none() {
            self.lay_out()?;
        }
        if self.format == GridFormat::Parquet {
            chancery_arrow::write_table(&self.columns, &self.cells, &mut self.out)?;
        }
        Ok(self.out.flush()?)
    }

    fn csv(&mut self, cells: &[String]) -> anyhow::Result<()> {
        let mut row = csv::Writer::from_writer(&mut self.out);
        row.write_record(cells)?;
        Ok(row.flush()?)
    }

    fn lay_out(&mut self) -> anyhow::Result<()> {
        let head: Vec<String> = self.columns.iter().map(|c| cut(c)).collect();
        let all = || std::iter::once(&head).chain(&self.waiting);
        let widths: Vec<usize> = (0..head.len())
            .map(|i| {
                all()
                    .filter_map(|row| row.get(i))
                    .map(|c| c.chars().count())
                    .max()
            })
            .map(Option::unwrap_or_default)
            .collect();
        line(&mut self.out, &widths, &head)?;
        let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        line(&mut self.out, &widths, &rule)?;
        for row in std::mem::take(&mut self.waiting) {
            line(&mut self.out, &widths, &row)?;
        }
        self.widths = Some(widths);
        Ok(())
    }
}

fn line(out: &mut impl Write, widths: &[usize], cells: &[String]) -> anyhow::Result<()> {
    let mut text = String::new();
    for (cell, &width) in cells.iter().zip(widths) {
        text += &format!("{cell:<width$}  ");
    }
    Ok(writeln!(out, "{}", text.trim_end())?)
}

/// A cell as people read it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Text(text) => text.clone(),
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Integer(n) => (*n).into(),
        Value::Real(n) => (*n).into(),
        Value::Text(text) => text.as_str().into(),
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Integer(n) => Cell::Integer(*n),
        Value::Real(n) => Cell::Real(*n),
        Value::Text(text) => Cell::Text(text.clone()),
    }
}

/// One line of at most [`WIDEST`] characters.
fn cut(text: &str) -> String {
    let flat = text.replace(['\n', '\r', '\t'], " ");
    match flat.char_indices().nth(WIDEST) {
        None => flat,
        Some(_) => flat.chars().take(WIDEST - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: GridFormat) -> String {
        let mut out = Vec::new();
        let mut grid = Grid::new(format, &mut out);
        grid.head(&["type".into(), "n".into()]).expect("memory");
        grid.row(&[Value::Text("ASSAULT".into()), Value::Integer(3)])
            .expect("memory");
        grid.row(&[Value::Null, Value::Real(0.5)]).expect("memory");
        grid.finish().expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_table_lines_up() {
        let table = written(GridFormat::Table);
        assert_eq!(
            table,
            "type     n\n───────  ───\nASSAULT  3\n         0.5\n"
        );
    }

    #[test]
    fn csv_and_json_lines_hold_the_same() {
        assert_eq!(written(GridFormat::Csv), "type,n\nASSAULT,3\n,0.5\n");
        assert_eq!(
            written(GridFormat::Jsonl),
            "{\"type\":\"ASSAULT\",\"n\":3}\n{\"type\":null,\"n\":0.5}\n"
        );
    }

    #[test]
    fn a_long_cell_is_cut_between_characters() {
        assert_eq!(cut(&"é".repeat(99)).chars().count(), WIDEST);
        assert_eq!(cut("a\nb"), "a b");
    }
}
