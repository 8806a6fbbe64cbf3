//! Rows of every format, written for these tests, and what reads and writes them.
#![allow(dead_code, missing_docs, reason = "each test file uses a part of it")]

use chancery::Record;
use chancery::out::{Format, Writer};
use chancery_intake::{EventFormat, records_from};
use std::io::{Cursor, Write};

pub fn read(format: EventFormat, bytes: impl Into<Vec<u8>>) -> (Vec<Record<'static>>, Vec<String>) {
    let mut all = (Vec::new(), Vec::new());
    for item in records_from("events.tab", Cursor::new(bytes.into()), format) {
        match item {
            Ok(record) => all.0.push(record),
            Err(error) => all.1.push(error.to_string()),
        }
    }
    all
}

pub fn one(format: EventFormat, bytes: impl Into<Vec<u8>>) -> Record<'static> {
    let (mut records, errors) = read(format, bytes);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(records.len(), 1);
    records.remove(0)
}

pub const ICEWS: &str = "71\t2019-04-02\tForeign Ministry (Norway)\tGovernment,Executive\tNorway\tMake a visit\t042\t\
    1.9\tEuropean Union\tInternational Government Organization\tNA\t900\t3\tThe Fjord Post\tBergen\tNA\tNA\tNorway\t\
    60.39\t5.32\n";

pub fn gdelt(columns: usize) -> String {
    let mut cells = vec![""; 61];
    for (at, cell) in [
        (0, "55"),
        (1, "20150307"),
        (5, "KSVGOV"),
        (6, "PRISTINA"),
        (7, "KSV"),
        (12, "GOV"),
        (15, "IGOEUREEC"),
        (16, "BRUSSELS"),
        (17, "EUR"),
        (18, "EEC"),
        (22, "IGO"),
        (26, "0831"),
        (51, "4"),
        (52, "Gaza, Gaza Strip, Gaza Strip"),
        (53, "GZ"),
        (56, "31.5"),
        (57, "34.466700"),
        (59, "20150308120000"),
        (60, "https://example.org/a"),
    ] {
        cells[at] = cell;
    }
    if columns < 61 {
        let adm2 = [55, 47, 39];
        adm2.iter().for_each(|at| _ = cells.remove(*at));
        cells.truncate(columns);
        cells[56] = "20150308";
    }
    cells.join("\t") + "\n"
}

pub const POLECAT: &str = "20200101-9-x_PROTEST_abc\t2020-01-01\tPROTEST\tdemo\t-5.0\tMATERIAL CONFLICT\teconomic; labor\t\
    A Union; B Union\tCHL; None\t155; None\tLAB; LAB\tLAB; LAB\tNone\tA; B\tNone\tGovernment of Chile\tChile\t155\tGOV\tGOV\tNone\t\
    the government\tNone\tSantiago\tSantiago\tNone\tNone\tCHL\t-33.46\t-70.65\t3871336\tSantiago de Chile\tPPLC\tEl Diario\t\
    2020-01-02\tNone\tNone\tNone\tSpanish\t7\n";

/// A zip archive made by hand, its files stored or deflated.
pub fn zip_of(files: &[(&str, &str)], deflate: bool) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let mut packed = text.as_bytes().to_vec();
        if deflate {
            let level = flate2::Compression::fast();
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
            encoder.write_all(text.as_bytes()).unwrap();
            packed = encoder.finish().unwrap();
        }
        let size = |size: usize| (size as u32).to_le_bytes();
        let method: &[u8] = if deflate { b"\x08\0" } else { b"\0\0" };
        let common = [
            b"\x14\0\0\0".as_slice(),
            method,
            b"\0\0\x21\0",
            &crc.sum().to_le_bytes(),
            &size(packed.len()),
            &size(text.len()),
            &(name.len() as u16).to_le_bytes(),
            b"\0\0",
        ]
        .concat();
        let offset = size(zip.len());
        let local = [b"PK\x03\x04".as_slice(), &common, name.as_bytes(), &packed];
        zip.extend(local.concat());
        let tail = [b"\0\0\0\0\0\0\0\0\0\0".as_slice(), &offset, name.as_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0".as_slice(), &common, &tail].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    let offset = (zip.len() as u32).to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0".as_slice(),
        &count,
        &count,
        &size,
        &offset,
        b"\0\0",
    ];
    [zip, directory, end.concat()].concat()
}

pub fn written(format: Format, record: &Record<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(format, &mut bytes);
    writer
        .write_records(std::slice::from_ref(record), None)
        .unwrap();
    writer.finish().unwrap();
    bytes
}
