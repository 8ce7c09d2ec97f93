//! The format of the file, held by fixtures.

use rusqlite::Connection;

use crate::acts::{Act, Played};
use crate::outside::seen;
use crate::place::Place;

/// Worlds as SQL, in the format of version 1, and what happened in them: one in which every kind of
/// row is, and a younger one with what is left out where there is none.
const VERSION_1: [(&str, &[Act]); 2] = [
    (include_str!("../fixtures/world-1.sql"), &STORY),
    (include_str!("../fixtures/document-1.sql"), &DOCUMENT),
];

const DOCUMENT: [Act; 3] = [Act::Comes, Act::Says, Act::SendsDocument];

const STORY: [Act; 14] = [
    Act::Comes,
    Act::SetsWebhook,
    Act::Says,
    Act::Acknowledges,
    Act::Writes,
    Act::Presses,
    Act::AnswersPress,
    Act::ShowsKeyboard,
    Act::Asks,
    Act::OpensGroup,
    Act::OpensChannel,
    Act::Posts,
    Act::Injects,
    Act::SetsCommands,
];

#[test]
fn this_build_writes_the_fixtures() {
    for (sql, story) in VERSION_1 {
        let place = Place::new();
        let telegram = place.open();
        let mut world = Played::new(&telegram, &place.clock);
        for act in story {
            world.play(*act);
        }
        assert_eq!(as_sql(&place.after_kill()), sql);
    }
}

#[test]
fn this_build_reads_the_fixtures() {
    for (sql, story) in VERSION_1 {
        let place = Place::new();
        let told = place.open();
        let mut world = Played::new(&told, &place.clock);
        for act in story {
            world.play(*act);
        }
        let place = Place::new();
        let database = Connection::open(place.file()).unwrap();
        database.execute_batch(sql).unwrap();
        drop(database);
        assert_eq!(seen(&place.open(), &world.chats), seen(&told, &world.chats));
    }
}

/// The statements that make the database of a world that nobody uses.
fn as_sql(place: &Place) -> String {
    let database = Connection::open(place.file()).unwrap();
    let number = |name: &str| {
        let pragma = format!("PRAGMA {name}");
        let found = database.query_row(&pragma, (), |row| row.get::<_, i64>(0));
        format!("{pragma} = {};\n", found.unwrap())
    };
    let mut sql = number("application_id") + &number("user_version");
    let mut add = |query: &str| {
        let mut statement = database.prepare(query).unwrap();
        let lines = statement.query_map((), |row| row.get::<_, String>(0));
        for line in lines.unwrap() {
            sql.push_str(&format!("{};\n", line.unwrap()));
        }
    };
    add("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
    add("SELECT printf('INSERT INTO rows VALUES (%Q, %Q)', key, value) FROM rows ORDER BY key");
    sql
}
