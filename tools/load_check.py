#!/usr/bin/env python3
"""Reads a served ledger over many keep-alive connections at once and tells what came of it.

usage: load_check.py TADWIN LEDGER [--connections N] [--seconds N] [--slow N] [--json]

Starts `tadwin serve` on a free port of 127.0.0.1. Each connection asks one path after another and
checks status, length and type of every answer. `--slow` clients beside them send a byte a second or
read nothing. Exit code 1 when any answer was wrong, a connection was lost or the server did not stop.
The client takes processor time too: figures are those of both on one machine.
"""
import argparse
import asyncio
import json
import re
import subprocess
import sys
import time

PATHS = ("/api/v1/incidents?limit=50", "/api/v1/overview", "/api/v1/facts?limit=50", "/",
         "/api/v1/incidents?type=ASSAULT&limit=20", "/api/v1/aggregate?by=month,type",
         "/api/v1/documents?limit=50", "/healthz")


async def answer(reader):
    """Status and body of the next answer; (0, b"") at the end of the connection."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = re.search(rb"content-length: (\d+)", head, re.I)
    return status, await reader.readexactly(int(length.group(1)) if length else 0)


async def read(port, number, until, result):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = number  # connections begin at different paths
    try:
        while time.monotonic() < until:
            path = PATHS[asked % len(PATHS)]
            asked += 1
            start = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            status, body = await answer(reader)
            result["times"].append(time.perf_counter() - start)
            result["bytes"] += len(body)
            if status != 200 or not body:
                result["errors"].append(f"{path}: {status}")
    except (OSError, asyncio.IncompleteReadError) as problem:
        result["errors"].append(f"{type(problem).__name__}: {problem}")
    finally:
        writer.close()


async def dawdle(port, number, until):
    """A client that hardly sends, or that asks and does not read."""
    while time.monotonic() < until:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            if number % 2 == 0:
                writer.transport.pause_reading()
                writer.write(b"GET /api/v1/exports/facts.jsonl HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50)
            while time.monotonic() < until and not writer.is_closing():
                if number % 2 == 1:
                    writer.write(b"G")
                    await writer.drain()
                await asyncio.sleep(min(1, max(0, until - time.monotonic())))
            writer.close()
        except OSError:
            pass  # cut off, as it should be


async def run(port, options):
    until = time.monotonic() + options.seconds
    result = {"times": [], "bytes": 0, "errors": []}
    tasks = [read(port, i, until, result) for i in range(options.connections)]
    tasks += [dawdle(port, i, until) for i in range(options.slow)]
    await asyncio.gather(*tasks)
    return result


def main():
    parser = argparse.ArgumentParser(description="Loads `tadwin serve` on loopback.")
    parser.add_argument("tadwin")
    parser.add_argument("ledger")
    parser.add_argument("--connections", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--slow", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    server = subprocess.Popen([options.tadwin, "serve", options.ledger, "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE)
    port = int(re.search(rb":(\d+)/", server.stdout.readline()).group(1))
    try:
        result = asyncio.run(run(port, options))
    finally:
        server.terminate()
    stopped = server.wait(30) == 0
    times = sorted(result["times"])
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))] if times else None
    figures = {"connections": options.connections, "slow": options.slow, "seconds": options.seconds,
               "requests": len(times), "requests_per_second": len(times) / options.seconds,
               "megabytes": result["bytes"] / 1e6, "median_ms": (at(.5) or 0) * 1000,
               "p99_ms": (at(.99) or 0) * 1000, "longest_ms": (times[-1] if times else 0) * 1000,
               "errors": len(result["errors"]), "stopped": stopped}
    if options.json:
        print(json.dumps(figures))
    else:
        print(f"{options.connections} readers and {options.slow} slow clients for {options.seconds:g} s: "
              f"{len(times)} answers, {figures['requests_per_second']:.0f} a second, "
              f"{figures['megabytes']:.0f} MB, median {figures['median_ms']:.0f} ms, "
              f"99 of 100 within {figures['p99_ms']:.0f} ms, {len(result['errors'])} errors")
    for error in result["errors"][:10]:
        print(f"  {error}", file=sys.stderr)
    return 0 if times and not result["errors"] and stopped else 1


if __name__ == "__main__":
    sys.exit(main())
