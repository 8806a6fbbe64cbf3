//! How much speaks for two tellings being of one event. What agrees adds points, what differs takes
//! some away or rules it out, what only one of them tells says nothing.
//!
//! The points were set by hand on half of the stories that `bench/incidents.py` measures, and on the
//! look-alikes of `tests/incidents.rs`.

use super::telling::{Telling, date};
use super::words::{self, Word};
use super::{parties, places};

/// Points from which on two tellings are of one event.
pub const ENOUGH: f64 = 4.2;
/// Points of two that cannot be of one event.
pub const NEVER: f64 = -20.0;
/// Points of two that stand in the same sentence of the same text.
pub const CERTAIN: f64 = 20.0;

/// Days by which dates of one event may miss each other.
const LATE: i32 = 2;
/// An interval up to a week is a date, a longer one hardly.
const WEEK: i32 = 7;
/// How alike articles are that tell the same story.
const STORY: f64 = 0.2;
/// How alike articles can be before more says nothing.
const SAME_STORY: f64 = 0.5;
/// How alike the rest of two sentences is below which they tell of different things, the points for
/// that, and how alike it can be before more says nothing.
const OTHER_WORDS: f64 = 0.06;
const OTHER_SENTENCE: f64 = -1.0;
/// Who says something says much on one day; what it is about tells one from the other.
const SAID: [&str; 7] = [
    "SANCTION", "ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "CONCEDE",
];
const OTHER_SUBJECT: f64 = -2.5;
const SAME_SUBJECT: f64 = 0.6;
/// How alike sentences are that need no other sign of being about one event.
const SAME_WORDS: f64 = 0.25;
/// Days within which reprints appear; later, the same words may be said of another week's march.
const SOON: i32 = 5;
/// How much sentences of reprints must be alike to be one.
const REPRINTED: f64 = 0.8;

/// Points and what they are for.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// The sum.
    pub points: f64,
    /// What agrees, for people; empty if it is the same text.
    pub because: Vec<String>,
}

impl Score {
    /// Points for or against.
    pub fn add(&mut self, points: f64) {
        self.points += points;
    }

    /// Points for what agrees.
    pub fn agree(&mut self, points: f64, because: String) {
        self.points += points;
        self.because.push(because);
    }
}

/// Compares two tellings of different articles.
pub fn compare(a: &Telling, b: &Telling) -> Score {
    let mut score = Score::default();
    let possible = a.time == b.time
        && kinds(a, b, &mut score)
        && parties::compare(a, b, &mut score)
        && days(a, b, &mut score)
        && places::compare(a.place.as_ref(), b.place.as_ref(), &mut score)
        && wording(a, b, &mut score)
        && sizes(a, b, &mut score);
    if !possible {
        return Score {
            points: NEVER,
            because: Vec::new(),
        };
    }
    score
}

/// Compares two tellings of articles with the same text.
pub fn same_words(a: &Telling, b: &Telling) -> Option<Score> {
    let one = a.time == b.time
        && a.kind == b.kind
        && a.trigger == b.trigger
        && words::likeness(&a.words, &b.words).is_some_and(|l| l >= REPRINTED)
        && (a.days == b.days
            || a.published
                .zip(b.published)
                .is_none_or(|(a, b)| (a - b).abs() <= SOON));
    one.then(|| Score {
        points: CERTAIN,
        because: Vec::new(),
    })
}

/// Types that one event is read as, depending on the words.
const CLOSE: [(&str, &str); 9] = [
    ("ASSAULT", "COERCE"),
    ("ASSAULT", "MOBILIZE"),
    ("AGREE", "COOPERATE"),
    ("AGREE", "CONSULT"),
    ("AGREE", "SUPPORT"),
    ("ACCUSE", "SANCTION"),
    ("COERCE", "SANCTION"),
    ("RETREAT", "CONCEDE"),
    ("ACCUSE", "REJECT"),
];

fn kinds(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    let is_close = |x: &str, y: &str| CLOSE.contains(&(x, y)) || CLOSE.contains(&(y, x));
    if a.kind == b.kind {
        score.agree(0.0, format!("type {}", a.kind));
    } else if is_close(&a.kind, &b.kind) {
        score.agree(-2.0, format!("types {} and {}", a.kind, b.kind));
    } else {
        return false;
    }
    let both = !a.modes.is_empty() && !b.modes.is_empty();
    if both && !a.modes.iter().any(|m| b.modes.contains(m)) {
        score.add(-0.5);
    }
    if a.first && b.first {
        score.add(0.5);
    }
    true
}

fn days(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    let (Some((a_from, a_to)), Some((b_from, b_to))) = (a.days, b.days) else {
        let apart = a
            .published
            .zip(b.published)
            .map_or(0, |(a, b)| (a - b).abs().min(30));
        score.add(-0.5 - 0.1 * f64::from(apart));
        return true;
    };
    let (from, to) = (a_from.max(b_from), a_to.min(b_to));
    let widest = (a_to - a_from).max(b_to - b_from);
    match from - to {
        ..=0 if widest == 0 => score.agree(0.8, format!("date {}", date(from))),
        ..=0 if from == to => score.agree(0.5, format!("date {}", date(from))),
        ..=0 if widest <= WEEK => {
            score.agree(0.5, format!("date {} to {}", date(from), date(to)));
        }
        ..=0 if (a_from, a_to) == (b_from, b_to) => {
            score.agree(-0.7, format!("date {} to {}", date(from), date(to)));
        }
        ..=0 => score.add(-0.7),
        // both tell the day, and it is another one
        1..=LATE if a.told && b.told && widest == 0 => return false,
        1 => score.add(-2.0),
        LATE => score.add(-3.5),
        _ => return false,
    }
    true
}

const COUNTED: [&str; 4] = ["dead", "injured", "arrested", "in the crowd"];

fn sizes(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    for ((a, b), what) in a.size.iter().zip(&b.size).zip(COUNTED) {
        let (Some((a_low, a_high)), Some((b_low, b_high))) = (a, b) else {
            continue;
        };
        if a == b {
            score.agree(1.0, format!("{a_low} {what}"));
        } else if a_low <= b_high && b_low <= a_high {
            score.add(0.3);
        } else if a_low.max(b_low) > &(2 * *a_low.min(b_low)).max(1) {
            // tolls rise through a day, but more than twice as many is rather another event
            return false;
        } else {
            score.add(-2.0);
        }
    }
    true
}

/// The words of the triggers, and what sentences and articles have in common beside the words that
/// name the event, its parties and its place: those were compared already, and a look-alike has them
/// too. False if nothing in the words shows that it is one event, and not only one story.
fn wording(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    let mut named = [a.named.as_slice(), b.named.as_slice()].concat();
    named.sort_unstable();
    let rest = |x: &[Word], y: &[Word]| {
        words::likeness(&words::without(x, &named), &words::without(y, &named))
    };
    let beside = rest(&a.words, &b.words);
    let story = rest(&a.about, &b.about).unwrap_or(0.0);
    let sentence = words::likeness(&a.words, &b.words).unwrap_or(0.0);
    let trigger = a.trigger.iter().any(|t| b.trigger.contains(t));
    // without a text, as of records from elsewhere, nothing tells where in it an event stands
    let lead = a.lead && b.lead && !a.words.is_empty() && !b.words.is_empty();
    score.add(match beside {
        Some(alike) if alike < OTHER_WORDS && SAID.contains(&a.kind.as_str()) => OTHER_SUBJECT,
        Some(alike) if alike < OTHER_WORDS => OTHER_SENTENCE,
        alike => 6.0 * alike.unwrap_or(0.0).min(SAME_SUBJECT),
    });
    score.add(2.0 * sentence + 6.0 * story.min(SAME_STORY));
    if trigger {
        score.agree(0.8, "trigger".into());
    }
    if lead {
        score.add(if story >= STORY { 2.5 } else { 0.5 });
    }
    if sentence >= SAME_WORDS {
        score.because.push(format!("words {sentence:.2}"));
    }
    if story >= STORY {
        score.because.push(format!("story {story:.2}"));
    }
    trigger || lead || sentence >= SAME_WORDS
}
