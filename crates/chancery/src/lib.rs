//! chancery turns a news article into political event records: who did what to whom, when and
//! where, who says so, and whether it happened, with the words that prove each field.
//!
//! The way of an article: [`Article`] → [`document`] → [`reading`] → [`resolve`] → [`Event`]s.

pub mod article;
pub mod calendar;
pub mod coder;
pub mod document;
pub mod eval;
pub mod event;
pub mod gazetteer;
pub mod ontology;
pub mod out;
pub mod reading;
pub mod record;
pub mod resolve;

pub use article::Article;
pub use coder::{Coder, CoderError, CoderOptions, Coding, Note};
pub use event::Event;
pub use record::Record;
