"""Loads what chancery writes with the programs that its users load it with.

    python tests/compat/readers.py CHANCERY SAMPLES

CHANCERY is the binary, SAMPLES a folder of articles. Needs tests/compat/requirements.txt.
"""

import io
import json
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas
import pyarrow.dataset
import pyarrow.parquet

CHANCERY, SAMPLES = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()


def run(*args):
    done = subprocess.run([CHANCERY, *map(str, args)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{args}: {done.stderr}"
    return done.stdout


def equal(a, b, what):
    assert a == b, f"{what}: {a!r} is not {b!r}"
    print(f"ok  {what}")


def parquet(folder, records):
    """One file and a folder of months hold what the JSON lines hold."""
    one, months = folder / "events.parquet", folder / "events"
    run("export", folder / "a.chancery", "--format", "parquet", "-o", one)
    run("export", folder / "a.chancery", "--format", "parquet", "-o", months)
    table = pyarrow.parquet.read_table(one)
    equal(table.num_rows, len(records), "pyarrow: rows")
    equal(table["id"].to_pylist(), [r["id"] for r in records], "pyarrow: ids in order")
    for row, record in zip(table.to_pylist(), records):
        for role in ("actor", "recipient", "said_by"):
            got = [(p["text"], [p["start"], p["end"]], p["country"], p["sector"]) for p in row[role]]
            want = [(p["text"], p["span"], p["country"], p["sector"]) for p in record[role]]
            assert got == want, (role, got, want)
        day = record["date"]["from"]
        assert (row["date_from"] and row["date_from"].isoformat()) == day
        assert [row["trigger_start"], row["trigger_end"]] == record["trigger"]["span"]
        place = record["place"] or {}
        assert (row["lat"], row["geoname_id"]) == (place.get("lat"), place.get("geoname_id"))
        assert row["dead_low"] == (record["size"]["dead"] or {}).get("low")
        for field in ("type", "status", "mode", "quad", "score", "confidence", "coder", "article"):
            assert row[field] == record[field], (field, row[field], record[field])
    print("ok  pyarrow: every field")
    dataset = pyarrow.dataset.dataset(months, partitioning="hive")
    equal(dataset.count_rows(), len(records), "pyarrow: months")

    con = duckdb.connect()
    got = con.sql(f"SELECT count(*), count(DISTINCT month) FROM read_parquet('{months}/*/*.parquet', hive_partitioning = true)")
    days = [r["date"]["from"] or r["publication_date"] for r in records]
    equal(got.fetchall()[0], (len(records), len({d[:7] for d in days if d})), "duckdb: months")
    got = con.sql(
        f"SELECT count(*) FROM (SELECT unnest(actor) AS a, status FROM '{one}') WHERE a.country = 'RUS' AND status = 'actual'"
    ).fetchall()[0][0]
    want = sum(p["country"] == "RUS" for r in records if r["status"] == "actual" for p in r["actor"])
    equal(got, want, "duckdb: lists of parties")


def tables(folder):
    """The field's tables have their columns and types."""
    for name, columns, header in (
        ("polecat", 40, True), ("icews", 20, True), ("gdelt", 61, False), ("gdelt-mentions", 16, False), ("phoenix", 26, False),
    ):  # fmt: skip
        text = run("export", folder / "a.chancery", "--format", name)
        frame = pandas.read_csv(
            io.StringIO(text), sep="\t", header=0 if header else None, dtype=str, quoting=3, keep_default_na=False
        )
        equal(frame.shape[1], columns, f"pandas: columns of {name}")
        assert len(frame) > 0, name
        if name == "icews":
            dated = frame["Event Date"][frame["Event Date"] != "NA"]
            assert len(pandas.to_datetime(dated, format="%Y-%m-%d")) > 0
            frame["Intensity"].astype(float)
            assert frame["CAMEO Code"].str.fullmatch(r"\d{3,4}").all()
        if name == "gdelt":
            assert len(pandas.to_datetime(frame[1][frame[1] != ""], format="%Y%m%d")) > 0
            assert frame[29].isin(list("1234")).all()
            frame[30].astype(float)
    frame = pandas.read_csv(io.StringIO(run("export", folder / "a.chancery", "--format", "csv")))
    assert {"id", "actor_country", "status", "confidence"} <= set(frame.columns)


def archive(folder, records):
    """SQLite of other programs reads the views."""
    con = sqlite3.connect(f"file:{folder / 'a.chancery'}?mode=ro", uri=True)
    for view in ("events", "dyads", "articles", "incidents", "runs", "dyad_months"):
        con.execute(f"SELECT * FROM {view}").fetchall()
    got = {i: (t, s) for i, t, s in con.execute("SELECT id, trigger, status FROM events")}
    equal(got, {r["id"]: (r["trigger"]["text"], r["status"]) for r in records}, "sqlite3: events")
    frame = pandas.read_csv(io.StringIO(run("panel", folder / "a.chancery", "--by", "dyad-month")))
    assert (frame.groupby(["actor", "recipient"]).size().nunique()) == 1, "the panel is not balanced"
    print("ok  pandas: panel")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("add", folder / "a.chancery", SAMPLES, "--quiet")
        records = [json.loads(line) for line in run("export", folder / "a.chancery").splitlines()]
        assert records
        parquet(folder, records)
        tables(folder)
        archive(folder, records)


main()
