//! Writes codings: JSON lines, CSV, PLOVER's JSON.
//!
//! JSON lines hold the whole [`Record`](crate::Record); CSV a row an event for spreadsheets and R
//! ([`table`]); PLOVER the exchange format of the manual ([`plover`]). Nothing here opens a file:
//! a [`Writer`] writes into what it is given.

mod offsets;
pub mod plover;
mod records;
#[cfg(test)]
mod sample;
pub mod table;
mod writer;

pub use offsets::CharOffsets;
pub use records::Records;
pub use writer::{Format, UnknownFormat, Writer, Written};
