//! What the formats have in common.

use super::rows::{Next, Read, Row};
use crate::error::InputErrorKind;
use chancery::Record;
use chancery::event::{Basis, DateBasis};
use chancery::ontology::cameo::{self, Plover};
use chancery::ontology::{EventType, Mode, Sector, Status, score_of};
use chancery::record::{DateRecord, PartyRecord, PlaceRecord, SizeRecord, WordsRecord};
use jiff::civil::Date;

/// A record of which only what happened is known.
pub(super) fn record(event_type: EventType, mode: Vec<Mode>, coder: &str) -> Record<'static> {
    // adding zero makes -0.0 positive
    let score = f64::from(score_of(event_type, &mode)) + 0.0;
    Record {
        id: "".into(),
        article: "".into(),
        publication_date: None,
        outlet: None,
        url: None,
        sentence: 0,
        sentence_span: [0, 0],
        event_type,
        mode,
        quad: event_type.quad(),
        score,
        context: Vec::new(),
        trigger: WordsRecord {
            text: "".into(),
            span: [0, 0],
        },
        actor: Vec::new(),
        recipient: Vec::new(),
        date: date(None, DateBasis::Unknown),
        place: None,
        status: Status::Actual,
        said_by: Vec::new(),
        size: SizeRecord::default(),
        confidence: 1.0,
        coder: coder.to_owned().into(),
    }
}

/// A record of a CAMEO code; or what to do with its row instead.
pub(super) fn of_cameo(code: &cameo::Cameo, coder: &str) -> Result<Record<'static>, &'static str> {
    let Some(Plover {
        event_type,
        mode,
        contexts,
    }) = &code.plover
    else {
        return Err(cameo::root(code.code));
    };
    let mut record = record(*event_type, mode.iter().copied().collect(), coder);
    record.context = contexts.iter().map(|c| (*c).into()).collect();
    Ok(record)
}

/// The code in a column.
pub(super) fn code(
    row: &Row<'_>,
    column: &'static str,
) -> Result<&'static cameo::Cameo, InputErrorKind> {
    let code = row.get(column).and_then(cameo::find);
    code.ok_or_else(|| row.bad(column))
}

pub(super) fn found(record: Record<'static>) -> Read {
    Ok(Next::Record(Box::new(record)))
}

/// One day.
pub(super) fn date(day: Option<Date>, basis: DateBasis) -> DateRecord<'static> {
    DateRecord {
        text: None,
        span: None,
        from: day,
        to: day,
        basis,
    }
}

/// A day as YYYY-MM-DD, YYYYMMDD or, as in ICEWS of 2017, M/D/YYYY; digits may follow it.
pub(super) fn day(row: &Row<'_>, column: &'static str) -> Result<Option<Date>, InputErrorKind> {
    let Some(cell) = row.get(column) else {
        return Ok(None);
    };
    read_day(cell).map(Some).ok_or_else(|| row.bad(column))
}

fn read_day(cell: &str) -> Option<Date> {
    let parts: Vec<&str> = cell.split(['-', '/', 'T', ' ']).collect();
    let (year, month, day) = match parts.as_slice() {
        [all] => (all.get(..4)?, all.get(4..6)?, all.get(6..8)?),
        [month, day, year, ..] if cell.contains('/') => (*year, *month, *day),
        [year, month, day, ..] => (*year, *month, *day),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A sentence that counts from 1, as records count.
pub(super) fn sentence(cell: Option<&str>) -> usize {
    let number = cell.and_then(|cell| cell.parse::<usize>().ok());
    number.map_or(0, |number| number.saturating_sub(1))
}

/// A party by its name.
pub(super) fn party(
    text: &str,
    is_name: bool,
    country: Option<&str>,
    sector: Option<Sector>,
) -> PartyRecord<'static> {
    PartyRecord {
        text: text.to_owned().into(),
        span: [0, 0],
        name: is_name.then(|| text.to_owned().into()),
        country: country.map(|c| c.to_owned().into()),
        sector,
        actor_id: None,
        basis: Basis::Unknown,
    }
}

/// A place by its name.
pub(super) fn place(
    name: &str,
    country: Option<&str>,
    [lat, lon]: [Option<&str>; 2],
    resolution: Option<&'static str>,
) -> PlaceRecord<'static> {
    let degrees = |cell: Option<&str>, most: f64| {
        let degrees: Option<f64> = cell.and_then(|cell| cell.parse().ok());
        let degrees = degrees.map(|d| (d * 10_000.0).round() / 10_000.0 + 0.0);
        degrees.filter(|d| d.abs() <= most)
    };
    PlaceRecord {
        text: name.to_owned().into(),
        span: [0, 0],
        name: Some(name.to_owned().into()),
        country: country.map(|c| c.to_owned().into()),
        lat: degrees(lat, 90.0),
        lon: degrees(lon, 180.0),
        geoname_id: None,
        resolution: resolution.map(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_the_ways_of_the_field() {
        let expected = Some(jiff::civil::date(2017, 3, 9));
        for cell in [
            "2017-03-09",
            "20170309",
            "3/9/2017",
            "03/09/2017",
            "20170309101500",
        ] {
            assert_eq!(read_day(cell), expected, "{cell}");
        }
        assert_eq!(read_day("2017-03-09 10:00"), expected);
        for cell in [
            "",
            "2017",
            "13/13/2017",
            "2017-02-30",
            "é017-03-09",
            "201é0309",
            "a/b/c",
        ] {
            assert_eq!(read_day(cell), None, "{cell}");
        }
    }

    #[test]
    fn sentences_count_from_nothing() {
        assert_eq!(
            ["1", "0", "7", "x"].map(|c| sentence(Some(c))),
            [0, 0, 6, 0]
        );
    }
}
