//! Fills an archive with made-up events, to measure size and speed:
//! `cargo run --release -p chancery-archive --example synthetic -- FILE [EVENTS]`
//!
//! Countries and types are as unevenly spread as in news (the k-th has a share of 1/k); days are
//! spread over ten years.

use chancery::event::{Basis, DateBasis};
use chancery::ontology::{EventType, Sector, Status};
use chancery::record::{DateRecord, PartyRecord, PlaceRecord, Record, WordsRecord};
use chancery_archive::Archive;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::path::Path;

/// Small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// The k-th of n with a share of 1/k.
    fn uneven(&mut self, n: usize) -> usize {
        let u = self.below(1 << 30) as f64 / f64::from(1 << 30);
        (((n as f64 + 1.0).powf(u)) as usize)
            .saturating_sub(1)
            .min(n - 1)
    }
}

fn country(i: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    [letter(i), letter(i / 26 + i * 7), letter(i * 3)]
        .iter()
        .collect()
}

fn party(random: &mut Random) -> PartyRecord<'static> {
    let (i, sector) = (random.uneven(200), random.uneven(Sector::ALL.len()));
    let text = format!(
        "the {} of {}",
        ["army", "police", "president", "rebels"][random.below(4)],
        country(i)
    );
    PartyRecord {
        span: [10, 10 + text.len()],
        text: text.into(),
        name: (random.below(3) == 0).then(|| format!("Person {}", random.uneven(20_000)).into()),
        country: Some(country(i).into()),
        sector: Some(Sector::ALL[sector]),
        actor_id: None,
        basis: Basis::Name,
    }
}

fn record(i: usize, random: &mut Random, first: Date) -> Record<'static> {
    let day = first + (random.below(3650) as i64).days();
    let event_type = EventType::ALL[random.uneven(16)];
    let status = if random.below(10) == 0 {
        Status::Historical
    } else {
        Status::Actual
    };
    let town = random.uneven(5_000);
    Record {
        id: format!("{:016x}", (i as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)).into(),
        article: format!("wire-{}-{}", day, i / 2).into(),
        publication_date: Some(day),
        outlet: Some(format!("Outlet {}", random.uneven(300)).into()),
        url: None,
        sentence: random.below(12),
        sentence_span: [0, 140],
        event_type,
        mode: event_type.modes().first().copied().into_iter().collect(),
        quad: event_type.quad(),
        score: f64::from(event_type.score()),
        context: Vec::new(),
        trigger: WordsRecord {
            text: "attacked".into(),
            span: [40, 48],
        },
        actor: vec![party(random)],
        recipient: (random.below(5) > 0)
            .then(|| party(random))
            .into_iter()
            .collect(),
        date: DateRecord {
            text: None,
            span: None,
            from: Some(day.yesterday().unwrap_or(day)),
            to: Some(day),
            basis: DateBasis::Reporting,
        },
        place: (random.below(2) == 0).then(|| PlaceRecord {
            text: format!("Town {town}").into(),
            span: [60, 69],
            name: Some(format!("Town {town}").into()),
            country: Some(country(town % 200).into()),
            lat: Some(town as f64 / 100.0),
            lon: Some(town as f64 / 50.0),
            geoname_id: Some(town as u32),
            resolution: Some("city".into()),
        }),
        status,
        said_by: Vec::new(),
        size: Default::default(),
        confidence: 0.5,
        coder: "synthetic".into(),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("which file?")?;
    let events: usize = args.next().map_or(Ok(1_000_000), |n| n.parse())?;
    let mut archive = Archive::write(Path::new(&path))?;
    let mut random = Random(1);
    let mut batch = Vec::new();
    for i in 0..events {
        batch.push(record(i, &mut random, date(2014, 1, 1)));
        if batch.len() == 10_000 || i + 1 == events {
            archive.import(&batch)?;
            batch.clear();
        }
    }
    Ok(())
}
