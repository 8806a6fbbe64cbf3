//! States and territories by the codes that the field's data sets use.
//!
//! The code of records is ISO 3166-1 alpha-3, with KOS, and with the seven pseudo-countries of
//! PLOVER ([`PSEUDO`]). Sources: `ontology/SOURCE.md`.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../ontology/countries.tsv");
const STATES: &str = include_str!("../../../../gazetteer/states.tsv");

/// PLOVER's international actors that are no states, and the names it gives them.
pub const PSEUDO: [(&str, &str); 7] = [
    ("UNO", "United Nations"),
    ("EUR", "European Union"),
    ("IGO", "International Governmental Organization"),
    ("NGO", "Non-governmental Organization"),
    ("ISM", "International Social Movement"),
    ("IMG", "Transnational Militarized Group"),
    ("MNC", "Multi-national Corporation"),
];

/// Territories that PLOVER folds into their sovereign, and states that are no more, which count
/// as their successors: name in ICEWS, code, FIPS 10-4, where it belongs.
const FOLDED: [(&str, &str, &str, &str); 46] = [
    ("Aeolian Islands", "", "", "ITA"),
    ("Bavaria", "", "", "DEU"),
    ("Aland Islands", "ALA", "", "FIN"),
    ("Anguilla", "AIA", "AV", "GBR"),
    ("Bonaire", "BES", "", "NLD"),
    ("British Indian Ocean Territory", "IOT", "IO", "GBR"),
    ("Christmas Island", "CXR", "KT", "AUS"),
    ("Cocos (Keeling) Islands", "CCK", "CK", "AUS"),
    ("French Guiana", "GUF", "FG", "FRA"),
    ("French Southern Territories", "ATF", "FS", "FRA"),
    ("Guadeloupe", "GLP", "GP", "FRA"),
    ("Guernsey", "GGY", "GK", "GBR"),
    ("Heard Island and McDonald Islands", "HMD", "HM", "AUS"),
    ("Isle Of Man", "IMN", "IM", "GBR"),
    ("Jersey", "JEY", "JE", "GBR"),
    ("Martinique", "MTQ", "MB", "FRA"),
    ("Mayotte", "MYT", "MF", "FRA"),
    ("Montserrat", "MSR", "MH", "GBR"),
    ("Netherlands Antilles", "ANT", "NT", "NLD"),
    ("Niue", "NIU", "NE", "NZL"),
    ("Northern Mariana Islands", "MNP", "CQ", "USA"),
    ("Pitcairn", "PCN", "PC", "GBR"),
    ("Reunion", "REU", "RE", "FRA"),
    ("Saint Barthelemy", "BLM", "TB", "FRA"),
    ("Saint Helena", "SHN", "SH", "GBR"),
    ("Saint Martin (French part)", "MAF", "RN", "FRA"),
    ("Saint Pierre and Miquelon", "SPM", "SB", "FRA"),
    ("Sint Maarten", "SXM", "NN", "NLD"),
    (
        "South Georgia and the South Sandwich Islands",
        "SGS",
        "SX",
        "GBR",
    ),
    ("Svalbard and Jan Mayen", "SJM", "SV", "NOR"),
    ("Tokelau", "TKL", "TL", "NZL"),
    ("U.S. Virgin Islands", "VIR", "VQ", "USA"),
    ("United States Minor Outlying Islands", "UMI", "", "USA"),
    ("Wallis and Futuna", "WLF", "WF", "FRA"),
    ("Gaza Strip", "", "GZ", "PSE"),
    ("Palestinian Territory, Occupied", "", "", "PSE"),
    ("East Timor", "TMP", "", "TLS"),
    ("Serbia and Montenegro", "SCG", "RB", "SRB"),
    ("Yugoslavia", "YUG", "", "SRB"),
    ("Kosovo", "XKX", "", "KOS"),
    ("Czechoslovakia", "CSK", "", "CZE"),
    ("East Germany", "DDR", "", "DEU"),
    ("Soviet Union", "SUN", "", "RUS"),
    ("Zaire", "ZAR", "", "COD"),
    ("Byelorussia", "BYS", "", "BLR"),
    ("South Yemen", "YMD", "", "YEM"),
];

/// One state or territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3, or KOS.
    pub code: &'static str,
    /// ISO 3166-1 alpha-2; XK for Kosovo.
    pub alpha2: &'static str,
    /// FIPS 10-4, two letters: GDELT's places.
    pub fips: &'static str,
    /// Number in the Correlates of War; none for what is no member of its state system.
    pub cow: Option<u16>,
    /// Letters in the Correlates of War.
    pub cow_letters: Option<&'static str>,
    /// Number of Gleditsch and Ward, microstates included.
    pub gw: Option<u16>,
    /// Actor code in CAMEO: the alpha-3 code but for ROM and KSV.
    pub cameo: &'static str,
    /// English name as ICEWS writes it.
    pub name: &'static str,
}

struct Countries {
    all: Vec<Country>,
    /// Lower-case names to codes.
    names: HashMap<String, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let all: Vec<Country> = rows(TABLE).filter_map(read).collect();
    let mut names = HashMap::new();
    let mut name = |name: &str, code| {
        names.entry(name.to_lowercase()).or_insert(code);
    };
    for country in &all {
        name(country.name, country.code);
    }
    for cells in rows(STATES) {
        if let [code, known, ..] = cells.as_slice() {
            known.split('|').for_each(|n| name(n, code));
        }
    }
    PSEUDO.iter().for_each(|(code, n)| name(n, code));
    FOLDED.iter().for_each(|(n, _, _, code)| name(n, code));
    Countries { all, names }
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn read(cells: Vec<&'static str>) -> Option<Country> {
    let [code, alpha2, fips, cow, letters, gw, cameo, name] = cells.try_into().ok()?;
    let or = |cell: &'static str, other| if cell.is_empty() { other } else { cell };
    Some(Country {
        code,
        alpha2,
        fips,
        cow: cow.parse().ok(),
        cow_letters: Some(letters).filter(|letters| !letters.is_empty()),
        gw: gw.parse().ok(),
        cameo: or(cameo, code),
        name,
    })
}

/// All states and territories that have a row of their own, in the order of the gazetteer.
pub fn all() -> &'static [Country] {
    &COUNTRIES.all
}

/// The state or territory of a record's code; none for pseudo-countries.
pub fn find(code: &str) -> Option<&'static Country> {
    all().iter().find(|c| c.code == code)
}

/// The code of a record as a static string, if it is a state's, a territory's or a
/// pseudo-country's.
pub fn known(code: &str) -> Option<&'static str> {
    let pseudo = || PSEUDO.iter().find(|(c, _)| *c == code).map(|(c, _)| *c);
    find(code).map(|c| c.code).or_else(pseudo)
}

/// From ISO alpha-2.
pub fn of_alpha2(alpha2: &str) -> Option<&'static str> {
    all().iter().find(|c| c.alpha2 == alpha2).map(|c| c.code)
}

/// From FIPS 10-4; GZ and the codes of dependencies are folded.
pub fn of_fips(fips: &str) -> Option<&'static str> {
    if fips.is_empty() {
        return None;
    }
    let folded = || FOLDED.iter().find(|f| f.2 == fips).map(|f| f.3);
    all()
        .iter()
        .find(|c| c.fips == fips)
        .map(|c| c.code)
        .or_else(folded)
}

/// From a number of the Correlates of War.
pub fn of_cow(cow: u16) -> Option<&'static str> {
    all().iter().find(|c| c.cow == Some(cow)).map(|c| c.code)
}

/// From a number of Gleditsch and Ward.
pub fn of_gw(gw: u16) -> Option<&'static str> {
    all().iter().find(|c| c.gw == Some(gw)).map(|c| c.code)
}

/// From a country code of CAMEO or ISO alpha-3; dependencies and states that are no more are
/// folded.
pub fn of_cameo(cameo: &str) -> Option<&'static str> {
    if cameo.is_empty() {
        return None;
    }
    let folded = || FOLDED.iter().find(|f| f.1 == cameo).map(|f| f.3);
    let own = || all().iter().find(|c| c.cameo == cameo).map(|c| c.code);
    own().or_else(|| known(cameo)).or_else(folded)
}

/// From an English name, as ICEWS, POLECAT or the gazetteer write it, in any case.
pub fn of_name(name: &str) -> Option<&'static str> {
    COUNTRIES.names.get(&name.to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_state_of_the_gazetteer_has_its_row() {
        assert_eq!(all().len(), rows(TABLE).count());
        let codes: Vec<&str> = rows(STATES)
            .filter_map(|cells| cells.first().copied())
            .collect();
        assert_eq!(codes, all().iter().map(|c| c.code).collect::<Vec<_>>());
    }

    #[test]
    fn codes_have_their_shape_and_are_used_once() {
        let mut seen = BTreeSet::new();
        for c in all() {
            assert!(
                c.code.len() == 3 && c.alpha2.len() == 2 && c.fips.len() == 2,
                "{c:?}"
            );
            assert_eq!(c.cow.is_some(), c.cow_letters.is_some(), "{c:?}");
            assert!(
                c.cow_letters.is_none_or(|l| l.len() == 3) && !c.name.is_empty(),
                "{c:?}"
            );
            assert!(c.cow.is_none_or(|n| (2..1000).contains(&n)), "{c:?}");
            let numbers =
                [("cow", c.cow), ("gw", c.gw)].map(|(k, n)| n.map(|n| (k, n.to_string())));
            let letters = [
                ("2", c.alpha2),
                ("fips", c.fips),
                ("cameo", c.cameo),
                ("name", c.name),
            ];
            let letters = letters.map(|(k, v)| Some((k, v.to_owned())));
            for key in numbers.into_iter().chain(letters).flatten() {
                assert!(seen.insert(key.clone()), "{key:?} twice");
            }
        }
    }

    #[test]
    fn every_code_leads_back() {
        for c in all() {
            assert_eq!(of_alpha2(c.alpha2), Some(c.code));
            assert_eq!(of_fips(c.fips), Some(c.code));
            assert_eq!(of_cameo(c.cameo), Some(c.code));
            assert_eq!(of_cameo(c.code), Some(c.code));
            assert_eq!(of_name(c.name), Some(c.code), "{}", c.name);
            assert_eq!(c.cow.map_or(Some(c.code), of_cow), Some(c.code));
            assert_eq!(c.gw.map_or(Some(c.code), of_gw), Some(c.code));
        }
    }

    #[test]
    fn schemes_part_where_they_do() {
        let germany = find("DEU").expect("a state");
        assert_eq!(
            (germany.cow, germany.gw, germany.fips),
            (Some(255), Some(260), "GM")
        );
        assert_eq!(find("ROU").map(|c| c.cameo), Some("ROM"));
        assert_eq!(of_name("russian federation"), Some("RUS"));
        assert_eq!(of_name("Russia"), Some("RUS"));
        assert_eq!(of_name("United Nations"), Some("UNO"));
        assert_eq!(of_cameo("IGO"), Some("IGO"));
        assert_eq!(of_fips("GZ"), Some("PSE"));
        for nothing in ["", "ZZ", "ZZZ", "Atlantis", "é"] {
            assert_eq!(
                of_name(nothing).or(of_fips(nothing)).or(of_cameo(nothing)),
                None
            );
        }
    }

    #[test]
    fn what_is_folded_has_no_row_and_goes_to_one_that_has() {
        for (name, code, fips, sovereign) in FOLDED {
            assert!(find(sovereign).is_some(), "{name}");
            assert!(find(code).is_none(), "{name}");
            assert!(
                fips.is_empty() || of_fips(fips) == Some(sovereign),
                "{name}"
            );
        }
    }
}
