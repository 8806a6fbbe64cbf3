//! chancery turns a news article into political event records: who did what to whom, when and
//! where, who says so, and whether it happened, with the words that prove each field.
//!
//! The way of an article: [`Article`] → [`document`] → [`reading`] → [`resolve`] → [`Event`]s.

pub mod article;
pub mod event;
pub mod ontology;
pub mod reading;

pub use article::Article;
pub use event::Event;
