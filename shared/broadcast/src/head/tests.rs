use super::*;

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

fn counting() -> Broadcast {
    let data = |text: &str| text.to_owned();
    let plan = Plan {
        id: "17-0".into(),
        author: 1,
        language: Language::En,
        audience: Audience::Everyone,
        content: Content::Text("Hello".into()),
        shown: Shown {
            chat: 1,
            message: 5,
        },
        buttons: Buttons {
            send: data("send"),
            cancel: data("cancel"),
            pause: data("pause"),
            resume: data("resume"),
            stop: data("stop"),
        },
    };
    Broadcast::new(plan, now()).0
}

fn ready() -> Broadcast {
    counting().counted(2_000, None, now())
}

fn running() -> Broadcast {
    ready().begun(now()).unwrap().0
}

#[test]
fn a_count_goes_on_until_it_is_ready() {
    let half = counting().counted(900, Some(64), now());
    assert_eq!((half.counting.page, half.counting.partition), (1, 64));
    assert_eq!(half.status, Status::Counting);
    let whole = half.counted(1_100, None, now());
    assert_eq!((whole.status, whole.counted), (Status::Ready, 2_000));
    assert_eq!(whole.wake(), None, "it waits for a person");
}

#[test]
fn a_beginning_makes_five_lanes() {
    let (head, lanes) = ready().begun(now()).unwrap();
    assert_eq!((head.status, head.run), (Status::Running, 1));
    let partitions: Vec<_> = lanes.iter().map(|lane| lane.at.partition).collect();
    assert_eq!(partitions, [0, 1, 2, 3, 4]);
    assert_eq!(head.rings().len(), 5);
    assert!(head.wake().is_some());
    assert_eq!(counting().begun(now()), None, "not counted yet");
    assert_eq!(head.begun(now()), None, "once");
}

#[test]
fn a_role_has_one_lane() {
    let audience = Audience::Role("master".into());
    let lanes = audience.lanes();
    let few = Broadcast {
        audience,
        lanes,
        ..ready()
    };
    assert_eq!(few.begun(now()).unwrap().1.len(), 1);
}

#[test]
fn a_resumption_is_another_run() {
    let paused = running().paused().unwrap();
    assert_eq!((paused.wake(), paused.rings().len()), (None, 0));
    assert_eq!(paused.clone().paused(), None);
    let resumed = paused.resumed(now()).unwrap();
    assert_eq!((resumed.status, resumed.run), (Status::Running, 2));
    let (first, second) = (running().rings(), resumed.rings());
    assert_ne!(
        first[0].knock().deduplication,
        second[0].knock().deduplication
    );
}

#[test]
fn a_stop_before_the_beginning_is_the_end() {
    for head in [counting(), ready()] {
        let cancelled = head.stopped(now()).unwrap();
        assert_eq!(cancelled.status, Status::Cancelled);
        assert_eq!((cancelled.wake(), cancelled.rings().len()), (None, 0));
        assert_eq!(cancelled.stopped(now()), None);
    }
}

#[test]
fn a_stop_is_brought_to_its_end_by_the_lanes() {
    for head in [running(), running().paused().unwrap()] {
        let stopping = head.stopped(now()).unwrap();
        assert_eq!((stopping.status, stopping.run), (Status::Stopping, 2));
        assert_eq!(stopping.rings().len(), 5, "also those that wait");
        assert_eq!(stopping.clone().stopped(now()), None);
        let end = stopping.finished(Tally::default(), now()).unwrap();
        assert_eq!((end.status, end.wake()), (Status::Stopped, None));
    }
}

#[test]
fn only_what_runs_is_finished() {
    let done = running().finished(Tally::default(), now()).unwrap();
    assert_eq!(done.status, Status::Done);
    for head in [ready(), running().paused().unwrap(), done] {
        assert_eq!(head.finished(Tally::default(), now()), None);
    }
}

#[test]
fn the_monitors_rings_have_a_number() {
    let (head, due) = (running(), now() + OVERDUE);
    let again = head.clone().rung_again(due);
    let id = |head: &Broadcast| head.rings()[0].knock().deduplication;
    assert_ne!(id(&head), id(&again));
    assert_eq!(again.wake_at, Some(due + RING_AGAIN));
}

/// A lane that is rung for before its hold is over asks for another ring.
#[test]
fn the_monitor_leaves_an_earlier_wake_time() {
    let rung = running().rung_again(now() + OVERDUE);
    let (soon, late) = (now() + OVERDUE * 2, now() + RING_AGAIN * 9);
    let asked = rung.woken_by(soon).unwrap();
    let next = asked.clone().rung_again(now() + OVERDUE);
    assert_eq!((next.wake_at, next.handoffs), (Some(soon), 2));
    let far = Broadcast {
        wake_at: Some(late),
        ..asked
    };
    let sooner = far.rung_again(now()).wake_at;
    assert_eq!(sooner, Some(now() + RING_AGAIN));
}

#[test]
fn a_hold_only_wakes_earlier() {
    let head = running();
    let (soon, late) = (now() + OVERDUE / 2, now() + OVERDUE * 2);
    assert_eq!(head.clone().woken_by(late), None);
    assert_eq!(head.woken_by(soon).unwrap().wake_at, Some(soon));
    let paused = running().paused().unwrap();
    assert_eq!(paused.woken_by(soon), None, "it waits for a person");
}
