//! Every format, from files as they lie in a folder.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use chancery::Article;
use chancery_intake::{Format, Options, articles, articles_from};
use jiff::civil::date;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

/// All articles; anything wrong with the input fails the test.
fn read(inputs: &[String], options: &Options) -> Vec<Article> {
    let articles = articles(inputs, options).unwrap();
    articles
        .map(|article| article.map_err(|error| error.to_string()).unwrap())
        .collect()
}

fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Article> {
    let articles = articles_from(name, Cursor::new(bytes.to_vec()), &Options::default());
    articles
        .map(|article| article.map_err(|error| error.to_string()).unwrap())
        .collect()
}

fn ids(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|article| article.id.as_str()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

#[test]
fn plain_text_is_kept_as_it_stands() {
    let text = "\u{feff}# Not a title\r\n\r\nCafé owners met.\r\n";
    let article = &read_bytes("news/a.b.txt", text.as_bytes())[0];
    assert_eq!(article.text, text.trim_start_matches('\u{feff}'));
    assert_eq!(
        (article.id.as_str(), article.title.as_deref()),
        ("a.b", None)
    );
}

#[test]
fn markdown_gives_title_and_front_matter() {
    let text =
        "---\nid: m1\noutlet: 'The Herald'\ndate: May 2, 2024\n---\n\n# Talks begin\nBody *one*.\n";
    let article = &read_bytes("a.md", text.as_bytes())[0];
    assert_eq!(article.id, "m1");
    assert_eq!(article.date, Some(date(2024, 5, 2)));
    assert_eq!(article.outlet.as_deref(), Some("The Herald"));
    assert_eq!(article.title.as_deref(), Some("Talks begin"));
    assert_eq!(article.text, "Body *one*.\n");
}

#[test]
fn a_folder_is_read_in_order_without_hidden_and_foreign_files() {
    let folder = folder(&[
        ("b.txt", b"B."),
        ("a/z.md", b"Z."),
        ("a/day.jsonl", b"{\"text\":\"One.\"}\n\n{\"text\":\"Two.\"}"),
        (".hidden/x.txt", b"X."),
        ("a/.x.txt", b"X."),
        ("picture.png", b"\x89PNG"),
        ("backup.tar.gz", b"x"),
    ]);
    let input = folder.path().to_str().unwrap().to_owned();
    let found = read(std::slice::from_ref(&input), &Options::default());
    assert_eq!(ids(&found), ["a/day:1", "a/day:3", "a/z", "b"]);
    let as_text = Options {
        format: Some(Format::Text),
        ..Options::default()
    };
    let all = articles(&[input], &as_text).unwrap().count();
    assert_eq!(all, 5, "hidden files are skipped, the others are all read");
}

#[test]
fn globs_span_folders_only_where_they_say_so() {
    let folder = folder(&[
        ("n/1/a.txt", b"A."),
        ("n/2/b.txt", b"B."),
        ("n/c.txt", b"C."),
        ("n/d.md", b"D."),
        ("n/.e.txt", b"E."),
    ]);
    let found = |glob: &str| {
        let found = read(&[path(folder.path(), glob)], &Options::default());
        found
            .into_iter()
            .map(|article| article.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("n/*.txt"), ["c"]);
    assert_eq!(found("n/**/*.txt"), ["1/a", "2/b", "c"]);
    assert_eq!(found("n/*/a.txt"), ["1/a"]);
    assert_eq!(found("n/[12]"), ["1/a", "2/b"]);
    assert_eq!(found("n/*.{txt,md}"), ["c", "d"]);
}

#[test]
fn globs_may_be_relative() {
    // tests run in the folder of their crate
    for (glob, ids) in [
        ("./tests/words/*.txt", ["a", "b"]),
        ("tests/words/[ab].txt", ["a", "b"]),
        ("t*s/words", ["tests/words/a", "tests/words/b"]),
        ("t*s/words/*.txt", ["tests/words/a", "tests/words/b"]),
    ] {
        let found = read(&[glob.to_owned()], &Options::default());
        assert_eq!(self::ids(&found), ids, "{glob}");
    }
}

#[test]
fn json_lines_know_aliases_and_sentences() {
    let lines = concat!(
        "{\"id\": 17, \"publishedAt\": \"2024-05-02T08:00:00Z\", \"source\": {\"name\": \"Post\"},",
        " \"headline\": \"H\", \"link\": \"https://x.example/1\", \"body\": \"Body.\", \"extra\": []}\r\n",
        "{\"sentences\": [\"One.\", \"Two two.\"], \"date\": 20240503}\r\n",
        "{\"text\": \"No end of line\"}"
    );
    let found = read_bytes("dir/day.ndjson", lines.as_bytes());
    assert_eq!(
        found[0],
        Article {
            id: "17".to_owned(),
            date: Some(date(2024, 5, 2)),
            outlet: Some("Post".to_owned()),
            title: Some("H".to_owned()),
            url: Some("https://x.example/1".to_owned()),
            text: "Body.".to_owned(),
            sentences: None,
        }
    );
    assert_eq!(found[1].text, "One. Two two.");
    assert_eq!(found[1].sentences, Some(vec![0..4, 5..13]));
    assert_eq!(found[1].date, Some(date(2024, 5, 3)));
    assert_eq!(ids(&found), ["17", "day:2", "day:3"]);
}

#[test]
fn json_may_be_an_object_an_array_or_lines() {
    let one = b"{\n  \"text\": \"One }] \\\" \xc3\xa9.\"\n}\n";
    assert_eq!(read_bytes("a.json", one)[0].text, "One }] \" é.");
    let array = b"[ {\"text\":\"A.\"},\n{\"id\":\"b\",\n\"text\":\"B.\"} ]";
    assert_eq!(ids(&read_bytes("a.json", array)), ["a:1", "b"]);
    assert_eq!(ids(&read_bytes("a.jsonl", array)), ["a:1", "b"]);
    let lines = b"{\"text\":\"A.\"}\n{\"text\":\"B.\"}\n";
    assert_eq!(ids(&read_bytes("a.json", lines)), ["a:1", "a:2"]);
}

#[test]
fn tables_are_read_by_their_header() {
    let csv = "\u{feff}Headline,Pub Date,Body,other\r\nH,2 May 2024,\"He said \"\"no\"\",\r\nthen left.\",x\r\n,,Short row\r\n";
    let found = read_bytes("t.csv", csv.as_bytes());
    assert_eq!(found[0].text, "He said \"no\",\r\nthen left.");
    assert_eq!(found[0].title.as_deref(), Some("H"));
    assert_eq!(found[0].date, Some(date(2024, 5, 2)));
    assert_eq!(found[1].text, "Short row");
    assert_eq!(ids(&found), ["t:2", "t:4"]);
    let blank = "id,text\n\n,A.\n\n,\"B\nb.\"\n,C.";
    assert_eq!(
        ids(&read_bytes("t.csv", blank.as_bytes())),
        ["t:3", "t:5", "t:7"]
    );
    let semicolons = "id;text\n1;\"A, b; c.\"\n";
    assert_eq!(
        read_bytes("t.csv", semicolons.as_bytes())[0].text,
        "A, b; c."
    );
    let tabs = "id\ttext\n1\tA, b.\n";
    assert_eq!(read_bytes("t.tsv", tabs.as_bytes())[0].text, "A, b.");
}

#[test]
fn packed_files_may_have_many_members() {
    let (one, two) = (b"{\"text\":\"One.\"}\n", b"{\"text\":\"Two.\"}\n");
    let gz = [gzip(one), gzip(two)].concat();
    let skip: &[u8] = b"\x50\x2a\x4d\x18\x03\0\0\0abc";
    let zst = [zstd(one).as_slice(), skip, &zstd(two)].concat();
    let folder = folder(&[
        ("d.jsonl.gz", &gz),
        ("e.jsonl.zst", &zst),
        ("f.txt.gz", &gzip(b"F.")),
    ]);
    let mut found = articles(
        &[folder.path().to_str().unwrap().to_owned()],
        &Options::default(),
    )
    .unwrap();
    let total = found.total_bytes();
    let ids: Vec<_> = found.by_ref().map(|article| article.unwrap().id).collect();
    assert_eq!(ids, ["d:1", "d:2", "e:1", "e:2", "f"]);
    assert_eq!(total, Some(found.bytes_read()));
    // told by what is in them
    assert_eq!(read_bytes("-", &gz)[1].text, "Two.");
    assert_eq!(read_bytes("x.zst", &zst)[0].id, "x:1");
}

#[test]
fn utf16_with_its_mark_is_read() {
    let text = "id\ttext\r\n1\tCafé 😀.\r\n";
    for (mark, bytes) in [
        (
            &b"\xff\xfe"[..],
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>(),
        ),
        (
            b"\xfe\xff",
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
    ] {
        assert_eq!(
            read_bytes("t.tsv", &[mark, &bytes].concat())[0].text,
            "Café 😀."
        );
    }
    let long: String = "Zürich ".repeat(30_000);
    let bytes: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read_bytes("t.txt", &[b"\xff\xfe", bytes.as_slice()].concat())[0].text,
        long
    );
}

#[test]
fn streams_are_told_by_their_first_bytes() {
    assert_eq!(read_bytes("-", b" {\"text\":\"A.\"}\n")[0].text, "A.");
    assert_eq!(
        read_bytes("-", b"<p>Troops left the town.</p>")[0].text,
        "Troops left the town."
    );
    assert_eq!(read_bytes("-", b"Troops left.")[0].text, "Troops left.");
}

#[test]
fn options_go_before_what_the_input_says() {
    let options = Options {
        date: Some(date(2020, 1, 2)),
        outlet: Some("Mine".to_owned()),
        format: Some(Format::Jsonl),
    };
    let line = b"{\"text\":\"A.\",\"date\":\"soon\",\"outlet\":\"Theirs\"}".to_vec();
    let found: Vec<_> = articles_from("a.txt", Cursor::new(line), &options).collect();
    let article = found[0].as_ref().unwrap();
    assert_eq!(
        (article.date, article.outlet.as_deref()),
        (options.date, Some("Mine"))
    );
    assert_eq!(found.len(), 1, "a date that is not used is not reported");
}

#[test]
fn many_articles_pass_through() {
    struct Endless(u64, Vec<u8>);
    impl std::io::Read for Endless {
        fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
            if self.1.is_empty() && self.0 > 0 {
                self.0 -= 1;
                self.1 =
                    format!("{{\"id\":{},\"text\":\"Talks went on.\"}}\n", self.0).into_bytes();
            }
            let read = (&self.1[..]).read(buf)?;
            self.1.drain(..read);
            Ok(read)
        }
    }
    let found = articles_from("x.jsonl", Endless(100_000, Vec::new()), &Options::default());
    assert_eq!(found.filter(Result::is_ok).count(), 100_000);
}
