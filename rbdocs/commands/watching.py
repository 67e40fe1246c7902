"""``periksa --pantau``: check again at each save, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rbdocs.commands.result import DONE, Result, printable
from rbdocs.files import FileProblem, Project

_SETTLE = 60  # milliseconds without a change: editors write a file in several steps
_AGAIN = 0.2  # seconds until files that were being replaced are there
_RULE = "─" * 60


def watch(project: Project, run: Callable[[], Result]) -> Result:
    """*run* now and after every change in the sources, and print what it says each time.

    A file that is half written, gone or renamed is told as it then is; the next change is waited
    for all the same. Ends, with success, when the user interrupts it. Raises FileProblem where the
    sources cannot be watched.
    """
    from watchfiles import watch as changes

    try:
        _show(project, run, ())
        for found in changes(
            project.sources,
            debounce=1600,
            step=_SETTLE,
            watch_filter=lambda _, path: not _is_scratch(project, Path(path)),
            raise_interrupt=True,
            force_polling=None,
        ):
            _show(project, run, sorted({project.show(Path(path)) for _, path in found}))
    except KeyboardInterrupt:
        return Result(DONE, output="Pemantauan selesai.")
    except OSError as error:
        raise FileProblem(
            f"Folder {project.show(project.sources)} tidak dapat dipantau ({error}). "
            "Periksa saja sekali-sekali: periksa."
        ) from error
    return Result(DONE, output="Pemantauan selesai.")


def _is_scratch(project: Project, path: Path) -> bool:
    """Whether *path* is no source: hidden, or what an editor or this program puts beside one."""
    try:
        names = path.relative_to(project.sources).parts
    except ValueError:
        return True
    return any(
        name.startswith((".", "~$")) or name.endswith(("~", ".swp", ".tmp")) for name in names
    )


def _told(run: Callable[[], Result]) -> str:
    """What *run* says; a file that is gone while it reads is tried again once it has settled."""
    for wait in (_AGAIN, None):
        try:
            result = run()
            return result.output if result.output is not None else "\n".join(result.lines)
        except FileProblem as problem:  # the folder of the year may be gone for a moment
            return str(problem)
        except OSError as error:
            if wait is None:
                return (
                    f"Sumber sedang ditulis ({error}); diperiksa lagi sesudah perubahan berikutnya."
                )
            time.sleep(wait)
    raise AssertionError


def _show(project: Project, run: Callable[[], Result], changed: Iterable[str]) -> None:
    start = time.perf_counter()
    text = _told(run)
    took = f"{time.perf_counter() - start:.2f}".replace(".", ",")
    names = list(changed)
    more = f" dan {len(names) - 3} lagi" if len(names) > 3 else ""
    what = f"Berubah: {', '.join(names[:3])}{more}. " if names else ""
    shown = [*([_RULE] if names else []), text]
    shown.append(f"{what}Diperiksa dalam {took} detik; menunggu perubahan (Ctrl-C untuk selesai).")
    print(printable("\n".join(shown)), flush=True)
