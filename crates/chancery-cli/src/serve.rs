//! `chancery serve`: the page and the HTTP API.

use crate::Outcome;
use crate::args::{AddressArgs, ServeArgs};
use crate::interrupt;
use chancery_serve::{Options, Server};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};

pub fn run(args: &ServeArgs) -> anyhow::Result<Outcome> {
    serve(&args.archive, &args.address, args.open)
}

/// Serves an archive until somebody stops it.
pub fn serve(archive: &Path, address: &AddressArgs, open: bool) -> anyhow::Result<Outcome> {
    let options = Options {
        listen: SocketAddr::new(address.listen, address.port),
        ..Options::default()
    };
    let server = Server::open(archive, options)?;
    let stopped = interrupt::watch()?;
    let page = page(server.address());
    anstream::println!("{} is at {page}; Ctrl-C stops", archive.display());
    if !address.listen.is_loopback() {
        anstream::eprintln!(
            "everybody who can reach this machine on port {} can read the archive and review its records",
            server.address().port()
        );
    }
    if open && !opened(&page) {
        anstream::eprintln!("the browser could not be opened; go to {page} yourself");
    }
    server.run(|| stopped.now());
    Ok(Outcome::Done)
}

/// The address to go to from this machine.
fn page(address: SocketAddr) -> String {
    let ip = address.ip();
    let host = match ip.is_unspecified() || ip == Ipv4Addr::LOCALHOST {
        true => "localhost".to_owned(),
        false => match address {
            SocketAddr::V4(_) => ip.to_string(),
            SocketAddr::V6(_) => format!("[{ip}]"),
        },
    };
    format!("http://{host}:{}/", address.port())
}

/// Asks the desktop to show a page; whether there is one to ask.
fn opened(page: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let quiet = command.arg(page).stdin(Stdio::null()).stdout(Stdio::null());
    quiet.stderr(Stdio::null()).spawn().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_s_address_can_be_gone_to() {
        let page = |address: &str| page(address.parse().expect("an address"));
        assert_eq!(page("127.0.0.1:7171"), "http://localhost:7171/");
        assert_eq!(page("0.0.0.0:80"), "http://localhost:80/");
        assert_eq!(page("192.168.1.7:7171"), "http://192.168.1.7:7171/");
        assert_eq!(page("[::1]:7171"), "http://[::1]:7171/");
    }
}
