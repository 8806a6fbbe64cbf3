//! Pieces per second on one core, for each tier and window length, and the time to load.
//!
//!     cargo run --release -p chancery-nn --example speed -- models/reader-en-2/reader.safetensors [TIER [LENGTH]]

use std::time::{Duration, Instant};

use chancery_nn::{Network, Scratch, Tier};

/// User time of this process; wall-clock time where the system does not tell.
fn spent(start: Instant) -> Duration {
    let ticks = std::fs::read_to_string("/proc/self/schedstat").ok();
    let spent = ticks.and_then(|s| s.split(' ').next()?.parse().ok());
    spent.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1);
    let path = path.unwrap_or("models/reader-en-2/reader.safetensors".into());
    let bytes = std::fs::read(path)?;
    let start = Instant::now();
    let mut load = Duration::MAX;
    for _ in 0..5 {
        let before = spent(start);
        let network = Network::load(&bytes)?;
        load = load.min(spent(start) - before);
        drop(network);
    }
    println!("load {load:.1?}");
    let mut network = Network::load(&bytes)?;
    let mut scratch = Scratch::default();
    let only = (std::env::args().nth(2), std::env::args().nth(3));
    for tier in Tier::available() {
        if only.0.as_deref().is_some_and(|name| name != tier.name()) {
            continue;
        }
        network.use_tier(tier);
        print!("{:12}", tier.name());
        for length in [8, 32, 64, 128, 250, 512] {
            if only.1.as_ref().is_some_and(|l| *l != length.to_string()) {
                continue;
            }
            let ids: Vec<u32> = (0..length).map(|i| 1000 + i * 37 % 20000).collect();
            let mut best = Duration::MAX;
            for _ in 0..5 {
                let rounds = if tier.name() == "portable" { 600 } else { 2400 } / length + 1;
                let before = spent(start);
                for _ in 0..rounds {
                    std::hint::black_box(network.encode(&ids, &mut scratch));
                }
                best = best.min((spent(start) - before) / rounds);
            }
            print!(
                "{length:5}: {:6.0}/s",
                f64::from(length) / best.as_secs_f64()
            );
        }
        println!();
    }
    Ok(())
}
