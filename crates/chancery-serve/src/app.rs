//! What all requests share: opened archives, the coder, answers given before.

use crate::answer::{Answer, is_known, mark, unchanged};
use crate::cache::Cache;
use crate::failure::Failure;
use crate::listen::{Options, ServeError};
use axum::http::HeaderMap;
use axum::response::Response;
use chancery::{Coder, CoderOptions};
use chancery_archive::browse::Columns;
use chancery_archive::{Archive, ArchiveError};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Semaphore;

/// Archives that are read from at the same time, at most.
const READERS: usize = 8;

/// What all requests share.
#[derive(Debug)]
pub struct App {
    path: PathBuf,
    pub options: Options,
    /// Idle ones.
    readers: Mutex<Vec<Archive>>,
    reading: Arc<Semaphore>,
    /// One query in SQL at a time: it may need all the memory there is.
    pub querying: Arc<Semaphore>,
    pub coding: Arc<Semaphore>,
    /// Tells when somebody has written.
    watch: Mutex<Archive>,
    columns: Mutex<(Option<i64>, Arc<Columns>)>,
    /// Opened with the first review.
    writer: Mutex<Option<Archive>>,
    cache: Mutex<Cache>,
    pub coder: Coder,
    /// Marks of an earlier run mean nothing in this one.
    run: u128,
}

/// What the answer to one request may use.
#[derive(Debug)]
pub struct View<'a> {
    pub app: &'a App,
    pub archive: &'a mut Archive,
}

impl View<'_> {
    /// The events in memory, as they are now.
    pub fn columns(&self) -> Result<Arc<Columns>, Failure> {
        let version = self.app.version()?;
        let mut held = lock(&self.app.columns);
        let (of, columns) = &mut *held;
        if *of != Some(version) {
            let refreshed = self.archive.refresh(Arc::make_mut(columns));
            if let Err(error) = refreshed {
                *held = Default::default();
                return Err(error.into());
            }
            *of = Some(version);
        }
        Ok(Arc::clone(columns))
    }
}

impl App {
    pub fn open(path: &Path, options: Options) -> Result<Self, ServeError> {
        let watch = Archive::read(path)?;
        watch.bound_memory(options.memory)?;
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Ok(App {
            path: path.to_owned(),
            options,
            readers: Mutex::default(),
            reading: Arc::new(Semaphore::new((cores + 1).min(READERS))),
            querying: Arc::new(Semaphore::new(1)),
            coding: Arc::new(Semaphore::new(cores)),
            watch: Mutex::new(watch),
            columns: Mutex::default(),
            writer: Mutex::default(),
            cache: Mutex::default(),
            coder: Coder::new(CoderOptions::default())?,
            run: since.map_or(0, |s| s.as_nanos()),
        })
    }

    /// A number that changes whenever the archive does. A look into shared memory, no more.
    pub fn version(&self) -> Result<i64, ArchiveError> {
        lock(&self.watch).data_version()
    }

    /// Reads the events into memory, so that the first view need not wait for it.
    pub fn warm_up(&self) -> Result<(), Failure> {
        self.read(|view| view.columns().map(drop))
    }

    /// Answers from what was answered before, else by `work` in a thread where it may block.
    pub async fn answer(
        self: &Arc<Self>,
        asked: &str,
        headers: &HeaderMap,
        work: impl FnOnce(&mut View<'_>) -> Result<Answer, Failure> + Send + 'static,
    ) -> Result<Response, Failure> {
        let version = self.version()?;
        let etag = format!("W/\"{:x}-{version:x}-{:x}\"", self.run, mark(asked));
        if is_known(headers, &etag) {
            return Ok(unchanged(&etag));
        }
        let before = || lock(&self.cache).get(asked, version);
        if let Some(answer) = before() {
            return Ok(answer.respond(headers, &etag));
        }
        let turn = Arc::clone(&self.reading).acquire_owned().await;
        // somebody else may have asked the same meanwhile
        if let Some(answer) = before() {
            return Ok(answer.respond(headers, &etag));
        }
        let app = Arc::clone(self);
        let answer = blocking(move || {
            let _turn = turn;
            app.read(work).map(Arc::new)
        })
        .await?;
        let response = answer.respond(headers, &etag);
        lock(&self.cache).put(asked.to_owned(), version, answer);
        Ok(response)
    }

    /// Reads, with an archive of its own.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&mut View<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let idle = lock(&self.readers).pop();
        let mut archive = match idle {
            Some(archive) => archive,
            None => Archive::read(&self.path)?,
        };
        let done = work(&mut View {
            app: self,
            archive: &mut archive,
        });
        lock(&self.readers).push(archive);
        done
    }

    /// Writes; one at a time.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut Archive) -> Result<T, ArchiveError>,
    ) -> Result<T, Failure> {
        let mut writer = lock(&self.writer);
        let archive = match &mut *writer {
            Some(archive) => archive,
            none => none.insert(Archive::write(&self.path)?),
        };
        Ok(work(archive)?)
    }
}

/// Runs what may block where it blocks nobody.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(_) => Err(Failure::inside(
            "this request could not be answered; please report it with the address you asked for",
        )),
    }
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
