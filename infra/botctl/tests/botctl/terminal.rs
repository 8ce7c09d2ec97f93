//! What is asked on a terminal.

use std::io::Write as _;
use std::process::Stdio;

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use tokio::process::Command;

use crate::bench::Bench;
use crate::parked::with_parked;
use crate::run::Run;

/// What botctl prints to somebody who types this into its terminal.
async fn answered(mut command: Command, typed: &str) -> Run {
    let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&keyboard).unwrap();
    unlockpt(&keyboard).unwrap();
    let name = ptsname(&keyboard, Vec::new()).unwrap();
    let terminal = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    let mut keyboard = std::fs::File::from(keyboard);
    keyboard.write_all(typed.as_bytes()).unwrap();
    command.stdin(terminal);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    child.wait_with_output().await.unwrap().into()
}

#[tokio::test]
async fn only_a_yes_takes_the_lock_away() {
    let bench = Bench::new().await;
    let mut poller = bench.poller(&[]).await;
    let release = || bench.command(&["lock", "release"]);
    for typed in ["n\n", "\n", "yesterday\n"] {
        let run = answered(release(), typed).await;
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{typed:?}");
        let asked = format!("pid          {}\n", poller.pid());
        assert!(run.stderr.contains(&asked), "{run:?}");
        let ends = run
            .stderr
            .ends_with("Take it away? [y/N] Nothing was done.\n");
        assert!(ends, "{run:?}");
    }
    let shown = bench.botctl(&["lock", "show"]).await.stdout;
    assert!(shown.starts_with("The lock is held."), "{shown}");
    let run = answered(release(), "y\n").await;
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("The lock is free now."), "{run:?}");
    poller.stops("-TERM").await;
}

#[tokio::test]
async fn only_a_yes_drops_what_is_parked() {
    let town = with_parked().await;
    let drop = || town.command(&["parked", "drop", "1002"]);
    let run = answered(drop(), "no\n").await;
    assert_eq!(run.code, Some(1), "{run:?}");
    let said = "Drop update 1002 (message, panicked) unhandled? [y/N] Nothing was done.\n";
    assert_eq!(run.stderr, said);
    let run = answered(drop(), "YES\n").await;
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "Dropped 1002.\n")
    );
}
