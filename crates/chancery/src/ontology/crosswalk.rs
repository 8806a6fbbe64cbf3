//! From PLOVER to CAMEO. The rules, and what gets lost, stand in `ontology/SOURCE.md`.

use super::{EventType, Mode, Sector};

/// The code with actor and recipient in each other's place, if the event is mutual: a visit made
/// is a visit hosted, who meets is met. ICEWS writes these codes twice.
pub fn swapped(code: &str) -> Option<&'static str> {
    Some(match code {
        "040" => "040",
        "041" => "041",
        "042" => "043",
        "043" => "042",
        "044" => "044",
        "046" => "046",
        "057" => "057",
        _ => return None,
    })
}

/// What else decides between codes that PLOVER does not part.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The sector of who does it.
    pub actor: Option<Sector>,
    /// Actor and recipient are of two known states.
    pub abroad: bool,
    /// PLOVER contexts of the event.
    pub contexts: &'a [&'a str],
}

/// The CAMEO code of a PLOVER event: that of the first mode that has one, else that of the type.
pub fn code_of(event_type: EventType, modes: &[Mode], hints: Hints<'_>) -> &'static str {
    let known = modes
        .iter()
        .find_map(|&mode| of_mode(event_type, mode, hints));
    known.unwrap_or_else(|| of_type(event_type, hints))
}

fn of_type(event_type: EventType, hints: Hints<'_>) -> &'static str {
    let first = |rows: &[(&str, &'static str)]| {
        let code = |c: &&str| {
            rows.iter()
                .find(|(context, _)| *context == *c)
                .map(|(_, code)| *code)
        };
        hints.contexts.iter().find_map(code)
    };
    use Sector::*;
    match (event_type, hints.actor) {
        (EventType::Agree, _) => first(&[
            ("economic", "0311"),
            ("military", "0312"),
            ("intelligence", "0314"),
        ])
        .unwrap_or("030"),
        (EventType::Consult, _) => "040",
        (EventType::Support, _) => "050",
        (EventType::Concede, _) => "080",
        (EventType::Cooperate, _) => first(&[
            ("economic", "061"),
            ("military", "062"),
            ("intelligence", "064"),
        ])
        .unwrap_or("060"),
        (EventType::Aid, _) => first(&[
            ("peacekeeping", "074"),
            ("military", "072"),
            ("economic", "071"),
            ("human_security", "073"),
            ("asylum", "075"),
        ])
        .unwrap_or("070"),
        (EventType::Retreat, Some(Mil | Reb | Prm | Uaf)) => "087",
        (EventType::Retreat, _) => "080",
        (EventType::Request, _) => "100",
        (EventType::Accuse, _) => "110",
        (EventType::Reject, _) => "120",
        (EventType::Threaten, _) => "130",
        (EventType::Protest, _) => "140",
        (EventType::Sanction, _) => "160",
        (EventType::Mobilize, Some(Cop)) => "153",
        (EventType::Mobilize, _) => "150",
        (EventType::Coerce, _) => "170",
        (EventType::Assault, Some(Cop)) => "175",
        (EventType::Assault, None | Some(Gov | Mil | Reb | Prm | Uaf | Pre | Unk)) => "190",
        (EventType::Assault, _) => "180",
    }
}

fn of_mode(event_type: EventType, mode: Mode, hints: Hints<'_>) -> Option<&'static str> {
    use EventType::*;
    use Mode as M;
    Some(match (event_type, mode) {
        (Consult, M::Visit) => "042",
        (Consult, M::ThirdParty) => "044",
        (Consult, M::Phone) => "041",
        (Retreat, M::Withdraw) => "0874",
        (Retreat, M::Release) => "0841",
        (Retreat, M::Disarm) => "0873",
        (Retreat, M::Ceasefire) => "0871",
        (Retreat, M::Access) => "086",
        (Retreat, M::Resign) => "0831",
        (Request, M::Assist) => "101",
        (Request, M::Change) => "104",
        (Request, M::Yield) => "105",
        (Request, M::Meet) => "106",
        (Accuse, M::Disapprove) => "111",
        (Accuse, M::Investigate) => "090",
        (Accuse, M::Allege) => "112",
        (Reject, M::Assist) => "121",
        (Reject, M::Change) => "123",
        (Reject, M::Yield) => "124",
        (Reject, M::Meet) => "125",
        (Threaten, M::Restrict) if hints.abroad => "1312",
        (Threaten, M::Restrict | M::Arrest) => "132",
        (Threaten, M::Relations) => "1313",
        (Threaten, M::Expel) => "136",
        (Threaten, M::Territory) => "1382",
        (Threaten, M::Violence) => "138",
        (Protest, M::Demo) => "141",
        (Protest, M::Riot | M::Vandalize) => "145",
        (Protest, M::Strike | M::Boycott) => "143",
        (Protest, M::Hunger) => "142",
        (Protest, M::Obstruct) => "144",
        (Sanction, M::Convict) => "116",
        (Sanction, M::Expel) => "166",
        (Sanction, M::Withdraw) => "161",
        (Sanction, M::Discontinue) => "162",
        (Mobilize, M::Troops | M::Militia) => "154",
        (Mobilize, M::Police) => "153",
        (Coerce, M::Seize) => "171",
        (Coerce, M::Restrict) if hints.abroad => "163",
        (Coerce, M::Restrict) if hints.actor == Some(Sector::Mil) => "191",
        (Coerce, M::Restrict) => "172",
        (Coerce, M::Censor) => "1721",
        (Coerce, M::Curfew) => "1723",
        (Coerce, M::MartialLaw) => "1724",
        (Coerce, M::Arrest) => "173",
        (Coerce, M::Deport) => "174",
        (Assault, M::Abduct) => "181",
        (Assault, M::Beat | M::Primitive) => "182",
        (Assault, M::Torture) => "1822",
        (Assault, M::Sexual) => "1821",
        (Assault, M::Targeted) => "186",
        (Assault, M::Destroy) => "1712",
        (Assault, M::Firearms) => "193",
        (Assault, M::Explosives) => "183",
        (Assault, M::SuicideAttack) => "1831",
        (Assault, M::Aerial | M::Drone) => "195",
        (Assault, M::HeavyWeapons) => "194",
        (Assault, M::CrowdControl) => "175",
        (Assault, M::Unconventional) => "204",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::cameo::{all, find, scale_of};
    use super::*;

    #[test]
    fn every_type_and_mode_has_a_code_that_icews_knows() {
        for &event_type in EventType::ALL {
            let modes = event_type.modes().iter().map(|m| vec![*m]);
            for modes in modes.chain([Vec::new()]) {
                let code = code_of(event_type, &modes, Hints::default());
                let found = find(code).filter(|c| c.code == code);
                let found = found.unwrap_or_else(|| panic!("{code} is not in the table"));
                assert!(found.label.is_some() && scale_of(code).is_some(), "{code}");
            }
        }
    }

    /// What CAMEO cannot tell apart is named here; all else comes back.
    #[test]
    fn there_and_back_keeps_type_and_mode() {
        for &event_type in EventType::ALL {
            for &mode in event_type.modes() {
                let code = code_of(event_type, &[mode], Hints::default());
                let back = find(code)
                    .and_then(|c| c.plover.clone())
                    .expect("a PLOVER type");
                let kept = back.event_type == event_type && back.mode == Some(mode);
                use Mode as M;
                let lost = matches!(
                    (event_type, mode),
                    (EventType::Consult, M::Multilateral)
                        | (EventType::Retreat, M::Resign)
                        | (EventType::Threaten, M::Arrest)
                        | (EventType::Protest, M::Strike | M::Vandalize)
                        | (EventType::Mobilize, M::Weapons | M::Militia)
                        | (
                            EventType::Coerce,
                            M::Censor | M::Withhold | M::Misinformation
                        )
                        | (EventType::Coerce, M::Cyber)
                        | (EventType::Assault, M::Primitive | M::Drone)
                        | (EventType::Assault, M::CrowdControl)
                );
                assert_eq!(kept, !lost, "{event_type} {mode} {code} {back:?}");
            }
        }
    }

    #[test]
    fn sectors_and_contexts_decide_where_plover_does_not_part() {
        let actor = |sector| Hints {
            actor: Some(sector),
            ..Hints::default()
        };
        assert_eq!(code_of(EventType::Assault, &[], actor(Sector::Cop)), "175");
        assert_eq!(code_of(EventType::Assault, &[], actor(Sector::Crm)), "180");
        assert_eq!(code_of(EventType::Assault, &[], actor(Sector::Mil)), "190");
        let abroad = Hints {
            abroad: true,
            ..Hints::default()
        };
        assert_eq!(code_of(EventType::Coerce, &[Mode::Restrict], abroad), "163");
        let contexts = Hints {
            contexts: &["legal", "military"],
            ..Hints::default()
        };
        assert_eq!(code_of(EventType::Aid, &[], contexts), "072");
    }

    #[test]
    fn mutual_events_are_mutual() {
        for code in all() {
            if let Some(other) = swapped(code.code) {
                assert_eq!(swapped(other), Some(code.code));
            }
        }
    }
}
