"""``--pantau``: do a command again at each save, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rbdocs.commands.result import DONE, Result, printable
from rbdocs.files import FileProblem, Project

_SETTLE = 60  # milliseconds without a change: editors write a file in several steps
_LONGEST = 1600  # milliseconds of changes without a pause
_LOOK = 250  # milliseconds: so often it is asked whether there is anything, or Ctrl-C
_AGAIN = 0.2  # seconds until files that were being replaced are there
_RULE = "─" * 60


def watch(
    project: Project, folders: Sequence[Path], run: Callable[[], Result], done: str
) -> Result:
    """*run* now and after every change in *folders*, and print what it says each time.

    *done* says in a word what was done: «Diperiksa». A file that is half written, gone or renamed
    is told as it then is; the next change is waited for all the same. Ends, with success, when the
    user interrupts it. Raises FileProblem where the folders cannot be watched.
    """
    from watchfiles import watch as changes

    try:
        found = changes(
            *folders,
            debounce=_LONGEST,
            step=_SETTLE,
            watch_filter=lambda _, path: not _is_scratch(folders, Path(path)),
            raise_interrupt=True,
            yield_on_timeout=True,
            rust_timeout=_LOOK,
        )
        next(found)  # it watches from here on: what is saved during the first run is not missed
        _show(run, done, [])
        for saved in found:
            if saved:
                _show(run, done, sorted({project.show(Path(path)) for _, path in saved}))
    except KeyboardInterrupt:
        return Result(DONE, output="Pemantauan selesai.")
    except OSError as error:
        shown = " atau ".join(map(project.show, folders))
        raise FileProblem(
            f"Folder {shown} tidak dapat dipantau ({error}). "
            "Jalankan saja lagi sesudah menyimpan, tanpa --pantau."
        ) from error
    return Result(DONE, output="Pemantauan selesai.")


def _is_scratch(folders: Iterable[Path], path: Path) -> bool:
    """Whether *path* is hidden, or what an editor or this program puts beside files."""
    folder = next((folder for folder in folders if path.is_relative_to(folder)), None)
    return folder is None or any(
        name.startswith((".", "~")) or name.endswith(("~", ".swp", ".tmp"))
        for name in path.relative_to(folder).parts
    )


def _said(run: Callable[[], Result]) -> str:
    """What *run* says; a file that is gone while it reads is tried again once it has settled."""
    for wait in (_AGAIN, None):
        try:
            result = run()
            return result.output if result.output is not None else "\n".join(result.lines)
        except FileProblem as problem:  # the folder of the year may be gone for a moment
            return str(problem)
        except OSError as error:
            if wait is None:
                return f"Berkas sedang ditulis ({error}); dicoba lagi sesudah perubahan berikutnya."
            time.sleep(wait)
    raise AssertionError


def _show(run: Callable[[], Result], done: str, names: Sequence[str]) -> None:
    start = time.perf_counter()
    text = _said(run)
    took = f"{time.perf_counter() - start:.2f}".replace(".", ",")
    more = f" dan {len(names) - 3} lagi" if len(names) > 3 else ""
    what = f"Berubah: {', '.join(names[:3])}{more}. " if names else ""
    shown = [*([_RULE] if names else []), text]
    shown.append(f"{what}{done} dalam {took} detik; menunggu perubahan (Ctrl-C untuk selesai).")
    print(printable("\n".join(shown)), flush=True)
