//! Is it the same place?

use super::score::Score;
use super::telling::Spot;
use super::words;

/// Kilometres between towns up to which they are told as one place.
const NEAR: f64 = 25.0;
/// Kilometres from which on they are two.
const FAR: f64 = 60.0;

/// Compares two places; false if it cannot be one.
pub fn compare(a: Option<&Spot>, b: Option<&Spot>, score: &mut Score) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return true;
    };
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    match (a.town, b.town) {
        (Some(x), Some(y)) => match kilometres(x, y) {
            ..=NEAR => score.agree(1.5, format!("place {}", a.name)),
            ..=FAR => score.add(-1.5),
            _ => return false,
        },
        _ if a.name == b.name => score.agree(0.8, format!("place {}", a.name)),
        // a country holds its towns
        _ if a.is_country || b.is_country => score.add(0.2),
        _ => {
            let share = |x: &Spot, y: &Spot| {
                let of = |s: &Spot| words::split(&s.name).collect::<Vec<_>>();
                of(x).iter().any(|w| of(y).contains(w))
            };
            score.add(if share(a, b) { 0.3 } else { -0.7 });
        }
    }
    true
}

/// Along the surface of the Earth, as a sphere.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let [north_a, east_a, north_b, east_b] = [a.0, a.1, b.0, b.1].map(f64::to_radians);
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let h = half(north_b - north_a) + north_a.cos() * north_b.cos() * half(east_b - east_a);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_map() {
        let (berlin, paris) = ((52.52, 13.405), (48.8566, 2.3522));
        assert!((kilometres(berlin, paris) - 878.0).abs() < 3.0);
        assert_eq!(kilometres(berlin, berlin), 0.0);
        assert!((kilometres((0.0, 179.9), (0.0, -179.9)) - 22.2).abs() < 0.2);
    }
}
