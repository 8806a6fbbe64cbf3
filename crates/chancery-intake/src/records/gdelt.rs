//! GDELT events, 2.0 and 1.0.
//!
//! Names are in capitals there and stay so; an actor without a name is called by its code. The place
//! is that of the action.

use super::parts::{self, found};
use super::rows::{Next, Read, Row};
use chancery::event::DateBasis;
use chancery::ontology::{countries, sectors};
use chancery::record::{PartyRecord, PlaceRecord};

pub(super) fn read(row: &Row<'_>) -> Read {
    let coder = if row.width() == 61 {
        "gdelt 2.0"
    } else {
        "gdelt 1.0"
    };
    let mut record = match parts::of_cameo(parts::code(row, "EventCode")?, coder) {
        Ok(record) => record,
        Err(root) => return Ok(Next::WithoutType(root)),
    };
    let url = row.get("SOURCEURL");
    record.id = row
        .get("GLOBALEVENTID")
        .unwrap_or_default()
        .to_owned()
        .into();
    record.article = url.unwrap_or_default().to_owned().into();
    record.url = url
        .filter(|u| u.contains("://"))
        .map(|u| u.to_owned().into());
    record.publication_date = parts::day(row, "DATEADDED")?;
    record.date = parts::date(parts::day(row, "SQLDATE")?, DateBasis::Unknown);
    record.actor = party(|column| row.get(&format!("Actor1{column}")))
        .into_iter()
        .collect();
    record.recipient = party(|column| row.get(&format!("Actor2{column}")))
        .into_iter()
        .collect();
    record.place = place(row);
    found(record)
}

fn party<'r>(get: impl Fn(&str) -> Option<&'r str>) -> Option<PartyRecord<'static>> {
    let text = get("Name").or_else(|| get("Code"))?;
    let types = ["Type1Code", "Type2Code", "Type3Code"].map(&get);
    let mut kinds = types.iter().flatten();
    let international = match get("KnownGroupCode") {
        Some("UNO") => Some("UNO"),
        Some("EEC") => Some("EUR"),
        _ => kinds.find_map(|kind| international(kind)),
    };
    // EUR is the continent there
    let country = get("CountryCode").filter(|code| *code != "EUR");
    let country = international.or_else(|| country.and_then(countries::of_cameo));
    let mut roles = types.iter().flatten();
    let sector = roles.find_map(|role| sectors::of_cameo_role(role));
    Some(parts::party(text, false, country, sector))
}

/// The pseudo-country of a kind of actor.
pub(super) fn international(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "IGO" => "IGO",
        "NGO" => "NGO",
        "NGM" => "ISM",
        "MNC" => "MNC",
        "IMG" => "IMG",
        _ => return None,
    })
}

fn place(row: &Row<'_>) -> Option<PlaceRecord<'static>> {
    let full = row.get("ActionGeo_FullName")?;
    let resolution = match row.get("ActionGeo_Type") {
        Some("1") => Some("country"),
        Some("2" | "5") => Some("admin1"),
        Some("3" | "4") => Some("city"),
        _ => None,
    };
    let name = full.split_once(", ").map_or(full, |(name, _)| name);
    let country = row
        .get("ActionGeo_CountryCode")
        .and_then(countries::of_fips);
    let position = [row.get("ActionGeo_Lat"), row.get("ActionGeo_Long")];
    Some(parts::place(name, country, position, resolution))
}
