//! Whatever the bytes: every reader ends, and never panics. And what is written is read back.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use chancery::Article;
use chancery_intake::{Format, Options, articles_from};
use proptest::prelude::*;
use std::io::{Cursor, Write};

const NAMES: [&str; 10] = [
    "a.txt",
    "a.md",
    "a.html",
    "a.jsonl",
    "a.json",
    "a.csv",
    "a.tsv",
    "a.csv.gz",
    "a.jsonl.zst",
    "-",
];

/// Bytes out of pieces that the formats care about.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{\"text\":\"A.\"}",
            "\n",
            "\r\n",
            "\"",
            "[",
            "]",
            "{",
            "}",
            "\\",
            ",",
            ";",
            "\t",
            "---\n",
            "# ",
            "id,text\n",
            "text",
            "date",
            ": ",
            "<p>",
            "</p>",
            "<div",
            ">",
            "<meta charset=",
            "utf-16",
            "<script type=\"application/ld+json\">",
            "</script>",
            "<table><tr>",
            "<b><p>",
            "&amp;",
            "é😀",
            "\u{feff}",
            "\0",
            "2024-05-02",
            "sentences",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn drain(name: &str, bytes: Vec<u8>) -> usize {
    articles_from(name, Cursor::new(bytes), &Options::default())
        .take(10_000)
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_end(bytes in pieces()) {
        for name in NAMES {
            let items = drain(name, bytes.clone());
            prop_assert!((1..10_000).contains(&items), "{name}: {items}");
        }
    }

    #[test]
    fn any_damage_to_packed_files_ends(
        text in "[a-z{}\", \n]{0,400}", cut in 0usize..400, flip in 0usize..400, bit in 0u8..8
    ) {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        let zst = ruzstd::encoding::compress_to_vec(text.as_bytes(), level);
        for (name, mut packed) in [("a.jsonl.gz", gz.finish().unwrap()), ("a.jsonl.zst", zst)] {
            let length = packed.len();
            packed[flip % length] ^= 1 << bit;
            packed.truncate(length - cut % length);
            prop_assert!((1..10_000).contains(&drain(name, packed)));
        }
    }

    #[test]
    fn articles_come_back(written in prop::collection::vec(article(), 1..12)) {
        let written: Vec<Article> = written
            .into_iter()
            .enumerate()
            .map(|(number, article)| Article { id: format!("n{number}"), ..article })
            .collect();
        for (format, bytes) in [
            (Format::Jsonl, as_jsonl(&written)),
            (Format::Json, as_array(&written)),
            (Format::Csv, as_table(&written, b',')),
            (Format::Tsv, as_table(&written, b'\t')),
        ] {
            let options = Options { format: Some(format), ..Options::default() };
            let read: Result<Vec<Article>, _> =
                articles_from("x", Cursor::new(bytes), &options).collect();
            prop_assert_eq!(&read.unwrap(), &written, "{}", format);
        }
    }
}

fn article() -> impl Strategy<Value = Article> {
    let word = || prop::option::of("\\PC{0,20}".prop_map(|text| text.trim().to_owned()));
    let word = move || word().prop_map(|word| word.filter(|word| !word.is_empty()));
    let text = "(\\PC|[\r\n\t\"\\\\,;]){0,80}".prop_map(|text| format!("{text}."));
    let date = (1900i16..2100, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day));
    (text, word(), word(), word(), prop::option::of(date)).prop_map(
        |(text, outlet, title, url, date)| Article {
            outlet,
            title,
            url,
            date,
            ..Article::from_text("", text)
        },
    )
}

fn as_object(article: &Article) -> String {
    serde_json::json!({
        "id": article.id,
        "date": article.date.map(|date| date.to_string()),
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "text": article.text,
    })
    .to_string()
}

fn as_jsonl(articles: &[Article]) -> Vec<u8> {
    let lines: Vec<String> = articles.iter().map(as_object).collect();
    lines.join("\n").into_bytes()
}

fn as_array(articles: &[Article]) -> Vec<u8> {
    let objects: Vec<String> = articles.iter().map(as_object).collect();
    format!("[\n{}\n]\n", objects.join(",\n")).into_bytes()
}

fn as_table(articles: &[Article], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    writer
        .write_record(["id", "date", "outlet", "title", "url", "text"])
        .unwrap();
    for article in articles {
        let date = article
            .date
            .map(|date| date.to_string())
            .unwrap_or_default();
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        writer
            .write_record([
                article.id.clone(),
                date,
                text(&article.outlet),
                text(&article.title),
                text(&article.url),
                article.text.clone(),
            ])
            .unwrap();
    }
    writer.into_inner().unwrap()
}
