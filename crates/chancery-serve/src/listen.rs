//! Connections: how many there may be, and for how long one may keep us waiting.

use crate::app::App;
use crate::{guard, routes};
use chancery_archive::ArchiveError;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::Sleep;

/// Connections at the same time; more wait.
const CONNECTIONS: usize = 512;
/// Threads that answer; what blocks has its own.
const THREADS: usize = 2;
/// How often somebody who wants us to stop is looked for.
const GLANCE: Duration = Duration::from_millis(100);

/// How to serve.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// How long a client may take to send a request, or to take an answer, before it is let go.
    pub patience: Duration,
    /// How long a query in SQL may take.
    pub query: Duration,
    /// Bytes that reading and writing the archive may take of memory, all requests together. Events
    /// held in memory are not counted.
    pub memory: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            listen: SocketAddr::from(([127, 0, 0, 1], 7171)),
            patience: Duration::from_secs(15),
            query: Duration::from_secs(10),
            memory: 1 << 30,
        }
    }
}

/// Why an archive cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The coder cannot be made.
    #[error(transparent)]
    Coder(#[from] chancery::CoderError),
    /// The address is taken, or none of this machine.
    #[error("cannot listen on {address}: {source}; choose another port with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The system refuses threads.
    #[error("the server cannot be started: {0}")]
    Start(io::Error),
}

/// A server that has its address and is ready to answer.
#[derive(Debug)]
pub struct Server {
    app: Arc<App>,
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Opens the archive and takes the address.
    ///
    /// # Errors
    /// The archive cannot be read, or the address not be had.
    pub fn open(archive: &Path, options: Options) -> Result<Self, ServeError> {
        let app = Arc::new(App::open(archive, options)?);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(THREADS)
            .max_blocking_threads(32)
            .enable_io()
            .enable_time()
            .build()
            .map_err(ServeError::Start)?;
        let address = options.listen;
        let failed = |source| ServeError::Listen { address, source };
        let listener = runtime
            .block_on(TcpListener::bind(address))
            .map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Server {
            app,
            runtime,
            listener,
            address,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stopped` says so; requests that are under way are given up then.
    pub fn run(self, stopped: impl Fn() -> bool) {
        let Server {
            app,
            runtime,
            listener,
            address,
        } = self;
        let warm = Arc::clone(&app);
        // whoever asks before it is done waits for it, and is told if it fails
        runtime.spawn_blocking(move || warm.warm_up().ok());
        runtime.spawn(accept(listener, app, address));
        runtime.block_on(async {
            while !stopped() {
                tokio::time::sleep(GLANCE).await;
            }
        });
        runtime.shutdown_timeout(Duration::from_secs(1));
    }
}

async fn accept(listener: TcpListener, app: Arc<App>, address: SocketAddr) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let patience = app.options.patience;
    let router =
        routes::router(app).layer(axum::middleware::from_fn_with_state(address, guard::guard));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            // out of file handles: those that are open will be given back
            tokio::time::sleep(GLANCE).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .max_buf_size(64 << 10)
            .serve_connection(TokioIo::new(Patient::new(stream, patience)), service);
        tokio::spawn(async move {
            let _place = place;
            // a client that went away or was let go is nobody's concern
            let _ = connection.await;
        });
    }
}

/// A connection that gives up when the other side takes nothing for too long.
#[derive(Debug)]
struct Patient {
    stream: TcpStream,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream, patience: Duration) -> Self {
        Patient {
            stream,
            patience,
            waiting: None,
        }
    }

    fn patiently<T>(
        &mut self,
        context: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.waiting = None;
            return polled;
        }
        let patience = self.patience;
        let sleep = self
            .waiting
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(sleep.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, from);
        self.patiently(context, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(context, from);
        self.patiently(context, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
