#!/usr/bin/env python3
"""Compares recens with bpmnlint, rule by rule and finding by finding, over the BPMN files of a folder.

    .ci/bpmnlint/compare.py PEERS CORPUS [--recens PROGRAM] [--lint PROGRAM] [--raw] [--list RULE]

PEERS    folder whose node_modules holds bpmnlint and bpmn-moddle
CORPUS   folder of .bpmn and .xml files
--raw    bpmnlint believes the `incoming` and `outgoing` lists of steps, which many files leave out or get wrong; without
         --raw they are completed from the flows first, as recens reads them
--list   prints every difference of a rule

Each difference must be explained by a row of differences.toml; what is not ends the program with status 1. Files that one
side cannot read are left out. Times are measured inside both programs, start-up and the printing of findings left out, the fastest of
several passes over all files, each side on one thread: of reading (the opening of files included), and of the rules (on the side of recens
with the flow graph and the references). Ours are those of the example `lint` of the crate model
(built by cargo, unless --lint names it).
"""
import argparse, collections, fnmatch, json, os, re, subprocess, sys, tomllib
import xml.etree.ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RULES = """start-event-required end-event-required single-blank-start-event no-disconnected no-implicit-start no-implicit-end
no-implicit-split no-gateway-join-fork fake-join superfluous-gateway no-duplicate-sequence-flows label-required
sub-process-blank-start-event event-sub-process-typed-start-event link-event no-bpmndi""".split()
# Passes of which the fastest counts.
OURS, THEIRS = 20, 3
NOT_READ = {"xml-syntax", "empty-input", "not-bpmn"}


def recens(program, lint, corpus):
    command = [program, "check", "--format", "json", "--today", "2026-01-01", "--select", ",".join(RULES), corpus]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    for one in found:
        one["file"] = os.path.relpath(one["file"], corpus) if os.path.isabs(one["file"]) else one["file"]
    time = subprocess.run([lint, corpus, ",".join(RULES), str(OURS)], capture_output=True, text=True, check=True).stdout
    return found, json.loads(time)


def bpmnlint(peers, corpus, raw):
    command = ["node", os.path.join(HERE, "lint.mjs"), corpus, ",".join(RULES)] + ([] if raw else ["complete"])
    run = lambda: subprocess.run(command, cwd=peers, capture_output=True, text=True, check=True).stdout.splitlines()
    runs = [[json.loads(line) for line in run()] for _ in range(THEIRS)]
    return [*runs[0][:-1], {time: min(one[-1][time] for one in runs) for time in ("reading", "linting")}]


def pools(path, known={}):
    """The process of each pool of a file: bpmnlint names the process, recens the pool."""
    if path not in known:
        text = open(path, encoding="utf-8", errors="replace").read()
        known[path] = {}
        for tag in re.findall(r"<(?:[\w-]+:)?participant\b[^>]*>", text):
            pool, process = re.search(r'\bid="([^"]*)"', tag), re.search(r'processRef="(?:[\w-]+:)?([^"]*)"', tag)
            if pool and process:
                known[path][pool[1]] = process[1]
    return known[path]


STEPS = re.compile(r"(?i)(task|activity|subprocess|transaction|event|gateway)$")


def facts(path, element, known={}):
    """What holds of an element, by the file."""
    if path not in known:
        try:
            known[path] = xml.parse(path).getroot()
        except (xml.ParseError, ValueError, LookupError):
            known[path] = None
    root = known[path]
    if root is None:
        return set()
    kind = lambda one: one.tag.rsplit("}", 1)[-1] if isinstance(one.tag, str) else ""
    holds = set() if any(kind(one) == "BPMNDiagram" for one in root) else {"no-diagram"}
    above = {child: parent for parent in root.iter() for child in parent}
    at = next((one for one in root.iter() if one.get("id") == element and not kind(one).startswith("BPMN")), None)
    if at is None:
        return holds | {"unnamed"}
    steps = [kind(child) for child in above.get(at, []) if STEPS.search(kind(child))]
    flows = [one for one in root.iter() if kind(one) == "sequenceFlow"]
    arriving, leaving = [one for one in flows if one.get("targetRef") == element], [one for one in flows if one.get("sourceRef") == element]
    pairs = [(one.get("sourceRef"), one.get("targetRef")) for one in arriving + leaving]
    listed = sum(kind(child) in ("incoming", "outgoing") for child in at)
    checks = {
        "empty": not any(STEPS.search(kind(child)) for child in at) and kind(at) not in ("task", "callActivity"),
        "alone": not arriving and not leaving,
        "no-start": "startEvent" not in steps,
        "no-end": "endEvent" not in steps,
        "ad-hoc": kind(above.get(at, at)) == "adHocSubProcess",
        "compensates": at.get("isForCompensation") == "true" or any(kind(child) == "compensateEventDefinition" for child in at),
        "call": kind(at) == "callActivity",
        "step": bool(STEPS.search(kind(at))),
        "duplicates": len(set(pairs)) < len(pairs),
        "labelled": any((one.get("name") or "").strip() for one in leaving),
        "default": bool(at.get("default")),
        "flow": kind(at) == "sequenceFlow",
        "process": kind(at) == "process",
        "blank": not (at.get("name") or "").strip(),
        "drawn": any((one.get("bpmnElement") or "").split(":")[-1] == element for one in root.iter() if kind(one) in ("BPMNShape", "BPMNEdge")),
        "listed": listed != len(arriving) + len(leaving),
    }
    return holds | {name for name, true in checks.items() if true}


def explained(rows, side, rule, corpus, file, element):
    for row in rows:
        if row["side"] == side and rule in row["rules"] and fnmatch.fnmatch(file, row.get("file", "*")):
            if "when" not in row or row["when"] in facts(os.path.join(corpus, file), element):
                row["count"] = row.get("count", 0) + 1
                return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peers")
    parser.add_argument("corpus")
    parser.add_argument("--recens", default=os.path.join(ROOT, "target/release/recens"))
    parser.add_argument("--lint")
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--list")
    given = parser.parse_args()
    corpus = os.path.abspath(given.corpus)
    if not given.lint:
        subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "model", "--example", "lint"], cwd=ROOT, check=True)
    lint = given.lint or os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/examples/lint")
    ours, our_time = recens(given.recens, lint, corpus)
    theirs = bpmnlint(given.peers, corpus, given.raw)
    time = theirs[-1]
    rows = tomllib.load(open(os.path.join(HERE, "differences.toml"), "rb"))["difference"]
    read = {one["file"] for one in theirs if one.get("read")} - {one["file"] for one in ours if one["rule"] in NOT_READ}
    sets = {side: collections.defaultdict(set) for side in ("recens", "bpmnlint")}
    for one in ours:
        if one["rule"] in RULES and one["file"] in read:
            element = one["element"] or ""
            sets["recens"][one["rule"]].add((one["file"], pools(os.path.join(corpus, one["file"])).get(element, element)))
    for one in theirs:
        if "rule" in one and one["file"] in read:
            element = one["element"]
            sets["bpmnlint"][one["rule"]].add((one["file"], pools(os.path.join(corpus, one["file"])).get(element, element)))
    print(f"{len(read)} files that both read\n")
    print("| rule | both | bpmnlint only | recens only | agreement | unexplained |\n| --- | --: | --: | --: | --: | --: |")
    total, open_ones = collections.Counter(), []
    for rule in RULES:
        left, right = sets["bpmnlint"][rule], sets["recens"][rule]
        both, only = len(left & right), {"bpmnlint": left - right, "recens": right - left}
        unexplained = []
        for side, findings in only.items():
            for file, element in sorted(findings):
                known = explained(rows, side, rule, corpus, file, element)
                if not known:
                    unexplained.append((rule, side, file, element))
                if given.list == rule:
                    print(f"  {side} only{'' if known else ' (unexplained)'}: {file} {element!r}")
        every = len(left | right)
        share = f"{100 * both / every:.1f} %" if every else "—"
        print(f"| `{rule}` | {both} | {len(only['bpmnlint'])} | {len(only['recens'])} | {share} | {len(unexplained)} |")
        total.update(both=both, every=every)
        open_ones += unexplained
    print(f"\n{100 * total['both'] / max(total['every'], 1):.1f} % of {total['every']} findings agree; the others:")
    for row in rows:
        print(f"  {row.get('count', 0):5} {row['side']:8} only: {row['reason']}")
    print(f"  {len(open_ones):5} unexplained")
    for one in open_ones[:40]:
        print("       ", *one)
    print()
    for what, parts in (("the rules", ["linting"]), ("with reading", ["reading", "linting"])):
        theirs, ours = (sum(one[part] for part in parts) / 1000 for one in (time, our_time))
        print(f"{what}: bpmnlint {theirs:.2f} s, recens {ours:.3f} s: {theirs / max(ours, 1e-9):.0f} times")
    sys.exit(1 if open_ones else 0)


main()
