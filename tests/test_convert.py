"""A LibreOffice that is missing, hangs, dies or makes nothing is told clearly, and ended."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rbdocs.pdf import convert as module
from rbdocs.pdf.convert import ConversionProblem, convert, time_limit
from rbdocs.pdf.office import VARIABLE, Office, OfficeMissing, find_office
from rbdocs.pdf.profile import make_profile
from tests.fake_office import WORKS, fake_office
from tests.loops import at_least_one

DOCUMENTS = {"lampiran-2.docx": b"dua", "lampiran-3.docx": b"tiga"}


def attempt(folder: Path, body: str, seconds: float = 20, processes: int = 2) -> ConversionProblem:
    """Convert with a stand-in that does *body*, and return how that failed."""
    office = Office(fake_office(folder, body), "")
    with pytest.raises(ConversionProblem) as caught:
        convert(office, DOCUMENTS, seconds=seconds, processes=processes)
    return caught.value


def gone(process: int) -> bool:
    """Whether *process* has ended; a busy machine may take a while to see to it."""
    for _ in range(1200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{process}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True  # ended, and only waits for its parent to notice
        time.sleep(0.05)
    return False


def test_missing_office_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("rbdocs.pdf.office._places", lambda: iter(()))
    with pytest.raises(OfficeMissing, match=r"tidak ditemukan.*--tanpa-pdf"):
        find_office()


def test_named_office_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "tidak/ada/soffice")
    with pytest.raises(OfficeMissing, match=r"tidak/ada/soffice \(yang disebut RBDOCS_SOFFICE\)"):
        find_office()


@pytest.mark.parametrize(
    ("variable", "path"),
    [
        ("PROGRAMFILES", "LibreOffice/program/soffice.com"),
        ("PROGRAMFILES(X86)", "LibreOffice 5/program/soffice.com"),
        ("LOCALAPPDATA", "Programs/LibreOffice/program/soffice.com"),
        ("HOME", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ],
)
def test_office_is_found_where_installers_put_it(
    variable: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / path
    program.parent.mkdir(parents=True)
    program.write_text("")
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr(Path, "is_file", lambda self: self == program)
    assert find_office().program == program


def test_identity_follows_the_installed_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office(tmp_path, WORKS, monkeypatch)
    (tmp_path / "versionrc").write_text("buildid=1")
    first = find_office().identity
    (tmp_path / "versionrc").write_text("buildid=2")
    assert find_office().identity != first


def test_the_office_takes_its_profile_as_it_is_and_starts_once(tmp_path: Path) -> None:
    office, profile, text = find_office(), tmp_path / "profil", tmp_path / "surat.txt"
    make_profile(profile, office.build, archive=False)
    text.write_text("Isi")
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    command = [office.program, *options, "--outdir", tmp_path, text]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    assert (tmp_path / "surat.pdf").is_file()
    assert "OfficeRestartInProgress" not in (profile / "user/registrymodifications.xcu").read_text()
    assert not (profile / "user/gallery").exists()


def test_a_hanging_office_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    trace = tmp_path / "anak"
    problem = attempt(tmp_path, f"sleep 600 & echo $! >> {trace}\nwait\n", seconds=0.3)
    assert str(problem) == (
        "LibreOffice tidak selesai dalam 0 detik dan dihentikan. "
        "Belum menjadi PDF: lampiran-2.docx, lampiran-3.docx."
    )
    children = [int(line) for line in trace.read_text().split()]
    assert len(children) == module.ATTEMPTS * len(DOCUMENTS)
    assert all(map(gone, children))


def test_an_office_that_ignores_the_request_to_end_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rbdocs.pdf.process._GRACE_SECONDS", 0.2)
    trace = tmp_path / "diri"
    attempt(tmp_path, f"trap '' TERM\necho $$ >> {trace}\nwhile :; do sleep 1; done\n", 0.3)
    assert all(gone(int(line)) for line in at_least_one(trace.read_text().split()))


def test_a_killed_office_is_told(tmp_path: Path) -> None:
    assert "berhenti mendadak (sinyal 9)" in str(attempt(tmp_path, "kill -9 $$\n"))


def test_an_office_that_makes_nothing_is_told_with_its_own_last_words(tmp_path: Path) -> None:
    problem = attempt(tmp_path, "echo 'Error: source file could not be loaded' >&2; exit 1\n")
    assert "(status 1, pesannya: Error: source file could not be loaded)" in str(problem)


def test_a_pdf_that_was_cut_off_does_not_count(tmp_path: Path) -> None:
    problem = attempt(tmp_path, WORKS + "printf '%s' '%PDF-1.6 dipot' > $out/lampiran-3.pdf\n")
    assert problem.done.keys() == {"lampiran-2.docx"}
    assert str(problem).endswith("Belum menjadi PDF: lampiran-3.docx.")


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    program = fake_office(tmp_path, WORKS)
    program.write_bytes(b"\0bukan program")
    with pytest.raises(ConversionProblem, match="tidak dapat dijalankan"):
        convert(Office(program, ""), DOCUMENTS)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "make_profile", full)
    assert "Ruang penyimpanan untuk berkas sementara habis" in str(attempt(tmp_path, WORKS))


def test_only_what_failed_is_tried_again(tmp_path: Path) -> None:
    trace = tmp_path / "kali"
    body = f'echo "$@" >> {trace}\n[ $(wc -l < {trace}) = 2 ] || set -- "$1"\n{WORKS}'
    made = convert(Office(fake_office(tmp_path, body), ""), DOCUMENTS, processes=1)
    assert made.keys() == DOCUMENTS.keys()
    asked = [[Path(name).name for name in line.split()] for line in trace.read_text().splitlines()]
    assert asked == [["lampiran-3.docx", "lampiran-2.docx"], ["lampiran-2.docx"]]


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "sementara"))
    (tmp_path / "sementara").mkdir()
    convert(Office(fake_office(tmp_path, WORKS), ""), DOCUMENTS)
    attempt(tmp_path, "sleep 600\n", seconds=0.2)
    assert list((tmp_path / "sementara").iterdir()) == []


STOPPABLE = "sleep 600 & echo $! > {trace}.$$; mv {trace}.$$ {trace}-$$\nwait\n"


def running(folder: Path, trace: Path) -> subprocess.Popen[bytes]:
    """A conversion on two stand-ins that end with their child only, when both have one."""
    fake_office(folder, STOPPABLE.format(trace=trace))
    code = (
        "from pathlib import Path\n"
        "from rbdocs.pdf.convert import convert\n"
        "from rbdocs.pdf.office import Office\n"
        f"convert(Office(Path({str(folder / 'soffice')!r}), ''), {DOCUMENTS!r}, processes=2)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": folder}
    )
    while len(children(trace)) < len(DOCUMENTS):
        assert process.poll() is None
        time.sleep(0.02)
    return process


def children(trace: Path) -> list[int]:
    return [int(path.read_text()) for path in trace.parent.glob(f"{trace.name}-*")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_run_ends_its_offices_and_leaves_no_folder(number: int, tmp_path: Path) -> None:
    process = running(tmp_path, tmp_path / "anak")
    process.send_signal(number)
    _, words = process.communicate(timeout=120)
    assert b"KeyboardInterrupt" in words
    assert all(map(gone, at_least_one(children(tmp_path / "anak"))))
    assert not list(tmp_path.glob("rbdocs-*"))


def test_what_a_killed_run_leaves_is_gone_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = running(tmp_path, tmp_path / "anak")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(module, "run_to_end", stop)
    with pytest.raises(KeyboardInterrupt):  # what another run works in is left alone
        convert(Office(tmp_path / "soffice", ""), DOCUMENTS)
    (left,) = tmp_path.glob("rbdocs-*")
    process.kill()
    process.communicate(timeout=20)
    offices = [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if bytes(left) in readable(path)
    ]
    assert len(offices) == len(DOCUMENTS)
    with pytest.raises(KeyboardInterrupt):
        convert(Office(tmp_path / "soffice", ""), DOCUMENTS)
    assert not list(tmp_path.glob("rbdocs-*"))
    assert all(map(gone, offices))
    for child in children(tmp_path / "anak"):
        os.kill(child, signal.SIGKILL)


def stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def readable(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_signal_that_is_ignored_stops_nothing(tmp_path: Path) -> None:
    """As nohup asks for: a run goes on when its terminal is closed."""
    office = fake_office(tmp_path, f"kill -HUP $PPID\nsleep 0.3\n{WORKS}")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert convert(Office(office, ""), DOCUMENTS).keys() == DOCUMENTS.keys()
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("processes", [1, 2, 3, 8])
def test_documents_are_split_by_size_over_the_processors(processes: int, tmp_path: Path) -> None:
    sizes = [900_000, 500_000, 300_000, 200_000, 100, 90]
    documents = {f"d{number}.docx": bytes(size) for number, size in enumerate(sizes)}
    trace = tmp_path / "kali"
    body = f'echo "$@" >> {trace}\nsleep 0.1\n{WORKS}'
    made = convert(Office(fake_office(tmp_path, body), ""), documents, processes=processes)
    assert made.keys() == documents.keys()
    asked = [[Path(name).name for name in line.split()] for line in trace.read_text().splitlines()]
    assert len(asked) == min(processes, len(documents))
    assert sorted(name for share in asked for name in share) == sorted(documents)
    loads = [sum(time_limit({name: documents[name]}) - 60 for name in share) for share in asked]
    assert max(loads) <= max(sum(loads) / len(loads) * 4 / 3, time_limit({"": bytes(900_000)}) - 60)


def test_one_of_two_offices_that_dies_is_told_and_the_other_keeps_its_pdf(tmp_path: Path) -> None:
    problem = attempt(tmp_path, f'case "$1" in *lampiran-3*) kill -9 $$;; esac\n{WORKS}')
    assert problem.done.keys() == {"lampiran-2.docx"}
    assert "berhenti mendadak (sinyal 9)" in str(problem)


def test_the_time_limit_grows_with_the_documents() -> None:
    small, large = {"a.docx": b""}, {"a.docx": bytes(10_000_000)}
    assert time_limit(small) < time_limit({**small, "b.docx": b""}) < time_limit(large)
