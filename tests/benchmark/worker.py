"""One contender, once, in this process; prints its seconds and its peak memory as JSON.

Seconds are those of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import io
import itertools
import json
import resource
import string
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.sources.layouts import packaged
from rbdocs.sources.year import load_year
from tests import sample

TEMPLATE = sample.ROOT / "templates" / "lampiran-rencana-aksi-general.docx"
PROBLEM, ACTIVITY, INDICATOR = 30, 10, 5  # printed rows of each, about as in the enacted plan


def plan_of(count: int) -> dict[str, Any]:
    """A plan of *count* printed rows that may be built, with the words of the enacted one."""
    source = sample.ROOT / "sources" / "2023" / "lampiran-2.yaml"
    enacted = _printed(yaml.safe_load(source.read_text(encoding="utf-8")))
    problems = enacted["rencana"]
    activities = [entry for problem in problems for entry in problem["kegiatan_utama"]]
    indicators = [entry for activity in activities for entry in activity["indikator"]]
    texts = [
        (str(entry["uraian"]).partition(". ")[2], sub["nama"])
        for indikator in indicators
        for entry in indikator["rencana_aksi"]
        for sub in entry.get("sub_kegiatan", ())
        if isinstance(entry.get("uraian"), str) and len(sub["nama"]) > 1
    ]
    register = yaml.safe_load((sample.ROOT / "sources/indikator.yaml").read_text(encoding="utf-8"))
    targets = {
        entry["kunci"]: entry["target"][2023]
        for entry in _printed(register)["indikator"]
        if 2023 in entry.get("target", {})
    }
    names = itertools.cycle(zip(problems * 20, activities * 9, indicators * 7, strict=False))
    rows = itertools.cycle(texts)
    result: list[dict[str, Any]] = []
    for number in range(count):
        if number % PROBLEM == 0:
            problem, activity, indicator = next(names)
            result.append({"permasalahan": problem["permasalahan"], "kegiatan_utama": []})
        if number % ACTIVITY == 0:
            result[-1]["kegiatan_utama"].append({"nama": activity["nama"], "indikator": []})
        if number % INDICATOR == 0:
            item = {name: indicator[name] for name in ("nama", "acuan", "target")}
            item["target"] = targets.get(item["acuan"], item["target"])
            result[-1]["kegiatan_utama"][-1]["indikator"].append(item | {"rencana_aksi": []})
        uraian, nama = next(rows)
        action = sample.aksi(
            kode=f"G-{number:04}",
            uraian=f"{string.ascii_lowercase[number % INDICATOR]}. {uraian} {number}",
            indikator=f"Jumlah dokumen {uraian}",
            sub_kegiatan=[{"nama": nama, "anggaran": 1_000_000 + 1000 * number}],
        )
        result[-1]["kegiatan_utama"][-1]["indikator"][-1]["rencana_aksi"].append(action)
    head = {name: enacted[name] for name in ("lampiran", "jenis", "tahun", "judul")}
    return head | {"tanda_tangan": {"pejabat": "bupati"}, "rencana": result}


def _printed(content: Any) -> Any:
    """Return *content* with fractions as they are printed; YAML's own would be inexact."""
    if isinstance(content, dict):
        return {name: _printed(item) for name, item in content.items()}
    if isinstance(content, list):
        return [_printed(item) for item in content]
    return str(content).replace(".", ",") if isinstance(content, float) else content


def _regulasi(count: int) -> tuple[Regulation, LampiranRencana]:
    regulation = load_year(Project(sample.ROOT), Edition(2023)).regulation
    assert regulation is not None
    lampiran = packaged("general").model_validate(plan_of(count))
    regulation.lampiran = [lampiran]
    return regulation, lampiran


def ours(count: int) -> float:
    """Seconds for our rendering, from the template's bytes to the document's."""
    import docxtpl  # noqa: F401 - its import counts for neither

    from rbdocs.documents.plan import compose

    regulation, lampiran = _regulasi(count)
    template = TEMPLATE.read_bytes()
    start = time.process_time()
    compose(template, regulation, lampiran)
    return time.process_time() - start


def floor(count: int) -> float:
    """Seconds to serialise the same XML from lxml's tree and to zip it as our documents are."""
    from lxml import etree

    from rbdocs.documents.plan import compose
    from rbdocs.word.package import read_package, write_package

    regulation, lampiran = _regulasi(count)
    parts = read_package(compose(TEMPLATE.read_bytes(), regulation, lampiran))
    root = etree.fromstring(parts["word/document.xml"])
    start = time.process_time()
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    write_package(parts)
    return time.process_time() - start


def docxtpl(count: int) -> float:
    """Seconds for plain docxtpl, from the template's bytes to the document's."""
    from docxtpl import DocxTemplate

    from tests.benchmark.docxtpl_template import context_of, template_of

    regulation, lampiran = _regulasi(count)
    context = context_of(regulation, lampiran)
    template = template_of(TEMPLATE.read_bytes())
    start = time.process_time()
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)  # as ours: text is text
    document.save(io.BytesIO())
    return time.process_time() - start


def redline_of(count: int) -> float:
    """Seconds for the redline of a plan in which every seventh action reads otherwise."""
    from rbdocs.compare.redline import redline
    from rbdocs.documents.plan import compose
    from rbdocs.word.package import read_package

    regulation, lampiran = _regulasi(count)
    template = TEMPLATE.read_bytes()
    old = compose(template, regulation, lampiran)
    content = plan_of(count)
    listings = (
        indikator["rencana_aksi"]
        for problem in content["rencana"]
        for activity in problem["kegiatan_utama"]
        for indikator in activity["indikator"]
    )
    for number, action in enumerate(itertools.chain.from_iterable(listings)):
        if number % 7 == 0:
            action["uraian"] += " yang diperbarui"
    new = compose(template, regulation, packaged("general").model_validate(content))
    del regulation, lampiran, content
    start = time.process_time()
    _, marks = redline(read_package(old), read_package(new), "Penguji", "2023-01-01T00:00:00Z")
    assert marks >= count // 7
    return time.process_time() - start


def make_project(count: int, folder: str) -> float:
    """Make a project with a plan of *count* rows in *folder*."""
    sample.make_project(Path(folder), plan_of(count))
    return 0.0


def whole_run(folder: str) -> float:
    """Run the whole build as a child, whose peak memory then counts."""
    command = [sys.executable, str(sample.ROOT / "build.py"), "bangun", "--ulang", "--tanpa-pdf"]
    subprocess.run([*command, "--akar", folder], stdout=subprocess.DEVNULL, check=True)
    return 0.0


def main(name: str, *arguments: str) -> None:
    """Run the contender *name* and print what it took."""
    contenders = {"kita": ours, "lantai": floor, "docxtpl": docxtpl, "perubahan": redline_of}
    who = resource.RUSAGE_SELF
    if name == "proyek":
        seconds = make_project(int(arguments[0]), arguments[1])
    elif name == "puncak":
        seconds, who = whole_run(arguments[0]), resource.RUSAGE_CHILDREN
    else:
        seconds = contenders[name](int(arguments[0]))
    peak = resource.getrusage(who).ru_maxrss / 1024  # Linux counts in KiB
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
