//! Events of many parties for formats that hold one actor and one recipient a row.

use crate::ontology::crosswalk::{self, Hints};
use crate::ontology::{EventType, countries};
use crate::record::{PartyRecord, Record, pairs};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// An actor and a recipient of one event, and the CAMEO code of what is between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dyad<'r> {
    pub actor: Option<&'r PartyRecord<'r>>,
    pub recipient: Option<&'r PartyRecord<'r>>,
    pub code: &'static str,
}

/// Every actor with every recipient. A side that is not known leaves its half of the row empty; an
/// event of which neither side is known has no row, as in the data sets themselves.
///
/// Who meets, agrees, signs, cooperates or fights stands as an actor beside the others, without a
/// recipient; CAMEO pairs them, each with each in both directions (twenty at a summit are 380 rows).
pub(super) fn dyads<'r>(record: &'r Record<'r>) -> Vec<Dyad<'r>> {
    let (actors, recipients) = (&record.actor, &record.recipient);
    if actors.is_empty() && recipients.is_empty() {
        return Vec::new();
    }
    let mutual = is_mutual(record.event_type);
    let together = mutual && recipients.is_empty() && actors.len() > 1;
    let dyads = pairs(actors, recipients, mutual).map(|(a, r)| dyad(record, a, r));
    match together {
        true => dyads.map(without_host).collect(),
        false => dyads.collect(),
    }
}

/// Where all are actors of a visit nobody is known to be the host: they consult.
fn without_host(dyad: Dyad<'_>) -> Dyad<'_> {
    match dyad.code {
        "042" => Dyad {
            code: "040",
            ..dyad
        },
        _ => dyad,
    }
}

fn is_mutual(event_type: EventType) -> bool {
    use EventType::*;
    matches!(event_type, Agree | Consult | Support | Cooperate | Assault)
}

fn dyad<'r>(
    record: &'r Record<'r>,
    actor: Option<&'r PartyRecord<'r>>,
    recipient: Option<&'r PartyRecord<'r>>,
) -> Dyad<'r> {
    let state = |party: Option<&'r PartyRecord<'r>>| {
        let code = party.and_then(|p| p.country.as_deref());
        code.filter(|code| countries::find(code).is_some())
    };
    let contexts: Vec<&str> = record.context.iter().map(AsRef::as_ref).collect();
    let hints = Hints {
        actor: actor.and_then(|p| p.sector),
        abroad: matches!((state(actor), state(recipient)), (Some(a), Some(b)) if a != b),
        contexts: &contexts,
    };
    Dyad {
        actor,
        recipient,
        code: crosswalk::code_of(record.event_type, &record.mode, hints),
    }
}

/// A number for a row of a record, for formats whose ids are integers: of the 63 bits that a signed
/// 64-bit integer holds, or fewer. The first row of a record has the number of its id, the others
/// one made of the id and their place, so that the same record always has the same numbers.
pub(super) fn number(id: &str, row: usize, bits: u32) -> u64 {
    let hex = |id: &str| (id.len() == 16).then(|| u64::from_str_radix(id, 16).ok());
    let decimal = || id.parse::<u64>().ok().filter(|n| *n >> bits.min(63) == 0);
    let own = match row {
        0 => decimal()
            .filter(|_| id.len() < 16)
            .or_else(|| hex(id).flatten()),
        _ => None,
    };
    let number = own.unwrap_or_else(|| {
        let digest = Sha256::digest(format!("{id}/{row}"));
        digest
            .iter()
            .take(8)
            .fold(0, |n, &byte| n << 8 | u64::from(byte))
    });
    number & ((1 << bits.min(63)) - 1)
}

/// The first day of the event; where it is unknown the day of publication, because these formats
/// have no rows without a day.
pub(super) fn day(record: &Record<'_>) -> Option<Date> {
    record
        .date
        .from
        .or(record.date.to)
        .or(record.publication_date)
}

/// The canonical name of a party, else its words.
pub(super) fn name<'r>(party: &'r PartyRecord<'_>) -> &'r str {
    party.name.as_deref().unwrap_or(&party.text)
}

/// A value or nothing.
pub(super) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Records, sample};
    use super::*;
    use crate::ontology::Mode;

    #[test]
    fn every_actor_meets_every_recipient() {
        let (article, coding) = sample::coded();
        let record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        let dyads = dyads(&record);
        let names = dyads
            .iter()
            .map(|d| (d.actor.map(name), d.recipient.map(name)));
        let found: Vec<_> = names.collect();
        assert_eq!(
            found,
            [
                (Some("police"), Some("strikers")),
                (Some("police"), Some("Jan Nowak"))
            ]
        );
        assert!(dyads.iter().all(|d| d.code == "182"));
    }

    #[test]
    fn nobody_is_a_side_too() {
        let (article, coding) = sample::coded();
        let mut record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        record.recipient.clear();
        assert_eq!(dyads(&record).len(), 1);
        record.actor.clear();
        assert!(dyads(&record).is_empty());
    }

    #[test]
    fn those_who_meet_are_paired() {
        let (article, coding) = sample::coded();
        let mut record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        record.event_type = EventType::Consult;
        record.mode.clear();
        let one = record.actor[0].clone();
        record.actor = vec![one.clone(), one.clone(), one];
        record.recipient.clear();
        assert_eq!(dyads(&record).len(), 6);
        record.mode = vec![Mode::Visit];
        assert!(
            dyads(&record).iter().all(|d| d.code == "040"),
            "nobody is the host"
        );
        record.event_type = EventType::Protest;
        assert_eq!(
            dyads(&record).len(),
            3,
            "who protests together does not protest at each other"
        );
    }

    #[test]
    fn numbers_fit_and_stay() {
        assert_eq!(number("00000000000000aa", 0, 63), 0xaa);
        assert_eq!(number("ffffffffffffffff", 0, 63), u64::MAX >> 1);
        assert_eq!(number("32889836", 0, 31), 32_889_836);
        assert_ne!(number("00000000000000aa", 1, 63), 0xaa);
        assert_eq!(number("word", 2, 63), number("word", 2, 63));
        for id in ["", "é", "99999999999999999999", "ffffffffffffffff"] {
            assert!(number(id, 0, 31) < 1 << 31, "{id}");
        }
    }
}
