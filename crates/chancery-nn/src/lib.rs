//! Arithmetic of the reader.
