//! What earlier builds stored stays readable, and what later builds store is not lost.
