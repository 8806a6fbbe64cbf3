//! Counting: from the rollup where it holds the answer, else over the events.

use super::{Cell, Classes, Group, Panel, Period, Question, Side, Unit};
use crate::cells::{code, day};
use chancery::ontology::{EventType, Status};
use jiff::civil::Date;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Cells by unit, period and class. Countries have three letters, so a unit is a short text.
pub type Cells = BTreeMap<(String, String), BTreeMap<Date, Vec<Cell>>>;

/// Names of the quads as panels have them.
const QUADS: [&str; 4] = ["vercp", "matcp", "vercf", "matcf"];

pub fn panel(connection: &Connection, question: Question) -> rusqlite::Result<Panel> {
    let mut counter = Counter {
        classes: names(question.classes),
        question,
        cells: Cells::new(),
    };
    match counter.by_months() {
        true => counter.rollup(connection)?,
        false => counter.events(connection)?,
    }
    Ok(Panel {
        articles: articles(connection, counter.question.period)?,
        undated: undated(connection, &counter.question)?,
        question: counter.question,
        classes: counter.classes,
        cells: counter.cells,
    })
}

fn names(classes: Classes) -> Vec<String> {
    match classes {
        Classes::None => vec!["all".to_owned()],
        Classes::Quad => QUADS.map(str::to_owned).to_vec(),
        Classes::Type => EventType::ALL
            .iter()
            .map(|t| t.to_string().to_lowercase())
            .collect(),
        Classes::Sector => {
            let pairs = Group::ALL
                .iter()
                .flat_map(|a| Group::ALL.map(|b| (a.name(), b.name())));
            pairs
                .flat_map(|(a, b)| QUADS.map(|q| format!("{a}_{b}_{q}")))
                .collect()
        }
    }
}

/// One actor and recipient of one event.
struct Pair {
    actor: String,
    recipient: String,
    place: String,
    groups: (Group, Group),
    event_type: EventType,
}

struct Counter {
    question: Question,
    classes: Vec<String>,
    cells: Cells,
}

impl Counter {
    /// Whether the rollup, which knows months, countries and types, answers the question.
    fn by_months(&self) -> bool {
        let question = &self.question;
        // a year may hold events that no single month holds
        question.period == Period::Month
            && question.classes != Classes::Sector
            && whole_months(question.from, question.to)
            // for any other unit an event with several partners would count once for each of them
            && question.unit == Unit::Dyad
    }

    fn rollup(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut rows = connection
            .prepare("SELECT actor, recipient, month, type, status, events, score FROM rollup")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            if !self.wanted(row.get_ref(4)?.as_str()?) {
                continue;
            }
            let cell = Cell {
                events: row.get(5)?,
                score: row.get(6)?,
            };
            let month = row.get_ref(2)?.as_str()?;
            // no month: told among the undated
            let Ok(first) = format!("{month}-01").parse() else {
                continue;
            };
            let pair = Pair {
                actor: row.get(0)?,
                recipient: row.get(1)?,
                place: String::new(),
                groups: (Group::Unknown, Group::Unknown),
                event_type: code(row, 3)?,
            };
            if let (Some(unit), true) = (self.unit(&pair), self.within(first)) {
                self.add(unit, first, self.class(&pair), cell);
            }
        }
        Ok(())
    }

    fn events(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut rows = connection.prepare(
            "SELECT e.event, e.day_from, e.day_to, e.type, e.status, e.score,
               ae.country, ae.sector, re.country, re.sector, p.country
             FROM event e
             LEFT JOIN party ap ON ap.event = e.event AND ap.role = 0
             LEFT JOIN entity ae ON ae.entity = ap.entity
             LEFT JOIN party rp ON rp.event = e.event AND (rp.role = 1 OR rp.role = 0 AND rp.n <> ap.n
               AND NOT EXISTS (SELECT 1 FROM party WHERE event = e.event AND role = 1))
             LEFT JOIN entity re ON re.entity = rp.entity
             LEFT JOIN place p ON p.place = e.place
             ORDER BY e.event",
        )?;
        let mut rows = rows.query([])?;
        // an event of many parties counts once for a unit and class
        let (mut event, mut seen) = (-1, BTreeSet::new());
        while let Some(row) = rows.next()? {
            if !self.wanted(row.get_ref(4)?.as_str()?) {
                continue;
            }
            let this: i64 = row.get(0)?;
            if this != event {
                event = this;
                seen.clear();
            }
            let Some(first) = self.question.period.holds(day(row, 1)?, day(row, 2)?) else {
                continue;
            };
            let pair = pair(row)?;
            let (Some(unit), true) = (self.unit(&pair), self.within(first)) else {
                continue;
            };
            let class = self.class(&pair);
            if seen.insert((unit.clone(), class)) {
                let score = row.get(5)?;
                self.add(unit, first, class, Cell { events: 1, score });
            }
        }
        Ok(())
    }

    fn wanted(&self, status: &str) -> bool {
        self.question
            .statuses
            .iter()
            .any(|s: &Status| s.as_str() == status)
    }

    fn within(&self, first: Date) -> bool {
        let period = self.question.period;
        self.question
            .from
            .is_none_or(|from| first >= period.of(from))
            && self.question.to.is_none_or(|to| first <= period.of(to))
    }

    /// The unit that a pair counts for; none if a side of it is not known.
    fn unit(&self, pair: &Pair) -> Option<(String, String)> {
        let (a, b) = (pair.actor.as_str(), pair.recipient.as_str());
        let (a, b) = match self.question.unit {
            Unit::Country(Side::Actor) => (a, ""),
            Unit::Country(Side::Recipient) => (b, ""),
            Unit::Country(Side::Place) => (pair.place.as_str(), ""),
            Unit::Country(Side::Internal) => (if a == b { a } else { "" }, ""),
            Unit::Dyad if b.is_empty() => return None,
            Unit::Dyad => (a, b),
            Unit::UndirectedDyad if b.is_empty() => return None,
            Unit::UndirectedDyad => (a.min(b), a.max(b)),
        };
        (!a.is_empty()).then(|| (a.to_owned(), b.to_owned()))
    }

    fn class(&self, pair: &Pair) -> usize {
        let quad = usize::from(pair.event_type.quad()) - 1;
        match self.question.classes {
            Classes::None => 0,
            Classes::Quad => quad,
            Classes::Type => EventType::ALL
                .iter()
                .position(|t| *t == pair.event_type)
                .unwrap_or(0),
            Classes::Sector => {
                let (a, b) = (pair.groups.0 as usize, pair.groups.1 as usize);
                (a * Group::ALL.len() + b) * QUADS.len() + quad
            }
        }
    }

    fn add(&mut self, unit: (String, String), first: Date, class: usize, cell: Cell) {
        let width = self.classes.len();
        let row = self.cells.entry(unit).or_default().entry(first);
        let row = row.or_insert_with(|| vec![Cell::default(); width]);
        if let Some(sum) = row.get_mut(class) {
            sum.events += cell.events;
            sum.score += cell.score;
        }
    }
}

/// Whether both ends, where they are given, are ends of months.
fn whole_months(from: Option<Date>, to: Option<Date>) -> bool {
    from.is_none_or(|d| d.day() == 1) && to.is_none_or(|d| d == d.last_of_month())
}

fn pair(row: &Row<'_>) -> rusqlite::Result<Pair> {
    let text = |i| Ok::<_, rusqlite::Error>(row.get_ref(i)?.as_str_or_null()?.unwrap_or_default());
    let (actor, recipient) = (text(6)?, text(8)?);
    Ok(Pair {
        groups: (Group::of(actor, text(7)?), Group::of(recipient, text(9)?)),
        actor: actor.to_owned(),
        recipient: recipient.to_owned(),
        place: text(10)?.to_owned(),
        event_type: code(row, 3)?,
    })
}

/// Events of the wanted statuses that no period can be given.
fn undated(connection: &Connection, question: &Question) -> rusqlite::Result<i64> {
    let mut rows = connection.prepare(
        "SELECT status, count(*) FROM event
         WHERE day_from IS NULL OR day_to IS NULL OR julianday(day_to) - julianday(day_from) >= ?1
         GROUP BY status",
    )?;
    let mut rows = rows.query([question.period.widest()])?;
    let mut undated = 0;
    while let Some(row) = rows.next()? {
        let status = row.get_ref(0)?.as_str()?;
        if question.statuses.iter().any(|s| s.as_str() == status) {
            undated += row.get::<_, i64>(1)?;
        }
    }
    Ok(undated)
}

fn articles(connection: &Connection, period: Period) -> rusqlite::Result<BTreeMap<Date, i64>> {
    let mut rows = connection.prepare(
        "SELECT published, count(*) FROM article WHERE published IS NOT NULL GROUP BY 1",
    )?;
    let mut rows = rows.query([])?;
    let mut articles = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Some(published) = day(row, 0)? {
            *articles.entry(period.of(published)).or_default() += row.get::<_, i64>(1)?;
        }
    }
    Ok(articles)
}
