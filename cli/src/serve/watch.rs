//! Changes on disk, told to the page as they happen (server-sent events).
//!
//! The folder is watched, not its files: an editor that saves by renaming puts another file under the name. One save makes
//! several events: they are gathered for a moment, and the folder's files are compared with what they were.

use super::{Preview, files};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use notify::{RecursiveMode, Watcher};
use serde::Serialize;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, mpsc};
use std::time::{Duration, SystemTime};
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// How long events are gathered.
const MOMENT: Duration = Duration::from_millis(40);
/// How often the folder is looked at where the system cannot watch it.
const LOOK: Duration = Duration::from_secs(1);

/// What keeps the watch going; dropped, it ends.
#[derive(Debug)]
pub struct Watching {
    /// The system's watch; none where it refused one, and the folder is looked at from time to time.
    _watcher: Option<notify::RecommendedWatcher>,
    /// Dropped, it ends the thread.
    _alive: mpsc::Sender<()>,
}

/// Watches the folder of `preview`.
pub fn start(preview: &Arc<Preview>) -> Watching {
    let (tell, told) = mpsc::channel();
    let alive = tell.clone();
    let watcher = notify::recommended_watcher(move |_: notify::Result<notify::Event>| {
        // The receiver is gone when the run ends.
        let _ = tell.send(());
    });
    let watcher = watcher.and_then(|mut watcher| watcher.watch(&preview.folder, RecursiveMode::Recursive).map(|()| watcher)).ok();
    // Looked at before anybody can be answered: what changes from then on is told, however late the thread comes to run.
    let mut known = state(preview);
    let (weak, polled) = (Arc::downgrade(preview), watcher.is_none());
    std::thread::spawn(move || {
        loop {
            match told.recv_timeout(LOOK) {
                Ok(()) => {
                    std::thread::sleep(MOMENT);
                    while told.try_recv().is_ok() {}
                }
                Err(mpsc::RecvTimeoutError::Timeout) if polled => {}
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if weak.strong_count() == 0 {
                        return;
                    }
                    continue;
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
            let Some(preview) = weak.upgrade() else { return };
            let now = state(&preview);
            if let Some(change) = change(&known, &now) {
                // Without a page there is nobody to tell.
                let _ = preview.changes.send(change);
            }
            known = now;
        }
    });
    Watching { _watcher: watcher, _alive: alive }
}

/// What tells one state of a file from another.
type State_ = BTreeMap<String, (u64, Option<SystemTime>)>;

fn state(preview: &Preview) -> State_ {
    let stamp = |entry: files::Entry| {
        let data = entry.path.metadata().ok();
        (entry.name, (data.as_ref().map_or(0, std::fs::Metadata::len), data.and_then(|data| data.modified().ok())))
    };
    files::entries(&preview.folder).into_iter().map(stamp).collect()
}

/// What differs, as the page reads it.
fn change(known: &State_, now: &State_) -> Option<String> {
    #[derive(Serialize)]
    struct Change<'a> {
        /// Files written anew.
        changed: Vec<&'a str>,
        /// Whether files came or went.
        list: bool,
    }
    let list = !known.keys().eq(now.keys());
    let changed: Vec<_> =
        now.iter().filter(|(name, stamp)| known.get(*name).is_some_and(|old| old != *stamp)).map(|(name, _)| name.as_str()).collect();
    let any = list || !changed.is_empty();
    any.then(|| serde_json::to_string(&Change { changed, list }).expect("strings always serialise"))
}

/// `GET /api/events`: the changes from now on.
pub async fn events(State(preview): State<Arc<Preview>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = BroadcastStream::new(preview.changes.subscribe());
    // A page that lagged behind missed some: it is told to look at everything again.
    let event =
        |change: Result<String, _>| Ok(Event::default().data(change.unwrap_or_else(|_| r#"{"changed":[],"list":true}"#.to_owned())));
    Sse::new(changes.map(event)).keep_alive(KeepAlive::default())
}
