use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;
use clock::{SharedClock, Wait};

/// Our clock as the SDK asks for time: for signatures and for time-outs.
#[derive(Clone, Debug)]
pub(crate) struct SdkTime(pub(crate) SharedClock);

impl TimeSource for SdkTime {
    fn now(&self) -> SystemTime {
        self.0.now().into()
    }
}

impl AsyncSleep for SdkTime {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(SyncWait(Mutex::new(self.0.sleep(duration))))
    }
}

/// A wait that may be shared between threads, as the SDK demands. It is polled by exclusive
/// reference alone, so the lock is never taken.
struct SyncWait(Mutex<Wait>);

impl Future for SyncWait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let wait = self
            .0
            .get_mut()
            .expect("a lock that is never taken is not poisoned");
        wait.as_mut().poll(context)
    }
}
