"""Reads a JSON Lines file of Session Logger events with DuckDB, on one thread, into a table that has the
fields which sessionscope's columns have; prints how many events, and the best time in milliseconds.

    python3 read_with_duckdb.py FILE ROUNDS
"""

import json
import sys
import time

import duckdb

# Only what is wanted is named, so that DuckDB has to look at nothing else of an event.
TABLE = """
CREATE TABLE events AS
SELECT activity_name AS activity, "time",
  session_detail.portal_id AS portal, session_detail.session_id AS session,
  session_detail.client_ip AS client_ip, session_detail.username AS "user",
  url.url_string AS url, url.hostname AS host,
  file.name AS file, file.size AS size, file.ext AS extension
FROM read_json(?, format = 'newline_delimited', columns = {
  activity_name: 'VARCHAR', "time": 'TIMESTAMP',
  session_detail: 'STRUCT(portal_id VARCHAR, session_id VARCHAR, client_ip VARCHAR, username VARCHAR)',
  url: 'STRUCT(url_string VARCHAR, hostname VARCHAR)',
  file: 'STRUCT("name" VARCHAR, "size" UBIGINT, ext VARCHAR)'
})
"""


def main(path, rounds):
    best = None
    for _ in range(rounds):
        with duckdb.connect() as connection:
            connection.execute("SET threads = 1")
            start = time.perf_counter()
            connection.execute(TABLE, [path])
            took = (time.perf_counter() - start) * 1000
            # An event without a time would be one that was not read.
            (count,) = connection.execute('SELECT count("time") FROM events').fetchone()
        best = took if best is None else min(best, took)
    print(json.dumps({"version": duckdb.__version__, "count": count, "ms": best}))


main(sys.argv[1], int(sys.argv[2]))
