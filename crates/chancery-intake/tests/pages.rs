//! Web pages as papers write them.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use chancery::Article;
use chancery_intake::{Options, articles_from};
use jiff::civil::date;
use std::io::Cursor;

fn read(page: &[u8]) -> Article {
    let mut articles = articles_from("page.html", Cursor::new(page.to_vec()), &Options::default());
    articles.next().unwrap().unwrap()
}

const NEWS: &str = r##"<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Ministers sign river treaty | The Delta Courier</title>
<meta property="og:title" content="Ministers sign river treaty after ten years">
<meta property="og:site_name" content="Courier Online">
<meta property="article:published_time" content="2023-03-08T21:10:00+02:00">
<meta property="og:url" content="https://courier.example/amp/river">
<link rel="canonical" href="https://courier.example/world/river-treaty">
<script type="application/ld+json">{ broken</script>
<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[
 {"@type":"WebSite","name":"Courier Online","url":"https://courier.example"},
 {"@type":["NewsArticle"],"headline":"Ministers sign river treaty","datePublished":"2023-03-07T23:30:00Z",
  "publisher":{"@type":"Organization","name":"The Delta Courier"}}]}
</script>
<style>.x{color:red}</style>
</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="ad-banner">Buy two umbrellas, pay for one!</div>
<main><article>
<h1>Ministers sign river treaty</h1>
<p class="byline">By A. Writer</p>
<p>The water ministers of the two countries signed a treaty on the use of the river on Tuesday, ending
a dispute that had lasted for ten years and had twice brought soldiers to the border.</p>
<p>Under the treaty, each side will release an agreed amount of water in the dry months, and a joint
commission of engineers will publish measurements every week.</p>
<figure><img src="x.jpg"><figcaption>The dam at dusk.</figcaption></figure>
<p>&ldquo;Nobody wins a quarrel about rain,&rdquo; the host minister told reporters after the ceremony, and she
thanked the mediators, who had met both delegations in the spring.</p>
<p>Farmers&rsquo; unions in the north rejected the treaty and said that they would hold protests in
three cities next week, because the amounts were based on old measurements.</p>
</article></main>
<aside class="related"><h3>Most read</h3><ul><li><a href="/a">Ten ways to dry a coat</a></li><li><a href="/b">Quiz of the week</a></li></ul></aside>
<footer><p>Copyright The Delta Courier. <a href="/terms">Terms of use</a></p></footer>
<script>track("page");</script>
</body></html>"##;

#[test]
fn a_news_page_gives_its_article() {
    let article = read(NEWS.as_bytes());
    assert_eq!(article.id, "page");
    assert_eq!(
        article.title.as_deref(),
        Some("Ministers sign river treaty")
    );
    assert_eq!(article.outlet.as_deref(), Some("The Delta Courier"));
    assert_eq!(article.date, Some(date(2023, 3, 7)));
    assert_eq!(
        article.url.as_deref(),
        Some("https://courier.example/world/river-treaty")
    );
    let text = &article.text;
    for kept in [
        "signed a treaty",
        "joint commission",
        "\u{201c}Nobody wins",
        "Farmers\u{2019} unions",
    ] {
        assert!(
            text.contains(&kept.replace('\n', " ")),
            "{kept} is not in {text}"
        );
    }
    for left in [
        "umbrellas",
        "Sport",
        "dry a coat",
        "Terms of use",
        "track(",
        "color:red",
    ] {
        assert!(!text.contains(left), "{left} is in {text}");
    }
    assert!(
        text.contains("border.\n\nUnder the treaty"),
        "paragraphs are kept apart: {text}"
    );
}

#[test]
fn metadata_come_from_meta_where_there_is_no_linked_data() {
    let page = r#"<html><head><title>T - Site</title>
        <meta name="DC.Date" content="not known"><meta name="pubdate" content="March 7, 2023">
        <meta property="og:title" content=" Talks   begin "><meta name="publisher" content="The Post">
        <link rel="canonical" href="/relative"><meta property="og:url" content="https://post.example/t">
        </head><body><p>Talks began on Monday in the old town hall.</p></body></html>"#;
    let article = read(page.as_bytes());
    assert_eq!(article.date, Some(date(2023, 3, 7)));
    assert_eq!(article.title.as_deref(), Some("Talks begin"));
    assert_eq!(article.outlet.as_deref(), Some("The Post"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/t"));
    assert_eq!(article.text, "Talks began on Monday in the old town hall.");
}

#[test]
fn a_time_element_gives_the_date() {
    let page = r#"<body><time datetime="2020-01-01">Today</time><article>
        <time itemprop="datePublished" datetime="2023-03-07T10:00">Tuesday</time>
        <p>Police dispersed the crowd.</p></article></body>"#;
    assert_eq!(read(page.as_bytes()).date, Some(date(2023, 3, 7)));
}

#[test]
fn a_page_without_an_article_gives_all_its_text() {
    let page = "<body><nav>Home</nav><p>One.</p><script>x()</script><p>Two.</p></body>";
    let article = read(page.as_bytes());
    assert!(article.text.contains("One.") && article.text.contains("Two."));
    assert!(!article.text.contains("x()"));
}

#[test]
fn an_unreadable_date_is_reported_with_the_article() {
    let page = b"<meta name=date content=someday><p>Police dispersed the crowd.</p>";
    let items: Vec<_> =
        articles_from("p.htm", Cursor::new(page.to_vec()), &Options::default()).collect();
    let error = items[0].as_ref().unwrap_err();
    assert!(!error.loses_article());
    assert_eq!(
        error.to_string(),
        "p.htm: `someday` cannot be read as a date; write YYYY-MM-DD; the article is kept without \
         its date"
    );
    assert!(items[1].is_ok());
}

#[test]
fn old_encodings_are_decoded() {
    let page = b"<meta charset=iso-8859-1><p>The caf\xe9 owners\x92 strike ended.</p>";
    assert_eq!(
        read(page).text,
        "The caf\u{e9} owners\u{2019} strike ended."
    );
    let page: Vec<u8> = "\u{feff}<meta charset=utf-16><p>Café strike ended.</p>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(read(&page).text, "Café strike ended.");
}

#[test]
fn absurd_pages_end_and_give_their_text() {
    let formatting: String = (0..3_000)
        .map(|number| format!("<p><b class={number}>x"))
        .collect();
    for start in [
        "<div>".repeat(200_000),
        "<div>".repeat(2_000),
        "<b><i>x".repeat(5_000),
        "<table><tr><td>".repeat(500),
        "</x><div>".repeat(100_000),
        formatting,
        "x y &amp; ".repeat(300_000),
    ] {
        let page = format!("{start}<p>Rebels took R&ouml;gen &lt;bridge.");
        assert!(
            read(page.as_bytes())
                .text
                .contains("Rebels took R\u{f6}gen <bridge.")
        );
    }
}
