//! Annotated articles: one JSON object a line, as the annotation guide describes it.

use super::faults::{GoldError, GoldProblem};
use super::{PartyTold, Told, days, known, words};
use crate::Article;
use crate::event::Span;
use crate::ontology::{EventType, Status};
use crate::out::CharOffsets;
use jiff::civil::Date;
use serde::Deserialize;
use std::ops::Range;

/// A gold set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gold {
    /// Its articles, in the order of their lines.
    pub articles: Vec<GoldArticle>,
}

/// One annotated article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GoldArticle {
    /// Identifier that predictions name.
    pub id: String,
    /// What kind of text it is: sentence, report, article, passage.
    pub kind: Option<String>,
    /// Date of publication.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its sentences; the text is they, joined by one space.
    pub sentences: Vec<String>,
    /// What was annotated.
    pub events: Vec<GoldEvent>,
}

/// One annotated event.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldEvent {
    /// What it says.
    pub told: Told,
    /// Words of the trigger.
    pub words: String,
    /// Number of its sentence, from 0.
    pub sentence: usize,
    /// Neither required nor wrong.
    pub optional: bool,
    /// Characters of the source's mention.
    pub said_by: Option<Range<usize>>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    kind: Option<String>,
    date: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    sentences: Vec<String>,
    events: Vec<EventLine>,
}

#[derive(Deserialize)]
struct EventLine {
    #[serde(default)]
    s: usize,
    #[serde(rename = "type")]
    event_type: String,
    trigger: String,
    status: String,
    optional: Option<bool>,
    actor: Option<Vec<MentionLine>>,
    recipient: Option<Vec<MentionLine>>,
    when: Option<WhenLine>,
    #[serde(rename = "where")]
    place: Option<WhereLine>,
    said_by: Option<MentionLine>,
}

#[derive(Deserialize)]
struct MentionLine {
    m: String,
    s: Option<usize>,
    country: Option<String>,
    sector: Option<String>,
}

#[derive(Deserialize)]
struct WhenLine {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct WhereLine {
    country: Option<String>,
}

impl Gold {
    /// Reads JSON lines; blank ones are passed over.
    pub fn parse(text: &str) -> Result<Self, GoldError> {
        let mut articles = Vec::new();
        for (i, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let failed = |article, problem| GoldError {
                line: i + 1,
                article,
                problem,
            };
            let line: Line = serde_json::from_str(line).map_err(|e| failed(None, e.into()))?;
            let id = line.id.clone();
            articles.push(GoldArticle::from_line(line).map_err(|p| failed(Some(id), p))?);
        }
        Ok(Gold { articles })
    }
}

impl GoldArticle {
    fn from_line(line: Line) -> Result<Self, GoldProblem> {
        let mut gold = GoldArticle {
            date: match &line.date {
                Some(d) => Some(d.parse().map_err(|_| GoldProblem::Date(d.clone()))?),
                None => None,
            },
            id: line.id,
            kind: line.kind,
            outlet: line.outlet,
            title: line.title,
            url: line.url,
            sentences: line.sentences,
            events: Vec::new(),
        };
        let article = gold.article();
        let text = Annotated {
            text: &article.text,
            sentences: article.sentences.as_deref().unwrap_or_default(),
            offsets: CharOffsets::new(&article.text),
        };
        let events = line.events.into_iter().map(|e| text.event(e));
        gold.events = events.collect::<Result<_, _>>()?;
        Ok(gold)
    }

    /// The article to be coded, with the sentences that the annotators saw.
    pub fn article(&self) -> Article {
        Article {
            date: self.date,
            outlet: self.outlet.clone(),
            title: self.title.clone(),
            url: self.url.clone(),
            ..Article::from_sentences(self.id.clone(), &self.sentences)
        }
    }
}

/// The text in which annotated words are looked up.
struct Annotated<'a> {
    text: &'a str,
    sentences: &'a [Span],
    offsets: CharOffsets<'a>,
}

impl Annotated<'_> {
    fn event(&self, line: EventLine) -> Result<GoldEvent, GoldProblem> {
        let told = Told {
            event_type: line.event_type.parse::<EventType>()?,
            trigger: self.find(&line.trigger, line.s)?,
            status: line.status.parse::<Status>()?,
            actors: self.parties(line.actor, line.s)?,
            recipients: self.parties(line.recipient, line.s)?,
            days: line.when.map_or(Ok(None), interval)?,
            place: line.place.and_then(|p| known(p.country)),
        };
        let source = line.said_by;
        Ok(GoldEvent {
            told,
            words: line.trigger,
            sentence: line.s,
            optional: line.optional.unwrap_or_default(),
            said_by: source
                .map(|m| self.find(&m.m, m.s.unwrap_or(line.s)))
                .transpose()?,
        })
    }

    fn parties(
        &self,
        lines: Option<Vec<MentionLine>>,
        sentence: usize,
    ) -> Result<Vec<PartyTold>, GoldProblem> {
        let party = |line: MentionLine| {
            Ok(PartyTold {
                span: self.find(&line.m, line.s.unwrap_or(sentence))?,
                country: known(line.country),
                sector: known(line.sector),
            })
        };
        lines.unwrap_or_default().into_iter().map(party).collect()
    }

    fn find(&self, words: &str, sentence: usize) -> Result<Range<usize>, GoldProblem> {
        let Some(within) = self.sentences.get(sentence) else {
            return Err(GoldProblem::NoSentence {
                words: words.to_owned(),
                sentence,
                sentences: self.sentences.len(),
            });
        };
        let found = words::find(&self.text[within.clone()], words);
        let found = found.ok_or_else(|| GoldProblem::NoWords {
            words: words.to_owned(),
            sentence,
        })?;
        Ok(self
            .offsets
            .span(&(within.start + found.start..within.start + found.end)))
    }
}

fn interval(when: WhenLine) -> Result<Option<(Date, Date)>, GoldProblem> {
    let (from, to) = (when.from.as_deref(), when.to.as_deref());
    days(from, to).map_err(|day| GoldProblem::Date(day.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"a","date":"2020-02-03","outlet":"O","sentences":["Été: x.","Zoë met Ann."],"events":[{"s":1,"type":"CONSULT","trigger":"met","status":"actual","actor":[{"m":"Zoë","country":"","sector":"GOV"}],"when":{"from":"2020-02-03","to":"2020-02-01"}}]}"#;

    #[test]
    fn words_become_characters_of_the_joined_text() {
        let gold = Gold::parse(&format!("\n{LINE}\n")).expect("gold");
        let event = &gold.articles[0].events[0];
        assert_eq!(event.told.trigger, 12..15);
        assert_eq!(event.told.actors[0].span, 8..11);
        assert_eq!(event.told.actors[0].country, None, "an empty code is none");
        let (from, to) = event.told.days.expect("dated");
        assert!(
            from < to,
            "an interval that ends before it begins is turned round"
        );
    }

    #[test]
    fn the_article_to_be_coded_has_its_head_and_sentences() {
        let article = Gold::parse(LINE).expect("gold").articles[0].article();
        assert_eq!(article.text, "Été: x. Zoë met Ann.");
        assert_eq!(
            (article.id.as_str(), article.outlet.as_deref()),
            ("a", Some("O"))
        );
        assert_eq!(article.date, Some(jiff::civil::date(2020, 2, 3)));
        assert_eq!(article.sentences.as_ref().map(Vec::len), Some(2));
    }

    #[test]
    fn a_fault_names_line_article_and_words() {
        let fault = |from: &str, to: &str| {
            let text = format!("{LINE}\n\n{}", LINE.replace(from, to));
            Gold::parse(&text).expect_err("a fault").to_string()
        };
        assert_eq!(
            fault(r#""trigger":"met""#, r#""trigger":"meet""#),
            "line 3 (article `a`): sentence 1 does not hold the words `meet`; copy them from it \
             letter by letter"
        );
        assert_eq!(
            fault(r#""s":1"#, r#""s":2"#),
            "line 3 (article `a`): `met` should stand in sentence 2, but there are 2, from 0"
        );
        assert!(fault("2020-02-01", "2020-02-31").contains("`2020-02-31` is not a date"));
        assert!(fault("CONSULT", "TALK").contains("`TALK` is not a PLOVER event type"));
        assert!(fault(r#"{"id""#, r#"["id""#).starts_with("line 3: not an annotated article"));
    }
}
