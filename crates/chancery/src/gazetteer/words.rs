//! Words as the tables know them: runs of letters and digits, folded to lower case without
//! accents, apostrophes or full stops, with what is needed to tell "US" from "us".

use std::ops::Range;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital at its start.
    Lower,
    /// A capital at its start.
    Capital,
    /// Two letters or more, all capitals.
    Caps,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes, a possessive ending left out.
    pub span: Range<usize>,
    /// Folded as by [`fold`].
    pub folded: String,
    /// How it is written.
    pub case: Case,
    /// Whether "'s" or "s'" follows.
    pub possessive: bool,
    /// The punctuation between this word and the one before: a space if there is none.
    pub before: char,
}

impl Word {
    /// Whether it starts with a capital.
    pub fn is_capital(&self) -> bool {
        self.case != Case::Lower
    }
}

/// Cuts a text into words. `offset` is added to every span.
pub fn words(text: &str, offset: usize) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            before = stronger(before, c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(i, c)) = chars.peek() {
            let inside = c.is_alphanumeric()
                || is_mark(c)
                || (is_joiner(c) && joins(text.get(start..i), text.get(i..)));
            if !inside {
                break;
            }
            end = i + c.len_utf8();
            chars.next();
        }
        let whole = text.get(start..end).unwrap_or_default();
        let (stem, possessive) = cut_possessive(whole, text.get(end..).unwrap_or_default());
        out.push(Word {
            span: offset + start..offset + start + stem.len(),
            folded: fold(stem),
            case: case(stem),
            possessive,
            before,
        });
        before = ' ';
    }
    out
}

fn stronger(old: char, new: char) -> char {
    match (old, new) {
        (_, c) if c.is_whitespace() => old,
        (' ', c) => c,
        (o @ (',' | ';' | ':' | '(' | ')' | '.' | '!' | '?'), _) => o,
        (_, c) => c,
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʿ' | 'ʼ' | '`' | '.' | '&')
}

/// An apostrophe joins letters; a full stop and an ampersand join single capitals ("U.S.", "R&D").
fn joins(before: Option<&str>, rest: Option<&str>) -> bool {
    let (Some(before), Some(rest)) = (before, rest) else {
        return false;
    };
    let mut rest = rest.chars();
    let joiner = rest.next().unwrap_or(' ');
    let next = rest.next();
    if joiner == '.' {
        let mut back = before.chars().rev();
        let letter = back.next().is_some_and(char::is_uppercase);
        let single = back.next().is_none_or(|c| c == '.');
        let more = next.is_some_and(char::is_uppercase)
            && rest.next().is_none_or(|c| c == '.' || !c.is_alphanumeric());
        return letter && single && (more || before.contains('.'));
    }
    next.is_some_and(char::is_alphanumeric)
}

fn cut_possessive<'a>(word: &'a str, after: &str) -> (&'a str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            return (stem, true);
        }
    }
    let plural = word.ends_with('s') && after.starts_with(['\'', '’']);
    (word, plural)
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                Case::Caps
            } else {
                Case::Capital
            }
        }
        _ => Case::Lower,
    }
}

/// Lower case, no accents, no apostrophes or full stops; letters of other scripts as they are.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
            continue;
        }
        match plain(c) {
            Some(s) => out.push_str(s),
            None => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

/// The folded words of a name, joined by one space: the key of a table.
pub fn key(name: &str) -> String {
    let words = words(name, 0);
    let mut out = String::with_capacity(name.len());
    for w in &words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&w.folded);
    }
    out
}

fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'À' | 'Á'
        | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'Ă' | 'Ą' | 'ə' | 'Ə' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' | 'Ç' | 'Ć' | 'Č' => "c",
        'ď' | 'đ' | 'Ď' | 'Đ' | 'ḍ' | 'Ḍ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ệ' | 'È' | 'É' | 'Ê' | 'Ë'
        | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "e",
        'ğ' | 'ģ' | 'Ğ' | 'Ģ' | 'ǧ' => "g",
        'ḥ' | 'Ḥ' | 'ħ' | 'Ħ' | 'ḩ' | 'Ḩ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' | 'ị' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'İ' => {
            "i"
        }
        'ķ' | 'Ķ' => "k",
        'ł' | 'ļ' | 'ľ' | 'ĺ' | 'Ł' | 'Ļ' | 'Ľ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' | 'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ' | 'ộ' | 'Ò' | 'Ó' | 'Ô' | 'Õ'
        | 'Ö' | 'Ø' | 'Ō' | 'Ő' => "o",
        'ř' | 'ŕ' | 'Ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ṣ' | 'Ś' | 'Š' | 'Ş' | 'Ș' | 'Ṣ' => "s",
        'ť' | 'ţ' | 'ț' | 'ṭ' | 'Ť' | 'Ţ' | 'Ț' | 'Ṭ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ū' | 'Ů' => {
            "u"
        }
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'ž' | 'ż' | 'ẓ' | 'Ź' | 'Ž' | 'Ż' | 'Ẓ' => "z",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        c if is_mark(c) => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text, 0).into_iter().map(|w| w.folded).collect()
    }

    #[test]
    fn words_keep_abbreviations_and_drop_possessives() {
        assert_eq!(
            folded("The U.S.-led force, Iran's N'Djamena visit."),
            ["the", "us", "led", "force", "iran", "ndjamena", "visit"]
        );
        assert_eq!(folded("Erdoğan of Türkiye"), ["erdogan", "of", "turkiye"]);
        assert_eq!(
            folded("He left. Then I. She too"),
            ["he", "left", "then", "i", "she", "too"]
        );
    }

    #[test]
    fn case_tells_an_acronym_from_a_pronoun() {
        let w = words("US us Us U.S. a", 0);
        let cases: Vec<_> = w.iter().map(|w| w.case).collect();
        use Case::*;
        assert_eq!(cases, [Caps, Lower, Capital, Caps, Lower]);
    }

    #[test]
    fn punctuation_before_a_word_is_kept() {
        let w = words("Khrenin, the minister (BLR)", 0);
        let before: Vec<_> = w.iter().map(|w| w.before).collect();
        assert_eq!(before, [' ', ',', ' ', '(']);
        assert!(words("the rebels' camp", 0)[1].possessive);
    }

    #[test]
    fn keys_join_folded_words() {
        assert_eq!(key("Côte d'Ivoire"), "cote divoire");
        assert_eq!(
            key("People's Republic of China"),
            "people republic of china"
        );
        assert_eq!(key("Kurdistan Workers' Party"), "kurdistan workers party");
        assert_eq!(key("Guinea-Bissau"), "guinea bissau");
    }
}
