//! Any bytes, in any format: the batch ends, and articles are well-formed.

#![no_main]

use chancery_intake::{Format, Options, articles_from};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    // one value more than there are formats: told by the first bytes
    let format = Format::ALL.get(usize::from(choice % 8)).copied();
    let name = match choice / 8 % 4 {
        0 => "a.gz",
        1 => "a.zst",
        _ => "a",
    };
    let options = Options { format, ..Options::default() };
    let mut items = 0;
    for item in articles_from(name, Cursor::new(bytes.to_vec()), &options) {
        items += 1;
        match item {
            Ok(article) => {
                assert!(!article.text.trim().is_empty());
                for span in article.sentences.iter().flatten() {
                    assert!(article.text.get(span.clone()).is_some());
                }
            }
            Err(error) => assert!(error.to_string().starts_with('a')),
        }
    }
    assert!(items > 0, "what gives no article gives an error");
});
