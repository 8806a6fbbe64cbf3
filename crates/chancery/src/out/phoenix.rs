//! Phoenix: 26 columns, tab-separated, without a header, one row an actor and a recipient.
//! An event of which neither is known has no row.
//!
//! - `EventID` is a number of 63 bits made of the record's id, and the coder's first two words.
//! - `Date` is the first day of the event, else the day of publication.
//! - Actor codes are CAMEO's, parted as Phoenix parts them: entity (a state, or IGO, NGO, IMG, MNC),
//!   role (one of Phoenix's thirteen), all else as attributes. An actor without a country begins
//!   with `---`, as PETRARCH writes it. Kosovo is KSV.
//! - `PentaClass` is Phoenix's own, by root code (16 counts as verbal conflict), `GoldsteinScore`
//!   CAMEO.SCALE.
//! - `Issues` are the event's PLOVER contexts in capitals, each once: Phoenix's own issues are not
//!   coded.
//! - `SentenceID` is the article's id and the number of the sentence from 1.
//!
//! Not held: status and who says so (by default only what is actual is written), names of actors,
//! sizes, words and spans, ids of actors and places, how values were found, confidence. Mode and
//! type are as fine as CAMEO is; see `ontology/SOURCE.md`.

use super::cameo_actor::CameoActor;
use super::dyads::{Dyad, day, dyads, number, shown};
use crate::ontology::cameo;
use crate::record::{PartyRecord, Record};

/// The columns in their order.
pub const COLUMNS: [&str; 26] = [
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "PentaClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
];

/// Roles that have a column of their own.
const ROLES: [&str; 13] = [
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL",
];

/// Phoenix's penta class of a CAMEO root: 0 for 01 and 02, 16 among verbal conflict.
pub fn penta(root: &str) -> u8 {
    match root {
        "01" | "02" => 0,
        "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" | "16" => 3,
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
    let words = record
        .coder
        .split([' ', ';'])
        .filter(|word| !word.is_empty());
    let version: Vec<&str> = words.take(2).collect();
    let day = day(record);
    let root = cameo::root(dyad.code);
    let issue = |context: &str| format!("{},1", context.to_uppercase());
    let issues: Vec<String> = record.context.iter().map(|c| issue(c)).collect();
    let place = record.place.as_ref();
    let city = |p: &crate::record::PlaceRecord<'_>, unit: bool| {
        let is_unit = matches!(p.resolution.as_deref(), Some("admin1" | "admin2"));
        (is_unit == unit).then(|| p.name.as_ref().unwrap_or(&p.text).to_string())
    };
    let mut cells = vec![
        format!("{}_{}", number(&record.id, at, 63), version.join("-")),
        shown(day.map(|d| format!("{:04}{:02}{:02}", d.year(), d.month(), d.day()))),
        shown(day.map(|d| d.year())),
        shown(day.map(|d| d.month())),
        shown(day.map(|d| d.day())),
    ];
    cells.extend(actor(dyad.actor));
    cells.extend(actor(dyad.recipient));
    cells.extend([
        dyad.code.to_owned(),
        root.to_owned(),
        penta(root).to_string(),
        shown(cameo::scale_of(dyad.code).map(|s| format!("{s:.1}"))),
        issues.join(";"),
        shown(place.and_then(|p| p.lat)),
        shown(place.and_then(|p| p.lon)),
        shown(place.and_then(|p| city(p, false))),
        shown(place.and_then(|p| city(p, true))),
        shown(place.and_then(|p| p.country.as_ref())),
        format!("{}_{}", record.article, record.sentence + 1),
        shown(record.url.as_ref()),
        shown(record.outlet.as_ref()),
    ]);
    cells
}

/// Full code, entity, role, attributes.
fn actor(party: Option<&PartyRecord<'_>>) -> [String; 4] {
    let Some(party) = party else {
        return Default::default();
    };
    let mut actor = CameoActor::of(party);
    // Phoenix knows Romania by its ISO code
    actor.country = actor.country.map(|c| if c == "ROM" { "ROU" } else { c });
    let entity = actor.kind.filter(|kind| *kind != "NGM").or(actor.country);
    let role = actor.role.filter(|role| ROLES.contains(role));
    let mut full = actor.code();
    if actor.kind.is_none() && actor.country.is_none() {
        full.insert_str(0, "---");
    }
    let all = [actor.kind, actor.country, actor.group, actor.role];
    let rest = all
        .into_iter()
        .flatten()
        .filter(|part| Some(*part) != entity);
    let rest: Vec<&str> = rest.filter(|part| Some(*part) != role).collect();
    [
        full,
        entity.unwrap_or_default().to_owned(),
        role.unwrap_or_default().to_owned(),
        rest.join(";"),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Records, sample};
    use super::*;
    use crate::ontology::Sector;

    #[test]
    fn a_row_reads_as_phoenix_has_it() {
        let (article, coding) = sample::coded();
        let rows = rows(&Records::new(&article, &coding, "chancery 9; x").of(&coding.events[0]));
        let expected = "170_chancery-9|20210503|2021|5|3|POLCOP|POL|COP||POLLAB|POL||LAB|182|18|4|-9.5|\
            REPRESSION,1|51.75|19.4667|Łódź||POL|lodz, 1_1||The Post";
        assert_eq!(rows[0].join("|"), expected);
        assert_eq!(rows[1][9..13], ["---", "", "", ""]);
        assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
    }

    #[test]
    fn codes_are_parted_as_phoenix_parts_them() {
        let (article, coding) = sample::coded();
        let record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        let coded = |country: &str, sector| {
            let mut party = record.actor[0].clone();
            party.country = (!country.is_empty()).then(|| country.to_owned().into());
            party.sector = sector;
            actor(Some(&party)).join("|")
        };
        assert_eq!(coded("UNO", None), "IGOUNO|IGO||UNO");
        assert_eq!(coded("KOS", Some(Sector::Gov)), "KSVGOV|KSV|GOV|");
        assert_eq!(coded("ROU", Some(Sector::Leg)), "ROULEG|ROU||LEG");
        assert_eq!(coded("", Some(Sector::Jrn)), "---MED||MED|");
        assert_eq!(coded("ISM", None), "NGM|||NGM");
    }

    #[test]
    fn sanctions_are_verbal_conflict_in_phoenix() {
        assert_eq!(["01", "05", "08", "16", "14"].map(penta), [0, 1, 2, 3, 4]);
    }
}
