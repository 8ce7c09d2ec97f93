//! The decision about a request: the first one wins.

use engine::{Answer, Context, Outcome};
use locales::Phrase;
use outbox::{Draft, Kind, Recipient};
use store::Key;
use telegram::Person;

use super::{RequestState, StaffRequest};
use crate::desk::Decided;
use crate::{Answered, Decision, Desk, Grantable, Profile, Screen, display_name};

/// Decides a pending request, or shows who has decided it.
pub(crate) async fn decide(
    context: &mut Context<'_, Desk>,
    user: i64,
    serial: i64,
    decision: Decision,
) -> Decided {
    let Some(request) = context
        .read::<StaffRequest>(Key::staff_request(user))
        .await?
    else {
        return Ok(Outcome::alert(Screen::StaleButton));
    };
    if request.serial != serial {
        return Ok(Outcome::alert(Screen::NewerRequest));
    }
    match answered(&request) {
        Some(answered) => Ok(Outcome::answer(shown_decision(&request, answered))),
        None => decide_pending(context, request, decision).await,
    }
}

async fn decide_pending(
    context: &mut Context<'_, Desk>,
    request: StaffRequest,
    decision: Decision,
) -> Decided {
    let (by, by_name) = (context.person.id.get(), display_name(context.person));
    let state = match decision {
        Decision::Grant(role) => RequestState::Granted { role, by, by_name },
        Decision::Reject => RequestState::Rejected { by, by_name },
    };
    let request = StaffRequest { state, ..request };
    let answered = answered(&request).expect("it was decided in the line above");
    let mut outcome = Outcome::edit(decided_screen(&request, answered));
    if let Decision::Grant(role) = decision {
        outcome = outcome.put(promoted(context, &request, role).await?);
    }
    if request.user != by {
        outcome = outcome.notify(notice(request.user, decision));
    }
    Ok(outcome.put(request))
}

/// The requester's profile with the role; somebody who never sent /start gets one.
async fn promoted(
    context: &mut Context<'_, Desk>,
    request: &StaffRequest,
    role: Grantable,
) -> Result<Profile, engine::EngineError> {
    let stored: Option<Profile> = context.read(Key::profile(request.user)).await?;
    let profile = stored.unwrap_or_else(|| Profile::new(&stranger(request), context.now));
    Ok(profile.with_role(role.into()))
}

fn stranger(request: &StaffRequest) -> Person {
    Person {
        id: telegram::UserId::new(request.user),
        is_bot: false,
        first_name: request.first_name.as_str().to_owned(),
        last_name: Some(request.last_name.as_str().to_owned()),
        username: None,
        language_code: None,
    }
}

fn answered(request: &StaffRequest) -> Option<Answered> {
    match &request.state {
        RequestState::Pending => None,
        RequestState::Granted { role, by_name, .. } => Some(Answered {
            role: Some(*role),
            by: by_name.clone(),
        }),
        RequestState::Rejected { by_name, .. } => Some(Answered {
            role: None,
            by: by_name.clone(),
        }),
    }
}

fn shown_decision(request: &StaffRequest, answered: Answered) -> Answer<Screen> {
    let alert = Screen::AlreadyDecided {
        by: answered.by.clone(),
    };
    Answer::EditAndAlert(decided_screen(request, answered), alert)
}

fn decided_screen(request: &StaffRequest, answered: Answered) -> Screen {
    Screen::Decided {
        name: request.name(),
        phone: request.phone.as_str().to_owned(),
        answered,
    }
}

fn notice(user: i64, decision: Decision) -> Draft {
    let text = match decision {
        Decision::Grant(role) => Phrase::new("request-granted").with("role", role.as_str()),
        Decision::Reject => Phrase::new("request-rejected"),
    };
    Draft::new(Recipient::Person(user), Kind::Access, text)
}
