//! Where the words of a place lie.

use super::actors::Cast;
use crate::document::Document;
use crate::event::{Place, Span};
use crate::gazetteer::words::{Word, words};
use crate::gazetteer::{Fineness, Gazetteer, Kind, Town, is_body};

/// Resolves a place mention: a country named in it, else a unit or town, taken in the country
/// that the mention or the article names, else the one with most people. Never fails; a place
/// that no table knows has its words only, and the article's country if the words name no place
/// at all ("a mosque").
pub fn place(
    document: &Document<'_>,
    span: &Span,
    cast: &Cast<'_>,
    gazetteer: &Gazetteer,
) -> Place {
    let mut place = Place {
        span: span.clone(),
        name: None,
        country: None,
        position: None,
        geoname_id: None,
        resolution: None,
    };
    let words = words(document.words(span), span.start);
    let state = state_in(&words, gazetteer);
    let town = town_in(&words, state.map(|s| s.0), cast, gazetteer);
    match (town, state) {
        (Some(t), s) if s.is_none_or(|(c, _)| c == t.country) => {
            place.name = Some(t.name.to_owned());
            place.country = Some(t.country);
            place.position = Some(t.position);
            place.geoname_id = t.geoname_id;
            place.resolution = Some(match t.fineness {
                Fineness::Admin1 => "admin1",
                Fineness::City => "city",
            });
        }
        (_, Some((country, name))) => {
            place.country = Some(country);
            place.name = Some(name.to_owned());
            place.resolution = Some("country");
        }
        _ => {
            place.country = cast.country_near(span.start);
        }
    }
    place
}

/// The country that the words name, the last of them: "Aleppo, Syria".
fn state_in(words: &[Word], gazetteer: &Gazetteer) -> Option<(&'static str, &'static str)> {
    let mut found = None;
    let mut i = 0;
    while let Some(rest) = words.get(i..).filter(|r| !r.is_empty()) {
        if let Some((n, senses)) = gazetteer.names.longest_at(rest, false) {
            let state = senses
                .iter()
                .find(|s| matches!(s.kind, Kind::State | Kind::Nationality) && !is_body(s.country));
            if let Some(s) = state {
                let own = n == rest.len() && i == 0;
                if !(own
                    && !gazetteer.towns.get(&joined(rest)).is_empty()
                    && s.name != joined(rest))
                    || s.kind == Kind::State
                {
                    found = Some((s.country, s.name));
                }
            }
            i += n;
        } else {
            i += 1;
        }
    }
    found
}

fn town_in(
    words: &[Word],
    state: Option<&str>,
    cast: &Cast<'_>,
    gazetteer: &Gazetteer,
) -> Option<Town> {
    let mut best: Option<(f32, Town)> = None;
    for i in 0..words.len() {
        for n in (1..=4).rev() {
            let Some(run) = words.get(i..i + n) else {
                continue;
            };
            if !run.first().is_some_and(Word::is_capital) {
                continue;
            }
            for t in gazetteer.towns.get(&joined(run)) {
                let score = score(&t, state, cast) + n as f32 * 2.0 - i as f32 * 0.1;
                if best.as_ref().is_none_or(|(s, _)| score > *s) {
                    best = Some((score, t));
                }
            }
        }
    }
    best.map(|(_, t)| t)
}

fn score(town: &Town, state: Option<&str>, cast: &Cast<'_>) -> f32 {
    let said = state.map_or(0.0, |s| if s == town.country { 40.0 } else { -40.0 });
    said + cast.weight(town.country).min(6.0) * 2.0 + ((town.population + 1) as f32).log10()
}

fn joined(words: &[Word]) -> String {
    let mut key = String::new();
    for w in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&w.folded);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::reading::Reading;
    use std::sync::LazyLock;

    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

    fn at(text: &str, words: &str) -> Place {
        let article = Article::from_text("t", text);
        let document = Document::new(&article);
        let cast = Cast::new(&document, &Reading::default(), &GAZETTEER);
        let start = text.find(words).expect("the words stand in the text");
        place(&document, &(start..start + words.len()), &cast, &GAZETTEER)
    }

    #[test]
    fn a_town_with_its_country() {
        let p = at("They met in Aleppo, Syria.", "Aleppo, Syria");
        assert_eq!(
            (p.country, p.resolution, p.geoname_id),
            (Some("SYR"), Some("city"), Some(170_063))
        );
    }

    #[test]
    fn the_article_decides_between_namesakes() {
        assert_eq!(
            at(
                "The British prime minister spoke in Birmingham.",
                "Birmingham"
            )
            .country,
            Some("GBR")
        );
        assert_eq!(
            at(
                "Officials in Alabama, United States, met in Birmingham.",
                "Birmingham"
            )
            .country,
            Some("USA")
        );
    }

    #[test]
    fn countries_regions_and_nameless_places() {
        let p = at("Troops entered Niger.", "Niger");
        assert_eq!((p.country, p.resolution), (Some("NER"), Some("country")));
        assert_eq!(at("Shells fell in Darfur.", "Darfur").country, Some("SDN"));
        assert_eq!(
            at("In Ghana a bomb hit a mosque.", "a mosque").country,
            Some("GHA")
        );
    }
}
