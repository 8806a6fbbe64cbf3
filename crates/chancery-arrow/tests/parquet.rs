//! Parquet in a temporary folder, read back.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use arrow_array::{Array, Date32Array, Int64Array, StringArray};
use chancery::Record;
use chancery_arrow::{Cell, Parquet, Target, schema, write_table};
use jiff::civil::date;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::{self, File};
use std::path::Path;
use tempfile::TempDir;

/// A record with a given id and day; written for this test.
fn record(id: &str, day: Option<&str>) -> Record<'static> {
    let day = day.map_or("null".to_owned(), |d| format!("\"{d}\""));
    let json = format!(
        r#"{{"id": "{id}", "article": "a", "publication_date": null, "outlet": "Post", "url": null,
        "sentence": 0, "sentence_span": [0, 40], "type": "ASSAULT", "mode": ["beat"], "quad": 4,
        "score": -9.0, "context": ["repression"], "trigger": {{"text": "beat", "span": [7, 11]}},
        "actor": [{{"text": "Police", "span": [0, 6], "name": null, "country": "POL", "sector": "COP",
          "actor_id": null, "basis": "document_default"}}], "recipient": [],
        "date": {{"text": null, "span": null, "from": {day}, "to": {day}, "basis": "reporting"}},
        "place": null, "status": "actual", "said_by": [],
        "size": {{"dead": {{"low": 2, "high": 3, "text": "two or three", "span": [12, 24]}},
          "injured": null, "arrested": null, "crowd": null}}, "confidence": 0.5, "coder": "c"}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn read(path: &Path) -> Vec<arrow_array::RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    reader.build().unwrap().map(Result::unwrap).collect()
}

#[test]
fn one_file_holds_all_records_in_order() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("events.parquet");
    let mut parquet = Parquet::create(Target::of(&path)).unwrap();
    for i in 0..5_000 {
        parquet
            .write(&record(&format!("{i:016x}"), Some("2024-05-14")))
            .unwrap();
    }
    assert!(!path.exists(), "a file appears when it is complete");
    parquet.finish().unwrap();
    let batches = read(&path);
    assert_eq!(batches.iter().map(|b| b.num_rows()).sum::<usize>(), 5_000);
    let first = &batches[0];
    assert_eq!(first.schema().fields(), schema().fields());
    let column = |name| first.column_by_name(name).unwrap().as_any();
    let ids = column("id").downcast_ref::<StringArray>().unwrap();
    assert_eq!(ids.value(17), "0000000000000011");
    let days = column("date_from").downcast_ref::<Date32Array>().unwrap();
    let since = date(2024, 5, 14)
        .since(date(1970, 1, 1))
        .unwrap()
        .get_days();
    assert_eq!(days.value(0), since);
    let dead = column("dead_high").downcast_ref::<Int64Array>().unwrap();
    assert_eq!((dead.value(0), dead.null_count()), (3, 0));
}

#[test]
fn a_folder_has_a_file_a_month() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("events");
    let mut parquet = Parquet::create(Target::of(&path)).unwrap();
    for (i, day) in [
        Some("2024-05-31"),
        Some("2024-06-01"),
        None,
        Some("2024-05-01"),
    ]
    .iter()
    .enumerate()
    {
        parquet.write(&record(&format!("{i:016x}"), *day)).unwrap();
    }
    parquet.finish().unwrap();
    let rows = |month: &str| read(&path.join(month).join("events.parquet"))[0].num_rows();
    assert_eq!(rows("month=2024-05"), 2);
    assert_eq!(rows("month=2024-06"), 1);
    assert_eq!(rows("month=__HIVE_DEFAULT_PARTITION__"), 1);
    let error = Parquet::create(Target::of(&path)).unwrap_err().to_string();
    assert!(error.contains("is there already"), "{error}");
}

#[test]
fn a_run_that_was_killed_is_begun_anew() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("events");
    let mut killed = Parquet::create(Target::of(&path)).unwrap();
    killed
        .write(&record("00000000000000aa", Some("1999-01-01")))
        .unwrap();
    drop(killed);
    let mut parquet = Parquet::create(Target::of(&path)).unwrap();
    parquet
        .write(&record("00000000000000bb", Some("2024-05-14")))
        .unwrap();
    parquet.finish().unwrap();
    let months: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(months, ["month=2024-05"]);
}

#[test]
fn no_records_are_a_file_with_columns() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("none.parquet");
    Parquet::create(Target::of(&path))
        .unwrap()
        .finish()
        .unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
    assert_eq!(reader.schema().fields(), schema().fields());
}

#[test]
fn a_table_s_columns_take_the_type_of_their_cells() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("t.parquet");
    let columns = ["n", "x", "t", "none"].map(str::to_owned);
    let rows = [
        vec![
            Cell::Integer(1),
            Cell::Integer(1),
            Cell::Integer(1),
            Cell::Null,
        ],
        vec![
            Cell::Null,
            Cell::Real(0.5),
            Cell::Text("a".into()),
            Cell::Null,
        ],
    ];
    write_table(&columns, &rows, File::create(&path).unwrap()).unwrap();
    let batch = &read(&path)[0];
    let types: Vec<String> = batch
        .columns()
        .iter()
        .map(|c| c.data_type().to_string())
        .collect();
    assert_eq!(types, ["Int64", "Float64", "Utf8", "Utf8"]);
    assert_eq!(batch.num_rows(), 2);
}
