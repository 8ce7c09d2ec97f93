//! What a client saw of an offer, as a number for its button.

use super::ClientHead;
use super::task::Task;

/// What the client saw when a time was offered, as a number of at most 31 bits, never 0: how
/// often their bookings had changed, who they are, and how long it takes and what it costs. A
/// button that was made for somebody else, or before any of these changed, does not fit.
pub(super) fn number(head: &ClientHead, task: &Task) -> u32 {
    let offer = u64::from(task.duration.minutes()) << 32 | u64::from(task.price());
    let whose = head.client.unsigned_abs().rotate_left(32);
    let mixed = mix(mix(whose) ^ offer) >> 48;
    let mixed = u32::try_from(mixed).expect("16 bits are left");
    ((head.step & 0x7FFF) << 16 | mixed).max(1)
}

/// Spreads a number over all bits (the finalizer of `SplitMix64`).
fn mix(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ number >> 31
}
