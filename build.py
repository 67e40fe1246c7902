#!/usr/bin/env python3
"""The one entry: makes the environment in .venv when needed, then runs rbdocs inside it.

Only the standard library, and nothing newer than Python 3.6 in the syntax, so that an old Python
can still say that it is too old.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
LOCKS = {"rbdocs": "requirements.txt", "uji": "requirements-uji.txt"}


def main(argv):
    if sys.version_info < (3, 11):
        return tell("Perlu Python 3.11 atau yang lebih baru; ini %s." % sys.version.split()[0])
    needed = "uji" if argv and argv[0].lower() == "uji" else "rbdocs"
    if not is_ready(needed):
        status = make(needed)
        if status:
            return status
    if needed == "uji":
        command = ["-m", "pytest", "--rootdir", ROOT, *workers(argv[1:]), *argv[1:]]
        os.chdir(ROOT)
    else:
        command = [os.path.abspath(__file__), *argv]
        if os.path.samefile(sys.prefix, VENV):
            return run(argv)
    if os.name == "nt":
        import subprocess

        return subprocess.call([PYTHON, *command])
    os.execv(PYTHON, [PYTHON, *command])


def run(argv):
    """Run rbdocs in this process, which ends after it."""
    import gc

    sys.path.insert(0, ROOT)
    from rbdocs.cli import main as command

    status = command(argv)
    # Python would look through all that there is three times more before it ends: an eighth of the
    # time of a short command. What is open is closed all the same.
    gc.freeze()
    return status


def workers(wanted):
    """One test more at a time than processors, for some wait for LibreOffice or a browser.

    Not where *wanted* says how many, or asks to debug.
    """
    own = any(word.startswith(("-n", "--numprocesses", "--pdb", "--trace")) for word in wanted)
    return [] if own else ["-n", str((os.cpu_count() or 1) + 1)]


def stamp(needed):
    """The file that says for which lock .venv is complete, and what it should hold."""
    import hashlib

    with open(os.path.join(ROOT, LOCKS[needed]), "rb") as lock:
        content = hashlib.sha256(lock.read() + sys.version.encode()).hexdigest()
    return os.path.join(VENV, ".lengkap-" + needed), content


def is_ready(needed):
    path, content = stamp(needed)
    try:
        with open(path) as file:
            return file.read() == content and os.path.exists(PYTHON)
    except OSError:
        return False


def make(needed):
    """Make .venv, or mend a half-made one; the stamp is written last."""
    import subprocess

    print("Menyiapkan lingkungan Python (.venv), sekali saja ...", file=sys.stderr, flush=True)
    others = [stamp(name) for name in LOCKS if name != needed and is_ready(name)]
    if not others:
        made = subprocess.run(
            [base_python(), "-m", "venv", "--clear", VENV],
            capture_output=True,
            text=True,
            errors="replace",
        )
        if made.returncode:
            return tell(
                "Lingkungan Python tidak dapat dibuat. Di Debian dan Ubuntu pasang python3-venv: "
                "sudo apt install python3-venv.\n" + last_lines(made.stdout + made.stderr)
            )
    # Python compiles what is used when it is first used: all of it would take a third of the time.
    install = ["install", "--no-compile", "--disable-pip-version-check", "--require-hashes"]
    done = subprocess.run(
        [PYTHON, "-m", "pip", *install, "-r", os.path.join(ROOT, LOCKS[needed])],
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        return tell(
            "Pustaka yang diperlukan tidak dapat dipasang. Periksa sambungan internet, lalu "
            "ulangi; sesudah terpasang, internet tidak diperlukan lagi.\n" + last_lines(done.stderr)
        )
    path, content = stamp(needed)
    with open(path, "w") as file:
        file.write(content)
    return 0


def base_python():
    """The Python that is not in a virtual environment, for one cannot clear itself."""
    return getattr(sys, "_base_executable", None) or sys.executable


def last_lines(text):
    return "\n".join("  " + line for line in text.strip().splitlines()[-3:])


def tell(message):
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
        sys.exit(130)
