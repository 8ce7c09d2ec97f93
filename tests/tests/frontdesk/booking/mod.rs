//! Booking by clients: choosing a time, moving, cancelling, reminders, and races for a time.

mod bound;
mod choosing;
mod costs;
mod counted;
mod crowds;
mod glance;
mod growth;
mod killed;
mod known;
mod lead;
mod leaving;
mod meanwhile;
mod mine;
mod model;
mod other_side;
mod own;
mod races;
mod salon;
mod stale;
mod typing;
mod whoever;
mod withdrawn;
mod zone;
