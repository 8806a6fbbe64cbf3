//! `chancery explain`: an article for the eye, its events marked and their records beside it.

use crate::Outcome;
use crate::args::ExplainArgs;
use crate::wrap::{Line, Mark, wrap};
use anstyle::{AnsiColor, Color, Style};
use chancery::document::Document;
use chancery::event::{Party, Place};
use chancery::ontology::Status;
use chancery::{Article, Coder, CoderOptions, Coding, Event};
use std::fmt::Write;

/// Columns between the text and the records.
const GAP: usize = 3;
/// Fewer columns than this put the records below their sentence instead of beside it.
const NARROW: usize = 90;

pub fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let articles = chancery_intake::articles(&args.input.paths, &args.input.options())?;
    let coder = Coder::new(CoderOptions::default())?;
    let width = args
        .width
        .or_else(terminal_width)
        .unwrap_or(100)
        .clamp(40, 200);
    let (mut shown, mut failed) = (0, 0);
    for article in articles {
        match article {
            Ok(article) if args.id.as_ref().is_none_or(|id| *id == article.id) => {
                shown += 1;
                print(&page(&article, &coder.code(&article), width))?;
            }
            Ok(_) => {}
            Err(error) => {
                failed += usize::from(error.loses_article());
                anstream::eprintln!("{error}");
            }
        }
    }
    if let Some(id) = args.id.as_ref().filter(|_| shown == 0) {
        anyhow::bail!("no article has the id `{id}`");
    }
    Ok(if failed > 0 {
        Outcome::Failures
    } else {
        Outcome::Done
    })
}

fn print(page: &str) -> std::io::Result<()> {
    use std::io::Write;
    anstream::stdout().write_all(page.as_bytes())
}

fn terminal_width() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)))
}

/// The whole page of one article.
fn page(article: &Article, coding: &Coding, width: usize) -> String {
    let document = Document::new(article);
    let mut out = String::new();
    head(&mut out, article, coding);
    let beside = width >= NARROW;
    let left = if beside { width * 11 / 20 } else { width };
    let right = if beside {
        width - left - GAP
    } else {
        width - 4
    };
    let mut paragraph = 0;
    for (i, sentence) in document.sentences.iter().enumerate() {
        if std::mem::replace(&mut paragraph, sentence.paragraph) != sentence.paragraph {
            out.push('\n');
        }
        let of = |(_, e): &(usize, &Event)| e.sentence == i;
        let events: Vec<_> = coding.events.iter().enumerate().filter(of).collect();
        let marks = marks(&events, sentence.span.start);
        let text = wrap(document.words(&sentence.span), &marks, left);
        let records: Vec<Line> = events
            .iter()
            .flat_map(|(n, e)| record(&document, *n, e, right))
            .collect();
        match beside {
            true => side_by_side(&mut out, &text, &records, left),
            false => below(&mut out, &text, &records),
        }
    }
    if coding.events.is_empty() {
        out.push_str("\nno event\n");
    }
    for note in &coding.notes {
        let _ = writeln!(out, "note: {note}");
    }
    out.push('\n');
    out
}

fn head(out: &mut String, article: &Article, coding: &Coding) {
    let bold = Style::new().bold();
    let title = article.title.as_deref().unwrap_or(&article.id);
    let date = coding
        .date
        .map_or_else(|| "no date".to_owned(), |d| d.to_string());
    let outlet = coding.outlet.as_deref().unwrap_or("unknown outlet");
    let _ = writeln!(out, "{bold}{title}{bold:#}\n{date}, {outlet}\n");
}

/// A number for the eye: ① … ⑳, then (21).
fn number(n: usize) -> String {
    let circled = u32::try_from(n)
        .ok()
        .filter(|n| *n < 20)
        .and_then(|n| char::from_u32(0x2460 + n));
    circled.map_or_else(|| format!("({})", n + 1), String::from)
}

fn style(event: &Event) -> Style {
    let color = match event.event_type.quad() {
        1 => AnsiColor::Cyan,
        2 => AnsiColor::Green,
        3 => AnsiColor::Yellow,
        _ => AnsiColor::Red,
    };
    let style = Style::new().underline().fg_color(Some(Color::Ansi(color)));
    if event.status == Status::Actual {
        style.bold()
    } else {
        style
    }
}

fn marks(events: &[(usize, &Event)], start: usize) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (n, event) in events {
        let span =
            event.trigger.start.saturating_sub(start)..event.trigger.end.saturating_sub(start);
        match marks.last_mut() {
            Some(last) if span.start < last.span.end => last.behind.push_str(&number(*n)),
            _ => marks.push(Mark {
                span,
                style: style(event),
                behind: number(*n),
            }),
        }
    }
    marks
}

/// `① ASSAULT drone, actual` and a line for each field that is known.
fn record(document: &Document<'_>, n: usize, event: &Event, width: usize) -> Vec<Line> {
    let mut title = event.event_type.to_string();
    for mode in &event.modes {
        let _ = write!(title, " {mode}");
    }
    let _ = write!(title, ", {}", event.status);
    let mut lines = vec![(number(n) + " " + &title, Some(style(event)))];
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push((format!("  {name:<10}{value}"), None));
        }
    };
    let parties = |parties: &[Party]| {
        let of = |p: &Party| {
            told(
                document.words(&p.span),
                p.country,
                p.sector.map(|s| s.as_str()),
            )
        };
        parties.iter().map(of).collect::<Vec<_>>().join("; ")
    };
    field("actor", parties(&event.actors));
    field("recipient", parties(&event.recipients));
    field("when", when(event));
    let of_parties = |p: &Place| {
        let parties = event.actors.iter().chain(&event.recipients);
        p.name.is_none() && parties.map(|x| &x.span).any(|span| *span == p.span)
    };
    let place = |p: &Place| match p.country {
        // inferred from a party: its words are no place
        Some(country) if of_parties(p) => format!("[{country}]"),
        country => told(document.words(&p.span), country, None),
    };
    field("where", event.place.as_ref().map(place).unwrap_or_default());
    let said: Vec<_> = event
        .said_by
        .iter()
        .map(|s| document.words(&s.span))
        .collect();
    field("said by", said.join("; "));
    lines
        .into_iter()
        .flat_map(|(text, style)| hang(&text, style, width))
        .collect()
}

fn told(words: &str, country: Option<&str>, sector: Option<&str>) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match (country, sector) {
        (Some(c), Some(s)) => format!("{words} [{c} {s}]"),
        (Some(one), None) | (None, Some(one)) => format!("{words} [{one}]"),
        (None, None) => words,
    }
}

fn when(event: &Event) -> String {
    match (event.date.from, event.date.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

/// Wraps one line of a record; what follows is indented to the values.
fn hang(text: &str, style: Option<Style>, width: usize) -> Vec<Line> {
    let indent = text.len() - text.trim_start().len();
    let first = if indent == 0 { 0 } else { 12 };
    let value = text
        .get(first..)
        .filter(|_| first > 0 && text.len() > first)
        .unwrap_or(text);
    let name = if value.len() == text.len() {
        ""
    } else {
        &text[..first]
    };
    let marks = style.map(|style| Mark {
        span: 0..value.len(),
        style,
        behind: String::new(),
    });
    let lines = wrap(
        value,
        marks.as_slice(),
        width.saturating_sub(name.len()).max(10),
    );
    let place = |(i, line): (usize, Line)| {
        let lead = if i == 0 {
            name.to_owned()
        } else {
            " ".repeat(name.len())
        };
        Line {
            columns: lead.len() + line.columns,
            styled: lead + &line.styled,
        }
    };
    lines.into_iter().enumerate().map(place).collect()
}

fn side_by_side(out: &mut String, text: &[Line], records: &[Line], left: usize) {
    let empty = Line::default();
    for i in 0..text.len().max(records.len()) {
        let line = text.get(i).unwrap_or(&empty);
        out.push_str(&line.styled);
        if let Some(record) = records.get(i) {
            out.push_str(&" ".repeat(left.saturating_sub(line.columns) + GAP));
            out.push_str(&record.styled);
        }
        out.push('\n');
    }
}

fn below(out: &mut String, text: &[Line], records: &[Line]) {
    for line in text {
        let _ = writeln!(out, "{}", line.styled);
    }
    for line in records {
        let _ = writeln!(out, "    {}", line.styled);
    }
}
