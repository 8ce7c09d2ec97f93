//! A broadcast that is made: how far it is, and what becomes of it.

use broadcast::{Broadcast, Buttons, ContentRow, Lane, Ring, Status, Tally};
use engine::{Answer, Bot as _, Context, EngineError, Outcome};
use store::{Key, Span, Turn};
use telegram::{ChatId, Idempotent, MessageId, Update};

use super::{Act, Press, Screen, State, alert, list};
use crate::desk::Decided;
use crate::{Desk, Screen as Shown};

/// Shows how far it is.
pub(super) async fn look(context: &mut Context<'_, Desk>, id: i64) -> Decided {
    Ok(match found(context, id).await? {
        Some((_, state)) => Outcome::edit(Screen::State(state).into()),
        None => alert(Screen::Gone),
    })
}

/// Shows what it says, in a message of its own.
pub(super) async fn read(context: &mut Context<'_, Desk>, id: i64) -> Decided {
    let content = Key::broadcast_content(&id.to_string());
    let content: Option<ContentRow> = context.look(content).await?;
    Ok(match content {
        Some(row) => Outcome::say(Screen::Preview(row.content.into()).into()),
        None => alert(Screen::Gone),
    })
}

/// Asks whether to stop it, in a message of its own: the progress is shown in the pressed one.
pub(super) async fn ask_stop(context: &mut Context<'_, Desk>, id: i64, run: u32) -> Decided {
    let Some((head, state)) = found(context, id).await? else {
        return Ok(alert(Screen::Gone));
    };
    Ok(match Act::Stop.on(head, run, context.now) {
        Some(_) => Outcome::say(Screen::Sure(state).into()),
        None => told(state),
    })
}

/// Does it, where the broadcast is as the button has shown it. Of two who press at once the one
/// whose commit comes second finds it as the first has left it.
pub(super) async fn change(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    (id, run): (i64, u32),
    act: Act,
) -> Decided {
    let Some((head, state)) = found(context, id).await? else {
        return Ok(alert(Screen::Gone));
    };
    let Some((head, lanes)) = act.on(head, run, context.now) else {
        return Ok(told(state));
    };
    let head = Broadcast {
        buttons: buttons(id, head.run),
        ..head
    };
    let screen = Shown::from(Screen::State(State::of(&head, id, state.tally)));
    let outcome = shown_to_its_author(desk, context, &head, &screen, Outcome::edit(screen.clone()));
    let outcome = outcome.knock(head.rings().iter().map(Ring::knock));
    Ok(lanes.into_iter().fold(outcome.put(head), Outcome::put))
}

/// What stands on its message at that run.
pub(super) fn buttons(id: i64, run: u32) -> Buttons {
    let data = |press| String::from(crate::Press::Broadcasts(press).data().as_str());
    let change = |act| data(Press::Change { id, run, act });
    Buttons {
        send: change(Act::Send),
        cancel: change(Act::Cancel),
        pause: change(Act::Pause),
        resume: change(Act::Resume),
        stop: data(Press::AskStop { id, run }),
    }
}

/// The head, to be written, and how far it is.
async fn found(
    context: &mut Context<'_, Desk>,
    id: i64,
) -> Result<Option<(Broadcast, State)>, EngineError> {
    let Some(head): Option<Broadcast> = context.look(list::head(id)).await? else {
        return Ok(None);
    };
    let tally = match head.status {
        Status::Running | Status::Paused | Status::Stopping => tally(context, &head).await?,
        _ => head.tally,
    };
    let state = State::of(&head, id, tally);
    Ok(Some((head, state)))
}

/// How the sends have ended until a moment ago.
async fn tally(context: &Context<'_, Desk>, head: &Broadcast) -> Result<Tally, EngineError> {
    let lanes = Span::broadcast_lanes(&head.id).pages_of(u16::from(head.lanes));
    let lanes = context.skim::<Lane>(&lanes, &Turn::First).await?;
    Ok(lanes.records.iter().map(|lane| lane.tally).sum())
}

/// Somebody else was faster, or the button is of an earlier step: what is so is shown and said.
fn told(state: State) -> Outcome<Desk> {
    let said = Screen::Now(state.status).into();
    Outcome::answer(Answer::EditAndAlert(Screen::State(state).into(), said))
}

/// The outcome with the author's message brought up to date, where another one was pressed. It
/// may get lost: the next progress shows more.
fn shown_to_its_author(
    desk: &Desk,
    context: &Context<'_, Desk>,
    head: &Broadcast,
    screen: &Shown,
    outcome: Outcome<Desk>,
) -> Outcome<Desk> {
    let (chat, message) = (
        ChatId::new(head.shown.chat),
        MessageId::new(head.shown.message),
    );
    let is_pressed = match context.update {
        Update::Press(press) => press
            .message
            .is_some_and(|pressed| (pressed.chat, pressed.id) == (chat, message)),
        _ => false,
    };
    if is_pressed {
        return outcome;
    }
    let screen = desk.render(screen, head.language, context.now);
    outcome.also(Idempotent::edit(chat, message, screen))
}

impl Act {
    /// What it makes of a broadcast of that run, and the lanes that are born with it; `None`
    /// where it is not, or not any more, to be done.
    fn on(self, head: Broadcast, run: u32, now: jiff::Timestamp) -> Option<(Broadcast, Vec<Lane>)> {
        if head.run != run {
            return None;
        }
        let has_begun = !matches!(head.status, Status::Counting | Status::Ready);
        let changed = match self {
            Self::Send => return head.begun(now),
            Self::Cancel if has_begun => None,
            Self::Stop if !has_begun => None,
            Self::Cancel | Self::Stop => head.stopped(now),
            Self::Pause => head.paused(),
            Self::Resume => head.resumed(now),
        };
        changed.map(|head| (head, Vec::new()))
    }
}
