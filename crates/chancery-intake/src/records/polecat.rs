//! POLECAT.
//!
//! Cells list several values between `;` or `|`. Where a list of countries or sectors is as long as
//! that of the names, they belong together one by one; a single value is everybody's; of lists of
//! other lengths nothing can be said, and the values are left out. The score is the row's own.

use super::parts::{self, found};
use super::rows::{Read, Row};
use chancery::event::DateBasis;
use chancery::ontology::{EventType, Mode, Sector, countries, sectors};
use chancery::record::{PartyRecord, PlaceRecord};

pub(super) fn read(row: &Row<'_>) -> Read {
    let event_type = row.get("Event Type").unwrap_or_default().to_uppercase();
    let event_type: EventType = event_type.parse().map_err(|_| row.bad("Event Type"))?;
    let modes = row.get("Event Mode").map(list).unwrap_or_default();
    let modes = modes
        .iter()
        .flatten()
        .filter_map(|m| m.to_lowercase().parse().ok());
    let modes: Vec<Mode> = modes.filter(|m| event_type.modes().contains(m)).collect();
    let version = row.get("Version").unwrap_or_default();
    let mut record = parts::record(event_type, modes, format!("polecat {version}").trim());
    let (article, id) = ids(row.get("Event ID").unwrap_or_default(), event_type);
    record.article = article.to_owned().into();
    record.id = id.to_owned().into();
    if let Some(score) = row
        .get("Intensity")
        .and_then(|cell| cell.parse::<f64>().ok())
        && score.abs() <= 10.0
    {
        record.score = score;
    }
    let contexts = row.get("Contexts").map(list).unwrap_or_default();
    let contexts = contexts.iter().flatten().map(|c| c.to_lowercase().into());
    record.context = contexts.collect();
    record.outlet = row.get("Source").map(|cell| cell.to_owned().into());
    record.publication_date = parts::day(row, "Publication Date")?;
    record.date = parts::date(parts::day(row, "Event Date")?, DateBasis::Unknown);
    record.actor = parties(row, "Actor");
    record.recipient = parties(row, "Recipient");
    record.place = place(row);
    found(record)
}

/// Story and event; a record of ours that was written so has its own id back.
fn ids(id: &str, event_type: EventType) -> (&str, &str) {
    let (article, rest) = id.split_once('_').unwrap_or((id, ""));
    let ours = rest.strip_prefix(event_type.as_str());
    let ours = ours.and_then(|rest| rest.strip_prefix('_'));
    let is_hash = |id: &&str| id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
    (article, ours.filter(is_hash).unwrap_or(id))
}

/// The entries of a cell; nothing where an entry says that it is nothing.
fn list(cell: &str) -> Vec<Option<&str>> {
    let sign = if cell.contains(';') { ';' } else { '|' };
    let entries = cell.split(sign).map(str::trim);
    entries
        .map(|e| (!matches!(e, "" | "None")).then_some(e))
        .collect()
}

fn parties(row: &Row<'_>, side: &str) -> Vec<PartyRecord<'static>> {
    let cell = |column: &str| row.get(column).map(list).unwrap_or_default();
    let mut names = cell(&format!("{side} Name"));
    let raw = cell(&format!("{side} Name Raw"));
    let countries = cell(&format!("{side} Country"));
    let sectors = cell(&format!("Primary {side} Sector"));
    names.resize(names.len().max(raw.len()), None);
    let count = names.len();
    let own = |list: &[Option<&str>], i: usize| -> Option<String> {
        let entry = list
            .get(i)
            .filter(|_| list.len() == count)
            .copied()
            .flatten();
        entry.map(str::to_owned)
    };
    let of = |list: &[Option<&str>], i: usize| match list {
        [everybody] => everybody.map(str::to_owned),
        list => own(list, i),
    };
    let party = |(i, name): (usize, &Option<&str>)| {
        let raw = own(&raw, i);
        let text = raw.as_deref().or(*name)?;
        let country = of(&countries, i);
        let country = country.as_deref().and_then(country_of);
        let sector = of(&sectors, i);
        let sector = sector.as_deref().and_then(sector_of);
        let mut party = parts::party(text, false, country, sector);
        party.name = name.filter(|n| *n != text).map(|n| n.to_owned().into());
        Some(party)
    };
    names.iter().enumerate().filter_map(party).collect()
}

/// Countries are codes in some releases and names in others.
fn country_of(cell: &str) -> Option<&'static str> {
    countries::of_cameo(cell).or_else(|| countries::of_name(cell))
}

fn sector_of(cell: &str) -> Option<Sector> {
    cell.parse().ok().or_else(|| sectors::of_icews(cell))
}

fn place(row: &Row<'_>) -> Option<PlaceRecord<'static>> {
    let name = row.get("Placename").or_else(|| row.get("Raw Placename"))?;
    let feature = row.get("Feature Type").unwrap_or_default();
    let resolution = match feature {
        "ADM1" => Some("admin1"),
        "ADM2" => Some("admin2"),
        _ if feature.starts_with("PCL") => Some("country"),
        _ if feature.starts_with("PPL") => Some("city"),
        _ => None,
    };
    let country = row.get("Country").and_then(country_of);
    let position = [row.get("Latitude"), row.get("Longitude")];
    let mut place = parts::place(name, country, position, resolution);
    if let Some(raw) = row.get("Raw Placename") {
        place.text = raw.to_owned().into();
    }
    place.geoname_id = row.get("GeoNames ID").and_then(|id| id.parse().ok());
    Some(place)
}
