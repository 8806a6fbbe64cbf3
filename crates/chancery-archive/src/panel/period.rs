//! Days, weeks, months, years.

use jiff::ToSpan;
use jiff::civil::Date;

/// How long a row of a panel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// All of them, the shortest first.
    pub const ALL: [Period; 4] = [Period::Day, Period::Week, Period::Month, Period::Year];

    /// The period that a day belongs to, by its first day.
    pub fn of(self, day: Date) -> Date {
        match self {
            Period::Day => day,
            Period::Week => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(since_monday.days())
            }
            Period::Month => day.first_of_month(),
            Period::Year => day.first_of_year(),
        }
    }

    /// The one after.
    pub fn next(self, first: Date) -> Date {
        first.saturating_add(match self {
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
            Period::Year => 1.year(),
        })
    }

    /// How many days an interval may have to count for one period.
    pub fn widest(self) -> i32 {
        match self {
            // news of the day: the day before publication to the day of publication
            Period::Day => 2,
            Period::Week => 7,
            Period::Month => 31,
            Period::Year => 366,
        }
    }

    /// The period of an interval, unless it is unknown or too wide.
    pub fn holds(self, from: Option<Date>, to: Option<Date>) -> Option<Date> {
        let (from, to) = (from?, to?);
        ((to - from).get_days() < self.widest()).then(|| self.of(from))
    }

    /// As it is written: `2015`, `2015-03`, the day, or the week's Monday.
    pub fn shown(self, first: Date) -> String {
        let day = first.to_string();
        let length = match self {
            Period::Day | Period::Week => day.len(),
            Period::Month => day.len() - 3,
            Period::Year => day.len() - 6,
        };
        day.get(..length).unwrap_or(&day).to_owned()
    }

    /// Heading of its column.
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_fall_into_their_periods() {
        let sunday = date(2024, 3, 3);
        assert_eq!(Period::Week.of(sunday), date(2024, 2, 26));
        assert_eq!(Period::Month.shown(Period::Month.of(sunday)), "2024-03");
        assert_eq!(Period::Year.shown(Period::Year.of(sunday)), "2024");
        assert_eq!(Period::Month.next(date(2024, 12, 1)), date(2025, 1, 1));
    }

    #[test]
    fn a_wide_interval_belongs_to_no_short_period() {
        let year = (Some(date(2024, 1, 1)), Some(date(2024, 12, 31)));
        assert_eq!(Period::Month.holds(year.0, year.1), None);
        assert_eq!(Period::Year.holds(year.0, year.1), Some(date(2024, 1, 1)));
        let news = (Some(date(2024, 2, 29)), Some(date(2024, 3, 1)));
        assert_eq!(Period::Day.holds(news.0, news.1), news.0);
        assert_eq!(Period::Month.holds(news.0, news.1), Some(date(2024, 2, 1)));
        assert_eq!(Period::Month.holds(None, None), None);
    }
}
