//! Event records of every format, written for these tests.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod rows;

use chancery::event::DateBasis;
use chancery::ontology::{EventType, Mode, Sector};
use chancery_intake::{EventFormat, InputErrorKind, records, records_from};
use jiff::civil::date;
use rows::{ICEWS, POLECAT, gdelt, one, read, zip_of};
use std::io::{Cursor, Write};

#[test]
fn icews_is_read_with_and_without_its_header() {
    let header = chancery::out::icews::COLUMNS.join("\t");
    for text in [
        ICEWS.to_owned(),
        format!("\u{feff}{header}\r\n{}", ICEWS.replace('\n', "\r\n")),
    ] {
        let record = one(EventFormat::Icews, text);
        assert_eq!((&*record.id, &*record.article), ("71", "900"));
        assert_eq!(
            (record.event_type, &record.mode[..]),
            (EventType::Consult, &[Mode::Visit][..])
        );
        assert_eq!((record.score, record.quad, record.sentence), (4.0, 1, 2));
        assert_eq!(record.date.from, Some(date(2019, 4, 2)));
        assert_eq!(record.date.basis, DateBasis::Reporting);
        assert_eq!(record.outlet.as_deref(), Some("The Fjord Post"));
        let actor = &record.actor[0];
        assert_eq!((&*actor.text, &actor.name), ("Foreign Ministry", &None));
        assert_eq!(
            (actor.country.as_deref(), actor.sector),
            (Some("NOR"), Some(Sector::Gov))
        );
        let recipient = &record.recipient[0];
        assert_eq!(recipient.name.as_deref(), Some("European Union"));
        assert_eq!(recipient.country.as_deref(), Some("EUR"));
        let place = record.place.unwrap();
        assert_eq!(
            (&*place.text, place.resolution.as_deref()),
            ("Bergen", Some("city"))
        );
        assert_eq!((place.lat, place.lon), (Some(60.39), Some(5.32)));
        assert_eq!(&*record.coder, "icews");
    }
}

#[test]
fn icews_of_2017_has_other_dates_and_no_codes() {
    let cells: Vec<&str> = ICEWS.split('\t').collect();
    let mut cells: Vec<&str> = [&cells[..6], &cells[7..]].concat();
    cells[1] = "4/12/2017";
    let record = one(EventFormat::Icews, cells.join("\t"));
    assert_eq!(record.mode, [Mode::Visit]);
    assert_eq!(record.date.from, Some(date(2017, 4, 12)));
}

#[test]
fn statements_and_appeals_are_counted_and_passed_over() {
    let rows = [
        ("010", "Make statement"),
        ("023", "Appeal for aid"),
        ("042", "Make a visit"),
    ];
    let rows = rows.map(|(code, text)| ICEWS.replace("042", code).replace("Make a visit", text));
    let mut records = records_from(
        "x",
        Cursor::new(rows.concat().into_bytes()),
        EventFormat::Icews,
    );
    assert_eq!(records.by_ref().filter(Result::is_ok).count(), 1);
    let counts: Vec<_> = records
        .without_type()
        .iter()
        .map(|(c, n)| (*c, *n))
        .collect();
    assert_eq!(counts, [("01", 1), ("02", 1)]);
}

#[test]
fn gdelt_is_read_in_both_versions() {
    for (columns, coder) in [(61, "gdelt 2.0"), (58, "gdelt 1.0"), (57, "gdelt 1.0")] {
        let record = one(EventFormat::Gdelt, gdelt(columns));
        assert_eq!((&*record.id, &*record.coder), ("55", coder));
        assert_eq!(record.event_type, EventType::Concede);
        assert_eq!(record.context, ["political_institutions"]);
        assert_eq!(record.date.from, Some(date(2015, 3, 7)));
        assert_eq!(record.publication_date, Some(date(2015, 3, 8)));
        assert_eq!(record.actor[0].country.as_deref(), Some("KOS"));
        assert_eq!(record.actor[0].sector, Some(Sector::Gov));
        assert_eq!(record.recipient[0].country.as_deref(), Some("EUR"));
        let place = record.place.unwrap();
        assert_eq!(
            (&*place.text, place.country.as_deref()),
            ("Gaza", Some("PSE"))
        );
        assert_eq!(place.lon, Some(34.4667));
        assert_eq!(record.url.is_some(), columns != 57);
    }
}

#[test]
fn polecat_is_read_with_and_without_its_header() {
    let header = chancery::out::polecat::COLUMNS.join("\t");
    let newer = header.replace("Intensity", "Event Intensity");
    for text in [
        POLECAT.to_owned(),
        format!("{header}\n{POLECAT}"),
        format!("{newer}\n{POLECAT}"),
    ] {
        let record = one(EventFormat::Polecat, text);
        assert_eq!(
            (&*record.article, &*record.coder),
            ("20200101-9-x", "polecat 7")
        );
        assert_eq!(
            (record.event_type, &record.mode[..]),
            (EventType::Protest, &[Mode::Demo][..])
        );
        assert_eq!(
            (record.score, &record.context[..]),
            (-5.0, &["economic".into(), "labor".into()][..])
        );
        let names: Vec<_> = record.actor.iter().map(|p| p.name.as_deref()).collect();
        assert_eq!(names, [Some("A Union"), Some("B Union")]);
        let countries: Vec<_> = record.actor.iter().map(|p| p.country.as_deref()).collect();
        assert_eq!(countries, [Some("CHL"), None]);
        assert_eq!(
            record.recipient[0].country.as_deref(),
            Some("CHL"),
            "a name"
        );
        let place = record.place.unwrap();
        assert_eq!(
            (place.geoname_id, place.resolution.as_deref()),
            (Some(3_871_336), Some("city"))
        );
    }
}

#[test]
fn phoenix_is_read() {
    let row = "12_v0.3.0\t20140620\t2014\t6\t20\tIGOUNO\tIGO\t\tUNO\tTURMED\tTUR\tMED\t\t112\t11\t3\t-2.0\tPRESS,2\t\
        39.9\t32.8\tAnkara\tAnkara\tTUR\t77_4;78_1\thttp://example.org/1;http://example.org/2\tpost;times\n";
    let record = one(EventFormat::Phoenix, row);
    assert_eq!((&*record.id, &*record.coder), ("12", "phoenix v0.3.0"));
    assert_eq!((&*record.article, record.sentence), ("77", 3));
    assert_eq!(record.mode, [Mode::Allege]);
    assert_eq!(record.actor[0].country.as_deref(), Some("UNO"));
    let target = &record.recipient[0];
    assert_eq!(
        (target.country.as_deref(), target.sector),
        (Some("TUR"), Some(Sector::Jrn))
    );
    assert_eq!(record.url.as_deref(), Some("http://example.org/1"));
}

#[test]
fn a_bad_row_is_named_and_the_rest_is_read() {
    let bad_date = ICEWS.replace("2019-04-02", "soon");
    let bad_code = ICEWS.replace("\t042\t", "\t9x\t");
    let text = format!("{ICEWS}a\tb\n{bad_date}{bad_code}\n{ICEWS}");
    let (records, errors) = read(EventFormat::Icews, text);
    assert_eq!(records.len(), 2);
    let read_on = "the rest of the file is read on";
    assert_eq!(
        errors,
        [
            format!(
                "events.tab, line 2: 2 columns, where ICEWS has 20, or 19 without CAMEO codes; check that \
                 the file is of this format and complete, {read_on}"
            ),
            format!(
                "events.tab, line 3: `soon` means nothing in the column `Event Date`; correct or delete the \
                 line, {read_on}"
            ),
            format!(
                "events.tab, line 4: `9x` means nothing in the column `CAMEO Code`; correct or delete the \
                 line, {read_on}"
            ),
        ]
    );
}

#[test]
fn a_header_without_what_is_needed_ends_the_file() {
    let (records, errors) = read(
        EventFormat::Polecat,
        "Event ID\tEvent Date\nx\t2020-01-01\n",
    );
    assert!(records.is_empty());
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].contains("line 1: the first line names no column `Event Type`"),
        "{errors:?}"
    );
    assert!(errors[0].ends_with("the rest of the file is not read"));
}

#[test]
fn latin_1_is_read_line_by_line() {
    let utf8 = ICEWS.replace("Bergen", "Tromsø");
    let latin: Vec<u8> = utf8.chars().map(|c| c as u8).collect();
    let both = [utf8.as_bytes(), &latin].concat();
    let (records, errors) = read(EventFormat::Icews, both);
    assert!(errors.is_empty());
    let places: Vec<_> = records
        .iter()
        .map(|r| &*r.place.as_ref().unwrap().text)
        .collect();
    assert_eq!(places, ["Tromsø", "Tromsø"]);
}

#[test]
fn files_are_unpacked_and_archives_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(ICEWS.as_bytes()).unwrap();
    std::fs::write(folder.path().join("a.tab.gz"), gz.finish().unwrap()).unwrap();
    let other = ICEWS.replace("71", "72");
    let files = [("in/b.tab", ICEWS), (".hidden", "x"), ("in/c.tab", &*other)];
    let zip = zip_of(&files, false);
    std::fs::write(folder.path().join("c.zip"), zip_of(&files, true)).unwrap();
    let path = folder.path().join("b.zip");
    std::fs::write(&path, &zip).unwrap();
    let input = [folder.path().to_string_lossy().into_owned()];
    let mut all = records(&input, EventFormat::Icews).unwrap();
    let ids: Vec<_> = all.by_ref().map(|r| r.unwrap().id).collect();
    assert_eq!(ids, ["71", "71", "72", "71", "72"]);
    assert_eq!(all.files_left(), 0);

    let mut broken = zip.clone();
    let at = broken.windows(6).position(|w| w == b"Bergen").unwrap();
    broken[at] = b'b';
    std::fs::write(&path, &broken).unwrap();
    let input = [path.to_string_lossy().into_owned()];
    let errors: Vec<_> = records(&input, EventFormat::Icews)
        .unwrap()
        .filter_map(Result::err)
        .collect();
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].path.ends_with("b.zip/in/b.tab"),
        "{}",
        errors[0].path
    );
    assert!(
        matches!(&errors[0].kind, InputErrorKind::Packed { message } if message.contains("checksum"))
    );

    std::fs::write(&path, zip.get(..zip.len() - 30).unwrap()).unwrap();
    let errors = records(&input, EventFormat::Icews)
        .unwrap()
        .filter_map(Result::err);
    assert!(
        errors
            .map(|e| e.kind)
            .all(|k| matches!(k, InputErrorKind::Packed { .. }))
    );
}

#[test]
fn an_archive_in_a_stream_says_what_to_do() {
    let (records, errors) = read(EventFormat::Icews, zip_of(&[("a", ICEWS)], true));
    assert!(records.is_empty());
    assert!(errors[0].contains("unpack it first"), "{errors:?}");
}

#[test]
fn our_own_lines_are_read_and_others_named() {
    let record = one(EventFormat::Icews, ICEWS);
    let line = serde_json::to_string(&record).unwrap();
    let (records, errors) = read(
        EventFormat::Jsonl,
        format!("{line}\n{{\"id\":1}}\n{{\n\n{line}"),
    );
    assert_eq!(records, [record.clone(), record]);
    assert!(
        errors[0].contains("line 2: not a record as chancery writes it"),
        "{errors:?}"
    );
    assert!(errors[1].contains("line 3: not valid JSON"), "{errors:?}");
    let (_, errors) = read(EventFormat::Gdelt, "");
    assert_eq!(errors.len(), 1, "an empty file");
}
