//! Reads case files: headings, metadata, fenced articles, tables of expected records.

use crate::cells::{Expected, record};
use crate::marked::Marks;
use chancery::Article;
use std::fs;
use std::path::Path;

/// One article with the records expected of it.
pub struct Case {
    pub name: String,
    /// `file:line` of its heading.
    pub at: String,
    /// File name of the sample that is its article, if it is one.
    pub sample: Option<String>,
    pub article: Article,
    /// What the reader is taken to have read, for cases about resolution.
    pub reading: Option<Marks>,
    pub expected: Vec<Expected>,
}

const HEADER: &str =
    "| trigger | type | mode | actor | recipient | date | place | status | said by |";

/// All cases of a folder in the order of their files; else everything that is wrong with them.
pub fn cases_in(folder: &Path) -> Result<Vec<Case>, Vec<String>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .filter(|p| p.file_name().is_some_and(|n| n != "README.md"))
        .collect();
    files.sort();
    let (mut cases, mut errors) = (Vec::new(), Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy();
        let starts: Vec<usize> = heading_lines(&text);
        let lines: Vec<&str> = text.lines().collect();
        if starts.is_empty() {
            errors.push(format!(
                "{name}:1: no case; a case begins with \"## Its title\""
            ));
        }
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(lines.len());
            match case(folder, &name, start, &lines[start..end]) {
                Ok(case) => cases.push(case),
                Err(more) => errors.extend(more),
            }
        }
    }
    if errors.is_empty() {
        Ok(cases)
    } else {
        Err(errors)
    }
}

fn heading_lines(text: &str) -> Vec<usize> {
    let mut fenced = false;
    let heading = |(i, line): (usize, &str)| {
        fenced ^= line.starts_with("```");
        (!fenced && line.starts_with("## ")).then_some(i)
    };
    text.lines().enumerate().filter_map(heading).collect()
}

fn case(folder: &Path, file: &str, start: usize, lines: &[&str]) -> Result<Case, Vec<String>> {
    let stem = file.trim_end_matches(".md");
    let name = format!("{stem}/{}", slug(&lines[0][3..]));
    let at = |i: usize| format!("{file}:{}", start + i + 1);
    let fail = |i: usize, message: &str| vec![format!("{}: {message}", at(i))];

    let mut article = None;
    let (mut sample, mut reading, mut table) = (None, None, None);
    let mut i = 1;
    while i < lines.len() {
        let line = lines[i];
        if let Some(kind @ ("article" | "reading")) = line.strip_prefix("```") {
            let length = lines[i + 1..].iter().position(|l| *l == "```");
            let length = length.ok_or_else(|| fail(i, "this block has no end"))?;
            let body = &lines[i + 1..i + 1 + length];
            let (mut read, text) = with_metadata(body).map_err(|m| fail(i, &m))?;
            read.text = text;
            if kind == "reading" {
                let (plain, marks) = Marks::parse(&read.text).map_err(|m| fail(i, &m))?;
                read.text = plain;
                reading = Some(marks);
            }
            article = Some(read);
            i += length + 1;
        } else if let Some(link) = line.strip_prefix("article: ") {
            let until = lines[i..].iter().position(|l| l.is_empty());
            let block = &lines[i + 1..i + until.unwrap_or(1)];
            let mut read = sample_article(&folder.join(link)).map_err(|m| fail(i, &m))?;
            for line in block {
                metadata(&mut read, line).map_err(|m| fail(i, &m))?;
            }
            let name = link.rsplit('/').next().unwrap_or(link);
            sample = Some(name.split('#').next().unwrap_or(name).to_owned());
            article = Some(read);
            i += block.len();
        } else if let Some(link) = line.strip_prefix("page: ") {
            // a page whose text stands in the case's own block, as a reader should extract it
            sample = link.rsplit('/').next().map(str::to_owned);
        } else if line == HEADER {
            table = Some(i);
            break;
        } else if line.starts_with('|') {
            return Err(fail(i, &format!("a table begins with {HEADER}")));
        }
        i += 1;
    }
    let mut article = article.ok_or_else(|| fail(0, "this case has no article"))?;
    let table = table.ok_or_else(|| fail(0, "this case has no table of records"))?;
    article.id = name.clone();
    let (mut expected, mut errors) = (Vec::new(), Vec::new());
    for (i, row) in lines.iter().enumerate().skip(table + 2) {
        if row.starts_with('|') {
            match record(&article.text, row, at(i)) {
                Ok(record) => expected.push(record),
                Err(message) => errors.push(format!("{}: {message}", at(i))),
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Case {
        name,
        at: at(0),
        sample,
        article,
        reading,
        expected,
    })
}

fn slug(title: &str) -> String {
    let words = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn with_metadata(lines: &[&str]) -> Result<(Article, String), String> {
    let mut article = Article::default();
    let blank = lines.iter().position(|l| l.is_empty());
    let blank = blank.ok_or("metadata lines, a blank line, then the text")?;
    for line in &lines[..blank] {
        metadata(&mut article, line)?;
    }
    Ok((article, lines[blank + 1..].join("\n")))
}

fn metadata(article: &mut Article, line: &str) -> Result<(), String> {
    let (key, value) = line
        .split_once(": ")
        .ok_or_else(|| format!("no metadata: {line}"))?;
    match key {
        "date" => article.date = Some(value.parse().map_err(|_| format!("no date: {value}"))?),
        "outlet" => article.outlet = Some(value.to_owned()),
        "title" => article.title = Some(value.to_owned()),
        "url" => article.url = Some(value.to_owned()),
        _ => return Err(format!("`{key}` is none of date, outlet, title, url")),
    }
    Ok(())
}

/// The article of a sample file; `file.csv#2` is the second of several.
fn sample_article(path: &Path) -> Result<Article, String> {
    let name = path.to_string_lossy();
    let (file, number) = name.split_once('#').unwrap_or((&name, "1"));
    let row = number.parse::<usize>().map_err(|e| e.to_string())? - 1;
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let mut article = Article::default();
    if file.ends_with(".md") {
        let (head, body) = text
            .strip_prefix("---\n")
            .and_then(|t| t.split_once("\n---\n\n"))
            .ok_or("a .md sample begins with metadata between two lines \"---\"")?;
        for line in head.lines() {
            metadata(&mut article, line)?;
        }
        article.text = body.to_owned();
    } else if file.ends_with(".jsonl") {
        let line = text.lines().nth(row).ok_or("no such line")?;
        let object: serde_json::Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        for (key, value) in object.as_object().ok_or("not an object")? {
            field(&mut article, key, value.as_str().ok_or("not a string")?)?;
        }
    } else if file.ends_with(".csv") {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| e.to_string())?.clone();
        let record = reader.records().nth(row).ok_or("no such row")?;
        for (key, value) in header.iter().zip(&record.map_err(|e| e.to_string())?) {
            field(&mut article, key, value)?;
        }
    } else {
        article.text = text;
    }
    Ok(article)
}

fn field(article: &mut Article, key: &str, value: &str) -> Result<(), String> {
    match key {
        "id" => {}
        "text" => article.text = value.to_owned(),
        _ => metadata(article, &format!("{key}: {value}"))?,
    }
    Ok(())
}
