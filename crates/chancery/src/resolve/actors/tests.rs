use super::*;
use crate::Article;
use crate::reading::Mention;
use proptest::prelude::*;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

type Told = (Option<&'static str>, Option<Sector>, Basis);

/// The party that the last naming of `words` in the sentences stands for.
fn party(sentences: &[&str], words: &str, date: &str) -> Told {
    let mut article = Article::from_sentences("t", sentences);
    article.date = date.parse().ok();
    let document = Document::new(&article);
    let cast = Cast::new(&document, &Reading::default(), &GAZETTEER);
    let start = article
        .text
        .rfind(words)
        .expect("the words stand in the text");
    let p = cast.party(&(start..start + words.len()), document.date);
    (p.country, p.sector, p.basis)
}

const GOV: Option<Sector> = Some(Sector::Gov);

#[test]
fn names_nationalities_and_seats() {
    let s = ["Moscow and the Chilean police said nothing, but NATO did."];
    assert_eq!(party(&s, "Moscow", ""), (Some("RUS"), GOV, Basis::Metonym));
    assert_eq!(
        party(&s, "the Chilean police", ""),
        (Some("CHL"), Some(Sector::Cop), Basis::Nationality)
    );
    assert_eq!(party(&s, "NATO", ""), (Some("IGO"), None, Basis::Name));
}

#[test]
fn a_title_before_the_name_and_a_later_surname() {
    let s = [
        "Iran's Defense Minister Brigadier General Behzad Tavakoli flew to Minsk.",
        "There Tavakoli met Belarusian officers.",
    ];
    assert_eq!(party(&s[..1], "Behzad Tavakoli", "").0, Some("IRN"));
    assert_eq!(
        party(&s, "Tavakoli", ""),
        (Some("IRN"), GOV, Basis::Coreference)
    );
}

#[test]
fn appositions_on_both_sides() {
    let s = [
        "Olga Haradnik, the Belarusian trade minister, met the president of Chile, Rosa Quiroga, in Lima.",
    ];
    assert_eq!(party(&s, "Olga Haradnik", "").0, Some("BLR"));
    assert_eq!(party(&s, "Rosa Quiroga", "").0, Some("CHL"));
}

#[test]
fn pronouns_and_counterparts() {
    let s = [
        "Estonian Prime Minister Tiina Kask left for Riga.",
        "She will meet her Latvian counterpart there.",
    ];
    assert_eq!(party(&s, "She", ""), (Some("EST"), GOV, Basis::Coreference));
    assert_eq!(
        party(&s, "her Latvian counterpart", ""),
        (Some("LVA"), GOV, Basis::Counterpart)
    );
}

#[test]
fn bare_agents_belong_to_the_article_but_foreign_ones_do_not() {
    let s = [
        "Thousands marched in Nairobi, Kenya, on Monday.",
        "Police fired tear gas at foreign troops.",
    ];
    assert_eq!(
        party(&s, "Police", ""),
        (Some("KEN"), Some(Sector::Cop), Basis::DocumentDefault)
    );
    assert_eq!(party(&s, "foreign troops", "").0, None);
    assert_eq!(
        party(&["Police fired tear gas."], "Police", ""),
        (None, Some(Sector::Cop), Basis::Unknown)
    );
}

#[test]
fn office_depends_on_the_day() {
    let s = ["Tony Blair met envoys of the Taliban."];
    assert_eq!(party(&s, "Tony Blair", "2003-03-01").1, GOV);
    assert_eq!(party(&s, "Tony Blair", "2012-03-01").1, Some(Sector::Eli));
    assert_eq!(party(&s, "the Taliban", "2012-03-01").1, Some(Sector::Reb));
    assert_eq!(party(&s, "the Taliban", "2023-03-01").1, GOV);
}

#[test]
fn modifiers_decide_beside_weak_heads() {
    let s = ["Ugandan opposition leaders, army chiefs and rebel commanders met union leaders."];
    assert_eq!(
        party(&s, "Ugandan opposition leaders", "").1,
        Some(Sector::Opp)
    );
    assert_eq!(party(&s, "rebel commanders", "").1, Some(Sector::Reb));
    assert_eq!(party(&s, "union leaders", "").1, Some(Sector::Lab));
}

#[test]
fn both_sides_are_two_parties_if_two_states_are_named() {
    let s = [
        "Peru and Ecuador signed a treaty.",
        "The two countries had fought for years.",
    ];
    let article = Article::from_sentences("t", &s);
    let document = Document::new(&article);
    let cast = Cast::new(&document, &Reading::default(), &GAZETTEER);
    let start = article
        .text
        .find("The two countries")
        .expect("it stands there");
    let both = cast.parties(&(start..start + 17), None);
    let countries: Vec<_> = both.iter().map(|p| p.country).collect();
    assert_eq!(countries, [Some("PER"), Some("ECU")]);
}

#[test]
fn surnames_within_other_names_are_other_people() {
    let s = ["Kabul greeted Tony Abdul of Tonga; Putin Alvarez of Peru sang."];
    assert_eq!(party(&s, "Putin Alvarez", "").0, Some("PER"));
}

#[test]
fn backed_by_a_state_is_not_of_that_state() {
    let s = ["Russian-backed rebels in Ukraine shelled a town."];
    assert_eq!(party(&s, "Russian-backed rebels", "").0, Some("UKR"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_and_any_span_give_a_party(
        text in "([A-Za-zÀ-ž’'.,() -]|the |Iran|President |his |U\\.S\\. |é|😀|\\PC){0,80}",
        a in 0usize..120,
        b in 0usize..120,
    ) {
        let article = Article::from_text("t", text);
        let document = Document::new(&article);
        let reading = Reading {
            mentions: vec![Mention { span: a..b, is_time: false }, Mention { span: b..a, is_time: false }],
            ..Reading::default()
        };
        let cast = Cast::new(&document, &reading, &GAZETTEER);
        let party = cast.party(&(a..b), None);
        prop_assert_eq!(party.span, a..b);
        let _ = super::super::places::place(&document, &(a..b), &cast, &GAZETTEER);
    }
}
