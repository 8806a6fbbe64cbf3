//! Writes codings: JSON lines, CSV, PLOVER.
