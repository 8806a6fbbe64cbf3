-- Views for people. Plain enough for SQLite 3.35 of 2021, which other programs may bring along.

CREATE VIEW articles AS
SELECT a.id, a.published, a.outlet, a.title, a.url, b.text, a.notes, r.stamp AS coder,
       (SELECT count(*) FROM event WHERE event.article = a.article) AS events
FROM article a JOIN run r USING (run) LEFT JOIN body b USING (article);

-- One row a record, with the columns of `chancery code --format csv` and some more.
CREATE VIEW events AS
SELECT printf('%016x', e.id) AS id, a.id AS article, a.published AS publication_date, a.outlet, a.url,
       a.title, e.sentence, e.type, e.mode, e.quad, e.score, e.context, e.trigger,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(text, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 0 ORDER BY n)) AS actor,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(name, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 0 ORDER BY n)) AS actor_name,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(country, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 0 ORDER BY n)) AS actor_country,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(sector, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 0 ORDER BY n)) AS actor_sector,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(text, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 1 ORDER BY n)) AS recipient,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(name, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 1 ORDER BY n)) AS recipient_name,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(country, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 1 ORDER BY n)) AS recipient_country,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(sector, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 1 ORDER BY n)) AS recipient_sector,
       e.day_from AS date_from, e.day_to AS date_to, e.date_text, e.place_text AS place, p.name AS place_name,
       p.country AS place_country, p.lat, p.lon, p.geoname AS geoname_id, p.resolution, e.status,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(text, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 2 ORDER BY n)) AS said_by,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(country, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 2 ORDER BY n)) AS said_by_country,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(sector, '') AS x FROM party JOIN entity USING (entity) WHERE event = e.event AND role = 2 ORDER BY n)) AS said_by_sector,
       json_extract(e.size, '$.dead.low') AS dead_low,
       json_extract(e.size, '$.dead.high') AS dead_high,
       json_extract(e.size, '$.injured.low') AS injured_low,
       json_extract(e.size, '$.injured.high') AS injured_high,
       json_extract(e.size, '$.arrested.low') AS arrested_low,
       json_extract(e.size, '$.arrested.high') AS arrested_high,
       json_extract(e.size, '$.crowd.low') AS crowd_low,
       json_extract(e.size, '$.crowd.high') AS crowd_high,
       e.confidence / 100.0 AS confidence, CASE WHEN i.id IS NOT NULL THEN printf('%016x', i.id) END AS incident, r.stamp AS coder
FROM event e JOIN article a USING (article) JOIN run r USING (run)
LEFT JOIN place p USING (place) LEFT JOIN incident i USING (incident);

-- One row a pair of actor and recipient; a side that is not known is null. Who act together without
-- a recipient (a meeting, a fight) make a pair in both directions.
CREATE VIEW dyads AS
SELECT printf('%016x', e.id) AS event, a.id AS article, a.published AS publication_date, a.outlet,
       e.day_from AS date_from, e.day_to AS date_to, e.type, e.mode, e.quad, e.score, e.status, e.trigger,
       coalesce(ae.name, ap.text) AS actor, ae.country AS actor_country, ae.sector AS actor_sector,
       coalesce(re.name, rp.text) AS recipient, re.country AS recipient_country, re.sector AS recipient_sector,
       p.country AS place_country, e.confidence / 100.0 AS confidence
FROM event e JOIN article a USING (article)
LEFT JOIN party ap ON ap.event = e.event AND ap.role = 0 LEFT JOIN entity ae ON ae.entity = ap.entity
LEFT JOIN party rp ON rp.event = e.event AND (rp.role = 1 OR rp.role = 0 AND rp.n <> ap.n
  AND NOT EXISTS (SELECT 1 FROM party WHERE event = e.event AND role = 1))
LEFT JOIN entity re ON re.entity = rp.entity
LEFT JOIN place p USING (place);

-- One row a real event that one or more articles tell; what it is, is told by the event that it
-- began with. Denied and merely thought of events are none.
CREATE VIEW incidents AS
SELECT printf('%016x', i.id) AS id, f.type, f.trigger,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(name, text) AS x FROM party JOIN entity USING (entity) WHERE event = f.event AND role = 0 ORDER BY n)) AS actor,
       (SELECT group_concat(x, '; ') FROM (SELECT coalesce(name, text) AS x FROM party JOIN entity USING (entity) WHERE event = f.event AND role = 1 ORDER BY n)) AS recipient,
       f.day_from AS date_from, f.day_to AS date_to, coalesce(p.name, f.place_text) AS place, f.status,
       count(*) AS events, count(DISTINCT e.article) AS articles, count(DISTINCT a.outlet) AS outlets,
       min(e.day_from) AS earliest, max(e.day_to) AS latest,
       min(a.published) AS first_published, max(a.published) AS last_published,
       group_concat(DISTINCT a.outlet) AS told_by
FROM incident i JOIN event e USING (incident) JOIN article a USING (article)
LEFT JOIN event f ON f.id = i.id LEFT JOIN place p ON p.place = f.place
WHERE i.merged IS NULL GROUP BY i.incident;

-- Why an event belongs to its incident. The event that began it has no row here.
CREATE VIEW links AS
SELECT printf('%016x', i.id) AS incident, printf('%016x', e.id) AS event, a.id AS article,
       printf('%016x', l.because) AS because, l.reason
FROM link l JOIN event e USING (event) JOIN article a USING (article) JOIN incident i USING (incident);

-- At most one event a day, type and pair of actor and recipient as country and sector, as the
-- one-a-day filter of the Phoenix pipeline keeps it: the first that was read stands for all. Only
-- what happened, on a known day, with both sides known.
CREATE VIEW one_a_day AS
SELECT printf('%016x', min(event)) AS id, day, actor, recipient, type, count(DISTINCT event) AS events,
       count(DISTINCT article) AS articles, count(DISTINCT outlet) AS outlets
FROM (SELECT e.id AS event, e.article, a.outlet, e.day_from AS day, e.type,
             coalesce(ae.country, '') || coalesce(ae.sector, '') AS actor,
             coalesce(re.country, '') || coalesce(re.sector, '') AS recipient
      FROM event e JOIN article a USING (article)
      JOIN party ap ON ap.event = e.event AND ap.role = 0 JOIN entity ae ON ae.entity = ap.entity
      JOIN party rp ON rp.event = e.event AND (rp.role = 1 OR rp.role = 0 AND rp.n <> ap.n
        AND NOT EXISTS (SELECT 1 FROM party WHERE event = e.event AND role = 1))
      JOIN entity re ON re.entity = rp.entity
      WHERE e.day_from = e.day_to AND e.status IN ('actual', 'historical'))
WHERE actor <> '' AND recipient <> '' GROUP BY day, actor, recipient, type;

CREATE VIEW runs AS SELECT run, stamp AS coder, articles, events FROM run;

-- Counts by month and pair of countries, from a table that is kept up to date: instant at any size.
CREATE VIEW dyad_months AS
SELECT actor AS actor_country, recipient AS recipient_country, month, type, status, events,
       score / events AS mean_score
FROM rollup WHERE actor <> '' AND recipient <> '' AND month <> '';
