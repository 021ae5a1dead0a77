#!/usr/bin/env python3
"""Lays out the same graphs with recens and with the other engines, and prints one table of quality and time.

    .ci/layout/compare.py PEERS CORPUS OUT [--sample N] [--synthetic SIZE,…] [--timeout SECONDS] [--keep] [--bench FILE]

PEERS   folder with extract.py, gen.py, graph-layout.mjs (elkjs, bpmn-auto-layout), dotlay.py and evalr (the one
        evaluator for all); its node modules, dotlay and evalr are built in a copy below OUT where they are missing
CORPUS  folder of .bpmn files with diagrams of their own
OUT     folder for graphs, layouts and the measures of each (table.json)

Real graphs with lanes are laid out with lanes (ELK: groups, dot: clusters), the others without; bpmn-auto-layout knows
no lanes. --sample takes every k-th real graph so that N remain. Each row sums over the graphs that every engine laid
out; `failed` counts the others for the one that failed. The time is the median of several runs inside one process.
--keep reuses what the other engines answered in an earlier run with the same OUT, and their failures: only what is
missing is laid out, so a long comparison can be stopped and taken up again. --bench names a layout_bench that is
built already (the example of that name of the crate render); without it cargo builds one.
"""
import argparse, glob, json, os, shutil, statistics, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COLUMNS = ["crossings", "through", "node_ovl", "ovl_pairs", "bends", "len"]


def run(command, **more):
    return subprocess.run(command, check=True, **more)


def ready(peers, out):
    """The folder of the peers with everything built, a copy if that needs writing."""
    built = lambda p: all(os.path.exists(p + "/" + f) for f in ("node_modules", "dotlay", "evalr/target/release/evalr"))
    if built(peers):
        return peers
    copy = out + "/peers"
    if not built(copy):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(peers, copy, ignore=shutil.ignore_patterns("target"))
        run(["chmod", "-R", "u+w", copy])
        if not os.path.exists(copy + "/node_modules"):
            run(["npm", "install", "--silent"], cwd=copy)
        run("gcc -O2 dotlay.c -o dotlay $(pkg-config --cflags --libs libgvc)", shell=True, cwd=copy)
        own = {k: v for k, v in os.environ.items() if k != "CARGO_TARGET_DIR"}
        run(["cargo", "build", "--release", "--quiet"], cwd=copy + "/evalr", env=own)
    return copy


def graphs(peers, corpus, out, args):
    """Writes the graphs and the people's own drawings; the names by group."""
    shutil.rmtree(out + "/graphs", ignore_errors=True)
    shutil.rmtree(out + "/all", ignore_errors=True)
    os.makedirs(out + "/graphs")
    run([sys.executable, peers + "/extract.py", out + "/all", corpus], stdout=subprocess.DEVNULL)
    run([sys.executable, peers + "/gen.py", out + "/all/synthetic"], stdout=subprocess.DEVNULL)
    groups = {"lanes": [], "flat": [], "synthetic": []}
    real = sorted(glob.glob(out + "/all/graphs/*.json"))
    total = len(real)
    if args.sample and args.sample < total:
        real = [real[k * total // args.sample] for k in range(args.sample)]
    for file in real:
        graph = json.load(open(file))
        groups["lanes" if any("lane" in n for n in graph["nodes"]) else "flat"].append(graph["name"])
        shutil.copy(file, out + "/graphs")
    for size in filter(None, args.synthetic.split(",")):
        for file in sorted(glob.glob(f"{out}/all/synthetic/syn_{size}_*.json")):
            groups["synthetic"].append(os.path.basename(file)[:-5])
            shutil.copy(file, out + "/graphs")
    print(f"{len(real)} of {total} real graphs, {len(groups['synthetic'])} synthetic", file=sys.stderr)
    return groups


def recens(out, bench):
    """Lays everything out with this project's engine."""
    built = ["cargo", "run", "--release", "--quiet", "-p", "render", "--example", "layout_bench", "--"]
    command = [os.path.abspath(bench)] if bench else built
    run(command + [out + "/graphs", out + "/recens"], cwd=ROOT, stdout=subprocess.DEVNULL)


def peer(peers, out, engine, group, name, args):
    """One graph by one peer; whether there is a layout now."""
    lanes = "-lanes" if group != "flat" and engine != "bpmn-auto-layout" else ""
    target = f"{out}/{engine}/{name}.json"
    failed = target + ".failed"
    if args.keep and os.path.exists(failed):
        return False
    if args.keep and os.path.exists(target):
        return True
    for old in filter(os.path.exists, (target, failed)):
        os.remove(old)
    if engine == "dot-poly":
        command = [sys.executable, peers + "/dotlay.py", engine + lanes]
    else:
        command = ["node", peers + "/graph-layout.mjs", engine + lanes]
    try:
        subprocess.run(command + [f"{out}/graphs/{name}.json", target], timeout=args.timeout, capture_output=True, cwd=peers)
    except subprocess.TimeoutExpired:
        pass
    if not os.path.exists(target):
        open(failed, "w").close()
    return os.path.exists(target)


def measure(peers, out, engine, name):
    """The evaluator's answer and the time of one layout, or None."""
    folder = out + "/all/human" if engine == "people" else f"{out}/{engine}"
    file = f"{folder}/{name}.json"
    if not os.path.exists(file):
        return None
    answer = subprocess.run([peers + "/evalr/target/release/evalr", f"{out}/graphs/{name}.json", file], capture_output=True, text=True)
    if answer.returncode:
        return None
    found = json.loads(answer.stdout)
    if found["missing"]:
        return None
    times = json.load(open(file)).get("time_ms") or [0]
    return {**found, "ms": statistics.median(times)}


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("peers")
    parse.add_argument("corpus")
    parse.add_argument("out")
    parse.add_argument("--sample", type=int, default=0)
    parse.add_argument("--synthetic", default="10,30,100,300,1000")
    parse.add_argument("--timeout", type=float, default=60)
    parse.add_argument("--keep", action="store_true")
    parse.add_argument("--bench")
    args = parse.parse_args()
    out = os.path.abspath(args.out)
    os.makedirs(out, exist_ok=True)
    peers = ready(os.path.abspath(args.peers), out)
    groups = graphs(peers, os.path.abspath(args.corpus), out, args)
    recens(out, args.bench)
    others = ["dot-poly", "elkjs", "bpmn-auto-layout"]
    for engine in others:
        os.makedirs(f"{out}/{engine}", exist_ok=True)
    jobs = [(e, g, n) for e in others for g in groups for n in groups[g]]
    # One after another: a second process would spoil the times of the first.
    for engine, group, name in jobs:
        peer(peers, out, engine, group, name, args)
    table, kept = [], {}
    with ThreadPoolExecutor(2) as pool:
        for group, names in groups.items():
            engines = (["people"] if group != "synthetic" else []) + ["recens"] + others
            found = {e: dict(zip(names, pool.map(lambda n: measure(peers, out, e, n), names))) for e in engines}
            common = [n for n in names if all(found[e][n] for e in engines)]
            for engine in engines:
                rows = [found[engine][n] for n in common]
                if not rows:
                    continue
                line = {"graphs": group, "engine": engine, "n": len(rows), "failed": sum(1 for n in names if not found[engine][n])}
                line.update({c: sum(r[c] for r in rows) for c in COLUMNS})
                line["area"] = sum(r["w"] * r["h"] for r in rows) / 1e6
                line["clean"] = sum(1 for r in rows if r["lane_pairs"] == 0)
                times = sorted(r["ms"] for r in rows)
                line["median"], line["max"] = statistics.median(times), times[-1]
                table.append(line)
            kept[group] = found
    json.dump(kept, open(out + "/table.json", "w"))
    show(table)


def show(table):
    """The table as Markdown."""
    print("| graphs | engine | laid out | failed | crossings | through | overlaps | collinear | bends | length (1000 px) | area (Mpx) | lanes kept | ms median | ms max |")
    print("|---|---|" + "---:|" * 12)
    for r in table:
        time = ("–", "–") if r["engine"] == "people" else (f"{r['median']:.2f}", f"{r['max']:.1f}")
        kept = "–" if r["graphs"] == "flat" else r["clean"]
        print(f"| {r['graphs']} | {r['engine']} | {r['n']} | {r['failed']} | {r['crossings']} | {r['through']} | {r['node_ovl']} | {r['ovl_pairs']} "
              f"| {r['bends']} | {r['len'] / 1000:.0f} | {r['area']:.1f} | {kept} | {time[0]} | {time[1]} |")


main()
