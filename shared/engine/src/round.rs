//! One round of an update, from Load to Hand off. A lost race makes another one.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use locales::Language;
use outbox::Delivery;
use store::{Cause, Conversation, Key, Loaded, ReadSet, Transaction, Versioned};
use telegram::{Content, Person, Update};

use crate::addressed::{Addressed, addressed};
use crate::commit::Decided;
use crate::pipeline::{Run, Settled};
use crate::place::{KnownProfile, Place, decode_profile};
use crate::remembered::{Dialogue, dialogue, known};
use crate::replay::Row;
use crate::{Bot, Class, Context, EngineError, Outcome, ParkReason, Situation, Step};

/// An update older than this is counted before it is handled.
const OLD: SignedDuration = SignedDuration::from_mins(5);

/// At this count an old update is parked unhandled.
const LAST_ATTEMPT: u8 = 3;

/// How much longer the handler may take than the last request that it can make.
const GRACE: Duration = Duration::from_millis(50);

impl<B: Bot> Run<'_, B> {
    /// `None` when a race was lost.
    pub(crate) async fn round(&self, counted: &mut bool) -> Result<Option<Settled>, EngineError> {
        let addressee = (self.place(), self.update, self.update.and_then(sender));
        let (Some(place), Some(update), Some(person)) = addressee else {
            return Ok(Some(Settled::ignored()));
        };
        let replayed = match self.row().await? {
            Row::Gone => return Ok(Some(Settled::of(Class::Duplicate))),
            row => row.found(),
        };
        let Loaded {
            mut conversation,
            profile,
            delivery,
        } = place.load(&self.table).await?;
        self.reached(Step::Loaded).await;
        if replayed.is_none()
            && let Some(known) = known::<B>(&conversation, self.envelope)
        {
            return self.repeat(known).await.map(Some);
        }
        let stored = dialogue::<B>(&conversation);
        if self.addressed(update, &stored) == Addressed::ToOthers {
            return Ok(Some(Settled::ignored()));
        }
        let now = self.engine.clock.now();
        if replayed.is_none() && self.is_old(now) && !*counted {
            if !self.count_attempt(place, &mut conversation, now).await? {
                return Ok(None);
            }
            *counted = true;
        }
        let profile = decode_profile::<B>(profile)?;
        let language = self.language(profile.profile.as_ref());
        self.reached(Step::I18n).await;
        let (open, outcome) = match stored {
            Dialogue::Read(dialogue) => (dialogue, None),
            Dialogue::Unreadable => (B::Dialogue::default(), self.reset(update, person)),
        };
        let mut context = self.context(update, person, language, &open, &profile, now);
        self.reached(Step::Context).await;
        let mut outcome = match outcome {
            Some(outcome) => outcome,
            None => match self.authorized(&mut context).await {
                // What was read has changed while it was read: a race lost before the commit.
                Err(EngineError::Transient(Cause::Contended)) => return Ok(None),
                decided => decided?,
            },
        };
        self.reached(Step::Handled).await;
        let mut reads = context.reads;
        if !outcome.decides_on(&Key::delivery(person.id.get())) {
            outcome = reachable_again(outcome, delivery, &mut reads);
        }
        if let Some(parked) = &replayed {
            outcome = parked.end(outcome, &mut reads);
        }
        let open = &open;
        self.commit(Decided {
            place,
            trace: place.trace(&conversation),
            conversation,
            open,
            language,
            outcome,
            reads,
            now,
        })
        .await
    }

    pub(crate) fn place(&self) -> Option<Place> {
        let user = self.envelope.user?.get();
        let chat = self.envelope.chat.map_or(user, telegram::ChatId::get);
        Some(if chat == user {
            Place::Private(user)
        } else {
            Place::Group(chat, user)
        })
    }

    fn addressed(&self, update: &Update, stored: &Dialogue<B::Dialogue>) -> Addressed {
        let form_open = match stored {
            Dialogue::Read(dialogue) => *dialogue != B::Dialogue::default(),
            Dialogue::Unreadable => true,
        };
        addressed(
            update,
            self.envelope.is_private(),
            form_open,
            self.engine.username.as_deref(),
        )
    }

    fn is_old(&self, now: Timestamp) -> bool {
        self.envelope
            .date
            .is_some_and(|date| now.duration_since(date) > OLD)
    }

    /// `false` when the race for the conversation was lost.
    async fn count_attempt(
        &self,
        place: Place,
        conversation: &mut Conversation,
        now: Timestamp,
    ) -> Result<bool, EngineError> {
        if conversation.attempts.count(self.envelope.update_id.get()) >= LAST_ATTEMPT {
            return Err(EngineError::Park(ParkReason::Exhausted));
        }
        let counted = self.commit_attempt(place, conversation, now).await?;
        self.reached(Step::Counted).await;
        Ok(counted)
    }

    /// The process is alive, and passing trouble is not the update's fault: a count is for what
    /// does not come back. Done as well as it can be.
    pub(crate) async fn take_back_the_count(&self) {
        let Some(place) = self.place() else { return };
        let Ok(Loaded {
            mut conversation, ..
        }) = place.load(&self.late_table).await
        else {
            return;
        };
        conversation
            .attempts
            .take_back(self.envelope.update_id.get());
        let now = self.engine.clock.now();
        let mut transaction = Transaction::default();
        if transaction
            .conversation(place.key(), &conversation, now)
            .is_ok()
        {
            let _ = self.late_table.commit(&transaction).await;
        }
    }

    pub(crate) fn language(&self, profile: Option<&B::Profile>) -> Language {
        let telegrams = || Language::of_telegram(self.envelope.language_code.as_deref());
        profile
            .and_then(B::chosen_language)
            .unwrap_or_else(telegrams)
    }

    /// What a person's answer to a dialogue that this build cannot read comes to.
    fn reset(&self, update: &Update, person: &Person) -> Option<Outcome<B>> {
        let Update::Message(message) = update else {
            return None;
        };
        if matches!(message.content, Content::Command(_)) {
            return None;
        }
        Some(
            Outcome::say(self.engine.bot.screen(Situation::Reset, Some(person)))
                .go(B::Dialogue::default()),
        )
    }

    fn context<'a>(
        &'a self,
        update: &'a Update,
        person: &'a Person,
        language: Language,
        dialogue: &'a B::Dialogue,
        profile: &'a KnownProfile<B::Profile>,
        now: Timestamp,
    ) -> Context<'a, B> {
        let profile_key = Key::profile(person.id.get());
        let mut reads = ReadSet::default();
        reads.know(profile_key.clone(), profile.version);
        Context {
            envelope: self.envelope,
            update,
            person,
            language,
            dialogue,
            now,
            profile: profile.profile.as_ref(),
            profile_key,
            profile_version: profile.version,
            table: &self.table,
            reads,
        }
    }

    async fn authorized(&self, context: &mut Context<'_, B>) -> Result<Outcome<B>, EngineError> {
        if let Update::EditedMessage(_) = context.update {
            return Ok(Outcome::say(
                self.engine
                    .bot
                    .screen(Situation::Edited, Some(context.person)),
            ));
        }
        let allowed = self.engine.bot.authorize(context);
        self.reached(Step::Auth).await;
        match allowed {
            Ok(()) => self.guarded(context).await,
            Err(refusal) => Ok(refusal),
        }
    }

    /// The handler, with its panics caught and its time bounded.
    async fn guarded(&self, context: &mut Context<'_, B>) -> Result<Outcome<B>, EngineError> {
        let clock = &*self.engine.clock;
        let limit = self.handling_ends.left(clock).saturating_add(GRACE);
        let handling = async {
            self.reached(Step::Throttle).await;
            self.engine.bot.handle(context).await
        };
        match clock::within(clock, limit, AssertUnwindSafe(handling).catch_unwind()).await {
            Some(Ok(outcome)) => outcome,
            Some(Err(_)) => Err(EngineError::Park(ParkReason::Panicked)),
            None => Err(EngineError::Park(ParkReason::Hung)),
        }
    }
}

fn sender(update: &Update) -> Option<&Person> {
    match update {
        Update::Message(message) | Update::EditedMessage(message) => Some(&message.from),
        Update::Press(press) => Some(&press.from),
        Update::Unused => None,
    }
}

/// Somebody who writes can be reached again. Only known in private, where that item is loaded.
fn reachable_again<B: Bot>(
    outcome: Outcome<B>,
    item: Option<store::Item>,
    reads: &mut ReadSet,
) -> Outcome<B> {
    let known = item.and_then(|item| Versioned::<Delivery>::of(item).ok());
    match known.filter(|known| known.record.unreachable) {
        None => outcome,
        Some(known) => {
            known.condition(reads);
            outcome.put(Delivery {
                unreachable: false,
                ..known.record
            })
        }
    }
}
