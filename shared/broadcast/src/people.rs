//! Who is next.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::try_join_all;
use jiff::Timestamp;
use locales::Language;
use outbox::{Delivery, Roster};
use store::{Cause, Key, Page, Span, StoreError, Table, Turn, Versioned};

use crate::audience::Partition;
use crate::{Audience, AudienceRow, Lane, Later, Position};

/// The role that the settings give to some as well.
const SUPERADMIN: &str = "superadmin";

/// Somebody whose turn it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Recipient {
    /// The Telegram user id.
    pub(crate) user: i64,
    /// Where the lane has found them.
    pub(crate) place: Place,
}

/// Where a lane has found somebody.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    /// In the audience, up to which everybody is dealt with then.
    Audience(Position),
    /// Among those who were put off.
    Later(Later),
}

/// The people of a page, and what is known of them.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) known: BTreeMap<i64, Versioned<Delivery>>,
    /// Those of them who were put off and have left the audience since.
    pub(crate) gone: BTreeSet<i64>,
    /// Where the lane is when all of them are dealt with.
    pub(crate) end: Position,
    /// Whether the lane's part of the audience ends there.
    pub(crate) is_last: bool,
}

impl Recipient {
    /// How many sends Telegram has not taken.
    pub(crate) fn attempts(&self) -> u8 {
        match self.place {
            Place::Audience(_) => 0,
            Place::Later(later) => later.attempts,
        }
    }
}

/// Where the people of an audience are read.
pub(crate) struct Source<'s> {
    pub(crate) table: &'s Table,
    pub(crate) audience: &'s Audience,
    pub(crate) superadmins: &'s [i64],
}

impl Source<'_> {
    /// At most `most` people whose turn it is: first those who were put off until now, then those
    /// who follow in the audience. A query for each language of each partition that is touched,
    /// half a read unit for each 4 KB, and half a unit a person for what is known of them.
    pub(crate) async fn people(
        &self,
        lane: &Lane,
        step: u8,
        most: usize,
        now: Timestamp,
    ) -> Result<People, StoreError> {
        let due = lane.later.iter().filter(|later| later.is_due(now));
        let recipients: Vec<_> = due.map(|later| put_off(*later)).collect();
        let mut people = People {
            gone: self.gone(&recipients).await?,
            recipients,
            end: lane.at,
            ..People::default()
        };
        while people.recipients.len() < most && !people.is_last {
            let left = most - people.recipients.len();
            self.add_partition(&mut people, step, left).await?;
        }
        people.known = self.known(&people.recipients).await?;
        Ok(people)
    }

    /// Adds what follows in the partition that the people end in; the next one follows when it
    /// has no more.
    async fn add_partition(
        &self,
        people: &mut People,
        step: u8,
        most: usize,
    ) -> Result<(), StoreError> {
        let Position { partition, after } = people.end;
        let Some(part) = self.audience.partition(partition) else {
            people.is_last = true;
            return Ok(());
        };
        let (users, goes_on) = self.users(&part, after, most).await?;
        for after in users {
            people.end = Position { partition, after };
            people.recipients.push(Recipient {
                user: after,
                place: Place::Audience(people.end),
            });
        }
        if !goes_on {
            people.end = Position {
                partition: partition + u16::from(step),
                after: 0,
            };
        }
        Ok(())
    }

    /// The next people of a partition, by their ids, and whether there may be more.
    async fn users(
        &self,
        partition: &Partition,
        after: i64,
        most: usize,
    ) -> Result<(Vec<i64>, bool), StoreError> {
        match partition {
            Partition::Bucket(languages, bucket) => {
                let lists = languages.iter().map(|language| {
                    let span = Span::audience_after(language.code(), *bucket, after);
                    span.pages_of(u16::try_from(most).unwrap_or(u16::MAX))
                });
                let lists: Vec<_> = lists.collect();
                let skims = lists.iter().map(|list| self.table.skim(list, &Turn::First));
                merged(&try_join_all(skims).await?, after, most)
            }
            Partition::Roster(role) => {
                let mut users = self.holders(role).await?;
                users.retain(|user| *user > after);
                let goes_on = users.len() > most;
                users.truncate(most);
                Ok((users, goes_on))
            }
        }
    }

    /// Who holds a role, each once, by their ids.
    pub(crate) async fn holders(&self, role: &str) -> Result<Vec<i64>, StoreError> {
        let roster = self.table.get::<Roster>(&Key::roster(role)).await?;
        let mut users: Vec<_> = roster.map_or_else(Vec::new, |roster| {
            roster
                .record
                .people
                .iter()
                .map(|person| person.id)
                .collect()
        });
        if role == SUPERADMIN {
            users.extend_from_slice(self.superadmins);
        }
        users.sort_unstable();
        users.dedup();
        Ok(users)
    }

    /// Who is not in the audience any more: forgotten or shut out, or the role was taken from
    /// them. Half a read unit for each language of each of these people, or one for the roster.
    async fn gone(&self, recipients: &[Recipient]) -> Result<BTreeSet<i64>, StoreError> {
        let mut gone: BTreeSet<_> = recipients.iter().map(|due| due.user).collect();
        if gone.is_empty() {
            return Ok(gone);
        }
        let there: Vec<i64> = match self.audience {
            Audience::Role(role) => self.holders(role).await?,
            Audience::Everyone | Audience::Language(_) => {
                let keys = gone.iter().flat_map(|user| {
                    Language::ALL.map(|language| AudienceRow::key_of(*user, language))
                });
                let keys: Vec<_> = keys.collect();
                let rows: Vec<Versioned<AudienceRow>> = self.table.skim_batch(&keys).await?;
                rows.iter().map(|row| row.record.user).collect()
            }
        };
        for user in &there {
            gone.remove(user);
        }
        Ok(gone)
    }

    async fn known(
        &self,
        recipients: &[Recipient],
    ) -> Result<BTreeMap<i64, Versioned<Delivery>>, StoreError> {
        let keys = recipients
            .iter()
            .map(|recipient| Key::delivery(recipient.user));
        let keys: Vec<_> = keys.collect();
        let known: Vec<Versioned<Delivery>> = self.table.skim_batch(&keys).await?;
        let by_person = known.into_iter().map(|known| (known.record.person, known));
        Ok(by_person.collect())
    }
}

fn put_off(later: Later) -> Recipient {
    Recipient {
        user: later.user,
        place: Place::Later(later),
    }
}

/// The first people of several lists, by their ids, each once, and whether there may be more.
fn merged(
    pages: &[Page<AudienceRow>],
    after: i64,
    most: usize,
) -> Result<(Vec<i64>, bool), StoreError> {
    let cut = pages.iter().filter(|page| page.next.is_some());
    let end = |page: &Page<AudienceRow>| page.records.last().map_or(after, |row| row.user);
    // Whoever follows the end of a list that goes on may not be the next one.
    let end = cut.map(end).min();
    if end == Some(after) {
        return Err(StoreError::Transient(Cause::HalfAnswer));
    }
    let rows = pages.iter().flat_map(|page| &page.records);
    let users: BTreeSet<_> = rows.map(|row| row.user).collect();
    let certain = users.range(..=end.unwrap_or(i64::MAX));
    let first: Vec<_> = certain.copied().take(most).collect();
    let goes_on = end.is_some() || users.len() > first.len();
    Ok((first, goes_on))
}

#[cfg(test)]
mod tests;
