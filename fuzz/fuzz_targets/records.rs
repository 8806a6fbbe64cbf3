//! Any bytes as any format of events: reading ends, and what is read can be written.

#![no_main]

use chancery::out::{Format, Writer};
use chancery_intake::{EventFormat, records_from};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let format = EventFormat::ALL[usize::from(first) % EventFormat::ALL.len()];
    let all = records_from("events", Cursor::new(rest.to_vec()), format);
    for record in all.flatten() {
        for format in Format::ALL {
            let mut writer = Writer::new(format, Vec::new());
            let one = std::slice::from_ref(&record);
            writer.write_records(one, None).expect("memory takes all");
        }
    }
});
