//! Sectors as other ontologies call them. PLOVER's MED is health and JRN the media; CAMEO's MED is
//! the media and HLH health. What has no counterpart goes to the nearest; see `ontology/SOURCE.md`.

use super::Sector;

/// The CAMEO role of a sector; none for UNK.
pub const fn cameo_role(sector: Sector) -> Option<&'static str> {
    use Sector::*;
    Some(match sector {
        Gov => "GOV",
        Mil => "MIL",
        Cop => "COP",
        Jud => "JUD",
        Leg => "LEG",
        Spy => "SPY",
        Pty => "PTY",
        Opp => "OPP",
        Reb => "REB",
        Prm | Uaf => "UAF",
        Cvl | Rel | Soc => "CVL",
        Edu => "EDU",
        Med => "HLH",
        Jrn => "MED",
        Lab => "LAB",
        Bus => "BUS",
        Crm => "CRM",
        Ref => "REF",
        Eli => "ELI",
        Agr => "AGR",
        Pre => "SEP",
        Unk => return None,
    })
}

/// The sector of a CAMEO role; none for codes that are no role (moderates, regions, groups).
pub fn of_cameo_role(role: &str) -> Option<Sector> {
    use Sector::*;
    Some(match role {
        "GOV" => Gov,
        "MIL" => Mil,
        "COP" => Cop,
        "JUD" => Jud,
        "LEG" => Leg,
        "SPY" => Spy,
        "PTY" => Pty,
        "OPP" => Opp,
        "REB" | "INS" | "SEP" | "IMG" => Reb,
        "UAF" => Uaf,
        "CVL" | "DEV" | "ENV" | "HRI" => Cvl,
        "EDU" => Edu,
        "HLH" => Med,
        "MED" => Jrn,
        "LAB" => Lab,
        "BUS" | "MNC" => Bus,
        "CRM" => Crm,
        "REF" => Ref,
        "ELI" => Eli,
        "AGR" => Agr,
        _ => return None,
    })
}

/// The sectors that ICEWS lists for an actor of this sector, the narrowest first, joined by
/// commas as ICEWS joins them; none for UNK.
pub const fn icews(sector: Sector) -> Option<&'static str> {
    use Sector::*;
    Some(match sector {
        Gov => "Government",
        Mil => "Military,Government",
        Cop => "Police,Government",
        Jud => "Judicial,Government",
        Leg => "Legislative / Parliamentary,Government",
        Spy => "Intelligence Ministry,Executive,Government",
        Pty => "Parties",
        Opp => "Protestors / Popular Opposition / Mobs,Dissident",
        Reb => "Rebel,Dissident",
        Prm | Uaf => "Unidentified Forces",
        Cvl => "General Population / Civilian / Social,Social",
        Rel => "National Religious,Social",
        Edu => "Education,Social",
        Med => "Medical / Health,Social",
        Jrn => "Media,Social",
        Lab => "Labor,Social",
        Bus => "Business,Social",
        Crm => "Criminals / Gangs,Dissident",
        Ref => "Refugees / Displaced,Social",
        Eli => "Elite",
        Soc => "Social",
        Agr => "Agricultural,Social",
        Pre => "Separatists,Dissident",
        Unk => return None,
    })
}

/// ICEWS sectors that tell one of PLOVER's, those that tell most first: an actor's list is in no
/// order, and mixes what it is ("Police") with what that is part of ("Government") and what it once
/// was. A minister of defence who has been a soldier is of the executive.
const ICEWS: [(&str, Sector); 45] = [
    ("Intelligence Ministry", Sector::Spy),
    ("Executive", Sector::Gov),
    ("Executive Office", Sector::Gov),
    ("Cabinet", Sector::Gov),
    ("Police", Sector::Cop),
    ("Judicial", Sector::Jud),
    ("Military", Sector::Mil),
    ("Army", Sector::Mil),
    ("Navy", Sector::Mil),
    ("Air Force", Sector::Mil),
    ("Marines", Sector::Mil),
    ("Military Intelligence", Sector::Mil),
    ("Legislative / Parliamentary", Sector::Leg),
    ("Separatists", Sector::Reb),
    ("Insurgents", Sector::Reb),
    ("Rebel", Sector::Reb),
    ("International Insurgents", Sector::Reb),
    ("International Separatists", Sector::Reb),
    ("Organized Violent", Sector::Reb),
    ("Unidentified Forces", Sector::Uaf),
    ("Criminals / Gangs", Sector::Crm),
    ("Government", Sector::Gov),
    ("Protestors / Popular Opposition / Mobs", Sector::Opp),
    ("Opposition Major Party (Out Of Government)", Sector::Opp),
    ("Opposition Minor Party (Out Of Government)", Sector::Opp),
    ("Exiles", Sector::Opp),
    ("Banned Parties", Sector::Opp),
    ("Refugees / Displaced", Sector::Ref),
    ("Media", Sector::Jrn),
    ("News", Sector::Jrn),
    ("Education", Sector::Edu),
    ("Medical / Health", Sector::Med),
    ("Medical / Health NGOs", Sector::Med),
    ("Labor", Sector::Lab),
    ("Agricultural", Sector::Agr),
    ("Business", Sector::Bus),
    ("National Religious", Sector::Rel),
    ("General Population / Civilian / Social", Sector::Cvl),
    ("Nongovernmental Organizations / Activists", Sector::Cvl),
    ("Parties", Sector::Pty),
    ("International Religious", Sector::Rel),
    ("Elite", Sector::Eli),
    ("Dissident", Sector::Opp),
    ("International Dissident", Sector::Opp),
    ("Social", Sector::Soc),
];

/// The sector of a list of ICEWS sectors, in any order, quoted or not; none if nothing of it has a
/// counterpart.
pub fn of_icews(list: &str) -> Option<Sector> {
    let list = list.trim_matches('"');
    let named = |name: &str| list.split(',').any(|entry| entry.trim() == name);
    ICEWS
        .iter()
        .find(|(name, _)| named(name))
        .map(|(_, sector)| *sector)
}

/// The pseudo-country that a list of ICEWS sectors tells of an actor without a country.
pub fn international_of_icews(list: &str) -> Option<&'static str> {
    let list = list.trim_matches('"');
    list.split(',').find_map(|entry| match entry.trim() {
        "International Government Organization" => Some("IGO"),
        "Multinational Corporation" => Some("MNC"),
        "International Insurgents" | "International Separatists" => Some("IMG"),
        "Nongovernmental Organization (International)" => Some("NGO"),
        _ => None,
    })
}

/// What ICEWS lists for a pseudo-country.
pub fn icews_of_international(code: &str) -> Option<&'static str> {
    Some(match code {
        "UNO" => "International Government Organization,Global Diplomatic IGOs,Global",
        "EUR" => "International Government Organization,Regional Diplomatic IGOs,Regional",
        "IGO" => "International Government Organization",
        "NGO" => "Nongovernmental Organization (International)",
        "MNC" => "Multinational Corporation,Business",
        "IMG" => "International Insurgents,International Dissident",
        "ISM" => "International Dissident",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_lead_back_but_for_those_that_cameo_lacks() {
        for &sector in Sector::ALL {
            let back = cameo_role(sector).and_then(of_cameo_role);
            let expected = match sector {
                Sector::Prm => Some(Sector::Uaf),
                Sector::Rel | Sector::Soc => Some(Sector::Cvl),
                Sector::Pre => Some(Sector::Reb),
                Sector::Unk => None,
                other => Some(other),
            };
            assert_eq!(back, expected, "{sector}");
        }
        assert_eq!(
            cameo_role(Sector::Jrn),
            Some("MED"),
            "CAMEO's MED is the media"
        );
    }

    #[test]
    fn icews_sectors_lead_back_in_any_order() {
        for &sector in Sector::ALL {
            let expected = match sector {
                Sector::Prm => Some(Sector::Uaf),
                Sector::Pre => Some(Sector::Reb),
                Sector::Unk => None,
                other => Some(other),
            };
            let written = icews(sector).unwrap_or("NA");
            let turned: Vec<&str> = written.split(',').rev().collect();
            assert_eq!(of_icews(written), expected, "{sector}");
            assert_eq!(
                of_icews(&format!("\"{}\"", turned.join(", "))),
                expected,
                "{sector}"
            );
        }
        assert_eq!(of_icews(""), None);
    }

    #[test]
    fn international_actors_lead_back() {
        for code in ["IGO", "NGO", "MNC", "IMG"] {
            let list = icews_of_international(code).expect("sectors");
            assert_eq!(international_of_icews(list), Some(code));
        }
        assert_eq!(international_of_icews("Government"), None);
    }
}
