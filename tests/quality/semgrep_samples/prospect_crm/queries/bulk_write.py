def write(cursor):
    # ok: sql-outside-bulk-write
    cursor.executemany("insert", [])
