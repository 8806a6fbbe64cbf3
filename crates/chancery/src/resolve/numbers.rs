//! Numbers in the text, and how many people an event killed, injured, arrested or drew.

mod words;

pub(in crate::resolve) use words::{cardinal, ordinal, small};
