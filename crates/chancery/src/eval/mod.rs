//! Compares coded events with annotated ones.
