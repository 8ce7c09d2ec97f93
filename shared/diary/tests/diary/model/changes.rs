//! What the model allows, and what it becomes.

use diary::State;
use jiff::Timestamp;

use super::{Asking, Held, Minute, Minutes, Model, OwnLunch, Times, at};

/// Done, or refused, and if because of active bookings, then of these.
pub(crate) type Verdict = Result<(), Vec<String>>;

impl Model {
    pub(crate) fn book(&mut self, id: String, wish: Held, asking: Asking) -> Verdict {
        given(self.fits(&wish, asking, None))?;
        self.bookings.insert(id, wish);
        Ok(())
    }

    pub(crate) fn move_to(&mut self, id: String, start: Minute, asking: Asking) -> Verdict {
        let old = self.active_booking(&id)?;
        given(at(old.start) > asking.now)?;
        let wish = Held { start, ..old };
        given(wish == old || self.fits(&wish, asking, Some(&id)))?;
        self.bookings.insert(id, wish);
        Ok(())
    }

    pub(crate) fn release(&mut self, id: &str, asking: Asking) -> Verdict {
        given(at(self.active_booking(id)?.start) > asking.now)?;
        self.bookings.remove(id);
        Ok(())
    }

    pub(crate) fn settle(&mut self, id: String, state: State, asking: Asking) -> Verdict {
        let held = self.active_booking(&id)?;
        given(at(held.start) <= asking.now)?;
        self.bookings.insert(id, Held { state, ..held });
        Ok(())
    }

    pub(crate) fn block(&mut self, id: String, times: Times, now: Timestamp) -> Verdict {
        let minutes = self.covered(Some(times));
        given(!minutes.is_empty() && !self.day_off)?;
        self.vacate(&minutes, now)?;
        let mut others = self.blocks.values();
        given(!others.any(|other| other.0 < times.1 && times.0 < other.1))?;
        self.blocks.insert(id, times);
        Ok(())
    }

    pub(crate) fn edit_block(&mut self, id: String, times: Times, now: Timestamp) -> Verdict {
        let mut changed = self.clone();
        changed.unblock(&id)?;
        changed.block(id, times, now)?;
        *self = changed;
        Ok(())
    }

    pub(crate) fn unblock(&mut self, id: &str) -> Verdict {
        given(self.blocks.remove(id).is_some())
    }

    pub(crate) fn take_off(&mut self, now: Timestamp) -> Verdict {
        given(!self.day_off)?;
        let active = self.active().filter(|(_, held)| held.stands(now));
        let active: Vec<_> = active.map(|(id, _)| id.clone()).collect();
        given(active.is_empty()).map_err(|_| active)?;
        given(self.blocks.is_empty())?;
        self.day_off = true;
        Ok(())
    }

    pub(crate) fn work(&mut self) -> Verdict {
        given(self.day_off)?;
        self.day_off = false;
        Ok(())
    }

    pub(crate) fn change_lunch(&mut self, lunch: OwnLunch, now: Timestamp) -> Verdict {
        let hours = self.hours.ok_or_else(Vec::new)?;
        if let OwnLunch::At(start) = lunch {
            given(inside(start, hours))?;
        }
        let mut changed = self.clone();
        changed.own_lunch = lunch;
        changed.vacate(&changed.lunch(), now)?;
        *self = changed;
        Ok(())
    }

    pub(crate) fn change_terms(&mut self, hours: Option<Times>, lunch: Option<u16>) -> Verdict {
        if let (Some(hours), Some(lunch)) = (hours, lunch) {
            given(inside(lunch, hours))?;
        }
        let mut changed = self.clone();
        (changed.hours, changed.usual_lunch) = (hours, lunch);
        let room: Minutes = &changed.open() - &changed.lunch();
        let displaced = changed
            .active()
            .filter(|(_, held)| !held.minutes().is_subset(&room));
        let ids: Vec<_> = displaced.map(|(id, _)| id.clone()).collect();
        given(ids.is_empty()).map_err(|_| ids)?;
        *self = changed;
        Ok(())
    }

    fn active_booking(&self, id: &str) -> Result<Held, Vec<String>> {
        let held = self.bookings.get(id).cloned();
        held.filter(|held| held.state == State::Active)
            .ok_or_else(Vec::new)
    }

    /// Whether no active booking that is not over holds one of these minutes.
    fn vacate(&self, minutes: &Minutes, now: Timestamp) -> Verdict {
        let active = self
            .active()
            .filter(|(_, held)| held.stands(now) && !held.minutes().is_disjoint(minutes));
        let ids: Vec<_> = active.map(|(id, _)| id.clone()).collect();
        given(ids.is_empty()).map_err(|_| ids)
    }
}

fn given(holds: bool) -> Verdict {
    if holds { Ok(()) } else { Err(Vec::new()) }
}

/// Whether an hour from `start` on lies in the working hours.
fn inside(start: u16, (opens, closes): Times) -> bool {
    opens <= start && start + 60 <= closes
}
