//! Sectors in the few groups that papers count by: government, rebels, opposition, civilians,
//! international organisations (after Fisher's `phoxy` aggregates of Phoenix data).

/// A group of sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// State organs: GOV MIL COP JUD LEG SPY.
    Government,
    /// Armed groups: REB UAF PRM, and transnational ones.
    Rebels,
    /// OPP PTY PRE.
    Opposition,
    /// Everybody else of a country: CVL BUS EDU JRN LAB MED REF REL SOC AGR CRM ELI.
    Civilians,
    /// Intergovernmental and non-governmental bodies.
    International,
    /// Not known.
    Unknown,
}

impl Group {
    /// All of them, in the order of the columns.
    pub const ALL: [Group; 6] = [
        Group::Government,
        Group::Rebels,
        Group::Opposition,
        Group::Civilians,
        Group::International,
        Group::Unknown,
    ];

    /// Group of a party by its country and sector.
    pub fn of(country: &str, sector: &str) -> Self {
        match (country, sector) {
            ("UNO" | "EUR" | "IGO" | "NGO", _) => Group::International,
            ("IMG", _) | (_, "REB" | "UAF" | "PRM") => Group::Rebels,
            (_, "GOV" | "MIL" | "COP" | "JUD" | "LEG" | "SPY") => Group::Government,
            (_, "OPP" | "PTY" | "PRE") => Group::Opposition,
            (_, "" | "UNK") => Group::Unknown,
            _ => Group::Civilians,
        }
    }

    /// As columns spell it.
    pub fn name(self) -> &'static str {
        match self {
            Group::Government => "gov",
            Group::Rebels => "reb",
            Group::Opposition => "opp",
            Group::Civilians => "cvl",
            Group::International => "ios",
            Group::Unknown => "unk",
        }
    }
}
