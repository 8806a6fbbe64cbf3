//! Places: towns, first-level units and regions that hold no single town.

/// How fine a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fineness {
    /// A first-level unit or a region.
    Admin1,
    /// A town.
    City,
}

/// A place of the tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Town {
    /// Name in the source.
    pub name: &'static str,
    /// As of a party.
    pub country: &'static str,
    /// GeoNames' code of the first-level unit.
    pub admin1: &'static str,
    /// Degrees north, degrees east.
    pub position: (f64, f64),
    /// GeoNames identifier.
    pub geoname_id: Option<u32>,
    /// People, 0 if unknown.
    pub population: u64,
    /// How fine.
    pub fineness: Fineness,
}

/// Sorted tables with the start of every line, searched by halves: nothing is parsed at start.
#[derive(Debug)]
pub struct Towns {
    cities: Lines,
    units: Lines,
    regions: Vec<(String, Town)>,
}

const CITIES: &str = include_str!("../../../../gazetteer/cities.tsv");
const ADMIN1: &str = include_str!("../../../../gazetteer/admin1.tsv");
const REGIONS: &str = include_str!("../../../../gazetteer/regions.tsv");

#[derive(Debug)]
struct Lines {
    text: &'static str,
    starts: Vec<u32>,
}

impl Lines {
    fn new(text: &'static str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 48);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            starts.push(at as u32);
            at += line.len();
        }
        Lines { text, starts }
    }

    fn line(&self, i: usize) -> &'static str {
        let start = self.starts.get(i).map_or(self.text.len(), |s| *s as usize);
        let rest = self.text.get(start..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }

    /// Lines whose first field is `key`.
    fn with_key<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let first = |line: &'static str| line.split('\t').next().unwrap_or_default();
        let mut lo = 0;
        let mut hi = self.starts.len();
        while lo < hi {
            let mid = lo + (hi - lo) / 2;
            if first(self.line(mid)).as_bytes() < key.as_bytes() {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        (lo..self.starts.len())
            .map(|i| self.line(i))
            .take_while(move |l| first(l) == key)
    }
}

impl Towns {
    /// The tables that are compiled in.
    pub fn embedded() -> Self {
        let regions = REGIONS
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(region)
            .collect();
        Towns {
            cities: Lines::new(CITIES),
            units: Lines::new(ADMIN1),
            regions,
        }
    }

    /// Everything that bears a name, given as folded words joined by a space: regions, then
    /// units, then towns by their size.
    pub fn get(&self, key: &str) -> Vec<Town> {
        let mut found: Vec<Town> = self
            .regions
            .iter()
            .filter(|(k, _)| k == key)
            .map(|(_, t)| *t)
            .collect();
        found.extend(self.units.with_key(key).filter_map(unit));
        found.extend(self.cities.with_key(key).filter_map(city));
        found
    }
}

fn region(line: &'static str) -> Option<(String, Town)> {
    let mut fields = line.split('\t');
    let name = fields.next()?;
    let town = Town {
        name,
        country: fields.next()?,
        admin1: "",
        position: (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?),
        geoname_id: None,
        population: 5_000_000,
        fineness: Fineness::Admin1,
    };
    Some((super::words::key(name), town))
}

fn unit(line: &'static str) -> Option<Town> {
    let mut fields = line.split('\t').skip(1);
    Some(Town {
        name: fields.next()?,
        country: fields.next()?,
        admin1: fields.next()?,
        position: (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?),
        geoname_id: None,
        population: 500_000,
        fineness: Fineness::Admin1,
    })
}

fn city(line: &'static str) -> Option<Town> {
    let mut fields = line.split('\t').skip(1);
    Some(Town {
        name: fields.next()?,
        country: fields.next()?,
        admin1: fields.next()?,
        position: (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?),
        geoname_id: fields.next()?.parse().ok(),
        population: fields.next()?.parse().ok()?,
        fineness: Fineness::City,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_their_keys_folded() {
        for table in [CITIES, ADMIN1] {
            let mut last = "";
            for line in table.lines() {
                let key = line.split('\t').next().unwrap_or_default();
                assert!(last.as_bytes() <= key.as_bytes(), "{last} before {key}");
                assert_eq!(key, super::super::words::key(key));
                last = key;
            }
        }
    }

    #[test]
    fn towns_of_one_name_come_by_size() {
        let towns = Towns::embedded();
        let first = towns
            .get("aleppo")
            .into_iter()
            .find(|t| t.fineness == Fineness::City);
        assert_eq!(
            first.map(|t| (t.country, t.geoname_id)),
            Some(("SYR", Some(170_063)))
        );
        assert!(towns.get("kyiv").iter().any(|t| t.country == "UKR"));
        assert!(towns.get("kiev").iter().any(|t| t.name == "Kyiv"));
        assert!(towns.get("").is_empty() && towns.get("zzzz").is_empty());
        assert!(towns.get("darfur").iter().any(|t| t.country == "SDN"));
    }
}
