//! Articles in.
