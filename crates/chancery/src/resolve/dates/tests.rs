use super::*;
use crate::Article;
use crate::document::Document;
use crate::event::DateBasis;
use crate::ontology::{EventType, Status};
use crate::reading::{Filler, ReadEvent, Role};
use Tense::{Future, Past, Unknown};
use jiff::civil::date;
use proptest::prelude::*;

fn show(interval: Option<Interval>) -> String {
    let Some(i) = interval else {
        return "none".into();
    };
    let day = |d: Option<Date>| d.map_or("open".into(), |d| d.to_string());
    if i.from == i.to {
        day(i.from)
    } else {
        format!("{} {}", day(i.from), day(i.to))
    }
}

/// Against Wednesday, 15 March 2023.
fn on(words: &str, tense: Tense) -> String {
    show(interpret(words, Some(date(2023, 3, 15)), tense))
}

#[test]
fn absolute_dates_need_no_anchor() {
    for (words, days) in [
        ("3 March 2023", "2023-03-03"),
        ("on March 3, 2023", "2023-03-03"),
        ("03/03/2023", "2023-03-03"),
        ("25/03/2023", "2023-03-25"),
        ("2023-03-03", "2023-03-03"),
        ("the 3rd of March 2023", "2023-03-03"),
        ("Mar. 3, 2023", "2023-03-03"),
        ("Friday, March 3, 2023", "2023-03-03"),
        ("May 3\u{2013}5, 2021", "2021-05-03 2021-05-05"),
        ("from 2 to 5 May 2021", "2021-05-02 2021-05-05"),
        ("on 13 and 14 September 2018", "2018-09-13 2018-09-14"),
        ("in 2014", "2014-01-01 2014-12-31"),
        ("in late February 2022", "2022-02-19 2022-02-28"),
        ("early 2011", "2011-01-01 2011-05-02"),
        ("the summer of 2019", "2019-06-01 2019-08-31"),
        ("the winter of 2001", "2001-12-01 2002-02-28"),
        ("the 1990s", "1990-01-01 1999-12-31"),
        ("the late '80s", "1986-08-31 1989-12-31"),
        ("between 1998 and 2002", "1998-01-01 2002-12-31"),
        ("between March and May of 2019", "2019-03-01 2019-05-31"),
        ("the third quarter of 2020", "2020-07-01 2020-09-30"),
        ("the 19th century", "1801-01-01 1900-12-31"),
        ("Easter 2018", "2018-04-01"),
        ("since 2009", "2009-01-01 open"),
        ("2015-16", "2015-01-01 2016-12-31"),
    ] {
        assert_eq!(show(interpret(words, None, Unknown)), days, "{words}");
    }
}

#[test]
fn what_needs_an_anchor_is_silent_without_one() {
    for words in [
        "yesterday",
        "on Monday",
        "March 3",
        "in May",
        "last year",
        "three days ago",
        "now",
    ] {
        assert_eq!(interpret(words, None, Past), None, "{words}");
    }
}

#[test]
fn weekdays_look_back_unless_the_event_is_to_come() {
    for (words, past, future) in [
        ("on Monday", "2023-03-13", "2023-03-20"),
        ("Wednesday", "2023-03-15", "2023-03-15"),
        ("last Wednesday", "2023-03-08", "2023-03-08"),
        ("last Friday", "2023-03-10", "2023-03-10"),
        ("next Tuesday", "2023-03-21", "2023-03-21"),
        ("Monday night", "2023-03-13", "2023-03-20"),
        ("before dawn on Tuesday", "2023-03-14", "2023-03-21"),
        ("early on Tuesday", "2023-03-14", "2023-03-21"),
        ("since Monday", "2023-03-13 2023-03-15", "open"),
        ("until Friday", "open 2023-03-10", "2023-03-15 2023-03-17"),
    ] {
        assert_eq!(on(words, Past), past, "{words}");
        if future != "open" {
            assert_eq!(on(words, Future), future, "{words}");
        }
    }
}

#[test]
fn years_are_the_nearest_in_the_direction_of_the_tense() {
    for (words, past, future) in [
        ("March 3", "2023-03-03", "2024-03-03"),
        ("on 20 April", "2022-04-20", "2023-04-20"),
        ("15th March", "2023-03-15", "2023-03-15"),
        ("in March", "2023-03-01 2023-03-31", "2023-03-01 2023-03-31"),
        ("in June", "2022-06-01 2022-06-30", "2023-06-01 2023-06-30"),
        ("mid-June", "2022-06-08 2022-06-22", "2023-06-08 2023-06-22"),
        (
            "last December",
            "2022-12-01 2022-12-31",
            "2022-12-01 2022-12-31",
        ),
        (
            "last March",
            "2022-03-01 2022-03-31",
            "2022-03-01 2022-03-31",
        ),
        (
            "in July last year",
            "2022-07-01 2022-07-31",
            "2022-07-01 2022-07-31",
        ),
        ("over Christmas", "2022-12-25", "2023-12-25"),
    ] {
        assert_eq!(
            (on(words, Past), on(words, Future)),
            (past.into(), future.into()),
            "{words}"
        );
    }
}

#[test]
fn relative_expressions_count_from_publication() {
    for (words, days) in [
        ("today", "2023-03-15"),
        ("tonight", "2023-03-15"),
        ("yesterday morning", "2023-03-14"),
        ("tomorrow", "2023-03-16"),
        ("the day before yesterday", "2023-03-13"),
        ("last night", "2023-03-14"),
        ("overnight", "2023-03-14 2023-03-15"),
        ("last week", "2023-03-06 2023-03-12"),
        ("last month", "2023-02-01 2023-02-28"),
        ("last year", "2022-01-01 2022-12-31"),
        ("next month", "2023-04-01 2023-04-30"),
        ("this week", "2023-03-13 2023-03-15"),
        ("earlier this week", "2023-03-13 2023-03-15"),
        ("over the weekend", "2023-03-11 2023-03-12"),
        ("three days ago", "2023-03-12"),
        ("two weeks ago", "2023-02-28 2023-03-02"),
        ("five months ago", "2022-10-01 2022-10-31"),
        ("a year ago", "2022-01-01 2022-12-31"),
        ("ten years ago today", "2013-03-15"),
        ("ten years ago this month", "2013-03-01 2013-03-31"),
        ("the past year", "2022-03-15 2023-03-15"),
        ("for the past three days", "2023-03-12 2023-03-15"),
        ("in the last 24 hours", "2023-03-14 2023-03-15"),
        ("in recent days", "2023-03-11 2023-03-15"),
        ("now", "2023-03-15"),
        ("currently", "2023-03-15"),
        ("earlier in the month", "2023-03-01 2023-03-15"),
    ] {
        assert_eq!(on(words, Past), days, "{words}");
    }
    for (words, days) in [
        ("by the end of the year", "2023-03-15 2023-12-31"),
        ("before the year is out", "2023-03-15 2023-12-31"),
        ("within two weeks", "2023-03-15 2023-03-29"),
        ("from Friday", "2023-03-17 open"),
        ("this week", "2023-03-15 2023-03-19"),
        ("next week", "2023-03-20 2023-03-26"),
        ("on Friday week", "2023-03-24"),
        ("the day after tomorrow", "2023-03-17"),
    ] {
        assert_eq!(on(words, Future), days, "{words}");
    }
}

#[test]
fn anaphoric_expressions_count_from_what_was_spoken_of() {
    let anchor = |from: Date, to: Date, granularity| Anchor {
        published: Some(date(2023, 3, 15)),
        reference: Some(Interval {
            from: Some(from),
            to: Some(to),
            granularity,
        }),
        tense: Past,
    };
    let day = anchor(date(2018, 8, 20), date(2018, 8, 20), Granularity::Day);
    for (words, days) in [
        ("the next day", "2018-08-21"),
        ("the previous day", "2018-08-19"),
        ("the same evening", "2018-08-20"),
        ("two days later", "2018-08-22"),
        ("a week later", "2018-08-26 2018-08-28"),
        ("a month later", "2018-09-01 2018-09-30"),
        ("two years earlier", "2016-01-01 2016-12-31"),
        ("that September", "2018-09-01 2018-09-30"),
        ("the following spring", "2019-03-01 2019-05-31"),
        ("the following year", "2019-01-01 2019-12-31"),
        ("hours later", "2018-08-20"),
        ("that year", "2018-01-01 2018-12-31"),
    ] {
        assert_eq!(show(interpret_against(words, &day)), days, "{words}");
    }
    assert_eq!(on("the following day", Past), "none");
    assert_eq!(on("two days later", Past), "none");
}

#[test]
fn other_numbers_and_words_are_no_dates() {
    for text in [
        "He may march on, the second of 300 men, aged 34, at 5.3% in room 2014.",
        "The 2016 election and the 2003 invasion were discussed for five days.",
        "It cost $2,014 and took 24 hours; call 12/34 or 10:30.",
        "Fiscal 2019 was better.",
    ] {
        let found: Vec<&str> = find(text).into_iter().map(|s| &text[s]).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn found_expressions_carry_their_words() {
    let text = "On Tuesday, 3 May, she met him; since 2014 they had talked \u{2013} \
                \u{201c}last week\u{201d}, too. The summit is set for June 5 in Rome.";
    let found: Vec<&str> = find(text).into_iter().map(|s| &text[s]).collect();
    assert_eq!(
        found,
        ["On Tuesday, 3 May", "since 2014", "last week", "for June 5"]
    );
}

fn dated(text: &str, trigger: &str, status: Status, time: Option<&str>) -> (String, DateBasis) {
    let mut article = Article::from_sentences("a", &text.split('|').collect::<Vec<_>>());
    article.date = Some(date(2023, 3, 15));
    let document = Document::new(&article);
    let place = |w: &str| {
        let at = article.text.find(w).expect("the words stand in the text");
        at..at + w.len()
    };
    let span = place(trigger);
    let time = time.map(|w| Filler {
        role: Role::Time,
        span: place(w),
        score: 0.9,
    });
    let event = ReadEvent {
        sentence: document.sentence_at(span.start).expect("a sentence"),
        trigger: span,
        event_type: EventType::Consult,
        type_score: 1.0,
        modes: Vec::new(),
        status,
        status_score: 1.0,
        fillers: time.into_iter().collect(),
    };
    let date = event_date(&document, &event);
    let interval = Interval {
        from: date.from,
        to: date.to,
        granularity: Granularity::Range,
    };
    let told = (date.from.or(date.to)).map(|_| interval);
    (show(told), date.basis)
}

#[test]
fn events_take_their_own_words_then_the_sentence_then_the_day_of_news() {
    use Status::{Actual, Historical};
    let text = "They met on Monday and signed a pact.|He praised it.|The war began in 2014.";
    for (trigger, status, time, days, basis) in [
        (
            "met",
            Actual,
            Some("on Monday"),
            "2023-03-13",
            DateBasis::Text,
        ),
        ("met", Actual, None, "2023-03-13", DateBasis::Text),
        (
            "praised",
            Actual,
            None,
            "2023-03-14 2023-03-15",
            DateBasis::Reporting,
        ),
        ("praised", Historical, None, "none", DateBasis::Unknown),
        ("praised", Status::Future, None, "none", DateBasis::Unknown),
        (
            "war",
            Historical,
            None,
            "2014-01-01 2014-12-31",
            DateBasis::Text,
        ),
        (
            "war",
            Actual,
            None,
            "2023-03-14 2023-03-15",
            DateBasis::Reporting,
        ),
    ] {
        let read = dated(text, trigger, status, time);
        assert_eq!(read, (days.into(), basis), "{trigger} {status:?}");
    }
}

#[test]
fn what_follows_after_is_older_by_as_much() {
    let text = "Twelve years after rebels attacked the town, its mayor returned.";
    let read = dated(
        text,
        "attacked",
        Status::Historical,
        Some("Twelve years after"),
    );
    assert_eq!(read.0, "2011-01-01 2011-12-31");
    let read = dated(text, "returned", Status::Actual, Some("Twelve years after"));
    assert_eq!(read, ("2023-03-14 2023-03-15".into(), DateBasis::Reporting));
}

#[test]
fn status_follows_a_date_told_in_the_text() {
    let told = |from: Date, to: Date, basis| crate::event::EventDate {
        span: None,
        from: Some(from),
        to: Some(to),
        basis,
    };
    let published = Some(date(2023, 3, 15));
    let old = told(date(2022, 1, 1), date(2022, 12, 31), DateBasis::Text);
    let new = told(date(2023, 3, 1), date(2023, 3, 2), DateBasis::Text);
    let wide = told(date(2022, 1, 1), date(2023, 3, 15), DateBasis::Text);
    assert_eq!(
        adjusted_status(Status::Actual, &old, published),
        Status::Historical
    );
    assert_eq!(
        adjusted_status(Status::Historical, &new, published),
        Status::Actual
    );
    assert_eq!(
        adjusted_status(Status::Actual, &wide, published),
        Status::Actual
    );
    assert_eq!(
        adjusted_status(Status::Historical, &wide, published),
        Status::Historical
    );
    assert_eq!(
        adjusted_status(Status::Future, &old, published),
        Status::Future
    );
    assert_eq!(adjusted_status(Status::Actual, &old, None), Status::Actual);
    let guess = told(date(2022, 1, 1), date(2022, 12, 31), DateBasis::Reporting);
    assert_eq!(
        adjusted_status(Status::Actual, &guess, published),
        Status::Actual
    );
}

/// Pieces of time expressions, in any order.
const PIECES: &str = "(on|in|since|until|by|before|after|the|last|next|this|that|of|and|to|-|,|'s|early|late|end|\
mid|Monday|may|March|Sept\\.|summer|quarter|week|days|years|ago|later|now|past|two|three|hundred|[0-9]{1,5}|\
31|2023|1990s|/|\\.|\u{e9}|\u{1f600}| |  ){0,14}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn intervals_are_well_formed(words in PIECES, day in -3_000_000_i32..2_900_000, tense in 0..3) {
        let published = date(0, 1, 1).checked_add(jiff::Span::new().days(day)).ok();
        let tense = [Past, Future, Unknown][tense as usize];
        if let Some(i) = interpret(&words, published, tense) {
            prop_assert!(i.from.is_some() || i.to.is_some());
            prop_assert!(i.from.zip(i.to).is_none_or(|(from, to)| from <= to));
        }
    }

    #[test]
    fn blanks_and_capitals_do_not_matter(words in PIECES) {
        let day = Some(date(2023, 3, 15));
        let plain = interpret(&words, day, Past);
        let wide = words.replace(' ', " \u{a0}\n ");
        prop_assert_eq!(plain, interpret(&wide, day, Past));
        let lower = words.replace("March", "march").replace("Monday", "monday");
        prop_assert_eq!(plain.is_some(), interpret(&lower, day, Past).is_some());
    }

    #[test]
    fn spans_lie_in_the_text(text in "\\PC{0,40}", more in PIECES) {
        let text = format!("{text} {more} {text}");
        let mut end = 0;
        for span in find(&text) {
            prop_assert!(span.start >= end && text.get(span.clone()).is_some_and(|w| !w.is_empty()));
            end = span.end;
        }
    }
}

#[test]
fn long_texts_take_linear_time() {
    let text =
        "before the end of the of the 3 to 4 more than at least nearly March 3 to ".repeat(20_000);
    let start = std::time::Instant::now();
    assert!(find(&text).len() > 10_000);
    assert!(start.elapsed().as_secs() < 20);
}
