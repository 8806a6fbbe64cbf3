//! Actors as CAMEO codes them: three letters a step, country or kind first, then the role.

use crate::ontology::{countries, sectors};
use crate::record::PartyRecord;

/// The parts of an actor's code.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct CameoActor {
    /// IGO, NGO, NGM, MNC or IMG, of what is no state.
    pub kind: Option<&'static str>,
    /// The state's code; EUR of the European Union.
    pub country: Option<&'static str>,
    /// UNO and EEC.
    pub group: Option<&'static str>,
    /// GOV, MIL, …
    pub role: Option<&'static str>,
}

impl CameoActor {
    pub(super) fn of(party: &PartyRecord<'_>) -> Self {
        let role = party.sector.and_then(sectors::cameo_role);
        let code = party.country.as_deref().unwrap_or_default();
        let (kind, country, group) = match code {
            "UNO" => (Some("IGO"), None, Some("UNO")),
            "EUR" => (Some("IGO"), Some("EUR"), Some("EEC")),
            "IGO" => (Some("IGO"), None, None),
            "NGO" => (Some("NGO"), None, None),
            "ISM" => (Some("NGM"), None, None),
            "MNC" => (Some("MNC"), None, None),
            "IMG" => (Some("IMG"), None, None),
            code => (None, countries::find(code).map(|c| c.cameo), None),
        };
        CameoActor {
            kind,
            country,
            group,
            role,
        }
    }

    /// The whole code: `USAGOV`, `IGOUNO`, `COP`.
    pub(super) fn code(self) -> String {
        let parts = [self.kind, self.country, self.group, self.role];
        parts.into_iter().flatten().collect()
    }
}
