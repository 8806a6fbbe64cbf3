//! Numbers in the text, and how many people an event killed, injured, arrested or drew.

mod amounts;
mod fate;
mod size;
mod words;

pub use size::size;
pub(in crate::resolve) use words::{cardinal, ordinal, small};
