//! Files that are no world, and places where none can be.

use std::fs;
use std::io::{Seek, SeekFrom, Write};

use rusqlite::Connection;
use telegram_server::{KeepError, Person, Telegram, UserId};

use crate::place::Place;

/// A place with a world in which Anna has said something, and nobody uses it.
fn left() -> Place {
    let place = Place::new();
    let telegram = place.open();
    telegram.add_person(Person::new(100, "Anna"));
    telegram.say(UserId(100), UserId(100), "/start").unwrap();
    place
}

fn after(place: &Place, change: &str) -> KeepError {
    let database = Connection::open(place.file()).unwrap();
    database.execute_batch(change).unwrap();
    drop(database);
    place.try_open().unwrap_err()
}

fn is_damaged(error: &KeepError) -> bool {
    matches!(error, KeepError::Damaged { .. })
}

#[test]
fn file_of_another_kind_is_refused() {
    for bytes in ["x".repeat(10), "no database at all\n".repeat(500)] {
        let place = Place::new();
        fs::write(place.file(), &bytes).unwrap();
        let error = place.try_open().unwrap_err();
        assert!(is_damaged(&error), "{error}");
        assert_eq!(fs::read_to_string(place.file()).unwrap(), bytes);
    }
}

#[test]
fn database_of_another_program_is_left_alone() {
    let place = Place::new();
    let error = after(&place, "CREATE TABLE items (id TEXT)");
    assert!(is_damaged(&error), "{error}");
    let database = Connection::open(place.file()).unwrap();
    let mode = database.query_row("PRAGMA journal_mode", (), |row| row.get::<_, String>(0));
    assert_eq!(mode.unwrap(), "delete");
}

#[test]
fn another_version_is_named() {
    let error = after(&left(), "PRAGMA user_version = 2");
    assert!(
        matches!(error, KeepError::OtherVersion { found: 2, .. }),
        "{error}"
    );
    let said = error.to_string();
    assert!(
        said.ends_with("has format 2, and this build reads format 1"),
        "{said}"
    );
}

#[test]
fn damaged_bytes_are_found() {
    let place = left();
    let mut file = fs::File::options().write(true).open(place.file()).unwrap();
    file.seek(SeekFrom::Start(4096)).unwrap();
    file.write_all(&[0xA5; 4096]).unwrap();
    let error = place.try_open().unwrap_err();
    assert!(is_damaged(&error), "{error}");
}

#[test]
fn rows_that_mean_nothing_are_found() {
    for change in [
        "UPDATE rows SET value = '{'",
        "UPDATE rows SET key = '{\"cat\":1}' WHERE key LIKE '%chat%'",
        "DELETE FROM rows WHERE key LIKE '%chat%'",
        "DROP TABLE rows",
    ] {
        let error = after(&left(), change);
        assert!(is_damaged(&error), "{change}: {error}");
    }
}

#[test]
fn world_in_use_is_not_opened_twice() {
    let place = Place::new();
    let telegram = place.open();
    let second = place.try_open().unwrap_err();
    assert!(matches!(second, KeepError::InUse(_)), "{second}");
    drop(telegram);
    place.open();
}

#[test]
fn place_that_cannot_be_written_is_named() {
    let place = left();
    let folder = place.file().with_file_name("folder");
    fs::create_dir(&folder).unwrap();
    let missing = folder.join("missing").join("world.db");
    let in_a_file = place.file().join("world.db");
    for path in [folder, missing, in_a_file] {
        let error = Telegram::kept(place.config(), &path).unwrap_err();
        assert!(
            matches!(&error, KeepError::Unwritable { path: named, .. } if *named == path),
            "{error}"
        );
    }
}
