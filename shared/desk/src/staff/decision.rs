//! The decision about a request: the first one wins.

use engine::{Answer, Context, EngineError, Outcome};
use locales::Phrase;
use outbox::{Draft, Kind, Recipient};
use store::Key;
use telegram::Person;

use super::{RequestState, StaffRequest};
use crate::desk::Decided;
use crate::people::{Standing, What};
use crate::{
    Answered, Decision, Desk, Grantable, Grants, Profile, Role, Screen, display_name, people,
};

/// Decides a pending request, or shows who has decided it.
pub(crate) async fn decide(
    desk: &Desk,
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
        None => match decision {
            Decision::Choose(chosen) => Ok(Outcome::edit(choice(&request, chosen))),
            Decision::Grant(role) => decide_pending(desk, context, request, &[role]).await,
            Decision::GrantAll(roles) if roles == Grants::default() => {
                Ok(Outcome::alert(Screen::StaleButton))
            }
            Decision::GrantAll(roles) => {
                decide_pending(desk, context, request, &roles.roles()).await
            }
            Decision::Reject => decide_pending(desk, context, request, &[]).await,
        },
    }
}

async fn decide_pending(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    request: StaffRequest,
    roles: &[Grantable],
) -> Decided {
    let (by, by_name) = (context.person.id.get(), display_name(context.person));
    let state = match roles {
        [role, more @ ..] => RequestState::Granted {
            role: *role,
            more: more.to_vec(),
            by,
            by_name,
        },
        [] => RequestState::Rejected { by, by_name },
    };
    let request = StaffRequest { state, ..request };
    let answered = answered(&request).expect("it was decided in the line above");
    let mut outcome = Outcome::edit(decided_screen(&request, answered));
    if !roles.is_empty() {
        let given: Vec<Role> = roles.iter().map(|role| (*role).into()).collect();
        outcome = match promoted(desk, context, outcome, &request, &given).await? {
            Ok(outcome) => outcome,
            Err(refused) => return Ok(refused),
        };
    }
    if request.user != by {
        outcome = outcome.notify(notice(request.user, roles));
    }
    Ok(outcome.put(request))
}

/// The outcome with the roles given, or why they cannot be; somebody who never sent /start gets a
/// profile.
async fn promoted(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    outcome: Outcome<Desk>,
    request: &StaffRequest,
    roles: &[Role],
) -> Result<Result<Outcome<Desk>, Outcome<Desk>>, EngineError> {
    let standing = Standing::read(context, request.user, roles).await?;
    let stored = standing.profile.clone();
    let profile = stored.unwrap_or_else(|| Profile::new(&stranger(request), context.now));
    if profile.deactivated {
        let shut_out = Screen::People(people::Screen::ShutOut);
        return Ok(Err(Outcome::alert(shut_out)));
    }
    let after = Profile {
        serial: context.envelope.update_id.get(),
        ..roles.iter().copied().fold(profile, Profile::with_role)
    };
    let by = context.person.id.get();
    let whats: Vec<What> = roles.iter().copied().map(What::Approved).collect();
    let outcome = people::audited_by(context, outcome, request.user, &whats, by);
    Ok(standing
        .becomes(desk, outcome, after)
        .map_err(people::refused))
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
        RequestState::Granted {
            role,
            more,
            by_name,
            ..
        } => Some(Answered {
            role: Some(*role),
            more: more.clone(),
            by: by_name.clone(),
        }),
        RequestState::Rejected { by_name, .. } => Some(Answered {
            role: None,
            more: Vec::new(),
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

fn choice(request: &StaffRequest, chosen: Grants) -> Screen {
    Screen::ChooseRoles {
        user: request.user,
        serial: request.serial,
        name: request.name(),
        phone: request.phone.as_str().to_owned(),
        chosen,
    }
}

fn notice(user: i64, roles: &[Grantable]) -> Draft {
    let text = match roles {
        [] => Phrase::new("request-rejected"),
        [role] => Phrase::new("request-granted").with("role", role.as_str()),
        _ => Phrase::new("request-granted-several"),
    };
    Draft::new(Recipient::Person(user), Kind::Access, text)
}
