//! POLECAT's table: 40 columns, tab-separated, with a header, one row an event.
//!
//! - `Event ID` is the article's id, the type and the record's id, joined by `_`; an underscore in
//!   the article's id becomes a hyphen, since readers take what stands before the first one.
//! - `Event Date` is the first day of the event, else the day of publication.
//! - Several modes, contexts, parties stand in one cell, joined by `"; "`; a `;` within a name
//!   becomes a comma. The columns of a side have as many entries in the same order. Unknown is
//!   `None`, as an entry and as a cell.
//! - Countries are ISO alpha-3 codes and PLOVER's pseudo-countries, sectors PLOVER's codes; COW
//!   numbers are those of the state today.
//! - `Quad Code` is the class in words, `Intensity` PLOVER's score.
//! - `Version` is the stamp of the coder.
//!
//! Not held: status and who says so (by default only what is actual is written), sizes, spans, the
//! trigger, how values were found, confidence, the article's address. Titles, Wikipedia ids and
//! the story's lists of people, organizations and locations are `None`: a record has none.

use super::dyads::{day, name};
use crate::ontology::countries;
use crate::record::{PartyRecord, PlaceRecord, Record};

/// The columns in their order.
pub const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What stands where nothing is known.
pub const MISSING: &str = "None";

/// The words for the quad classes 1 to 4.
pub const QUADS: [&str; 4] = [
    "VERBAL COOPERATION",
    "MATERIAL COOPERATION",
    "VERBAL CONFLICT",
    "MATERIAL CONFLICT",
];

/// The one row of an event.
pub fn rows(record: &Record<'_>) -> Vec<Vec<String>> {
    let mut cells = vec![
        format!(
            "{}_{}_{}",
            record.article.replace('_', "-"),
            record.event_type,
            record.id
        ),
        or_none(day(record)),
        record.event_type.to_string(),
        joined(record.mode.iter().map(|m| Some(m.as_str()))),
        format!("{:.1}", record.score),
        or_none(QUADS.get(usize::from(record.quad).wrapping_sub(1))),
        joined(record.context.iter().map(|c| Some(c.as_ref()))),
    ];
    cells.extend(side(&record.actor));
    cells.extend(side(&record.recipient));
    cells.extend(place(record.place.as_ref()));
    cells.extend([
        or_none(record.outlet.as_ref()),
        or_none(record.publication_date),
        MISSING.to_owned(),
        MISSING.to_owned(),
        MISSING.to_owned(),
        "English".to_owned(),
        record.coder.to_string(),
    ]);
    vec![cells]
}

/// Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id.
fn side(parties: &[PartyRecord<'_>]) -> [String; 8] {
    let country = |p: &PartyRecord<'_>| p.country.as_deref().and_then(countries::find);
    let cow: Vec<Option<String>> = parties
        .iter()
        .map(|p| Some(country(p)?.cow?.to_string()))
        .collect();
    let sectors = || joined(parties.iter().map(|p| p.sector.map(|s| s.as_str())));
    [
        joined(parties.iter().map(|p| Some(name(p)))),
        joined(parties.iter().map(|p| p.country.as_deref())),
        joined(cow.iter().map(Option::as_deref)),
        sectors(),
        sectors(),
        MISSING.to_owned(),
        joined(parties.iter().map(|p| Some(p.text.as_ref()))),
        MISSING.to_owned(),
    ]
}

/// Placename, city, district, province, country, latitude, longitude, GeoNames id, raw name,
/// feature type.
fn place(place: Option<&PlaceRecord<'_>>) -> [String; 10] {
    let name = place.and_then(|p| p.name.as_deref());
    let resolution = place.and_then(|p| p.resolution.as_deref());
    let at = |level| or_none(name.filter(|_| resolution == Some(level)));
    let feature = resolution.and_then(|resolution| match resolution {
        "country" => Some("PCLI"),
        "admin1" => Some("ADM1"),
        "admin2" => Some("ADM2"),
        "city" => Some("PPL"),
        _ => None,
    });
    [
        or_none(name),
        at("city"),
        at("admin2"),
        at("admin1"),
        or_none(place.and_then(|p| p.country.as_ref())),
        or_none(place.and_then(|p| p.lat)),
        or_none(place.and_then(|p| p.lon)),
        or_none(place.and_then(|p| p.geoname_id)),
        or_none(place.map(|p| &p.text)),
        or_none(feature),
    ]
}

fn or_none<T: ToString>(value: Option<T>) -> String {
    let value = value.map(|v| v.to_string()).filter(|v| !v.is_empty());
    value.unwrap_or_else(|| MISSING.to_owned())
}

fn joined<'a>(entries: impl Iterator<Item = Option<&'a str>>) -> String {
    let entry = |e: Option<&str>| or_none(e.map(|e| e.replace(';', ",").trim().to_owned()));
    let entries: Vec<String> = entries.map(entry).collect();
    match entries.is_empty() {
        true => MISSING.to_owned(),
        false => entries.join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Records, sample};
    use super::*;

    fn cell<'a>(row: &'a [String], column: &str) -> &'a str {
        &row[COLUMNS.iter().position(|c| *c == column).expect("a column")]
    }

    #[test]
    fn parties_share_a_row_and_keep_their_places() {
        let (article, coding) = sample::coded();
        let rows = rows(&Records::new(&article, &coding, "c").of(&coding.events[0]));
        let [row] = &rows[..] else { panic!("one row") };
        assert_eq!(row.len(), COLUMNS.len());
        let cells = [
            ("Event ID", "lodz, 1_ASSAULT_00000000000000aa"),
            ("Event Date", "2021-05-03"),
            ("Intensity", "-7.5"),
            ("Quad Code", "MATERIAL CONFLICT"),
            ("Actor COW", "290"),
            ("Recipient Name", "strikers; Jan Nowak"),
            ("Recipient Name Raw", "strikers; Nowak"),
            ("Recipient Country", "POL; None"),
            ("Primary Recipient Sector", "LAB; None"),
            ("City", "Łódź"),
            ("Province", "None"),
            ("Country", "POL"),
            ("Feature Type", "PPL"),
            ("Publication Date", "2021-05-05"),
        ];
        for (column, expected) in cells {
            assert_eq!(cell(row, column), expected, "{column}");
        }
    }

    #[test]
    fn what_is_unknown_is_none() {
        let (article, coding) = sample::coded();
        let rows = rows(&Records::new(&article, &coding, "c").of(&coding.events[1]));
        for column in [
            "Actor Name",
            "Event Mode",
            "Contexts",
            "Latitude",
            "Placename",
        ] {
            assert_eq!(cell(&rows[0], column), MISSING, "{column}");
        }
        assert_eq!(
            cell(&rows[0], "Event Date"),
            "2021-05-05",
            "the day of publication"
        );
    }

    #[test]
    fn a_semicolon_in_a_name_parts_nothing() {
        assert_eq!(joined([Some("a; b"), None].into_iter()), "a, b; None");
        assert_eq!(joined([None, Some(" ")].into_iter()), "None; None");
    }
}
