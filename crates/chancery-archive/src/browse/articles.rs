//! Articles: found by words and day, and one with all that was read in it.

use super::events::{Browsed, Page};
use crate::search::matching;
use crate::{Archive, ArchiveError};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

/// Which articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilters {
    /// Words that they hold; the best come first. Else the newest do.
    pub words: Option<String>,
    /// First day of publication.
    pub from: Option<Date>,
    /// Last day of publication.
    pub to: Option<Date>,
    /// Outlet, exactly.
    pub outlet: Option<String>,
}

/// A page of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Articles {
    /// The articles.
    pub articles: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The words in their surroundings, the hits between `[` and `]`; without words the beginning
    /// of the text.
    pub snippet: Option<String>,
    /// How many events it tells.
    pub events: u64,
}

/// An article with its records.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its text, to which the spans of the records point; none if the archive does not keep texts.
    pub text: Option<String>,
    /// What a careful reader should know.
    pub notes: Vec<String>,
    /// The stamp it was coded with.
    pub coder: String,
    /// Its events, in text order.
    pub events: Vec<Browsed>,
}

/// The row of the last article on the page stands in the cursor; pages by words count.
const NEWEST: &str = "
SELECT a.id, a.published, a.outlet, a.title, substr(b.text, 1, 240),
       (SELECT count(*) FROM event WHERE event.article = a.article), a.article
FROM article a LEFT JOIN body b USING (article)
WHERE (?1 IS NULL OR a.published >= ?1) AND (?2 IS NULL OR a.published <= ?2)
  AND (?3 IS NULL OR a.outlet = ?3)
  AND (?4 IS NULL OR (coalesce(a.published, ''), a.article) < (?4, ?5))
ORDER BY coalesce(a.published, '') DESC, a.article DESC LIMIT ?6";

const BEST: &str = "
SELECT a.id, a.published, a.outlet, a.title, snippet(body_words, -1, '[', ']', '…', ?7),
       (SELECT count(*) FROM event WHERE event.article = a.article), a.article
FROM body_words JOIN article a ON a.article = body_words.rowid
WHERE body_words MATCH ?1 AND (?2 IS NULL OR a.published >= ?2)
  AND (?3 IS NULL OR a.published <= ?3) AND (?4 IS NULL OR a.outlet = ?4)
ORDER BY rank, a.article LIMIT ?5 OFFSET ?6";

/// Words of a snippet on a page, and in a list of hits.
const ON_PAGE: usize = 32;
const IN_LIST: usize = 24;

impl Archive {
    /// Finds articles by words: all of them must stand in title or text, in any form ("attack" finds
    /// "attacked"). `"…"` keeps words together, a trailing `*` takes any ending, `OR` and `NOT` do
    /// what they say. Best first.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Listed>, ArchiveError> {
        let everywhere = ArticleFilters::default();
        let found = self.best(words, &everywhere, limit, 0, IN_LIST);
        Ok(found.map_err(|error| self.failed(error))?.articles)
    }

    /// A page of articles.
    ///
    /// # Errors
    /// The file is damaged, or the page's beginning is none that was handed out.
    pub fn articles(
        &self,
        filters: &ArticleFilters,
        page: &Page,
    ) -> Result<Articles, ArchiveError> {
        let wrong = || {
            ArchiveError::Query(
                "`after` is not where a page begins; give it what the page before gave as `next`"
                    .into(),
            )
        };
        let after = page.after.as_deref();
        match &filters.words {
            Some(words) => {
                let skip = after.map_or(Ok(0), str::parse).map_err(|_| wrong())?;
                self.best(words, filters, page.limit, skip, ON_PAGE)
            }
            None => {
                let after = after
                    .map(|a| {
                        a.split_once('.')
                            .and_then(|(day, n)| Some((day, n.parse().ok()?)))
                    })
                    .map(|a| a.ok_or_else(wrong))
                    .transpose()?;
                self.newest(filters, page.limit, after)
            }
        }
        .map_err(|error| self.failed(error))
    }

    fn newest(
        &self,
        filters: &ArticleFilters,
        limit: usize,
        after: Option<(&str, i64)>,
    ) -> rusqlite::Result<Articles> {
        let (from, to) = days(filters);
        let mut statement = self.connection.prepare_cached(NEWEST)?;
        let rows = statement.query_map(
            params![
                from,
                to,
                filters.outlet,
                after.map(|a| a.0),
                after.map(|a| a.1),
                limit + 1
            ],
            listed,
        )?;
        let mut articles = rows.collect::<Result<Vec<_>, _>>()?;
        let more = articles.len() > limit;
        articles.truncate(limit);
        let next = articles.last().filter(|_| more).map(|(article, row)| {
            format!("{}.{row}", article.published.as_deref().unwrap_or_default())
        });
        Ok(Articles {
            articles: articles.into_iter().map(|(article, _)| article).collect(),
            next,
        })
    }

    fn best(
        &self,
        words: &str,
        filters: &ArticleFilters,
        limit: usize,
        skip: usize,
        snippet: usize,
    ) -> rusqlite::Result<Articles> {
        let (from, to) = days(filters);
        let mut articles = matching(words, |expression| {
            let mut statement = self.connection.prepare_cached(BEST)?;
            let rows = statement.query_map(
                params![
                    expression,
                    from,
                    to,
                    filters.outlet,
                    limit + 1,
                    skip,
                    snippet
                ],
                listed,
            )?;
            rows.collect::<Result<Vec<_>, _>>()
        })?;
        let more = articles.len() > limit;
        articles.truncate(limit);
        Ok(Articles {
            articles: articles.into_iter().map(|(article, _)| article).collect(),
            next: more.then(|| (skip + limit).to_string()),
        })
    }

    /// One article with its records. Of several texts under one id it is the one kept last.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn article(&self, id: &str) -> Result<Option<Shown>, ArchiveError> {
        self.shown(id).map_err(|error| self.failed(error))
    }

    fn shown(&self, id: &str) -> rusqlite::Result<Option<Shown>> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT a.article, a.id, a.published, a.outlet, a.title, a.url, b.text, a.notes, r.stamp
                 FROM article a JOIN run r USING (run) LEFT JOIN body b USING (article)
                 WHERE a.id = ?1 ORDER BY a.article DESC LIMIT 1",
            )?
            .query_row([id], |row| {
                let notes: Option<String> = row.get(7)?;
                let shown = Shown {
                    id: row.get(1)?,
                    published: row.get(2)?,
                    outlet: row.get(3)?,
                    title: row.get(4)?,
                    url: row.get(5)?,
                    text: row.get(6)?,
                    notes: notes.iter().flat_map(|n| n.lines()).map(str::to_owned).collect(),
                    coder: row.get(8)?,
                    events: Vec::new(),
                };
                Ok((row.get::<_, i64>(0)?, shown))
            })
            .optional()?;
        let Some((article, mut shown)) = found else {
            return Ok(None);
        };
        let mut statement = self
            .connection
            .prepare_cached("SELECT event FROM event WHERE article = ?1 ORDER BY event")?;
        let rows = statement.query_map([article], |row| row.get(0))?;
        for row in rows {
            shown.events.extend(self.browsed(row?)?);
        }
        Ok(Some(shown))
    }
}

fn days(filters: &ArticleFilters) -> (Option<String>, Option<String>) {
    (
        filters.from.map(|d| d.to_string()),
        filters.to.map(|d| d.to_string()),
    )
}

fn listed(row: &Row<'_>) -> rusqlite::Result<(Listed, i64)> {
    let article = Listed {
        id: row.get(0)?,
        published: row.get(1)?,
        outlet: row.get(2)?,
        title: row.get(3)?,
        snippet: row.get(4)?,
        events: row.get(5)?,
    };
    Ok((article, row.get(6)?))
}
