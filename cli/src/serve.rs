//! The local preview: a page on the loopback address that shows a folder's processes while they are edited.
//!
//! The page holds no state that matters: a text is sent, and its drawing, tables and findings come back. Only `save`
//! writes, and only a file of the folder that is still what the page was given. [`guard`] keeps other pages out.

mod address;
mod answer;
mod complete;
mod files;
mod guard;
mod page;
mod preview;
mod watch;

pub use address::{Bound, bind};

use crate::Session;
use crate::complaint;
use crate::words::serve as words;
use crate::work::Choice;
use anyhow::Result;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use model::diagnostic::Lang;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, broadcast};

/// What every request is answered from.
#[derive(Debug)]
pub struct Preview {
    /// The folder, links resolved.
    pub folder: PathBuf,
    /// Its name, for the page's title.
    pub title: String,
    /// The surroundings of the run, the folder as working folder.
    pub facts: crate::surroundings::Facts,
    /// Rules and day.
    pub choice: Choice,
    /// The language of page and findings.
    pub lang: Lang,
    /// The language of documents, where one was asked for.
    pub asked: Option<Lang>,
    /// The port listened on.
    pub port: u16,
    /// What a request that is more than a look must show: made anew at each start, known to the page only.
    pub token: String,
    /// What a style sheet that the page's script writes must show.
    pub nonce: String,
    /// Names of files that changed on disk, as JSON.
    changes: broadcast::Sender<String>,
    /// How many texts are judged at a time: a page that asks faster waits, the machine stays usable.
    turns: Semaphore,
}

/// Texts judged at a time.
const TURNS: usize = 2;
/// Bytes of the largest request, and of the largest file shown: an editor's, far less than what the program reads.
const LARGEST: usize = 32 * 1024 * 1024;
/// Changes that a slow page may lag behind before it misses some.
const BACKLOG: usize = 64;

impl Preview {
    /// The state of a server of `folder` on `port`.
    ///
    /// # Errors
    /// Where the system has no random numbers to make a token of.
    pub fn new(folder: PathBuf, title: String, port: u16, choice: Choice, session: &Session<'_>) -> Result<Self> {
        let mut facts = session.facts.clone();
        facts.folder.clone_from(&folder);
        Ok(Self {
            folder,
            title,
            facts,
            choice,
            lang: session.lang,
            asked: session.asked,
            port,
            token: random()?,
            nonce: random()?,
            changes: broadcast::channel(BACKLOG).0,
            turns: Semaphore::new(TURNS),
        })
    }
}

/// 128 random bits, as hexadecimal digits.
fn random() -> Result<String> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|error| complaint::of(words::no_random(&error)))?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The routes, behind the guard.
pub fn router(preview: Arc<Preview>) -> Router {
    Router::new()
        .route("/", get(page::index))
        .route("/assets/{name}", get(page::asset))
        .route("/api/words", get(complete::words))
        .route("/api/files", get(files::list))
        .route("/api/file", get(files::open))
        .route("/api/events", get(watch::events))
        .route("/api/preview", post(preview::preview))
        .route("/api/complete", post(complete::complete))
        .route("/api/save", post(files::save))
        .fallback(guard::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(axum::middleware::from_fn_with_state(preview.clone(), guard::guard))
        .with_state(preview)
}

/// Serves until the user ends it (Ctrl-C, or the system's request to end).
///
/// # Errors
/// Where the system refuses to listen or to watch.
pub fn run(listener: std::net::TcpListener, preview: Preview) -> Result<()> {
    let failed = |error: std::io::Error| complaint::of(words::listening_failed(&error));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let preview = Arc::new(preview);
    let watching = watch::start(&preview);
    let outcome = runtime.block_on(async {
        listener.set_nonblocking(true).map_err(failed)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        let serving = axum::serve(listener, router(preview.clone())).into_future();
        tokio::select! {
            served = serving => served.map_err(failed),
            () = ended() => Ok(()),
        }
    });
    drop(watching);
    // A save in progress is a temporary file renamed at the end: it gets the time to be done or to be removed.
    runtime.shutdown_timeout(Duration::from_secs(2));
    outcome
}

/// Waits for the user to end the run.
async fn ended() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
