//! A panel's rows, balanced: every unit in every period between the first and the last.

use super::{Cell, Panel, Unit};
use jiff::civil::Date;

/// One unit in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// Country or the two countries; ISO 3166 alpha-3.
    pub unit: (&'a str, &'a str),
    /// First day of the period.
    pub period: Date,
    /// A cell a class.
    pub cells: &'a [Cell],
    /// Articles that the archive holds from this period.
    pub articles: i64,
}

impl Panel {
    /// Names of the classes, in the order of the cells.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// What was asked.
    pub fn question(&self) -> &super::Question {
        &self.question
    }

    /// Headings of the unit's columns.
    pub fn units(&self) -> &'static [&'static str] {
        match self.question.unit {
            Unit::Country(_) => &["country"],
            Unit::Dyad => &["actor", "recipient"],
            Unit::UndirectedDyad => &["country_a", "country_b"],
        }
    }

    /// Hands out the rows by unit, then by period.
    pub fn rows<E>(&self, mut each: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        let none = vec![Cell::default(); self.classes.len()];
        let Some((first, last)) = self.span() else {
            return Ok(());
        };
        for (unit, periods) in &self.cells {
            let unit = (unit.0.as_str(), unit.1.as_str());
            let mut row = |period: Date, cells: &[Cell]| {
                let articles = self.articles.get(&period).copied().unwrap_or(0);
                each(Row {
                    unit,
                    period,
                    cells,
                    articles,
                })
            };
            if self.question.sparse {
                for (period, cells) in periods {
                    row(*period, cells)?;
                }
                continue;
            }
            let mut period = first;
            while period <= last {
                row(period, periods.get(&period).unwrap_or(&none))?;
                let next = self.question.period.next(period);
                if next <= period {
                    break;
                }
                period = next;
            }
        }
        Ok(())
    }

    /// First and last period: as asked, else those of the events.
    fn span(&self) -> Option<(Date, Date)> {
        let period = self.question.period;
        let days = || self.cells.values().flat_map(|periods| periods.keys());
        let first = self.question.from.or_else(|| days().min().copied())?;
        let last = self.question.to.or_else(|| days().max().copied())?;
        Some((period.of(first), period.of(last)))
    }
}
