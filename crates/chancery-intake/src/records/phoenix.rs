//! Phoenix.
//!
//! Actors have codes there and no names: the code is the party's text. Story and sentence are the
//! first of those that a row lists, and so are address and outlet. The day is that of the story.

use super::gdelt::international;
use super::parts::{self, found};
use super::rows::{Next, Read, Row};
use chancery::event::DateBasis;
use chancery::ontology::{countries, sectors};
use chancery::record::{PartyRecord, PlaceRecord};

pub(super) fn read(row: &Row<'_>) -> Read {
    let (id, version) = row
        .get("EventID")
        .map_or(("", ""), |id| id.split_once('_').unwrap_or((id, "")));
    let coder = format!("phoenix {version}");
    let mut record = match parts::of_cameo(parts::code(row, "EventCode")?, coder.trim()) {
        Ok(record) => record,
        Err(root) => return Ok(Next::WithoutType(root)),
    };
    let first = |column: &str| row.get(column)?.split(';').next().map(str::to_owned);
    record.id = id.to_owned().into();
    let story = first("SentenceID").unwrap_or_default();
    let (article, sentence) = story.rsplit_once('_').unwrap_or((&story, ""));
    record.sentence = parts::sentence(Some(sentence));
    record.article = article.to_owned().into();
    record.url = first("URLs").map(Into::into);
    record.outlet = first("NewsSources").map(Into::into);
    record.date = parts::date(parts::day(row, "Date")?, DateBasis::Reporting);
    let side = |side: &str| {
        let column = |part| format!("{side}Actor{part}");
        party(["Full", "Entity", "Role", "Attribute"].map(|p| row.get(&column(p))))
    };
    record.actor = side("Source").into_iter().collect();
    record.recipient = side("Target").into_iter().collect();
    record.place = place(row);
    found(record)
}

fn party([full, entity, role, rest]: [Option<&str>; 4]) -> Option<PartyRecord<'static>> {
    let full = full?;
    let rest = || rest.unwrap_or_default().split(';');
    let group = rest().find_map(|part| match part {
        "UNO" => Some("UNO"),
        "EEC" => Some("EUR"),
        _ => None,
    });
    let kind = || entity.into_iter().chain(rest()).find_map(international);
    let state = || entity.and_then(countries::of_cameo);
    let country = group.or_else(kind).or_else(state);
    let sector = role
        .into_iter()
        .chain(rest())
        .find_map(sectors::of_cameo_role);
    Some(parts::party(full, false, country, sector))
}

fn place(row: &Row<'_>) -> Option<PlaceRecord<'static>> {
    let country = row.get("CountryCode").and_then(countries::of_cameo);
    let position = [row.get("Lat"), row.get("Lon")];
    let named = |column: &str, level| Some((row.get(column)?, level));
    let (name, level) = named("LocationName", "city").or_else(|| named("StateName", "admin1"))?;
    let is_country = country.is_some() && countries::of_name(name) == country;
    let level = if is_country { "country" } else { level };
    Some(parts::place(name, country, position, Some(level)))
}
