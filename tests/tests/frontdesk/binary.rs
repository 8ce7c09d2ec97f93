//! The main promises against the release binary, under a Runtime API stand-in.
