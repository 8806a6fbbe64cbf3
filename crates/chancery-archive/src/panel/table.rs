//! A panel as a table of texts: what is in a cell, and how countries are spelt.

use super::{Cell, Panel, Row};
use chancery::ontology::countries;
use std::collections::BTreeSet;

/// How a panel is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Columns of counts.
    pub count: bool,
    /// Columns of mean scores.
    pub score: bool,
    /// How countries are spelt.
    pub codes: Codes,
    /// Add the number of articles read in the period, and counts per thousand of them.
    pub normalise: bool,
}

/// How countries are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    /// ISO 3166 alpha-3, and UNO, EUR, IGO and the like.
    Iso3,
    /// Numbers of the Correlates of War; who has none is left out.
    Cow,
    /// Numbers of Gleditsch and Ward; who has none is left out.
    Gw,
}

impl Codes {
    /// The code of a country; the empty side of a country panel stays empty.
    fn of(self, country: &str) -> Option<String> {
        let known = || countries::find(country);
        match self {
            Codes::Iso3 => Some(country.to_owned()),
            _ if country.is_empty() => Some(String::new()),
            Codes::Cow => known()?.cow.map(|n| n.to_string()),
            Codes::Gw => known()?.gw.map(|n| n.to_string()),
        }
    }
}

impl Table {
    /// Headings of the columns.
    pub fn head(&self, panel: &Panel) -> Vec<String> {
        let mut head: Vec<String> = panel.units().iter().map(|u| (*u).to_owned()).collect();
        head.push(panel.question().period.name().to_owned());
        let several = panel.classes().len() > 1;
        if self.count {
            head.push("events".to_owned());
            if several {
                head.extend(panel.classes().iter().cloned());
            }
        }
        if self.score {
            head.push("score".to_owned());
            if several {
                head.extend(panel.classes().iter().map(|c| format!("{c}_score")));
            }
        }
        if self.normalise {
            head.extend(["articles".to_owned(), "events_per_1000".to_owned()]);
        }
        head
    }

    /// Hands out the rows; returns the countries that were left out, having no code.
    ///
    /// # Errors
    /// `each` fails.
    pub fn rows<E>(
        &self,
        panel: &Panel,
        mut each: impl FnMut(&[String]) -> Result<(), E>,
    ) -> Result<BTreeSet<String>, E> {
        let mut without_code = BTreeSet::new();
        panel.rows(|row| {
            let codes = [row.unit.0, row.unit.1].map(|c| self.codes.of(c).ok_or(c));
            let [Ok(a), Ok(b)] = codes else {
                without_code.extend(codes.into_iter().filter_map(Result::err).map(str::to_owned));
                return Ok(());
            };
            each(&self.cells(panel, &row, [a, b]))
        })?;
        Ok(without_code)
    }

    fn cells(&self, panel: &Panel, row: &Row<'_>, codes: [String; 2]) -> Vec<String> {
        let mut out: Vec<String> = codes.into_iter().take(panel.units().len()).collect();
        out.push(panel.question().period.shown(row.period));
        let total = row.cells.iter().fold(Cell::default(), |sum, cell| Cell {
            events: sum.events + cell.events,
            score: sum.score + cell.score,
        });
        let several = row.cells.len() > 1;
        let each = || std::iter::once(&total).chain(row.cells.iter().filter(|_| several));
        if self.count {
            out.extend(each().map(|c| c.events.to_string()));
        }
        if self.score {
            out.extend(each().map(mean));
        }
        if self.normalise {
            out.push(row.articles.to_string());
            out.push(match row.articles {
                0 => String::new(),
                n => format!("{:.3}", total.events as f64 * 1000.0 / n as f64),
            });
        }
        out
    }
}

fn mean(cell: &Cell) -> String {
    match cell.events {
        0 => String::new(),
        n => format!("{:.3}", cell.score / n as f64 + 0.0),
    }
}
