"""What a process of its own measures or does: `-m bench.child memory | table N | ours OUT | stock CONTEXT OUT | build PLAN …`."""

from __future__ import annotations

import json
import pathlib
import sys
import time


def memory() -> None:
    """Print resident MB after 100 and after 1,000 reports of the sample."""
    from bench.jobs import sample
    from bench.measure import resident_mb
    from bench.peers import ours

    make = ours(sample())
    for n in range(1, 1001):
        make()
        if n in (100, 1000):
            print(resident_mb())


def table(count: int) -> None:
    """Print ms per row of a table of `count` rows (median of 5), and peak resident MB."""
    import resource

    from bench.jobs import long_table
    from bench.measure import interleaved
    from bench.peers import ours

    make = ours(long_table(count))
    print(interleaved({"ours": (make, 1)}, 5)["ours"] / count)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def cold_ours(out: str) -> None:
    """Make the sample's plan report from its YAML, without charts."""
    from bench.jobs import sample
    from bench.peers import ours

    pathlib.Path(out).write_bytes(ours(sample())())


def cold_stock(context: str, out: str) -> None:
    """Make the same with docxtpl from the ready context."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    data = json.loads(pathlib.Path(context).read_text(encoding="utf-8"))
    for name in ("muc", "gach"):
        data[name] = {key: Markup(xml) for key, xml in data[name].items()}  # noqa: S704 - our own XML
    figures = data.pop("so")
    document = DocxTemplate(pathlib.Path(context).with_suffix(".docx"))
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    document.render(data | {"so": figures.__getitem__}, environment, autoescape=True)
    document.save(out)


def cold_build(plan: str, *options: str) -> None:
    """Build a plan's documents into a folder that was not there before; ends the process as the command does."""
    import tempfile

    from sedp_docs.cli import main

    with tempfile.TemporaryDirectory() as folder:
        main(["build", plan, "-o", folder, *options])


def cold_package(plan: str, target: str, *options: str) -> None:
    """Make the dossier for the council into a zip that was not there before; ends the process as the command does."""
    from sedp_docs.cli import main

    for path in (pathlib.Path(target), pathlib.Path(f"{target}.yaml")):
        path.unlink(missing_ok=True)
    main(["package", plan, "--stage", "trinh", "-o", target, *options])


def cold_stock_all(folder: str) -> None:
    """Make all Word files of a dossier with docxtpl, from their ready contexts."""
    for context in sorted(pathlib.Path(folder).glob("*.json")):
        cold_stock(str(context), str(context.with_suffix(".out.docx")))


if __name__ == "__main__":
    start = time.perf_counter()
    match sys.argv[1:]:
        case ["memory"]:
            memory()
        case ["table", count]:
            table(int(count))
        case ["ours", out]:
            cold_ours(out)
        case ["stock", context, out]:
            cold_stock(context, out)
        case ["package", plan, target, *options]:
            cold_package(plan, target, *options)
        case ["stock-all", folder]:
            cold_stock_all(folder)
        case ["build", plan, *options]:
            cold_build(plan, *options)
