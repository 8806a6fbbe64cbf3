//! How much speaks for two tellings being of one event. Points are roughly natural logarithms of
//! odds: what agrees adds, what differs takes away, what only one of them tells says nothing.

use super::telling::{Side, Spot, Telling, date};
use super::words;

/// Points from which on two tellings are of one event.
pub const ENOUGH: f64 = 5.5;
/// Points of two that cannot be of one event.
pub const NEVER: f64 = -20.0;
/// Points of two that stand in the same words of the same text.
pub const CERTAIN: f64 = 20.0;

/// Kilometres between two towns that are told as one place, and that are two.
const NEAR: f64 = 25.0;
const FAR: f64 = 60.0;
/// Days by which dates of one event may miss each other.
const LATE: i32 = 2;

/// Points and what they are for.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// The sum.
    pub points: f64,
    /// What agrees, for people; empty if it is the same text.
    pub because: Vec<String>,
}

impl Score {
    fn add(&mut self, points: f64) {
        self.points += points;
    }

    fn agree(&mut self, points: f64, because: String) {
        self.points += points;
        self.because.push(because);
    }

    fn never() -> Self {
        Score {
            points: NEVER,
            because: Vec::new(),
        }
    }
}

/// Compares two tellings of different articles.
pub fn compare(a: &Telling, b: &Telling) -> Score {
    let mut score = Score {
        points: -3.0,
        because: Vec::new(),
    };
    let possible = a.time == b.time
        && kinds(a, b, &mut score)
        && parties(a, b, &mut score)
        && days(a, b, &mut score)
        && places(a.place.as_ref(), b.place.as_ref(), &mut score);
    if !possible {
        return Score::never();
    }
    sizes(a, b, &mut score);
    wording(a, b, &mut score);
    score
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
        score.agree(-1.5, format!("types {} and {}", a.kind, b.kind));
    } else {
        return false;
    }
    if a.trigger.iter().any(|t| b.trigger.contains(t)) {
        score.add(0.7);
    }
    let both = !a.modes.is_empty() && !b.modes.is_empty();
    if both && !a.modes.iter().any(|m| b.modes.contains(m)) {
        score.add(-0.7);
    }
    true
}

fn days(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    let (Some((a_from, a_to)), Some((b_from, b_to))) = (a.days, b.days) else {
        score.add(-0.5);
        return true;
    };
    let (from, to) = (a_from.max(b_from), a_to.min(b_to));
    let widest = (a_to - a_from).max(b_to - b_from);
    match from - to {
        ..=0 if widest == 0 => score.agree(1.0, format!("date {}", date(from))),
        ..=0 if widest <= 7 => score.agree(0.4, format!("date {} to {}", date(from), date(to))),
        ..=0 if (a_from, a_to) == (b_from, b_to) => {
            score.agree(0.0, format!("date {} to {}", date(from), date(to)));
        }
        ..=0 => score.add(-0.7),
        1 if a.told && b.told => score.add(-2.0),
        1 => score.add(-0.6),
        LATE => score.add(if a.told && b.told { -3.5 } else { -2.0 }),
        _ => return false,
    }
    true
}

/// Types whose parties stand on one level, so that either may be told as the actor.
const MUTUAL: [&str; 3] = ["CONSULT", "COOPERATE", "AGREE"];

fn parties(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    if MUTUAL.contains(&a.kind.as_str()) {
        let all = |t: &'_ Telling| t.parties.iter().cloned().collect::<Vec<_>>();
        let (a, b) = (all(a), all(b));
        return side(
            "parties",
            &a.iter().collect::<Vec<_>>(),
            &b.iter().collect::<Vec<_>>(),
            score,
        );
    }
    let of = |t: &Telling, acts| -> Vec<Side> {
        t.parties
            .iter()
            .filter(|p| p.acts == acts)
            .cloned()
            .collect()
    };
    for (acts, name) in [(true, "actor"), (false, "recipient")] {
        let (a, b) = (of(a, acts), of(b, acts));
        if !side(
            name,
            &a.iter().collect::<Vec<_>>(),
            &b.iter().collect::<Vec<_>>(),
            score,
        ) {
            return false;
        }
    }
    true
}

/// Compares who stands on one side; the best agreement counts.
fn side(role: &str, a: &[&Side], b: &[&Side], score: &mut Score) -> bool {
    let pairs = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| same_party(x, y)));
    let best = pairs.max_by(|x, y| x.0.total_cmp(&y.0));
    match best {
        None => {}
        Some((points, Some(name))) => score.agree(points, format!("{role} {name}")),
        Some((points, None)) => score.add(points),
    }
    true
}

fn same_party(a: &Side, b: &Side) -> (f64, Option<String>) {
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let words = words::likeness(&a.words, &b.words);
    let code = |s: &Side| {
        let sector = s.sector.as_deref().unwrap_or_default();
        format!("{} {sector}", s.country.as_deref().unwrap_or_default())
            .trim()
            .to_owned()
    };
    if differ(&a.country, &b.country) {
        return (-2.5, None);
    }
    if same(&a.name, &b.name) {
        return (1.6, a.name.clone());
    }
    if words > 0.7 {
        let name = a
            .name
            .clone()
            .or_else(|| b.name.clone())
            .unwrap_or_else(|| code(a));
        return (
            1.4,
            Some(if name.is_empty() {
                "in the same words".into()
            } else {
                name
            }),
        );
    }
    if same(&a.country, &b.country) {
        return match () {
            () if differ(&a.sector, &b.sector) => (-0.3, None),
            () if same(&a.sector, &b.sector) && differ(&a.name, &b.name) => (0.2, Some(code(a))),
            () if same(&a.sector, &b.sector) => (1.0, Some(code(a))),
            () => (0.5, Some(code(a))),
        };
    }
    if words > 0.2 {
        return (0.6, None);
    }
    match differ(&a.name, &b.name) {
        true => (-1.0, None),
        false => (-0.2, None),
    }
}

fn places(a: Option<&Spot>, b: Option<&Spot>, score: &mut Score) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return true;
    };
    if let (Some(x), Some(y)) = (&a.country, &b.country)
        && x != y
    {
        return false;
    }
    match (a.town, b.town) {
        (Some(x), Some(y)) => match kilometres(x, y) {
            ..=NEAR => score.agree(1.5, format!("place {}", a.name)),
            ..=FAR => score.add(-0.5),
            _ => return false,
        },
        _ if a.name == b.name => score.agree(0.8, format!("place {}", a.name)),
        _ if a.country.is_some() && a.country == b.country => score.add(0.2),
        _ => score.add(-0.2),
    }
    true
}

/// Along the surface of the Earth, as a sphere.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let [north_a, east_a, north_b, east_b] = [a.0, a.1, b.0, b.1].map(f64::to_radians);
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let h = half(north_b - north_a) + north_a.cos() * north_b.cos() * half(east_b - east_a);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

const COUNTED: [&str; 4] = ["dead", "injured", "arrested", "in the crowd"];

fn sizes(a: &Telling, b: &Telling, score: &mut Score) {
    for ((a, b), what) in a.size.iter().zip(&b.size).zip(COUNTED) {
        let (Some((a_low, a_high)), Some((b_low, b_high))) = (a, b) else {
            continue;
        };
        if a == b {
            score.agree(1.2, format!("{a_low} {what}"));
        } else if a_low <= b_high && b_low <= a_high {
            score.add(0.3);
        } else {
            // tolls rise through a day; twice as many is rather another event
            let ratio = *a_low.max(b_low) as f64 / (*a_low.min(b_low)).max(1) as f64;
            score.add(if ratio > 2.0 { -3.0 } else { -1.2 });
        }
    }
}

fn wording(a: &Telling, b: &Telling, score: &mut Score) {
    let sentence = words::likeness(&a.words, &b.words);
    let article = words::likeness(&a.about, &b.about);
    score.add(5.0 * sentence + 8.0 * article.min(0.5));
    if sentence > 0.3 {
        score.because.push(format!("words {sentence:.2}"));
    }
    if article > 0.2 {
        score.because.push(format!("articles {article:.2}"));
    }
}

/// How much sentences of reprints must be alike to be one.
const SAME_SENTENCE: f64 = 0.8;

/// Compares two tellings of articles with the same text.
pub fn same_words(a: &Telling, b: &Telling) -> Option<Score> {
    let one = a.time == b.time
        && a.kind == b.kind
        && a.trigger == b.trigger
        && words::likeness(&a.words, &b.words) >= SAME_SENTENCE;
    one.then(|| Score {
        points: CERTAIN,
        because: Vec::new(),
    })
}
