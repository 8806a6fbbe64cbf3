//! ICEWS public events.
//!
//! Files of 2017 lack the CAMEO code; it is read from the event's text then. `Agent (Country)` is
//! the agent of the country, all else a proper name; `Unspecified Actor` is nobody. The day is that of the story.

use super::parts::{self, found};
use super::rows::{Next, Read, Row};
use crate::error::InputErrorKind;
use chancery::event::DateBasis;
use chancery::ontology::{cameo, countries, sectors};
use chancery::out::icews;
use chancery::record::{PartyRecord, PlaceRecord};

pub(super) fn read(row: &Row<'_>) -> Read {
    let mut record = match parts::of_cameo(code(row)?, "icews") {
        Ok(record) => record,
        Err(root) => return Ok(Next::WithoutType(root)),
    };
    let owned = |column: &str| row.get(column).map(|cell| cell.to_owned().into());
    record.id = owned("Event ID").unwrap_or_default();
    record.article = owned("Story ID").unwrap_or_default();
    record.sentence = parts::sentence(row.get("Sentence Number"));
    record.outlet = owned("Publisher");
    record.date = parts::date(parts::day(row, "Event Date")?, DateBasis::Reporting);
    let source = ["Source Name", "Source Sectors", "Source Country"];
    let target = ["Target Name", "Target Sectors", "Target Country"];
    record.actor = party(source.map(|c| row.get(c))).into_iter().collect();
    record.recipient = party(target.map(|c| row.get(c))).into_iter().collect();
    record.place = place(row);
    found(record)
}

fn code(row: &Row<'_>) -> Result<&'static cameo::Cameo, InputErrorKind> {
    if row.get("CAMEO Code").is_some() {
        return parts::code(row, "CAMEO Code");
    }
    let text = row.get("Event Text");
    text.and_then(cameo::find_label)
        .ok_or_else(|| row.bad("Event Text"))
}

fn party([name, list, country]: [Option<&str>; 3]) -> Option<PartyRecord<'static>> {
    let name = name.filter(|name| *name != icews::NOBODY)?;
    let list = list.unwrap_or_default();
    let code = country.and_then(countries::of_name);
    let code = code
        .or_else(|| countries::of_name(name).filter(|_| country.is_none()))
        .or_else(|| sectors::international_of_icews(list));
    let agent = name.strip_suffix(')').and_then(|n| n.rsplit_once(" ("));
    let agent = agent.filter(|(_, of)| code.is_some() && countries::of_name(of) == code);
    let (text, is_name) = agent.map_or((name, true), |(agent, _)| (agent, false));
    Some(parts::party(text, is_name, code, sectors::of_icews(list)))
}

fn place(row: &Row<'_>) -> Option<PlaceRecord<'static>> {
    let levels = [
        ("City", "city"),
        ("District", "admin2"),
        ("Province", "admin1"),
        ("Country", "country"),
    ];
    let mut named = levels
        .iter()
        .filter_map(|(c, level)| Some((row.get(c)?, *level)));
    let (name, level) = named.next()?;
    let country = row.get("Country").and_then(countries::of_name);
    let position = [row.get("Latitude"), row.get("Longitude")];
    Some(parts::place(name, country, position, Some(level)))
}
