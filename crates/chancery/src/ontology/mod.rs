//! PLOVER as types: event types, modes, status, sectors and the quad classes and scores that
//! follow from them. Source: PLOVER manual, version of 2024-02 (see `ontology/SOURCE.md`).

pub mod cameo;
pub mod countries;
pub mod crosswalk;
mod scores;
pub mod sectors;

pub use scores::score_of;

/// Version of the tables here, part of the stamp.
pub const VERSION: &str = "plover-2024-02-2";

/// An enum whose values are written and read by their codes, in records, tables and JSON alike.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident: $what:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* #[allow(missing_docs, reason = "the code is the name")] $variant,)* }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The code as records spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.as_str()) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = std::borrow::Cow::<str>::deserialize(from)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ontology::UnknownCode;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|x| x.as_str() == s);
                found.ok_or_else(|| $crate::ontology::UnknownCode::new($what, s))
            }
        }
    };
}
pub(crate) use names;

/// A code that is none of those there are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{code}` is not a {what}")]
pub struct UnknownCode {
    what: &'static str,
    code: String,
}

impl UnknownCode {
    pub(crate) fn new(what: &'static str, code: &str) -> Self {
        UnknownCode {
            what,
            code: code.to_owned(),
        }
    }
}

names! {
    /// PLOVER's 16 event types.
    EventType: "PLOVER event type" {
        /// Promise, offer, agree or state the intention to cooperate.
        Agree = "AGREE",
        /// Meetings, visits, talks, calls.
        Consult = "CONSULT",
        /// Verbal or diplomatic support, signing, recognition.
        Support = "SUPPORT",
        /// Verbal concession.
        Concede = "CONCEDE",
        /// Mutual material cooperation.
        Cooperate = "COOPERATE",
        /// Material help.
        Aid = "AID",
        /// Material concession.
        Retreat = "RETREAT",
        /// Ask, urge, demand, order.
        Request = "REQUEST",
        /// Condemn, accuse, sue, investigate.
        Accuse = "ACCUSE",
        /// Refuse, deny, veto.
        Reject = "REJECT",
        /// Threat, ultimatum, warning with reprisal.
        Threaten = "THREATEN",
        /// Demonstrations, strikes, riots, boycotts.
        Protest = "PROTEST",
        /// Reduce or break relations or aid, convict, expel.
        Sanction = "SANCTION",
        /// Military or police moves short of force.
        Mobilize = "MOBILIZE",
        /// Arrest, seize, ban, blockade: repression short of violence.
        Coerce = "COERCE",
        /// Violence.
        Assault = "ASSAULT",
    }
}

names! {
    /// PLOVER modes; the same word may qualify several types.
    Mode: "PLOVER mode" {
        Visit = "visit",
        ThirdParty = "third-party",
        Multilateral = "multilateral",
        Phone = "phone",
        Withdraw = "withdraw",
        Release = "release",
        Disarm = "disarm",
        Ceasefire = "ceasefire",
        Access = "access",
        Resign = "resign",
        Assist = "assist",
        Change = "change",
        Yield = "yield",
        Meet = "meet",
        Disapprove = "disapprove",
        Allege = "allege",
        Investigate = "investigate",
        Restrict = "restrict",
        Arrest = "arrest",
        Relations = "relations",
        Expel = "expel",
        Territory = "territory",
        Violence = "violence",
        Demo = "demo",
        Riot = "riot",
        Strike = "strike",
        Hunger = "hunger",
        Boycott = "boycott",
        Obstruct = "obstruct",
        Vandalize = "vandalize",
        Convict = "convict",
        Discontinue = "discontinue",
        Troops = "troops",
        Weapons = "weapons",
        Police = "police",
        Militia = "militia",
        Seize = "seize",
        Censor = "censor",
        Curfew = "curfew",
        MartialLaw = "martial-law",
        Deport = "deport",
        Withhold = "withhold",
        Misinformation = "misinformation",
        Cyber = "cyber",
        Abduct = "abduct",
        Beat = "beat",
        Torture = "torture",
        Sexual = "sexual",
        Targeted = "targeted",
        Destroy = "destroy",
        Primitive = "primitive",
        Firearms = "firearms",
        Explosives = "explosives",
        SuicideAttack = "suicide-attack",
        Aerial = "aerial",
        Drone = "drone",
        HeavyWeapons = "heavy-weapons",
        CrowdControl = "crowd-control",
        Unconventional = "unconventional",
    }
}

names! {
    /// Whether an event happened.
    Status: "PLOVER status" {
        /// Happened or is happening; a speech act that was made.
        Actual = "actual",
        /// Happened, but is background: more than about 30 days before publication.
        Historical = "historical",
        /// Planned, announced.
        Future = "future",
        /// If, would, could, may.
        Hypothetical = "hypothetical",
        /// Said not to have happened.
        Negated = "negated",
    }
}

names! {
    /// PLOVER sectors; MED is health and JRN is media.
    Sector: "PLOVER sector" {
        Gov = "GOV",
        Mil = "MIL",
        Cop = "COP",
        Jud = "JUD",
        Leg = "LEG",
        Spy = "SPY",
        Pty = "PTY",
        Opp = "OPP",
        Reb = "REB",
        Prm = "PRM",
        Uaf = "UAF",
        Cvl = "CVL",
        Rel = "REL",
        Edu = "EDU",
        Med = "MED",
        Jrn = "JRN",
        Lab = "LAB",
        Bus = "BUS",
        Crm = "CRM",
        Ref = "REF",
        Eli = "ELI",
        Soc = "SOC",
        Agr = "AGR",
        Pre = "PRE",
        Unk = "UNK",
    }
}

impl EventType {
    /// Modes that the manual lists for this type.
    pub const fn modes(self) -> &'static [Mode] {
        use Mode::*;
        match self {
            EventType::Agree => &[],
            EventType::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            EventType::Support => &[],
            EventType::Concede => &[],
            EventType::Cooperate => &[],
            EventType::Aid => &[],
            EventType::Retreat => &[Withdraw, Release, Disarm, Ceasefire, Access, Resign],
            EventType::Request => &[Assist, Change, Yield, Meet],
            EventType::Accuse => &[Disapprove, Allege, Investigate],
            EventType::Reject => &[Assist, Change, Yield, Meet],
            EventType::Threaten => &[Restrict, Arrest, Relations, Expel, Territory, Violence],
            EventType::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            EventType::Sanction => &[Convict, Expel, Withdraw, Discontinue],
            EventType::Mobilize => &[Troops, Weapons, Police, Militia],
            EventType::Coerce => &[
                Seize,
                Restrict,
                Censor,
                Curfew,
                MartialLaw,
                Arrest,
                Deport,
                Withhold,
                Misinformation,
                Cyber,
            ],
            EventType::Assault => &[
                Abduct,
                Beat,
                Torture,
                Sexual,
                Targeted,
                Destroy,
                Primitive,
                Firearms,
                Explosives,
                SuicideAttack,
                Aerial,
                Drone,
                HeavyWeapons,
                CrowdControl,
                Unconventional,
            ],
        }
    }

    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub const fn quad(self) -> u8 {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => 1,
            Cooperate | Aid | Retreat => 2,
            Request | Accuse | Reject | Threaten => 3,
            Protest | Sanction | Mobilize | Coerce | Assault => 4,
        }
    }

    /// PLOVER's conflict-cooperation score of the type without a mode, -10 to 10.
    pub const fn score(self) -> f32 {
        use EventType::*;
        match self {
            Agree => 2.5,
            Consult => 2.5,
            Support => 5.0,
            Concede => 4.5,
            Cooperate => 9.5,
            Aid => 10.0,
            Retreat => 6.5,
            Request => 0.0,
            Accuse => -3.0,
            Reject => -2.0,
            Threaten => -3.5,
            Protest => -5.0,
            Sanction => -6.0,
            Mobilize => -5.5,
            Coerce => -7.0,
            Assault => -9.0,
        }
    }
}
