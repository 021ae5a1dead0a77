#!/usr/bin/env python3
"""Draws whole files anew with `recens convert --layout always` and measures them beside their own drawings.

    .ci/layout/drawings.py PEERS CORPUS OUT [--recens FILE] [--folder NAME …]

PEERS   folder with quality.py, the evaluator of drawings in BPMN files (needs lxml)
CORPUS  folder of folders of .bpmn files; --folder names those to take (hdBPMN, bpmn-miwg-test-suite)
OUT     folder for the drawn files
--recens  the program, if it is built already; without it cargo builds it

Everything is drawn: pools, messages, data, notes, sub-processes, border events. `complete` counts the drawn files in
which every flow node, flow, message, association, pool and lane has its shape or edge; `people` are the files' own
drawings, measured on the same files (those that have one that is as complete).
`labels crossed` counts lines through the text of an event, gateway, data object, store or line, `labels on shapes` such
texts on another element's shape. The status is 1 where a drawn file is not complete or has overlaps, lines through shapes,
lines on each other or labels on shapes.
"""
import argparse, collections, contextlib, importlib.util, io, os, shutil, subprocess, sys
import xml.etree.ElementTree as tree
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHOWN = ("Event", "Gateway", "ask", "callActivity", "subProcess", "SubProcess", "transaction", "DataObjectReference", "dataObjectReference",
         "dataStoreReference", "textAnnotation", "participant", "lane", "sequenceFlow", "messageFlow", "association")
HOLDERS = ("participant", "lane", "subProcess", "transaction", "adHocSubProcess", "callActivity", "group", "process")
NAMED = ("Event", "Gateway", "DataObjectReference", "dataObjectReference", "dataStoreReference", "Flow")


def local(tag):
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def evaluator(peers):
    """The function of quality.py that measures one file."""
    spec = importlib.util.spec_from_file_location("quality", peers + "/quality.py")
    module = importlib.util.module_from_spec(spec)
    argv, sys.argv = sys.argv, ["quality.py"]
    with contextlib.redirect_stdout(io.StringIO()):
        spec.loader.exec_module(module)
    sys.argv = argv
    return module.one


def missing(file):
    """Elements without shape or edge."""
    root = tree.parse(file).getroot()
    drawn, wanted = set(), set()
    ids = {e.get("id") for e in root.iter()}
    ends = lambda e: [e.get(k).split(":")[-1] for k in ("sourceRef", "targetRef") if e.get(k) is not None]
    for e in root.iter():
        name = local(e.tag)
        if name in ("BPMNShape", "BPMNEdge"):
            drawn.add(e.get("bpmnElement", "").split(":")[-1])
        elif name.endswith(SHOWN) and not name.startswith(("BPMN", "global")) and e.get("id"):
            # A line to nowhere cannot be drawn; a global task is a declaration.
            if name.endswith("Flow") and len(ends(e)) < 2 or not ids.issuperset(ends(e)):
                continue
            wanted.add(e.get("id"))
    return wanted - drawn


def through(p, q, box):
    """Whether the piece from p to q has a point inside the box (x0, y0, x1, y1)."""
    low, high = 0.0, 1.0
    for start, way, first, last in ((p[0], q[0] - p[0], box[0], box[2]), (p[1], q[1] - p[1], box[1], box[3])):
        if abs(way) < 1e-9:
            if not first < start < last:
                return False
        else:
            a, b = sorted(((first - start) / way, (last - start) / way))
            low, high = max(low, a), min(high, b)
    return low < high


def labels(file):
    """How many lines run through labels, and how many labels stand on shapes."""
    root = tree.parse(file).getroot()
    kind = {e.get("id"): local(e.tag) for e in root.iter()}
    sides = lambda e: [float(e.get(k) or 0) for k in ("x", "y", "width", "height")]
    found = collections.Counter()
    for plane in (e for e in root.iter() if local(e.tag) == "BPMNPlane"):
        texts, lines, shapes = [], [], []
        for shown in plane:
            of = (shown.get("bpmnElement") or "").split(":")[-1]
            # What holds others holds their labels, too.
            holds = kind.get(of, "") in HOLDERS
            lines.append([(float(p.get("x") or 0), float(p.get("y") or 0)) for p in shown if local(p.tag) == "waypoint"])
            shapes += [(of, sides(b)) for b in shown if local(b.tag) == "Bounds" and not holds]
            names = [label for label in shown if local(label.tag) == "BPMNLabel" and kind.get(of, "").endswith(NAMED)]
            texts += [(of, sides(b)) for label in names for b in label if local(b.tag) == "Bounds"]
        for of, (x, y, w, h) in texts:
            box = (x + 2, y + 2, x + w - 2, y + h - 2)
            found["labels crossed"] += sum(any(through(a, b, box) for a, b in zip(line, line[1:])) for line in lines)
            found["labels on shapes"] += sum(o != of and a + 2 < x + w and x + 2 < a + c and b + 2 < y + h and y + 2 < b + d for o, (a, b, c, d) in shapes)
    return found


def draw(recens, source, target):
    """The drawn file, or what was said instead."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    answer = subprocess.run([recens, "convert", source, "-o", target, "--layout", "always"], capture_output=True, text=True)
    return "" if os.path.exists(target) else answer.stderr.strip().splitlines()[-1:]


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("peers")
    parse.add_argument("corpus")
    parse.add_argument("out")
    parse.add_argument("--recens")
    parse.add_argument("--folder", nargs="*", default=["hdBPMN", "bpmn-miwg-test-suite"])
    args = parse.parse_args()
    recens = args.recens
    if not recens:
        subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "cli"], cwd=ROOT, check=True)
        recens = os.environ.get("CARGO_TARGET_DIR", ROOT + "/target") + "/release/recens"
    measure = evaluator(os.path.abspath(args.peers))
    rows, worst = [], {}
    for folder in args.folder:
        top = os.path.join(os.path.abspath(args.corpus), folder)
        files = sorted(os.path.join(r, f) for r, _, names in os.walk(top) for f in names if f.lower().endswith(".bpmn"))
        out = os.path.join(os.path.abspath(args.out), folder)
        shutil.rmtree(out, ignore_errors=True)
        target = lambda f: os.path.join(out, os.path.relpath(f, top))
        with ThreadPoolExecutor(2) as pool:
            said = list(pool.map(lambda f: draw(recens, f, target(f)), files))
        total = {"people": collections.Counter(), "recens": collections.Counter()}
        for file, words in zip(files, said):
            name = os.path.relpath(file, top)
            if words != "":
                total["recens"]["refused"] += 1
                print(f"refused {folder}/{name}: {words}", file=sys.stderr)
                continue
            try:
                anew, own = measure(target(file)), measure(file)
                anew.update(labels(target(file)))
                own.update(labels(file))
            except Exception as problem:
                print(f"not measured {folder}/{name}: {problem}", file=sys.stderr)
                total["recens"]["unread"] += 1
                continue
            lacks = missing(target(file))
            if lacks:
                print(f"incomplete {folder}/{name}: {sorted(lacks)[:6]}", file=sys.stderr)
            total["recens"]["complete"] += not lacks
            total["recens"]["drawn"] += 1
            for fault in ("overlap", "through", "colinear", "outlane", "labels crossed", "labels on shapes"):
                if anew[fault]:
                    print(f"{fault} {anew[fault]} {folder}/{name}", file=sys.stderr)
            if own["shapes"]:
                # Where a file draws as much as is drawn now, the two can be compared.
                same = own["edges"] >= anew["edges"]
                total["people"].update(own if same else {})
                total["people"]["drawn"] += same
                total["recens"]["same_cross"] += anew["cross"] if same else 0
                total["recens"]["same_bends"] += anew["bends"] if same else 0
                total["recens"]["same_area"] += anew["area"] if same else 0
                over = anew["cross"] - own["cross"] if same else 0
                total["recens"].update(less=over < 0, more=over > 0)
                worst[folder] = max(worst.get(folder, (0, "")), (over, name))
            total["recens"].update(anew)
        for who in ("people", "recens"):
            rows.append((folder, who, len(files), total[who]))
    print("| folder | drawing | files | drawn | complete | refused | overlaps | through | collinear | outside lane | labels crossed | labels on shapes | crossings | … same files | bends | … same files | area (Mpx) | … same files |")
    print("|---|---|" + "---:|" * 16)
    for folder, who, count, t in rows:
        mine = who == "recens"
        cells = [count, t["drawn"], t["complete"] if mine else "–", t["refused"] if mine else "–", t["overlap"], t["through"], t["colinear"], t["outlane"], t["labels crossed"], t["labels on shapes"],
                 t["cross"], t["same_cross"] if mine else t["cross"], t["bends"], t["same_bends"] if mine else t["bends"],
                 f"{t['area']:.1f}", f"{t['same_area'] if mine else t['area']:.1f}"]
        print(f"| {folder} | {who} | " + " | ".join(str(c) for c in cells) + " |")
    for folder, who, _, t in rows:
        if who == "recens":
            over, name = worst.get(folder, (0, ""))
            print(f"{folder}, crossings beside the people's: fewer in {t['less']} files, more in {t['more']}, by {over} at most ({name})")
    zero = [t[fault] for _, who, _, t in rows for fault in ("overlap", "through", "colinear", "labels on shapes") if who == "recens"]
    zero += [t["drawn"] - t["complete"] for _, who, _, t in rows if who == "recens"]
    sys.exit(any(zero))


main()
