//! Commands that serve the page, as typed.

use clap::Args;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

const SERVE_EXAMPLES: &str = "\
Examples:
  chancery serve news.chancery --open
  curl -s 'http://localhost:7171/api/v1/events?type=ASSAULT&format=csv' -o assaults.csv

The page works without a network, and nothing leaves this machine. There are no accounts: whoever
can reach the address can read the archive and review its records, so by default it is reached from
this machine alone. The API is described by /api/v1/openapi.json. Ctrl-C stops it.";

#[derive(Debug, Args)]
#[command(after_help = SERVE_EXAMPLES)]
pub struct ServeArgs {
    /// The archive
    pub archive: PathBuf,

    #[command(flatten)]
    pub address: AddressArgs,

    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}

/// Where to listen.
#[derive(Debug, Args)]
pub struct AddressArgs {
    /// Port to listen on; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 7171)]
    pub port: u16,

    /// Address to listen on; 0.0.0.0 lets the whole network in
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    pub address: AddressArgs,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}
