//! Measures the HTTP function's release binary against a bare one in the same run, and prints a
//! table: init, first answer, CPU per warm update, peak memory, size.
//!
//! Only ratios mean something across machines. `cargo run -p frontdesk-tests --bin measure`.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use clock::{Clock, SystemClock};
use frontdesk_tests::binary::{post, release};
use frontdesk_tests::world::{Surroundings, variables};
use frontdesk_tests::{TestTable, updates};
use lambda_runtime_server::Function;

const STARTS: usize = 21;
const UPDATES: i64 = 3_000;

#[derive(Debug)]
struct Figures {
    init_ms: f64,
    first_ms: f64,
    cpu_ms: f64,
    peak_mib: f64,
    size_mib: f64,
}

#[tokio::main]
async fn main() {
    let bare = figures(&release("bare", "bare")).await;
    let ours = figures(&release("webhook", "webhook")).await;
    println!("{:<28}{:>10}{:>10}{:>8}", "", "bare", "webhook", "ratio");
    let row = |name: &str, bare: f64, ours: f64| {
        println!("{name:<28}{bare:>10.2}{ours:>10.2}{:>8.2}", ours / bare);
    };
    row("init, ms", bare.init_ms, ours.init_ms);
    row("first answer after it, ms", bare.first_ms, ours.first_ms);
    row("CPU per warm update, ms", bare.cpu_ms, ours.cpu_ms);
    row("peak memory, MiB", bare.peak_mib, ours.peak_mib);
    row("binary, MiB", bare.size_mib, ours.size_mib);
}

async fn figures(binary: &Path) -> Figures {
    let table = TestTable::start().await;
    let clock = SystemClock::new();
    let (mut inits, mut firsts) = (Vec::new(), Vec::new());
    for start in 0..STARTS {
        let (init, first) = one_start(
            binary,
            &table,
            &clock,
            10_000 + i64::try_from(start).unwrap(),
        )
        .await;
        inits.push(init);
        firsts.push(first);
    }
    let function = started(binary, &table).await;
    for id in 0..200 {
        step(&function, &clock, 100_000 + id).await;
    }
    let before = cpu(function.id());
    for id in 0..UPDATES {
        step(&function, &clock, 200_000 + id).await;
    }
    let used = cpu(function.id()).checked_sub(before).unwrap();
    Figures {
        init_ms: median(inits),
        first_ms: median(firsts),
        cpu_ms: used.as_secs_f64() * 1_000.0 / UPDATES as f64,
        peak_mib: peak_kib(function.id()) / 1_024.0,
        size_mib: std::fs::metadata(binary).unwrap().len() as f64 / 1_048_576.0,
    }
}

async fn one_start(binary: &Path, table: &TestTable, clock: &SystemClock, user: i64) -> (f64, f64) {
    let begin = clock.monotonic();
    let function = started(binary, table).await;
    let ready = clock.monotonic();
    post(&function, &young(clock, user, user, "/join"))
        .await
        .unwrap();
    let answered = clock.monotonic();
    (ms(ready - begin), ms(answered - ready))
}

async fn started(binary: &Path, table: &TestTable) -> Function {
    let mut variables = variables(&nowhere_but(table));
    variables.retain(|(name, _)| name != "RUST_LOG");
    let function = Function::start(PathBuf::from(binary), variables)
        .await
        .unwrap();
    function.ready().await;
    function
}

/// A step of a form: one read and one write. Each person has a few, so nobody is throttled.
async fn step(function: &Function, clock: &SystemClock, id: i64) {
    let text = if id % 2 == 0 { "/join" } else { "Ann" };
    post(function, &young(clock, id, id / 4, text))
        .await
        .unwrap();
}

fn young(clock: &SystemClock, id: i64, user: i64, text: &str) -> serde_json::Value {
    let mut update = updates::text(id, user, text);
    update["message"]["date"] = clock.now().as_second().into();
    update
}

/// CPU time of a process in all its threads (`/proc/<pid>/schedstat`: nanoseconds on the CPU).
fn cpu(pid: u32) -> Duration {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let nanoseconds = tasks.map(|task| {
        let text = std::fs::read_to_string(task.unwrap().path().join("schedstat")).unwrap();
        text.split_whitespace()
            .next()
            .unwrap()
            .parse::<u64>()
            .unwrap()
    });
    Duration::from_nanos(nanoseconds.sum())
}

fn peak_kib(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// The table is there, and nothing else.
fn nowhere_but(table: &TestTable) -> Surroundings {
    let nowhere = "http://127.0.0.1:9".to_owned();
    Surroundings {
        table_url: table.url().to_owned(),
        telegram_url: nowhere.clone(),
        queues_url: nowhere.clone(),
        queue_url: format!("{nowhere}/notices.fifo"),
        bulk_url: format!("{nowhere}/bulk.fifo"),
    }
}
