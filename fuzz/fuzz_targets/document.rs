//! Any text: sentences are in order, do not overlap, and lie on characters.

#![no_main]

use chancery::Article;
use chancery::document::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let article = Article::from_text("a", text);
    let document = Document::new(&article);
    let mut end = 0;
    for sentence in &document.sentences {
        assert!(sentence.span.start >= end, "sentences overlap or are out of order");
        assert!(text.get(sentence.span.clone()).is_some(), "a sentence cuts a character");
        end = sentence.span.end;
    }
    if let Some(place) = &document.dateline_place {
        assert!(text.get(place.clone()).is_some(), "the dateline cuts a character");
    }
});
