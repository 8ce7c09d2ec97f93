//! What a handler can ask of the table and order of the engine, shown on a small business of its
//! own: the desk does not use all of it yet.

mod batches;
mod beside;
mod index_rows;
mod office;
mod pages;
mod reminders;
mod removing;
mod rota;
mod too_long;
mod turns;
