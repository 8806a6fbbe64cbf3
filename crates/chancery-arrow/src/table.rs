//! Any table as Parquet: the answer to a query.

use crate::{ArrowError, folder::properties};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use std::io::Write;
use std::sync::Arc;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(String),
}

/// Writes a table. A column of whole numbers is one of integers, of numbers one of doubles, and
/// else one of texts.
///
/// # Errors
/// The sink refuses.
pub fn write_table(
    columns: &[String],
    rows: &[Vec<Cell>],
    to: impl Write + Send,
) -> Result<(), ArrowError> {
    let arrays: Vec<ArrayRef> = (0..columns.len()).map(|i| column(rows, i)).collect();
    let fields: Vec<Field> = (columns.iter().zip(&arrays))
        .map(|(name, array)| Field::new(name, arrow_array::Array::data_type(array).clone(), true))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let mut writer = ArrowWriter::try_new(to, Arc::clone(&schema), Some(properties()))?;
    writer.write(&RecordBatch::try_new(schema, arrays)?)?;
    writer.close()?;
    Ok(())
}

fn column(rows: &[Vec<Cell>], i: usize) -> ArrayRef {
    let cells = || rows.iter().map(|row| row.get(i).unwrap_or(&Cell::Null));
    let kind = cells().fold(DataType::Int64, |kind, cell| match (kind, cell) {
        (_, Cell::Text(_)) | (DataType::Utf8, _) => DataType::Utf8,
        (_, Cell::Real(_)) => DataType::Float64,
        (kind, _) => kind,
    });
    match kind {
        DataType::Int64 if cells().any(|c| *c != Cell::Null) => Arc::new(
            cells()
                .map(|cell| match cell {
                    Cell::Integer(n) => Some(*n),
                    _ => None,
                })
                .collect::<Int64Array>(),
        ),
        DataType::Float64 => Arc::new(
            cells()
                .map(|cell| match cell {
                    Cell::Integer(n) => Some(*n as f64),
                    Cell::Real(n) => Some(*n),
                    _ => None,
                })
                .collect::<Float64Array>(),
        ),
        _ => Arc::new(
            cells()
                .map(|cell| match cell {
                    Cell::Null => None,
                    Cell::Integer(n) => Some(n.to_string()),
                    Cell::Real(n) => Some(n.to_string()),
                    Cell::Text(text) => Some(text.clone()),
                })
                .collect::<StringArray>(),
        ),
    }
}
