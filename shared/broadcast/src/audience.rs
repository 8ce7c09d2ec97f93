use locales::Language;
use serde::{Deserialize, Serialize};
use store::{Key, Record, Span};

use crate::LANES;

/// Over how many partitions the people of one language are spread.
pub const BUCKETS: u8 = 64;

/// Whom a broadcast is for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody who has an [`AudienceRow`].
    Everyone,
    /// Those of them who speak this language.
    Language(Language),
    /// Who stands on the roster of this role.
    Role(String),
}

/// A row by which a person is found by a broadcast. It follows the profile: whoever writes the
/// profile writes it, and removes the one of an earlier language.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct AudienceRow {
    /// The Telegram user id, which is the private chat as well; positive.
    pub user: i64,
    /// The language that the person is spoken to in.
    pub language: Language,
}

/// A part of an audience that one lane goes through from one end to the other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Partition {
    /// Who speaks one of these languages, of one bucket.
    Bucket(Vec<Language>, u8),
    Roster(String),
}

/// The bucket that a person's row lies in. Stored rows rely on it: it never changes.
///
/// The top bits of a multiplication by the golden ratio's fraction (Knuth's multiplicative hash)
/// spread neighbouring ids, which Telegram gives to those who came together.
#[must_use]
pub fn bucket(user: i64) -> u8 {
    let mixed = user.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    u8::try_from(mixed >> 58).expect("six bits fit into a byte")
}

impl AudienceRow {
    /// The row of a person.
    #[must_use]
    pub fn new(user: i64, language: Language) -> Self {
        Self { user, language }
    }

    /// The key of a person's row, to remove it.
    #[must_use]
    pub fn key_of(user: i64, language: Language) -> Key {
        Key::audience_row(language.code(), bucket(user), user)
    }

    /// The rows of one bucket, by user ids.
    #[must_use]
    pub fn span(language: Language, bucket: u8) -> Span {
        Span::audience(language.code(), bucket)
    }
}

impl Record for AudienceRow {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Self::key_of(self.user, self.language)
    }
}

impl Audience {
    /// The partition with that number; `None` beyond the last one. A lane has every fifth.
    ///
    /// A bucket is one partition, whatever its people speak: a change of language moves nobody in
    /// the order, which is part of every stored position.
    pub(crate) fn partition(&self, number: u16) -> Option<Partition> {
        let languages = match self {
            Self::Everyone => Language::ALL.to_vec(),
            Self::Language(language) => vec![*language],
            Self::Role(role) => return (number == 0).then(|| Partition::Roster(role.clone())),
        };
        let bucket = u8::try_from(number).ok()?;
        (bucket < BUCKETS).then_some(Partition::Bucket(languages, bucket))
    }

    /// No partition has that number or a larger one.
    pub(crate) fn end(&self) -> u16 {
        match self {
            Self::Everyone | Self::Language(_) => u16::from(BUCKETS),
            Self::Role(_) => 1,
        }
    }

    /// How many lanes share it: a roster has at most 99 people, and is one.
    pub(crate) fn lanes(&self) -> u8 {
        match self {
            Self::Everyone | Self::Language(_) => LANES,
            Self::Role(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_spread_over_all_buckets() {
        let mut sizes = [0_u32; BUCKETS as usize];
        for user in 700_000_000..700_064_000 {
            sizes[usize::from(bucket(user))] += 1;
        }
        let fair = 900..=1_100;
        assert!(sizes.iter().all(|size| fair.contains(size)), "{sizes:?}");
    }

    #[test]
    fn a_stored_row_stays_where_it_is() {
        let key = AudienceRow::key_of(42, Language::Ru).to_string();
        assert_eq!(key, "audience#ru#61 / 0000000000042");
    }

    /// What each lane goes through, one partition after the other.
    fn lanes_of(audience: &Audience) -> Vec<Vec<Partition>> {
        let lanes = audience.lanes();
        let numbers = |lane| (u16::from(lane)..).step_by(usize::from(lanes));
        let through = |lane| numbers(lane).map_while(|number| audience.partition(number));
        (0..lanes).map(|lane| through(lane).collect()).collect()
    }

    #[test]
    fn everyone_is_every_bucket_of_every_language() {
        let lanes = lanes_of(&Audience::Everyone);
        let mut buckets = Vec::new();
        for partition in lanes.concat() {
            let Partition::Bucket(languages, bucket) = partition else {
                panic!("everyone stands on no roster");
            };
            assert_eq!(languages, Language::ALL);
            buckets.push(bucket);
        }
        buckets.sort_unstable();
        let each_once: Vec<_> = (0..BUCKETS).collect();
        assert_eq!(buckets, each_once);
        let all = Language::ALL.to_vec();
        assert_eq!(lanes[2][1], Partition::Bucket(all, 7));
    }

    #[test]
    fn a_count_meets_what_the_lanes_meet() {
        let role = Audience::Role("master".into());
        for audience in [Audience::Everyone, Audience::Language(Language::Uz), role] {
            let counted = (0..audience.end()).filter_map(|number| audience.partition(number));
            assert_eq!(
                counted.count(),
                lanes_of(&audience).concat().len(),
                "{audience:?}"
            );
            let beyond = (audience.end()..1_000).find_map(|number| audience.partition(number));
            assert_eq!(beyond, None, "{audience:?}");
        }
    }
}
