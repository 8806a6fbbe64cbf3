//! The parameters of an address. What is misspelt is told, never passed over in silence.

use crate::failure::Failure;
use axum::extract::Query;
use axum::http::Uri;
use chancery_archive::browse::{Filters, Page, Reviewed, Verdict, Who};
use chancery_archive::panel::Period;
use jiff::civil::Date;
use std::fmt::Display;
use std::str::FromStr;

/// Events, articles and claims on a page.
const PAGE: usize = 50;
const LONGEST_PAGE: usize = 1000;
/// Rows of a table for another program.
const LONGEST_TABLE: usize = 100_000;
/// Characters of a parameter.
const LONGEST: usize = 1000;

/// Names of all parameters, those of other paths included: a page may hand its filters to each.
const NAMES: &[&str] = &[
    "from",
    "to",
    "actor",
    "recipient",
    "party",
    "type",
    "quad",
    "status",
    "outlet",
    "place_country",
    "min_confidence",
    "q",
    "reviewed",
    "limit",
    "after",
    "order",
    "period",
    "format",
    "a",
    "b",
    "directed",
    "by",
    "undirected",
    "side",
    "classes",
    "measure",
    "codes",
    "sparse",
    "normalise",
];

/// The parameters of one request; an empty one is none.
#[derive(Debug, Clone, Default)]
pub struct Params(Vec<(String, String)>);

/// As what a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    Csv,
    Arrow,
}

impl Params {
    pub fn of(uri: &Uri) -> Result<Self, Failure> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map_err(|_| Failure::bad("the parameters of the address cannot be read"))?;
        let mut kept: Vec<(String, String)> = Vec::new();
        for (name, value) in pairs {
            if !NAMES.contains(&name.as_str()) {
                return Err(Failure::bad(format!("there is no parameter `{name}`")));
            }
            if kept.iter().any(|(n, _)| *n == name) {
                return Err(Failure::bad(format!("`{name}` is given twice")));
            }
            if value.chars().count() > LONGEST {
                return Err(Failure::bad(format!("`{name}` is too long")));
            }
            let value = value.trim();
            if !value.is_empty() {
                kept.push((name, value.to_owned()));
            }
        }
        Ok(Params(kept))
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    pub fn day(&self, name: &str) -> Result<Option<Date>, Failure> {
        self.parsed(name, "a day, written 2024-05-31")
    }

    fn parsed<T: FromStr>(&self, name: &str, what: &str) -> Result<Option<T>, Failure> {
        let Some(value) = self.text(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(parsed) => Ok(Some(parsed)),
            Err(_) => Err(Failure::bad(format!("`{name}={value}`: give {what}"))),
        }
    }

    pub fn yes(&self, name: &str) -> Result<bool, Failure> {
        let yes = self.parsed(name, "true or false")?;
        Ok(yes.unwrap_or(false))
    }

    /// A number from 1 to `most`.
    pub fn number(&self, name: &str, usual: usize, most: usize) -> Result<usize, Failure> {
        let what = format!("a number from 1 to {most}");
        match self.parsed(name, &what)?.unwrap_or(usual) {
            n if (1..=most).contains(&n) => Ok(n),
            n => Err(Failure::bad(format!("`{name}={n}`: give {what}"))),
        }
    }

    /// Values between commas.
    pub fn list<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Vec<T>, Failure> {
        let values = self.text(name).into_iter().flat_map(|v| v.split(','));
        let values = values.map(str::trim).filter(|v| !v.is_empty());
        let parsed = values.map(|v| {
            v.parse()
                .map_err(|e| Failure::bad(format!("`{name}`: {e}")))
        });
        parsed.collect()
    }

    /// One of several words.
    pub fn one_of<T: Copy>(&self, name: &str, words: &[(&str, T)], usual: T) -> Result<T, Failure> {
        let Some(value) = self.text(name) else {
            return Ok(usual);
        };
        let found = words.iter().find(|(word, _)| *word == value);
        found.map(|(_, one)| *one).ok_or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            Failure::bad(format!(
                "`{name}={value}`: give one of {}",
                words.join(", ")
            ))
        })
    }

    pub fn period(&self) -> Result<Period, Failure> {
        self.one_of("period", &Period::ALL.map(|p| (p.name(), p)), Period::Month)
    }

    /// JSON, or one of the forms that the path also has.
    pub fn form(&self, also: &[(&str, Form)]) -> Result<Form, Failure> {
        let forms: Vec<_> = [("json", Form::Json)].iter().chain(also).copied().collect();
        self.one_of("format", &forms, Form::Json)
    }

    /// Which page; a table for another program may be longer.
    pub fn page(&self, form: Form) -> Result<Page, Failure> {
        let (usual, most) = match form {
            Form::Json => (PAGE, LONGEST_PAGE),
            _ => (LONGEST_TABLE, LONGEST_TABLE),
        };
        Ok(Page {
            limit: self.number("limit", usual, most)?,
            after: self.owned("after"),
        })
    }

    pub fn filters(&self) -> Result<Filters, Failure> {
        let who = |name| self.text(name).map(Who::typed);
        let quads: Vec<u8> = self.list("quad")?;
        if quads.iter().any(|q| !(1..=4).contains(q)) {
            return Err(Failure::bad("`quad`: give numbers from 1 to 4"));
        }
        Ok(Filters {
            from: self.day("from")?,
            to: self.day("to")?,
            actor: who("actor"),
            recipient: who("recipient"),
            party: who("party"),
            types: self.list("type")?,
            quads,
            statuses: self.list("status")?,
            outlet: self.owned("outlet"),
            place_country: self.owned("place_country"),
            min_confidence: self.confidence()?,
            words: self.owned("q"),
            reviewed: self.reviewed()?,
        })
    }

    fn confidence(&self) -> Result<u8, Failure> {
        let what = "a number from 0 to 1";
        match self.parsed("min_confidence", what)?.unwrap_or(0.0_f64) {
            // archives hold whole percents
            n if (0.0..=1.0).contains(&n) => Ok((n * 100.0 - 1e-9).ceil() as u8),
            n => Err(Failure::bad(format!("`min_confidence={n}`: give {what}"))),
        }
    }

    fn reviewed(&self) -> Result<Option<Reviewed>, Failure> {
        let mut words = vec![("none", Some(Reviewed::Never))];
        words.extend(Verdict::ALL.map(|v| (v.as_str(), Some(Reviewed::As(v)))));
        self.one_of("reviewed", &words, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> Result<Params, Failure> {
        let uri = format!("/x?{query}").parse().expect("an address");
        Params::of(&uri)
    }

    #[test]
    fn filters_are_read_and_empty_ones_are_none() {
        let read =
            params("type=ASSAULT,AID&quad=&min_confidence=0.29&party=RUS&actor=Ann%20B&q=%20");
        let filters = read.and_then(|p| p.filters()).expect("filters");
        assert_eq!(filters.types.len(), 2);
        assert_eq!(filters.min_confidence, 29);
        assert_eq!(filters.party, Some(Who::Country("RUS".into())));
        assert_eq!(filters.actor, Some(Who::Name("Ann B".into())));
        assert!(filters.words.is_none() && filters.quads.is_empty());
    }

    #[test]
    fn what_is_misspelt_is_told() {
        let told = |query: &str| match params(query).and_then(|p| p.filters()) {
            Ok(filters) => panic!("{query} gives {filters:?}"),
            Err(failure) => failure.message,
        };
        assert!(told("typ=AID").contains("no parameter `typ`"));
        assert!(told("type=HELP").contains("`HELP` is not a PLOVER event type"));
        assert!(told("from=2024-02-31").contains("2024-05-31"));
        assert!(told("quad=5").contains("1 to 4") && told("min_confidence=2").contains("0 to 1"));
        assert!(told("reviewed=maybe").contains("none, accept, correct, reject"));
        assert!(told("q=a&q=b").contains("twice"));
    }
}
