//! GDELT 2.0's events: 61 columns, tab-separated, without a header, one row an actor and a
//! recipient. An event of which neither is known has no row.
//!
//! - `GLOBALEVENTID` has 63 bits, made of the record's id: the same ones for the same record.
//! - `SQLDATE` is the first day of the event, else the day of publication. `DATEADDED` is the day of
//!   publication at 000000, else that of the event: no clock is asked.
//!   `FractionDate` counts months of 30 days from 0, as the rows of GDELT do (its codebook has them
//!   count from 1).
//! - Actor codes are CAMEO's, names in capitals. `QuadClass` is GDELT's own, by root code;
//!   `GoldsteinScale` is CAMEO.SCALE.
//! - `IsRootEvent` is 1 in the first two sentences, the lead. `NumMentions`, `NumSources` and
//!   `NumArticles` are 1: a record comes from one article.
//! - `ActionGeo` is the place of the event, with GDELT's types 1 to 5; `FeatureID` and `ADM1Code` are
//!   the FIPS 10-4 code of its country, as GDELT has it where it knows no more. The places of the
//!   actors are not known: type 0.
//! - `SOURCEURL` is the article's address, else its id. `AvgTone` is empty: no tone is measured.
//!
//! Not held: status and who says so (by default only what is actual is written), the end of an
//! interval, contexts, sizes, words and spans, ids of actors and places, how values were found,
//! confidence (which is in `gdelt-mentions`), outlet and coder. Mode and type are as fine as CAMEO
//! is; see `ontology/SOURCE.md`.

use super::cameo_actor::CameoActor;
use super::dyads::{Dyad, day, dyads, name, number, shown};
use crate::ontology::{cameo, countries};
use crate::record::{PartyRecord, PlaceRecord, Record};
use jiff::civil::Date;

/// The columns in their order.
pub const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// Sentences that count as the lead.
const LEAD: usize = 2;

/// GDELT's quad class of a CAMEO root: 1 to 4 by 01–05, 06–08, 09–13, 14–20.
pub fn quad(root: &str) -> u8 {
    match root {
        "01" | "02" | "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" => 3,
        _ => 4,
    }
}

/// The rows of an event.
pub fn rows(record: &Record<'_>) -> Vec<Vec<String>> {
    let dyads = dyads(record);
    let rows = dyads.iter().enumerate();
    rows.map(|(i, dyad)| row(record, dyad, i)).collect()
}

fn row(record: &Record<'_>, dyad: &Dyad<'_>, at: usize) -> Vec<String> {
    let mut cells = vec![number(&record.id, at, 63).to_string()];
    cells.extend(dates(day(record)));
    cells.extend(actor(dyad.actor));
    cells.extend(actor(dyad.recipient));
    let root = cameo::root(dyad.code);
    cells.extend([
        u8::from(record.sentence < LEAD).to_string(),
        dyad.code.to_owned(),
        dyad.code.get(..3).unwrap_or(dyad.code).to_owned(),
        root.to_owned(),
        quad(root).to_string(),
        shown(cameo::scale_of(dyad.code).map(|s| format!("{s:.1}"))),
    ]);
    cells.extend(["1", "1", "1", ""].map(str::to_owned));
    cells.extend(geo(None));
    cells.extend(geo(None));
    cells.extend(geo(record.place.as_ref()));
    cells.push(added(record));
    cells.push(record.url.as_ref().unwrap_or(&record.article).to_string());
    cells
}

/// SQLDATE, MonthYear, Year, FractionDate.
fn dates(day: Option<Date>) -> [String; 4] {
    let Some(day) = day else {
        return Default::default();
    };
    let (year, month, day) = (day.year(), day.month(), day.day());
    let fraction =
        f64::from(year) + f64::from((i32::from(month) - 1) * 30 + i32::from(day)) / 365.0;
    [
        format!("{year:04}{month:02}{day:02}"),
        format!("{year:04}{month:02}"),
        year.to_string(),
        format!("{fraction:.4}"),
    ]
}

/// When the event came in: year to second, all digits.
pub(super) fn added(record: &Record<'_>) -> String {
    let day = record.publication_date.or(day(record));
    shown(day.map(|d| format!("{:04}{:02}{:02}000000", d.year(), d.month(), d.day())))
}

/// The ten columns of an actor.
fn actor(party: Option<&PartyRecord<'_>>) -> [String; 10] {
    let actor = party.map(CameoActor::of).unwrap_or_default();
    let mut types = [actor.kind, actor.role].into_iter().flatten();
    let own = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
    [
        actor.code(),
        party.map(|p| name(p).to_uppercase()).unwrap_or_default(),
        own(actor.country),
        own(actor.group),
        String::new(),
        String::new(),
        String::new(),
        own(types.next()),
        own(types.next()),
        String::new(),
    ]
}

/// Type, full name, country, first and second level, latitude, longitude, feature.
fn geo(place: Option<&PlaceRecord<'_>>) -> [String; 8] {
    let Some(place) = place else {
        let mut cells = <[String; 8]>::default();
        cells[0] = "0".to_owned();
        return cells;
    };
    let country = place.country.as_deref().and_then(countries::find);
    let american = country.is_some_and(|c| c.code == "USA");
    let kind = match place.resolution.as_deref() {
        Some("country") => 1,
        Some("admin1" | "admin2") if american => 2,
        Some("admin1" | "admin2") => 5,
        Some(_) if american => 3,
        Some(_) => 4,
        None => 0,
    };
    let words = place.name.as_deref().unwrap_or(&place.text);
    let full = match country {
        Some(country) if kind != 1 => format!("{words}, {}", country.name),
        _ => words.to_owned(),
    };
    let fips = country.map_or("", |c| c.fips);
    [
        kind.to_string(),
        full,
        fips.to_owned(),
        fips.to_owned(),
        String::new(),
        shown(place.lat),
        shown(place.lon),
        fips.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Records, sample};
    use super::*;

    fn cell<'a>(row: &'a [String], column: &str) -> &'a str {
        &row[COLUMNS.iter().position(|c| *c == column).expect("a column")]
    }

    #[test]
    fn a_row_reads_as_gdelt_has_it() {
        let (article, coding) = sample::coded();
        let rows = rows(&Records::new(&article, &coding, "c").of(&coding.events[0]));
        assert_eq!(rows.len(), 2);
        let cells = [
            ("GLOBALEVENTID", "170"),
            ("SQLDATE", "20210503"),
            ("MonthYear", "202105"),
            ("FractionDate", "2021.3370"),
            ("Actor1Code", "POLCOP"),
            ("Actor1Name", "POLICE"),
            ("Actor1CountryCode", "POL"),
            ("Actor1Type1Code", "COP"),
            ("Actor2Code", "POLLAB"),
            ("IsRootEvent", "1"),
            ("EventCode", "182"),
            ("EventBaseCode", "182"),
            ("EventRootCode", "18"),
            ("QuadClass", "4"),
            ("GoldsteinScale", "-9.5"),
            ("Actor1Geo_Type", "0"),
            ("ActionGeo_Type", "4"),
            ("ActionGeo_FullName", "Łódź, Poland"),
            ("ActionGeo_CountryCode", "PL"),
            ("ActionGeo_Lat", "51.75"),
            ("DATEADDED", "20210505000000"),
            ("SOURCEURL", "lodz, 1"),
        ];
        for (column, expected) in cells {
            assert_eq!(cell(&rows[0], column), expected, "{column}");
        }
        assert_eq!(cell(&rows[1], "Actor2Name"), "JAN NOWAK");
        assert_eq!(cell(&rows[1], "Actor2Code"), "");
    }

    #[test]
    fn unions_have_their_group() {
        let (article, coding) = sample::coded();
        let record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        let mut party = record.actor[0].clone();
        party.country = Some("EUR".into());
        party.sector = None;
        let cells = actor(Some(&party));
        assert_eq!(&cells[..1], ["IGOEUREEC"]);
        assert_eq!((&*cells[2], &*cells[3], &*cells[7]), ("EUR", "EEC", "IGO"));
    }

    #[test]
    fn every_row_has_every_column() {
        let (article, coding) = sample::coded();
        for record in Records::new(&article, &coding, "c").all() {
            assert!(rows(&record).iter().all(|row| row.len() == COLUMNS.len()));
        }
    }
}
