//! What Frontdesk promises, as stories against the real function on a real table.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
// A story awaits the functions, and they await the business: the layout of that future is deep.
#![recursion_limit = "256"]

mod announcing;
mod answers;
mod binary;
mod booking;
mod broadcasts;
mod deciding;
mod demoted;
mod duplicates;
mod events;
mod every_button;
mod groups;
mod handlers;
mod health;
mod inbox;
mod kills;
mod layers;
mod malformed;
mod notices;
mod odd_updates;
mod outages;
mod people;
mod poisoned;
mod replays;
mod schedule;
mod secrets;
mod settings;
mod shop;
mod side_by_side;
mod staff_form;
mod stored;
mod stray;
mod throttling;
