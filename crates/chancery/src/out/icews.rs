//! The table of the ICEWS public events: 20 columns, tab-separated, with a header, one row an actor
//! and a recipient. An event of which neither is known has no row.
//!
//! - Mutual events are written twice, with source and target in each other's place, as ICEWS does:
//!   who visits is in the next row visited (042, 043), who meets meets (040, 041, 044, 046, 057).
//! - `Event ID` and `Story ID` have 31 bits, because R's `icews` reads them as 32-bit integers.
//!   They are made of the ids of record and article, the same ones for the same record; within a
//!   day of 3,000 events two share an event id once in about 500 days.
//! - `Event Date` is the first day of the event, else the day of publication.
//! - Names are canonical names, else `Words (Country)`, as ICEWS names its agents. Sectors are those
//!   that ICEWS lists for an actor of the kind; a state by itself has none.
//! - `Intensity` is ICEWS's own, by code. `Sentence Number` counts from 1.
//! - A side that is not told is `Unspecified Actor`, as in ICEWS; what else is not known is `NA`.
//!
//! Not held: status and who says so (by default only what is actual is written), contexts, sizes,
//! words and spans, ids of actors and places, how values were found, confidence, the coder. Mode and
//! type are as fine as CAMEO is; see `ontology/SOURCE.md`.

use super::dyads::{Dyad, day, dyads, name, number};
use crate::ontology::{Sector, cameo, countries, crosswalk, sectors};
use crate::record::{PartyRecord, PlaceRecord, Record};

/// The columns in their order.
pub const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// What stands where nothing is known.
pub const MISSING: &str = "NA";

/// How ICEWS names a side that is not told.
pub const NOBODY: &str = "Unspecified Actor";

/// Bits of an id: R's integers are signed and have 32.
const BITS: u32 = 31;

/// The rows of an event.
pub fn rows(record: &Record<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for dyad in dyads(record) {
        rows.push(dyad);
        // where nobody is a recipient, the pairs already go both ways
        if let Some(code) = crosswalk::swapped(dyad.code)
            && !record.recipient.is_empty()
            && dyad.actor.is_some()
        {
            let (actor, recipient) = (dyad.recipient, dyad.actor);
            rows.push(Dyad {
                actor,
                recipient,
                code,
            });
        }
    }
    let rows = rows.iter().enumerate();
    rows.map(|(i, dyad)| row(record, dyad, i)).collect()
}

fn row(record: &Record<'_>, dyad: &Dyad<'_>, at: usize) -> Vec<String> {
    let code = cameo::find(dyad.code);
    let mut cells = vec![number(&record.id, at, BITS).to_string(), or_na(day(record))];
    cells.extend(party(dyad.actor));
    cells.extend([
        or_na(code.and_then(|c| c.label)),
        dyad.code.to_owned(),
        or_na(code.and_then(|c| c.intensity)),
    ]);
    cells.extend(party(dyad.recipient));
    cells.extend([
        number(&record.article, 0, BITS).to_string(),
        (record.sentence + 1).to_string(),
        or_na(record.outlet.as_ref()),
    ]);
    cells.extend(place(record.place.as_ref()));
    cells
}

/// Name, sectors, country.
fn party(party: Option<&PartyRecord<'_>>) -> [String; 3] {
    let Some(party) = party else {
        return [NOBODY, "Unspecified", MISSING].map(str::to_owned);
    };
    let code = party.country.as_deref();
    let state = code.and_then(countries::find);
    let international = code.and_then(sectors::icews_of_international);
    let of_sector = party.sector.and_then(sectors::icews);
    let is_state =
        party.sector.is_none_or(|s| s == Sector::Gov) && countries::of_name(name(party)) == code;
    let sectors = match (international, of_sector) {
        _ if state.is_some() && is_state => None,
        (Some(international), Some(own)) => Some(format!("{international},{own}")),
        (international, own) => international.or(own).map(str::to_owned),
    };
    let name = match (party.name.as_deref(), state) {
        (None, Some(state)) if !is_state => format!("{} ({})", capital(&party.text), state.name),
        (name, _) => name.unwrap_or(&party.text).to_owned(),
    };
    [
        or_na(Some(name)),
        or_na(sectors),
        or_na(state.map(|s| s.name)),
    ]
}

/// "the police" is ICEWS's "Police".
fn capital(words: &str) -> String {
    let bare = words.split_once(' ').filter(|(first, _)| {
        let articles = ["the", "a", "an"];
        articles
            .iter()
            .any(|article| first.eq_ignore_ascii_case(article))
    });
    let mut rest = bare.map_or(words, |(_, rest)| rest).chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// City, district, province, country, latitude, longitude.
fn place(place: Option<&PlaceRecord<'_>>) -> [String; 6] {
    let words = place.map(|p| p.name.as_deref().unwrap_or(&p.text));
    let resolution = place.and_then(|p| p.resolution.as_deref());
    let at = |level| or_na(words.filter(|_| resolution == Some(level)));
    let country = place.and_then(|p| p.country.as_deref());
    [
        at("city"),
        at("admin2"),
        at("admin1"),
        or_na(country.and_then(countries::find).map(|c| c.name)),
        or_na(place.and_then(|p| p.lat)),
        or_na(place.and_then(|p| p.lon)),
    ]
}

fn or_na<T: ToString>(value: Option<T>) -> String {
    let value = value.map(|v| v.to_string()).filter(|v| !v.is_empty());
    value.unwrap_or_else(|| MISSING.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Records, sample};
    use super::*;
    use crate::ontology::{EventType, Mode};

    #[test]
    fn a_row_for_every_actor_and_recipient() {
        let (article, coding) = sample::coded();
        let rows = rows(&Records::new(&article, &coding, "c").of(&coding.events[0]));
        assert_eq!(
            rows[0],
            [
                "170",
                "2021-05-03",
                "Police (Poland)",
                "Police,Government",
                "Poland",
                "Physically assault",
                "182",
                "-9.5",
                "Strikers (Poland)",
                "Labor,Social",
                "Poland",
                &number("lodz, 1", 0, 31).to_string(),
                "1",
                "The Post",
                "Łódź",
                "NA",
                "NA",
                "Poland",
                "51.75",
                "19.4667"
            ]
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1][8..11], ["Jan Nowak", "NA", "NA"]);
        assert_ne!(rows[0][0], rows[1][0], "rows have ids of their own");
    }

    #[test]
    fn a_visit_is_written_from_both_sides() {
        let (article, coding) = sample::coded();
        let mut record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        record.event_type = EventType::Consult;
        record.mode = vec![Mode::Visit];
        record.recipient.truncate(1);
        let rows = rows(&record);
        let sides: Vec<_> = rows.iter().map(|r| (&*r[2], &*r[6], &*r[8])).collect();
        assert_eq!(
            sides,
            [
                ("Police (Poland)", "042", "Strikers (Poland)"),
                ("Strikers (Poland)", "043", "Police (Poland)")
            ]
        );
    }

    #[test]
    fn agents_have_no_article() {
        assert_eq!(capital("the police"), "Police");
        assert_eq!(capital("A court"), "Court");
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn a_side_that_is_not_told_is_unspecified() {
        let (article, coding) = sample::coded();
        let mut record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        record.actor.clear();
        let rows = rows(&record);
        assert_eq!(rows[0][2..5], ["Unspecified Actor", "Unspecified", "NA"]);
    }

    #[test]
    fn states_and_bodies_are_named_as_icews_names_them() {
        let (article, coding) = sample::coded();
        let record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        let mut state = record.actor[0].clone();
        state.name = Some("Russia".into());
        (state.country, state.sector) = (Some("RUS".into()), Some(Sector::Gov));
        assert_eq!(party(Some(&state)), ["Russia", "NA", "Russian Federation"]);
        state.country = Some("UNO".into());
        state.name = Some("United Nations".into());
        state.sector = None;
        let [name, sectors, country] = party(Some(&state));
        assert_eq!((&*name, &*country), ("United Nations", "NA"));
        assert!(sectors.starts_with("International Government Organization,"));
    }
}
