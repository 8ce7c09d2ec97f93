//! The form: first name, last name, phone.

use engine::{Context, Outcome};
use locales::{Language, Locale, Phrase};
use outbox::{Draft, Kind, NoticeButton, Recipient};
use store::Key;
use telegram::{Contact, Content, UserId};

use super::name::NameError;
use super::{PersonName, PhoneNumber, PhoneOwner, RequestState, StaffRequest};
use crate::desk::Decided;
use crate::{
    Decision, Desk, Dialogue, Grantable, Grants, JoinForm, JoinStep, Press, Question, Role, Screen,
    Trouble,
};

/// Opens the form, and closes whichever was open.
pub(crate) fn open(context: &Context<'_, Desk>) -> Outcome<Desk> {
    ask(JoinForm {
        id: context.envelope.update_id.get(),
        step: JoinStep::FirstName,
    })
}

/// Opens the form, or shows the open one's question again: a button may be pressed twice.
pub(crate) fn open_or_show(context: &Context<'_, Desk>) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Join(form) => ask(form.clone()),
        _ => open(context),
    }
}

/// Leaves the form, if it still is at the question under which the button stands.
pub(crate) fn leave(context: &Context<'_, Desk>, form: i64, question: Question) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Join(open) if open.id == form && open.step.question() == question => {
            Outcome::edit(Screen::Cancelled).go(Dialogue::Idle)
        }
        _ => Outcome::alert(Screen::StaleButton),
    }
}

/// Takes an answer to the open question.
pub(crate) async fn answer(
    context: &mut Context<'_, Desk>,
    form: &JoinForm,
    content: &Content,
) -> Decided {
    // The keyboard of an earlier form's last question may still be there.
    if matches!(content, Content::Text(text) if is_cancel_label(text)) {
        return Ok(crate::hints::cancelled());
    }
    match &form.step {
        JoinStep::FirstName => Ok(match name(content) {
            Ok(first) => ask(JoinForm {
                id: form.id,
                step: JoinStep::LastName(first),
            }),
            Err(trouble) => ask_again(form, trouble),
        }),
        JoinStep::LastName(first) => Ok(match name(content) {
            Ok(last) => ask(JoinForm {
                id: form.id,
                step: JoinStep::Phone(first.clone(), last),
            }),
            Err(trouble) => ask_again(form, trouble),
        }),
        JoinStep::Phone(first, last) => match phone(content, context.person.id) {
            Ok(phone) => finish(context, form, (first, last), phone).await,
            Err(trouble) => Ok(ask_again(form, trouble)),
        },
    }
}

fn ask(form: JoinForm) -> Outcome<Desk> {
    let screen = Screen::Ask {
        form: form.id,
        question: form.step.question(),
        trouble: None,
    };
    Outcome::say(screen).go(Dialogue::Join(form))
}

fn ask_again(form: &JoinForm, trouble: Trouble) -> Outcome<Desk> {
    Outcome::say(Screen::Ask {
        form: form.id,
        question: form.step.question(),
        trouble: Some(trouble),
    })
}

fn name(content: &Content) -> Result<PersonName, Trouble> {
    let Content::Text(text) = content else {
        return Err(Trouble::NotAText);
    };
    PersonName::parse(text).map_err(|error| match error {
        NameError::TooShort => Trouble::NameTooShort,
        NameError::TooLong => Trouble::NameTooLong,
        NameError::Unprintable => Trouble::NotAName,
    })
}

fn phone(content: &Content, sender: UserId) -> Result<PhoneNumber, Trouble> {
    match content {
        Content::Contact(Contact {
            user_id,
            phone_number,
            ..
        }) if *user_id == Some(sender) => {
            PhoneNumber::parse(phone_number).map_err(|_| Trouble::NotAPhone)
        }
        Content::Contact(_) => Err(Trouble::ForeignContact),
        Content::Text(text) => PhoneNumber::parse(text).map_err(|_| Trouble::NotAPhone),
        _ => Err(Trouble::NotAPhone),
    }
}

/// The button of the phone's keyboard sends its label, in the language in which it was shown.
pub(crate) fn is_cancel_label(text: &str) -> bool {
    let label = Phrase::new("button-cancel");
    Language::ALL
        .into_iter()
        .any(|language| Locale::of(language).plain(&label) == text.trim())
}

/// Writes the request and the phone's ownership, and tells those who run the staff.
async fn finish(
    context: &mut Context<'_, Desk>,
    form: &JoinForm,
    (first, last): (&PersonName, &PersonName),
    phone: PhoneNumber,
) -> Decided {
    let user = context.person.id.get();
    let owner: Option<PhoneOwner> = context.read(Key::phone(phone.as_str())).await?;
    let before: Option<StaffRequest> = context.read(Key::staff_request(user)).await?;
    if owner
        .as_ref()
        .and_then(|owner| owner.owner)
        .is_some_and(|owner| owner != user)
    {
        return Ok(ask_again(form, Trouble::PhoneTaken));
    }
    let request = StaffRequest {
        user,
        first_name: first.clone(),
        last_name: last.clone(),
        phone,
        serial: context.envelope.update_id.get(),
        state: RequestState::Pending,
        asked: context.now,
    };
    let mut outcome = Outcome::say(Screen::RequestSent)
        .go(Dialogue::Idle)
        .notify(notice(&request));
    if owner.is_none_or(|owner| owner.owner.is_none()) {
        outcome = outcome.put(PhoneOwner {
            phone: request.phone.clone(),
            owner: Some(user),
        });
    }
    if let Some(given_up) = given_up(context, before, &request).await? {
        outcome = outcome.put(given_up);
    }
    Ok(outcome.put(request))
}

/// The phone of an earlier request, if this one names another.
async fn given_up(
    context: &mut Context<'_, Desk>,
    before: Option<StaffRequest>,
    request: &StaffRequest,
) -> Result<Option<PhoneOwner>, engine::EngineError> {
    let Some(before) = before.filter(|before| before.phone != request.phone) else {
        return Ok(None);
    };
    let owned: Option<PhoneOwner> = context.read(Key::phone(before.phone.as_str())).await?;
    let owned = owned.filter(|owned| owned.owner == Some(request.user));
    Ok(owned.map(|owned| PhoneOwner {
        owner: None,
        ..owned
    }))
}

fn notice(request: &StaffRequest) -> Draft {
    let text = Phrase::new("request-notice")
        .with("name", request.name())
        .with("phone", request.phone.as_str());
    let button = |label, decision| {
        let press = Press::Decide {
            user: request.user,
            serial: request.serial,
            decision,
        };
        NoticeButton {
            label,
            data: press.data().as_str().to_owned(),
        }
    };
    let grant = |role: Grantable| {
        button(
            Phrase::new("button-approve").with("role", role.as_str()),
            Decision::Grant(role),
        )
    };
    let mut draft = Draft::new(
        Recipient::Role(Role::Manager.as_str().to_owned()),
        Kind::Access,
        text,
    )
    .about(request.user);
    for role in Grantable::ALL {
        draft = draft.with_buttons(vec![grant(role)]);
    }
    let several = Decision::Choose(Grants::default());
    let several = button(Phrase::new("button-approve-several"), several);
    let draft = draft.with_buttons(vec![several]);
    draft.with_buttons(vec![button(Phrase::new("button-reject"), Decision::Reject)])
}
