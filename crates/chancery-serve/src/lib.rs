//! The page and the HTTP API of an archive, for the one who runs it: no accounts, nothing is loaded
//! from elsewhere, nothing leaves the machine.
//!
//! Paths, parameters and answers are described by `openapi.json`, which the server hands out under
//! `/api/v1/openapi.json` and is tested against. All reading and writing goes through the door of
//! [`Archive`](chancery_archive::Archive); answers are kept until the archive changes.
//!
//! What keeps others out: it listens on this machine alone unless told; a request must name this
//! machine as its host and, coming from a page, be of our own page ([`guard`]); the page may load
//! nothing but its own files and runs no words of an article; a query in SQL may only read, and not
//! for ever.

mod answer;
mod app;
mod cache;
mod failure;
mod guard;
mod listen;
mod openapi;
mod page;
mod params;
mod routes;

pub use listen::{Options, ServeError, Server};
