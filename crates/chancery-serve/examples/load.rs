//! Asks a running server as many clients at once, and tells how long answers took:
//! `cargo run --release -p chancery-serve --example load -- PORT [CLIENTS] [SECONDS]`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

const VIEWS: [&str; 5] = ["summary", "network", "events", "claims", "health"];

fn ask(connection: &mut BufReader<TcpStream>, path: &str) -> std::io::Result<bool> {
    let head =
        format!("GET /api/v1/{path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
    connection.get_mut().write_all(head.as_bytes())?;
    let (mut line, mut length, mut good) = (String::new(), 0, None);
    loop {
        line.clear();
        connection.read_line(&mut line)?;
        good = good.or(Some(line.starts_with("HTTP/1.1 200")));
        if let Some(told) = line.to_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body)?;
    Ok(good == Some(true))
}

fn client(port: u16, first: usize, end: Instant) -> (Vec<Duration>, usize) {
    let (mut took, mut failed) = (Vec::new(), 0);
    let connect = || TcpStream::connect(("127.0.0.1", port)).map(BufReader::new);
    let Ok(mut connection) = connect() else {
        return (took, 1);
    };
    for view in VIEWS.iter().cycle().skip(first) {
        if Instant::now() > end {
            break;
        }
        let started = Instant::now();
        match ask(&mut connection, view) {
            Ok(true) => took.push(started.elapsed()),
            _ => failed += 1,
        }
    }
    (took, failed)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().ok_or("which port?")?.parse()?;
    let clients: usize = args.next().map_or(Ok(200), |n| n.parse())?;
    let seconds: u64 = args.next().map_or(Ok(60), |n| n.parse())?;
    let end = Instant::now() + Duration::from_secs(seconds);
    let threads: Vec<_> = (0..clients)
        .map(|i| thread::spawn(move || client(port, i % VIEWS.len(), end)))
        .collect();
    let (mut took, mut failed) = (Vec::new(), 0);
    for thread in threads {
        let (mut some, more) = thread.join().map_err(|_| "a client broke off")?;
        took.append(&mut some);
        failed += more;
    }
    took.sort_unstable();
    let at = |share: f64| {
        took.get((took.len() as f64 * share) as usize)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{} answers, {failed} failed; half within {:.1?}, 99 % within {:.1?}, all within {:.1?}",
        took.len(),
        at(0.5),
        at(0.99),
        took.last().copied().unwrap_or_default()
    );
    Ok(())
}
