//! Writes codings: JSON lines, CSV, PLOVER's JSON, and the tables of the field.
//!
//! JSON lines hold the whole [`Record`](crate::Record); CSV a row an event for spreadsheets and R
//! ([`table`]); PLOVER the exchange format of the manual ([`plover`]). The tables of the data sets
//! that users already load are [`polecat`], [`icews`], [`gdelt`], [`gdelt_mentions`] and
//! [`phoenix`]; each says what it cannot hold. Nothing here opens a file: a [`Writer`] writes into
//! what it is given.

mod cameo_actor;
mod dyads;
pub mod gdelt;
pub mod gdelt_mentions;
pub mod icews;
mod offsets;
pub mod phoenix;
pub mod plover;
pub mod polecat;
mod records;
#[cfg(test)]
mod sample;
pub mod table;
mod tabs;
#[cfg(test)]
mod tests;
mod writer;

pub use offsets::CharOffsets;
pub use records::Records;
pub use writer::{Format, UnknownFormat, Writer, Written};
