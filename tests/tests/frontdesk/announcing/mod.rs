//! `/broadcast`: a superadmin writes to everybody, and holds it up or ends it.

mod audience;
mod costs;
mod killed;
mod podium;
mod refusals;
mod steering;
mod story;
mod together;
