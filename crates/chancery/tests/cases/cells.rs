//! Reads the cells of a table of expected records against the text of their article.

use chancery::event::Span;
use chancery::ontology::{EventType, Mode, Sector, Status};
use jiff::civil::Date;

/// One expected record. A field that is `None` was written `*`: any value is right.
pub struct Expected {
    /// `file:line` of its row.
    pub at: String,
    pub trigger: Span,
    pub event_type: EventType,
    pub optional: bool,
    pub modes: Option<Vec<Mode>>,
    pub actors: Option<Vec<Who>>,
    pub recipients: Option<Vec<Who>>,
    /// First and last day.
    pub date: Option<(Option<Date>, Option<Date>)>,
    pub place: Option<Option<Who>>,
    pub status: Option<Status>,
    pub said_by: Option<Vec<Who>>,
}

/// Words of the article and what they stand for; places have no sector.
pub struct Who {
    /// Empty if the words do not stand in the article.
    pub span: Span,
    pub country: Option<String>,
    pub sector: Option<Sector>,
}

/// ISO 3166 alpha-3, then PLOVER's own codes.
const COUNTRIES: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI \
    BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK \
    CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM \
    DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB \
    GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL \
    ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU \
    LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS \
    MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG \
    POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR \
    SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO \
    TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB \
    ZWE KOS UNO EUR IGO NGO MNC IMG ISM";

/// The record of one row.
pub fn record(text: &str, row: &str, at: String) -> Result<Expected, String> {
    let inner = row
        .strip_prefix('|')
        .and_then(|r| r.trim_end().strip_suffix('|'));
    let cells: Vec<&str> = inner
        .unwrap_or_default()
        .split('|')
        .map(str::trim)
        .collect();
    let [
        trigger,
        kind,
        mode,
        actor,
        recipient,
        date,
        place,
        status,
        said_by,
    ] = cells[..]
    else {
        return Err(format!("{} cells where a row has 9", cells.len()));
    };
    let trigger = trigger_span(text, trigger)?;
    let code = kind.trim_end_matches('?');
    let event_type: EventType = code.parse().map_err(|e| format!("{e}"))?;
    Ok(Expected {
        at,
        event_type,
        optional: kind.ends_with('?'),
        modes: unless_any(mode, |m| modes(event_type, m))?,
        actors: unless_any(actor, |c| people(text, c, &trigger))?,
        recipients: unless_any(recipient, |c| people(text, c, &trigger))?,
        date: unless_any(date, interval)?,
        place: unless_any(place, |c| place_of(text, c, &trigger))?,
        status: unless_any(status, |c| c.parse().map_err(|e| format!("{e}")))?,
        said_by: unless_any(said_by, |c| people(text, c, &trigger))?,
        trigger,
    })
}

fn unless_any<T>(
    cell: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<T>, String> {
    if cell == "*" {
        Ok(None)
    } else {
        read(cell).map(Some)
    }
}

fn modes(event_type: EventType, cell: &str) -> Result<Vec<Mode>, String> {
    let mut modes = Vec::new();
    for code in cell.split_whitespace() {
        let mode: Mode = code.parse().map_err(|e| format!("{e}"))?;
        if !event_type.modes().contains(&mode) {
            return Err(format!("{event_type} has no mode {mode}"));
        }
        modes.push(mode);
    }
    Ok(modes)
}

fn people(text: &str, cell: &str, trigger: &Span) -> Result<Vec<Who>, String> {
    let one = |part: &str| {
        let form = || format!("`{part}` is not `words = COUNTRY/SECTOR`");
        let (words, codes) = part.rsplit_once(" = ").ok_or_else(form)?;
        let (state, sector) = codes.split_once('/').ok_or_else(form)?;
        let sector = match sector {
            "-" => None,
            code => Some(code.parse().map_err(|e| format!("{e}"))?),
        };
        let span = nearest(text, words, trigger)?;
        Ok(Who {
            span,
            country: country(state)?,
            sector,
        })
    };
    let parts = cell.split(';').map(str::trim).filter(|p| !p.is_empty());
    parts.map(one).collect()
}

fn place_of(text: &str, cell: &str, trigger: &Span) -> Result<Option<Who>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let (words, state) = match cell.strip_prefix("= ") {
        Some(state) => ("", state),
        None => cell
            .rsplit_once(" = ")
            .ok_or("a place is `words = COUNTRY` or `= COUNTRY`")?,
    };
    let span = if words.is_empty() {
        0..0
    } else {
        nearest(text, words, trigger)?
    };
    Ok(Some(Who {
        span,
        country: country(state)?,
        sector: None,
    }))
}

fn country(code: &str) -> Result<Option<String>, String> {
    match code {
        "-" => Ok(None),
        _ if COUNTRIES.split_whitespace().any(|c| c == code) => Ok(Some(code.to_owned())),
        _ => Err(format!("`{code}` is no country code")),
    }
}

fn interval(cell: &str) -> Result<(Option<Date>, Option<Date>), String> {
    if cell == "unknown" {
        return Ok((None, None));
    }
    let (from, to) = cell.split_once("..").unwrap_or((cell, cell));
    let day = |s: &str| s.parse::<Date>().map_err(|_| format!("`{s}` is no date"));
    let (from, to) = (day(from)?, day(to)?);
    if from > to {
        return Err(format!("`{cell}` ends before it begins"));
    }
    Ok((Some(from), Some(to)))
}

/// The span of a trigger, which stands once in the text or says which one it is: `met#2`.
fn trigger_span(text: &str, cell: &str) -> Result<Span, String> {
    let (words, number) = numbered(cell)?;
    let found = occurrences(text, words);
    match (number, found.len()) {
        (_, 0) => Err(format!("`{words}` does not stand in the article")),
        (None, 1) => Ok(found[0].clone()),
        (None, n) => Err(format!(
            "`{words}` stands {n} times; say which: `{words}#1`"
        )),
        (Some(i), n) => found
            .get(i - 1)
            .cloned()
            .ok_or(format!("`{words}` stands {n} times")),
    }
}

/// The occurrence nearest to the trigger, unless numbered.
fn nearest(text: &str, cell: &str, trigger: &Span) -> Result<Span, String> {
    let (words, number) = numbered(cell)?;
    let found = occurrences(text, words);
    let best = match number {
        Some(i) => found.get(i - 1).cloned(),
        None => found
            .into_iter()
            .min_by_key(|s| s.start.abs_diff(trigger.start)),
    };
    best.ok_or_else(|| format!("`{cell}` does not stand in the article"))
}

fn numbered(cell: &str) -> Result<(&str, Option<usize>), String> {
    match cell.rsplit_once('#') {
        None => Ok((cell, None)),
        Some((words, n)) => match n.parse() {
            Ok(n) if n > 0 => Ok((words, Some(n))),
            _ => Err(format!("`{cell}`: a number from 1 follows #")),
        },
    }
}

fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let joined = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(words)
        .map(|(start, _)| start..start + words.len())
        .filter(|s| !joined(text[..s.start].chars().next_back(), words.chars().next()))
        .filter(|s| !joined(words.chars().next_back(), text[s.end..].chars().next()))
        .collect()
}
