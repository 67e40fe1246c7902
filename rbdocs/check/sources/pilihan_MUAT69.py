"""What a project chooses of the rules is about rules that there are, and that it may choose of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbdocs.check.rule import Rule, Violation, load_rules, source_rule
from rbdocs.model.aturan import PilihanAturan
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Site
from rbdocs.model.regulation import SourcesRead
from rbdocs.model.values import format_number


@source_rule(
    code="MUAT69",
    statement="Pilihan dalam aturan.yaml mengenai aturan, ambang dan daftar kata yang ada.",
    ground="Yang salah tulis tidak berlaku, padahal disangka berlaku.",
)
def pilihan_yang_ada(read: SourcesRead) -> Iterator[Violation]:
    """Yield the choices that are of no rule, twice of one, say nothing, or pass their bounds."""
    rules = load_rules()
    lines: dict[str, int] = {}
    for choice in read.choices.aturan if read.choices else ():
        yield from _about(choice, rules)
        first = lines.setdefault(choice.kode, choice.location("kode").line)
        if first != choice.location("kode").line:
            yield Violation(
                choice.site("kode"),
                f"Pilihan untuk {choice.kode} tertulis dua kali (yang pertama di baris {first}).",
                "Gabungkan keduanya.",
            )


def _about(choice: PilihanAturan, rules: Mapping[str, Rule]) -> Iterator[Violation]:
    code = choice.kode
    chosen = [rule for name, rule in rules.items() if code in (name, rule.about.subject)]
    if not chosen:
        closed = code.startswith(("MUAT", "KEC", "TPL"))
        yield Violation(
            Site(choice.location("kode"), code),
            f"{code} tidak dapat diatur: yang ditemukannya selalu dibetulkan."
            if closed
            else f"Tidak ada aturan «{code}».",
            "Hapus butir ini."
            if closed
            else similar_hint(code, rules) or "Daftar yang ada: build.py jelaskan.",
        )
        return
    if not (choice.tingkat or choice.ambang or choice.kata):
        yield Violation(
            Site(choice.location("kode"), code),
            f"Butir {code} tidak mengatur apa-apa.",
            "Tulis tingkat (mati, galat, atau peringatan), ambang, atau kata; atau hapus butirnya.",
        )
    bounds = {name: bound for rule in chosen for name, bound in rule.about.bounds.items()}
    lists = {name for rule in chosen for name in rule.about.words}
    for name, value in choice.ambang.items():
        if name not in bounds:
            yield _unknown(choice, "ambang", name, list(bounds))
        elif not bounds[name].least <= value <= bounds[name].most:
            least, most = (format_number(n) for n in (bounds[name].least, bounds[name].most))
            yield Violation(
                Site(choice.location("ambang", name), code),
                f"Ambang «{name}» {code} adalah {format_number(value)}.",
                f"Tulis angka dari {least} sampai {most}: {bounds[name].meaning}.",
            )
    for name in choice.kata:
        if name not in lists:
            yield _unknown(choice, "kata", name, sorted(lists))


def _unknown(choice: PilihanAturan, field: str, name: str, known: list[str]) -> Violation:
    there = f"Yang ada: {', '.join(known)}." if known else f"{choice.kode} tidak punya {field}."
    return Violation(
        choice.site(field, name),
        f"{choice.kode} tidak punya {field} «{name}».",
        there,
    )
