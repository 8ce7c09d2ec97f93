//! A walk through all screens: from each command on, to whatever button was not pressed yet.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use frontdesk_tests::table::Dump;
use frontdesk_tests::{Answer, BOSS};
use outbox::NoticeRow;
use store::Key;

use super::{NOBODY, changes, rights};
use crate::schedule::studio::{ANN, BOB, EVE, MAX, Studio, every_button, hours};

/// What people type into an open form: it stands among the buttons, after a quotation mark.
const TEXTS: [&str; 5] = ["16:00-17:00", "Smith", "+998901234567", "45000", "hi"];

/// Somebody who is invited.
const STRANGER: i64 = 43;

/// A client who is of no staff at the end.
const CLIENT: i64 = 47;

/// How many steps a walk has, and how often it leads over one kind of button.
const STEPS: usize = 12;
const OVER: usize = 12;

/// Walks of one person from one command.
const WALKS: usize = 60;

/// A button that somebody has pressed.
#[derive(Clone, Debug)]
pub(super) struct Pressed {
    pub(super) by: i64,
    pub(super) data: String,
}

/// Where people have been.
pub(super) struct Walk {
    pub(super) studio: Studio,
    /// The table without the conversations, as it is now.
    pub(super) state: Dump,
    /// The data of every button that was shown to anybody.
    pub(super) seen: BTreeSet<String>,
    /// The buttons that were pressed, one of a kind and a person.
    pub(super) pressed: Vec<Pressed>,
    /// How often each kind was pressed by the present walker.
    over: BTreeMap<String, usize>,
    /// Which kinds of buttons are shown after which.
    leads: BTreeMap<String, BTreeSet<String>>,
    /// Kinds that were not to be found again.
    given_up: BTreeSet<String>,
    /// What has happened that should not have.
    pub(super) wrong: Vec<String>,
}

/// What kind of button it is: its data without the numbers and names.
pub(super) fn kind(data: &str) -> String {
    if data.starts_with('"') {
        return data.to_owned();
    }
    let part = |part| match part {
        short if str::len(short) <= 2 && !short.bytes().any(|byte| byte.is_ascii_digit()) => short,
        _ => "#",
    };
    let parts: Vec<_> = data.split(':').map(part).collect();
    parts.join(":")
}

impl Walk {
    /// Everybody's walks, one person after the other.
    pub(super) async fn through_everything() -> Self {
        let studio = Studio::new().await;
        let mut walk = Self {
            state: studio.state().await,
            studio,
            seen: BTreeSet::new(),
            pressed: Vec::new(),
            over: BTreeMap::new(),
            leads: BTreeMap::new(),
            given_up: BTreeSet::new(),
            wrong: Vec::new(),
        };
        walk.furnish().await;
        for (user, commands) in [
            (
                ANN,
                &[
                    "/start",
                    "/book",
                    "/mybookings",
                    "/join",
                    "/me",
                    "/inbox",
                    "/settings",
                    "/language",
                ][..],
            ),
            (
                MAX,
                &["/schedule", "/schedule 2026-03-03", "/schedule 2026-03-04"],
            ),
            (EVE, &["/shop", "/people 42", "/people 701", "/people"]),
            (BOSS, &["/invite", "/people 600", "/broadcast"]),
        ] {
            walk.goes(user, commands).await;
            walk.reads_notices(user).await;
        }
        let invited = walk.invited().await;
        walk.goes(STRANGER, &[&invited]).await;
        walk.goes(CLIENT, &["/forget_me"]).await;
        walk
    }

    /// A booking that has begun and one ahead, with both masters.
    async fn furnish(&mut self) {
        for (client, typed) in [
            (44, "/book haircut max 2026-03-02 10:00"),
            (45, "/book beard max 2026-03-03 11:00"),
            (46, "/book haircut bob 2026-03-04 15:00"),
        ] {
            let booked = self.studio.says(client, typed).await;
            assert!(booked.text().contains("You are booked"), "{booked:?}");
        }
        self.studio.passes(hours(2));
        self.studio.says(BOB, "/start").await;
        self.studio.says(EVE, "/start").await;
        self.state = self.studio.state().await;
    }

    async fn goes(&mut self, user: i64, commands: &[&str]) {
        self.over.clear();
        self.given_up.clear();
        for command in commands {
            for _ in 0..WALKS {
                if !self.goes_once(user, command).await {
                    break;
                }
            }
        }
    }

    /// One walk from a command on; whether it has come across anything new, or was in vain.
    async fn goes_once(&mut self, user: i64, command: &str) -> bool {
        let shown = self.studio.says(user, command).await;
        self.settles(user, command, &shown).await;
        let mut choices = self.choices("/", &shown);
        let (mut news, mut goal) = (false, None);
        for _ in 0..STEPS {
            let Some((data, target)) = self.next(&choices) else {
                break;
            };
            let from = kind(&data);
            let is_new = from == target;
            news |= is_new;
            goal = Some(target).filter(|_| !is_new);
            *self.over.entry(from.clone()).or_default() += 1;
            let shown = self.does(user, &data, is_new).await;
            choices = self.choices(&from, &shown);
        }
        news || goal.is_some_and(|goal| self.given_up.insert(goal))
    }

    async fn does(&mut self, user: i64, data: &str, is_new: bool) -> Answer {
        match data
            .strip_prefix('"')
            .and_then(|typed| typed.split_once('@'))
        {
            Some((text, _)) => self.types(user, text).await,
            None if is_new => self.presses_twice(user, data).await,
            None => self.presses(user, data).await,
        }
    }

    /// The button to press: one of a kind that was never pressed, or the nearest way to one; and
    /// which kind it leads to.
    fn next(&self, choices: &[String]) -> Option<(String, String)> {
        let ways = choices.iter().filter_map(|data| {
            let (steps, target) = self.way(&kind(data))?;
            Some((steps, data.clone(), target))
        });
        let (_, data, target) = ways.min_by_key(|(steps, ..)| *steps)?;
        Some((data, target))
    }

    /// How many steps it is from a kind of button to one that was never pressed.
    fn way(&self, from: &str) -> Option<(usize, String)> {
        let mut known = BTreeSet::from([from.to_owned()]);
        let mut ahead = VecDeque::from([(0, from.to_owned())]);
        while let Some((steps, at)) = ahead.pop_front() {
            let over = self.over.get(&at).copied().unwrap_or_default();
            if over == 0 && !self.given_up.contains(&at) {
                return Some((steps, at));
            }
            let next = self.leads.get(&at).filter(|_| over < OVER);
            for kind in next.into_iter().flatten() {
                if known.insert(kind.clone()) {
                    ahead.push_back((steps + 1, kind.clone()));
                }
            }
        }
        None
    }

    /// What can be pressed or typed at a screen.
    fn choices(&mut self, from: &str, shown: &Answer) -> Vec<String> {
        let mut choices = buttons(shown);
        self.seen.extend(choices.iter().cloned());
        let keys = !shown.call()["reply_markup"]["keyboard"].is_null();
        let question = choices.iter().find(|data| is_of_a_form(data));
        let question = question.map(|data| kind(data));
        if let Some(question) = question.or_else(|| keys.then(|| "keys".to_owned())) {
            choices.extend(TEXTS.map(|text| format!("\"{text}@{question}")));
        }
        let kinds = choices.iter().map(|data| kind(data));
        self.leads.entry(from.to_owned()).or_default().extend(kinds);
        choices
    }

    async fn types(&mut self, user: i64, text: &str) -> Answer {
        let shown = self.studio.says(user, text).await;
        self.settles(user, text, &shown).await;
        shown
    }

    pub(super) async fn presses(&mut self, user: i64, data: &str) -> Answer {
        let shown = self.studio.presses(user, data).await;
        self.settles(user, data, &shown).await;
        shown
    }

    /// There is an answer, and no apology: what cannot be handled is parked.
    async fn settles(&mut self, user: i64, data: &str, shown: &Answer) {
        if shown.body.is_empty() {
            self.wrong.push(format!("{user} got no answer to {data}"));
        }
        let parked = |state: &Dump| {
            state
                .keys()
                .filter(|key| key.starts_with("parked#"))
                .count()
        };
        let before = parked(&self.state);
        self.state = self.studio.state().await;
        if parked(&self.state) != before {
            self.wrong.push(format!("{user} got an apology for {data}"));
        }
    }

    /// Presses a button that has done what it does.
    pub(super) async fn presses_again(&mut self, user: i64, data: &str) -> Answer {
        let before = self.state.clone();
        let shown = self.presses(user, data).await;
        let mut changed = changes(&before, &self.state);
        // A file that is asked for again is sent again.
        changed.retain(|key| !(data.starts_with("b:f:") && key.starts_with("notice#")));
        if !changed.is_empty() {
            self.wrong.push(format!(
                "{user} pressed {data} again and changed {changed:?}"
            ));
        }
        shown
    }

    /// Presses what was shown to somebody else: nothing changes but what is one's own to change.
    pub(super) async fn presses_of_others(&mut self, user: i64, data: &str) {
        let before = self.state.clone();
        self.presses(user, data).await;
        let changed = changes(&before, &self.state);
        for key in &changed {
            if !rights::may_change(user, key, &changed) {
                let wrong = format!("{user} pressed {data} and changed {key}");
                self.wrong.push(wrong);
            }
        }
    }

    /// Two others press it while it is fresh, then its owner, and again: what that shows is gone
    /// on from, unless it shows nothing.
    async fn presses_twice(&mut self, user: i64, data: &str) -> Answer {
        for other in [NOBODY, BOB] {
            self.presses_of_others(other, data).await;
        }
        self.pressed.push(Pressed {
            by: user,
            data: data.to_owned(),
        });
        let first = self.presses(user, data).await;
        let second = self.presses_again(user, data).await;
        match buttons(&second).is_empty() {
            true => first,
            false => second,
        }
    }

    /// Somebody presses the buttons below the notices that were made for them or for their role.
    async fn reads_notices(&mut self, user: i64) {
        for key in self.state.clone().into_keys() {
            let Some(rest) = key.strip_prefix("notice#") else {
                continue;
            };
            let id = rest.split(" / ").next().unwrap();
            let notice: NoticeRow = self.studio.stored(Key::notice(id)).await.unwrap();
            let below = notice
                .buttons
                .into_iter()
                .flatten()
                .map(|button| button.data);
            let below: Vec<_> = below.collect();
            self.seen.extend(below.iter().cloned());
            if [EVE, BOSS].contains(&user) {
                for data in &below {
                    self.presses_twice(user, data).await;
                }
            }
        }
    }

    /// The command behind a link that the superadmin has made.
    async fn invited(&mut self) -> String {
        let list = self.studio.says(BOSS, "/invite").await;
        let new = buttons(&list);
        let new = new.iter().find(|data| data.starts_with("i:n:")).unwrap();
        let made = self.studio.presses(BOSS, new).await;
        let text = made.call().to_string();
        let (_, token) = text.split_once("?start=").expect("a link is shown");
        let token = token
            .chars()
            .take_while(|it| it.is_alphanumeric() || "-_".contains(*it));
        format!("/start {}", token.collect::<String>())
    }
}

/// The buttons of ours; links have no data.
fn buttons(shown: &Answer) -> Vec<String> {
    if shown.body.is_empty() || shown.call()["reply_markup"]["inline_keyboard"].is_null() {
        Vec::new()
    } else {
        every_button(shown)
    }
}

/// Whether it stands below a question.
fn is_of_a_form(data: &str) -> bool {
    let forms = ["x:", "t:f:", "s:f:", "p:x:", "b:X:", "a:x:"];
    forms.iter().any(|form| data.starts_with(form))
}
