//! Small lists packed into bytes, since every byte of a conversation is paid for at each write.

/// The ids of the last state-changing updates of one Telegram queue, oldest first.
///
/// Telegram sends the next update of a queue only after the one before it is acknowledged or has
/// expired (tdlib/telegram-bot-api, `WebhookActor::drop_event`), so this bound needs no clock.
/// It is no watermark: ids may go backwards.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RecentIds(Vec<i64>);

impl RecentIds {
    /// How many ids are kept.
    pub const CAPACITY: usize = 64;

    /// Whether an update has already changed the state.
    #[must_use]
    pub fn contains(&self, id: i64) -> bool {
        self.0.contains(&id)
    }

    /// Remembers an update, and forgets the oldest one when there are too many.
    pub fn push(&mut self, id: i64) {
        push_bounded(&mut self.0, id, Self::CAPACITY);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        pack(&self.0)
    }

    pub(crate) fn unpack(bytes: &[u8]) -> Option<Self> {
        unpack(bytes, Self::CAPACITY).map(Self)
    }
}

/// When the last state changes happened, in milliseconds since the epoch, oldest first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pace(Vec<i64>);

impl Pace {
    /// How many state changes one window may hold.
    pub const CAPACITY: usize = 8;

    /// Notes a state change.
    pub fn push(&mut self, at_ms: i64) {
        push_bounded(&mut self.0, at_ms, Self::CAPACITY);
    }

    /// Forgets what happened before `since_ms`.
    pub fn forget_before(&mut self, since_ms: i64) {
        self.0.retain(|at| *at >= since_ms);
    }

    /// The oldest of the noted changes, if the window is full.
    #[must_use]
    pub fn oldest_if_full(&self) -> Option<i64> {
        (self.0.len() == Self::CAPACITY).then(|| self.0[0])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        pack(&self.0)
    }

    pub(crate) fn unpack(bytes: &[u8]) -> Option<Self> {
        unpack(bytes, Self::CAPACITY).map(Self)
    }
}

fn push_bounded(list: &mut Vec<i64>, number: i64, capacity: usize) {
    if list.len() >= capacity {
        list.drain(..=list.len() - capacity);
    }
    list.push(number);
}

/// Packs the differences between neighbours as zigzag varints: neighbours are close.
fn pack(numbers: &[i64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(numbers.len() * 2 + 8);
    let mut before = 0i64;
    for number in numbers {
        let step = number.wrapping_sub(before);
        push_varint(&mut bytes, ((step << 1) ^ (step >> 63)).cast_unsigned());
        before = *number;
    }
    bytes
}

fn unpack(bytes: &[u8], capacity: usize) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    let (mut before, mut rest) = (0i64, bytes);
    while !rest.is_empty() {
        let (zigzag, tail) = pop_varint(rest)?;
        let step = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
        before = before.wrapping_add(step);
        numbers.push(before);
        rest = tail;
    }
    (numbers.len() <= capacity).then_some(numbers)
}

fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).expect("seven bits fit into a byte") | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).expect("what is left fits into seven bits"));
}

fn pop_varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn packing_keeps_the_last_sixty_four(ids in prop::collection::vec(any::<i64>(), 0..200)) {
            let mut recent = RecentIds::default();
            for id in &ids {
                recent.push(*id);
            }
            let kept: Vec<i64> = ids.iter().rev().take(RecentIds::CAPACITY).rev().copied().collect();
            let restored = RecentIds::unpack(&recent.pack()).unwrap();
            prop_assert_eq!(restored.0, kept);
        }

        #[test]
        fn any_bytes_unpack_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = RecentIds::unpack(&bytes);
        }
    }

    #[test]
    fn busy_neighbours_take_two_bytes_each() {
        let mut recent = RecentIds::default();
        for step in 0..64 {
            recent.push(800_000_000 + step * 3_000);
        }
        assert!(recent.pack().len() <= 64 * 2 + 5, "{}", recent.pack().len());
    }

    #[test]
    fn a_window_is_full_at_its_capacity() {
        let mut pace = Pace::default();
        (0..7).for_each(|at| pace.push(at));
        assert_eq!(pace.oldest_if_full(), None);
        pace.push(7);
        assert_eq!(pace.oldest_if_full(), Some(0));
        pace.forget_before(1);
        assert_eq!(pace.oldest_if_full(), None);
    }
}
