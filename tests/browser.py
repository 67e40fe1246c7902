"""A page looked at in a real browser."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

# Remembers what goes wrong while the page is read, and what it asks of anything but itself.
_WATCH = """<script>var salah = [];
addEventListener('error', function (e) { salah.push(String(e.message)); });
addEventListener('securitypolicyviolation', function (e) { salah.push(e.violatedDirective); });
</script>"""
_END = """<script>addEventListener('load', function () { setTimeout(async function () {
  var hasil;
  try { hasil = await (async function () {%s}()); } catch (e) { hasil = {}; salah.push(String(e)); }
  hasil.salah = salah;
  hasil.unduhan = performance.getEntriesByType('resource').map(function (e) { return e.name; });
  document.title = JSON.stringify(hasil);
}, 0); });</script>"""


def in_browser(page: str, script: str, width: int, folder: Path) -> dict[str, Any]:
    """What *script*, run in *page* in a browser window *width* wide, gives back.

    The result holds also what went wrong (``salah``) and what was fetched (``unduhan``): nothing.
    """
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.fail("Uji ini memerlukan chromium.")
    file = folder / "uji.html"
    assert page.rstrip().endswith("</body>\n</html>")
    watched = page.replace("<title>", f"{_WATCH}<title>", 1)
    ending = _END.replace("%s", script)
    file.write_text(watched.replace("</body>\n</html>", f"{ending}</body></html>"), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900"]
    flags += [f"--user-data-dir={folder / 'profil'}", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [browser, *flags, "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)
    assert title, done.stderr[-2000:]
    result: dict[str, Any] = json.loads(html.unescape(title[1]))
    assert result.pop("salah") == []
    assert result.pop("unduhan") == []
    return result
