//! A server on a port of its own, with an archive of the samples; and a client that sends exactly
//! what it is told.

use chancery::{Article, Coder, CoderOptions, Coding};
use chancery_archive::{Archive, Entry};
use chancery_serve::{Options, Server};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, UNIX_EPOCH};
use tempfile::TempDir;

/// How long the server lets a client keep it waiting, in these tests.
pub const PATIENCE: Duration = Duration::from_millis(700);

pub struct Served {
    pub address: SocketAddr,
    pub archive: PathBuf,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    _folder: TempDir,
}

/// Serves a fresh copy of the samples.
pub fn served() -> Served {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("samples.chancery");
    fs::copy(samples(), &archive).expect("a copy");
    let (address, stop, thread) = start(&archive);
    Served {
        address,
        archive,
        stop,
        thread: Some(thread),
        _folder: folder,
    }
}

fn start(archive: &Path) -> (SocketAddr, Arc<AtomicBool>, JoinHandle<()>) {
    let options = Options {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        patience: PATIENCE,
        query: Duration::from_secs(2),
        memory: 96 << 20,
    };
    let server = Server::open(archive, options).expect("a server");
    let address = server.address();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let thread = thread::spawn(move || server.run(|| stopped.load(Ordering::Relaxed)));
    (address, stop, thread)
}

impl Served {
    /// Stops and starts again, with the archive as it is.
    pub fn restart(&mut self) {
        self.halt();
        let (address, stop, thread) = start(&self.archive);
        (self.address, self.stop, self.thread) = (address, stop, Some(thread));
    }

    fn halt(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server ends well");
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    /// Sends JSON.
    pub fn put(&self, method: &str, path: &str, body: &Value) -> Answer {
        let json = [("Content-Type", "application/json")];
        self.send(method, path, &json, &body.to_string())
    }

    /// Sends a request with these headers beside the usual ones; one of the same name replaces it.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let host = self.address.to_string();
        let length = body.len().to_string();
        let usual = [
            ("Host", host.as_str()),
            ("Content-Length", &length),
            ("Connection", "close"),
        ];
        let told = |name: &str| headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        for (name, value) in usual.iter().filter(|(n, _)| !told(n)).chain(headers) {
            request += &format!("{name}: {value}\r\n");
        }
        request += "\r\n";
        request += body;
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        Answer::read(&mut stream)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        let long = Some(Duration::from_secs(60));
        stream.set_read_timeout(long).expect("a timeout");
        stream
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        // a server that lets go early may reset what was not read
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|l| l.split(' ').nth(1))
            .expect("a status");
        let headers = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
            .collect();
        Answer {
            status: status.parse().expect("a number"),
            headers,
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub fn unpacked(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut decoder = GzDecoder::new(self.body.as_slice());
        decoder.read_to_end(&mut out).expect("gzip");
        out
    }
}

/// The archive of the samples, coded once a build.
fn samples() -> PathBuf {
    let exe = std::env::current_exe().expect("this test");
    let built = fs::metadata(&exe)
        .and_then(|m| m.modified())
        .expect("a time");
    let built = built.duration_since(UNIX_EPOCH).map_or(0, |e| e.as_nanos());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("samples-{built}"));
    if !path.exists() {
        let mine = path.with_extension(std::process::id().to_string());
        code(&mine);
        fs::rename(&mine, &path).expect("its name");
    }
    path
}

fn code(path: &Path) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples").to_owned();
    let coder = Coder::new(CoderOptions::default()).expect("a coder");
    let coded: Vec<(Article, Coding)> = chancery_intake::articles(&[folder], &Default::default())
        .expect("samples")
        .filter_map(Result::ok)
        .filter(|article| article.id != "README")
        .map(|article| {
            let coding = coder.code(&article);
            (article, coding)
        })
        .collect();
    let entries = Entry::all(&coded, coder.stamp());
    let options = chancery_archive::Options {
        text: true,
        recode: false,
    };
    let mut archive = Archive::write(path).expect("an archive");
    archive
        .append(&entries, coder.stamp(), options)
        .expect("kept");
}
