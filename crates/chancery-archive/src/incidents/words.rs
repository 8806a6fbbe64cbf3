//! Words as numbers that can be kept and compared: which words two texts share, weighted by rarity.
//!
//! How rare a word is comes from a fixed list of the 5000 most frequent English words, in order, and
//! not from the archive, so that what is one incident does not depend on what else was added.
//! `common.txt` is the order of whole words in the vocabulary of BERT (uncased, Apache 2.0), which
//! lists them by frequency.

use chancery::calendar::WEEKDAYS;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A kept word: 26 bits of its stem's hash, then 6 bits of weight.
pub type Word = u32;

const WEIGHT_BITS: u32 = 6;
const WEIGHT_MOST: u32 = (1 << WEIGHT_BITS) - 1;
/// Ranks up to this carry nothing: "the", "said", "also".
const EMPTY: f64 = 120.0;
/// Natural logarithm that a word outside of the list stands for; rank 5000 comes to 3.7.
const RAREST: f64 = 4.4;
/// Numbers agree by chance more often than rare words do.
const NUMBER: f64 = 2.5;
/// Words kept of a sentence.
const OF_SENTENCE: usize = 32;
/// Words kept of an article.
const OF_ARTICLE: usize = 64;
/// Verbs of reporting and titles of news, which the list of general English has too low.
const REPORTING: [&str; 15] = [
    "said",
    "says",
    "told",
    "according",
    "reported",
    "reports",
    "news",
    "added",
    "reuters",
    "ap",
    "afp",
    "mr",
    "mrs",
    "spokesman",
    "spokesperson",
];

static RARITY: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
    let mut rarity = HashMap::new();
    for (rank, word) in include_str!("common.txt").lines().enumerate() {
        let value = ((rank + 1) as f64 / EMPTY).ln().max(0.0);
        rarity.entry(stem(word)).or_insert(value);
    }
    for word in REPORTING.into_iter().chain(WEEKDAYS) {
        rarity.insert(stem(word), 0.0);
    }
    rarity
});

/// Lower-case words of a text, cut at everything that is neither letter nor digit; a possessive
/// falls away.
pub fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| {
            let word = word.trim_matches(['\'', '’']);
            let word =
                (word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))).unwrap_or(word);
            word.to_lowercase()
        })
        .filter(|word| !word.is_empty())
}

/// The word without the endings that its forms differ by. Not a linguist's stem: "attack",
/// "attacks", "attacked" and "attacking" come to the same, and that is all it is for.
pub fn stem(word: &str) -> String {
    let left = |ending: &str| word.strip_suffix(ending).filter(|w| w.chars().count() > 2);
    let cut = if let Some(rest) = left("ies").or_else(|| left("ied")) {
        return format!("{rest}y");
    } else if word.ends_with("ss") {
        word
    } else {
        left("ing")
            .or_else(|| left("ed"))
            .or_else(|| left("es"))
            .or_else(|| left("s"))
            .unwrap_or(word)
    };
    let cut = cut
        .strip_suffix('e')
        .filter(|w| w.chars().count() > 2)
        .unwrap_or(cut);
    let mut letters = cut.chars().rev();
    match (letters.next(), letters.next()) {
        // "stopped"
        (Some(a), Some(b)) if a == b && cut.len() < word.len() && a != 's' && a != 'l' => {
            cut.chars().take(cut.chars().count() - 1).collect()
        }
        _ => cut.to_owned(),
    }
}

/// How rare a stem is: 0 carries nothing, 4.4 is outside of the list.
fn rarity(stem: &str) -> f64 {
    if stem.chars().all(char::is_numeric) {
        // a year is in every second article
        let year = stem.len() == 4 && (stem.starts_with("19") || stem.starts_with("20"));
        return if year || stem.len() == 1 { 0.5 } else { NUMBER };
    }
    if stem.chars().count() < 2 {
        return 0.0;
    }
    RARITY.get(stem).copied().unwrap_or(RAREST)
}

/// A hash that is the same on every machine: FNV-1a, its bits mixed.
pub fn hash(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(hash)
}

/// Spreads a number over all bits (the finalizer of SplitMix64).
pub fn mix(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// The words of a sentence that carry something, each once, by number.
pub fn of_sentence(sentence: &str) -> Vec<Word> {
    weighed(split(sentence), OF_SENTENCE, |_| 1.0)
}

/// The words that tell what an article is about: the rarest and most repeated, by number.
pub fn of_article(title: Option<&str>, text: &str) -> Vec<Word> {
    let words = split(title.unwrap_or_default()).chain(split(text));
    weighed(words, OF_ARTICLE, |times| 1.0 + f64::from(times).ln())
}

/// At most `most` words, the weightiest, by number. The weight is rarity times what repetition makes
/// of it, in steps that six bits hold.
fn weighed(
    words: impl Iterator<Item = String>,
    most: usize,
    repeated: impl Fn(u32) -> f64,
) -> Vec<Word> {
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for word in words {
        *times.entry(stem(&word)).or_default() += 1;
    }
    let step = RAREST * repeated(20) / f64::from(WEIGHT_MOST);
    let mut kept: Vec<(u32, u32)> = (times.iter())
        .map(|(stem, &n)| {
            let weight = (rarity(stem) * repeated(n) / step)
                .round()
                .min(f64::from(WEIGHT_MOST));
            (weight as u32, (hash(stem) >> (32 + WEIGHT_BITS)) as u32)
        })
        .filter(|(weight, _)| *weight > 0)
        .collect();
    kept.sort_unstable_by(|a, b| b.cmp(a));
    kept.truncate(most);
    let mut words: Vec<Word> = kept.iter().map(|(w, h)| h << WEIGHT_BITS | w).collect();
    words.sort_unstable();
    words.dedup_by_key(|w| key(*w));
    words
}

/// What identifies a kept word.
pub fn key(word: Word) -> u32 {
    word >> WEIGHT_BITS
}

/// The kept word's weight, 1 to 63.
pub fn weight(word: Word) -> u32 {
    word & WEIGHT_MOST
}

/// Pairs of the words that both have.
pub fn shared<'a>(a: &'a [Word], b: &'a [Word]) -> impl Iterator<Item = (Word, Word)> + 'a {
    let mut rest = b;
    a.iter().filter_map(move |&x| {
        let skip = rest.partition_point(|&y| key(y) < key(x));
        rest = rest.get(skip..).unwrap_or_default();
        rest.first().filter(|y| key(**y) == key(x)).map(|&y| (x, y))
    })
}

/// How alike two sets of words are, 0 to 1: the cosine of their weights. None if one is empty.
pub fn likeness(a: &[Word], b: &[Word]) -> Option<f64> {
    let square = |words: &[Word]| words.iter().map(|w| weight(*w).pow(2)).sum::<u32>();
    let both: u32 = shared(a, b).map(|(x, y)| weight(x) * weight(y)).sum();
    match (square(a), square(b)) {
        (0, _) | (_, 0) => None,
        (of_a, of_b) => Some(f64::from(both) / (f64::from(of_a) * f64::from(of_b)).sqrt()),
    }
}

/// The words that are not among others, given by key and ascending.
pub fn without(words: &[Word], others: &[u32]) -> Vec<Word> {
    words
        .iter()
        .copied()
        .filter(|w| others.binary_search(&key(*w)).is_err())
        .collect()
}

/// Keys of the rarest words of a bare name: of "Okello" and "Olga Lukina", none of "the president of
/// Uganda".
pub fn of_name(text: &str) -> Vec<u32> {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if !text.split_whitespace().all(|w| capital(w) || w == "the") {
        return Vec::new();
    }
    let stems = split(text).map(|w| stem(&w));
    (stems.filter(|w| rarity(w) >= RAREST))
        .map(|w| (hash(&w) >> (32 + WEIGHT_BITS)) as u32)
        .collect()
}

/// Numbers as they stand in the archive.
pub fn to_bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// The other way; a tail that makes no number is dropped.
pub fn from_bytes(bytes: &[u8]) -> Vec<u32> {
    (bytes.as_chunks::<4>().0.iter())
        .map(|b| u32::from_le_bytes(*b))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["attack", "attacks", "attacked", "attacking"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["seize", "seizes", "seized", "seizing"],
            &["rally", "rallies", "rallied"],
            &["kill", "kills", "killed", "killing"],
        ] {
            let stems: Vec<String> = forms.iter().map(|f| stem(f)).collect();
            assert!(stems.iter().all(|s| s == &stems[0]), "{stems:?}");
        }
        assert_ne!(stem("mass"), stem("mas"));
    }

    #[test]
    fn rare_words_weigh_more() {
        assert_eq!(rarity(&stem("the")), 0.0);
        assert!(rarity(&stem("army")) < rarity(&stem("ambush")));
        assert!(rarity("2017") < rarity("27"));
    }

    #[test]
    fn sentences_about_one_thing_are_alike() {
        let of = |a, b| likeness(&of_sentence(a), &of_sentence(b)).unwrap_or(0.0);
        let a = "Gunmen ambushed a convoy of lorries near Timbuktu, killing nine drivers.";
        let b = "Nine drivers died when a convoy was ambushed by gunmen outside Timbuktu.";
        let c = "The ministers of Chad and Niger met to speak about fishing.";
        assert!(of(a, b) > 0.7, "{}", of(a, b));
        assert!(of(a, c) < 0.1, "{}", of(a, c));
        assert!((of(a, a) - 1.0).abs() < 1e-9);
        assert_eq!(of("", a), 0.0);
    }

    #[test]
    fn kept_words_survive() {
        let words = of_article(
            Some("Talks in Oslo"),
            "Talks went on in Oslo, İstanbul and Ñuñoa’s port.",
        );
        assert_eq!(from_bytes(&to_bytes(&words)), words);
        assert!(words.is_sorted());
    }
}
