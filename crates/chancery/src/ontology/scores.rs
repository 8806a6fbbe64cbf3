//! PLOVER's conflict-cooperation scores, by type and mode. Source: PLOVER manual of 2024-02,
//! section "Numeric conflict/cooperation scores".

use super::{EventType, Mode};

/// The score of an event, -10 to 10: that of the first of its modes that the manual scores, which
/// is the most certain one, else that of its type.
///
/// The manual gives no score for `vandalize`, and prints the base of ACCUSE without its sign; it
/// lies with its modes at -3.
pub fn score_of(event_type: EventType, modes: &[Mode]) -> f32 {
    let scored = modes.iter().find_map(|&mode| of_mode(event_type, mode));
    scored.unwrap_or_else(|| event_type.score())
}

fn of_mode(event_type: EventType, mode: Mode) -> Option<f32> {
    use EventType::*;
    use Mode as M;
    Some(match (event_type, mode) {
        (Consult, M::Visit | M::Multilateral) => 4.0,
        (Consult, M::ThirdParty) => 1.0,
        (Consult, M::Phone) => 1.5,
        (Retreat, M::Withdraw) => 8.0,
        (Retreat, M::Release | M::Access) => 6.5,
        (Retreat, M::Disarm) => 10.0,
        (Retreat, M::Ceasefire) => 7.5,
        (Retreat, M::Resign) => 4.5,
        (Request, M::Assist) => 0.5,
        (Request, M::Change | M::Yield) => -1.0,
        (Request, M::Meet) => 0.0,
        (Accuse, M::Disapprove) => -2.0,
        (Accuse, M::Investigate | M::Allege) => -3.5,
        (Reject, M::Assist) => -1.5,
        (Reject, M::Change | M::Yield | M::Meet) => -2.0,
        (Threaten, M::Restrict) => -3.0,
        (Threaten, M::Arrest | M::Relations | M::Expel | M::Violence) => -3.5,
        (Threaten, M::Territory) => -4.0,
        (Protest, M::Demo | M::Strike) => -5.0,
        (Protest, M::Riot) => -7.0,
        (Protest, M::Hunger | M::Boycott | M::Obstruct) => -4.5,
        (Sanction, M::Convict | M::Withdraw | M::Discontinue) => -6.0,
        (Sanction, M::Expel) => -5.5,
        (Mobilize, M::Troops | M::Weapons) => -6.5,
        (Mobilize, M::Police) => -5.5,
        (Mobilize, M::Militia) => -6.0,
        (Coerce, M::Censor | M::Curfew | M::Misinformation) => -6.5,
        (Coerce, M::MartialLaw) => -7.5,
        (Coerce, M::Seize | M::Restrict | M::Arrest | M::Deport | M::Withhold | M::Cyber) => -7.0,
        (Assault, M::Abduct | M::Torture | M::Sexual | M::Destroy) => -8.5,
        (Assault, M::Beat | M::CrowdControl) => -7.5,
        (Assault, M::Primitive) => -8.0,
        (Assault, M::Firearms | M::Explosives) => -9.0,
        (Assault, M::Targeted | M::SuicideAttack | M::Aerial | M::Drone | M::HeavyWeapons) => -9.5,
        (Assault, M::Unconventional) => -10.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_scored_mode_tells_the_score() {
        assert_eq!(score_of(EventType::Assault, &[Mode::Beat]), -7.5);
        assert_eq!(
            score_of(EventType::Retreat, &[Mode::Disarm, Mode::Resign]),
            10.0
        );
        assert_eq!(score_of(EventType::Consult, &[]), 2.5);
    }

    #[test]
    fn without_a_score_of_its_own_a_mode_has_that_of_the_type() {
        assert_eq!(score_of(EventType::Protest, &[Mode::Vandalize]), -5.0);
        assert_eq!(
            score_of(EventType::Protest, &[Mode::Vandalize, Mode::Riot]),
            -7.0
        );
        assert_eq!(
            score_of(EventType::Aid, &[Mode::Beat]),
            10.0,
            "a mode of another type"
        );
    }

    #[test]
    fn every_mode_of_the_manual_but_one_is_scored() {
        for &event_type in EventType::ALL {
            for &mode in event_type.modes() {
                let expected = mode != Mode::Vandalize;
                assert_eq!(
                    of_mode(event_type, mode).is_some(),
                    expected,
                    "{event_type} {mode}"
                );
            }
        }
    }
}
