"""Findings as SARIF 2.1.0: one run with the rules and their help."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from linter.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from linter.output.failure import Failure
from linter.output.json_lines import Json, dump
from linter.output.location import edits_fit, fingerprints, location, message_with_origin, path
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.rulebook import RuleDoc
from linter.text.source import Source, Span
from linter.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_UNSAFE = "（需人工确认）"


def opening(rules: Sequence[RuleDoc]) -> str:
    """Everything before the results."""
    driver = {
        "name": "nianbao",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": [_rule(each) for each in rules],
    }
    head = f'{{"$schema": {dump(_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {dump({"driver": driver})}'
    return f'{head}, "language": "zh-CN", "columnKind": "unicodeCodePoints", "results": ['


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file as results, one per line, separated by commas."""
    names = fingerprints(source, diagnostics)
    results = (_result(source, each, name) for each, name in zip(diagnostics, names, strict=True))
    return ",".join("\n" + dump(each) for each in results)


def closing(totals: Totals, paint: Paint) -> str:
    """The end of a run in which every file could be checked."""
    return conclude(())


def conclude(failures: Sequence[Failure]) -> str:
    """The end of the run: whether every file could be checked."""
    run: dict[str, Json] = {"executionSuccessful": not failures}
    if failures:
        run["toolExecutionNotifications"] = [_notification(each) for each in failures]
    return f'\n], "invocations": [{dump(run)}]}}]}}\n'


def _notification(failure: Failure) -> Json:
    notification: dict[str, Json] = {"level": "error", "message": {"text": failure.why}}
    if failure.file is not None:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(failure.file)}}]
    return notification


def _rule(rule: RuleDoc) -> Json:
    described: dict[str, Json] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary.strip() or rule.name},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "help": {"text": _help(rule, "{}：\n{}"), "markdown": _help(rule, "**{}**\n\n{}")},
    }
    if rule.why.strip():
        described["fullDescription"] = {"text": rule.why.strip()}
    if rule.url:
        described["helpUri"] = rule.url
    return described


def _help(rule: RuleDoc, form: str) -> str:
    """What a rule's page says, part by part in the words of `form`."""
    is_markdown = form.startswith("*")

    def shown(example: str) -> str:
        example = example.strip("\n")
        return f"```text\n{example}\n```" if is_markdown and example else example

    grounds = "\n".join(f"- {ground}" for ground in rule.references)
    parts = (
        ("为什么", rule.why.strip()),
        ("依据", grounds),
        ("错误示例", shown(rule.wrong)),
        ("正确示例", shown(rule.right)),
        ("怎样改", rule.help.strip()),
    )
    return "\n\n".join(form.format(title, words) for title, words in parts if words) or rule.summary


def _result(source: Source, found: Diagnostic, name: str) -> Json:
    result: dict[str, Json] = {
        "ruleId": found.code,
        "level": _LEVELS[found.severity],
        "message": {"text": _message(source, found)},
        "locations": [_location(source, found.span)],
        "partialFingerprints": {"nianbao/v1": name},
    }
    if found.related:
        result["relatedLocations"] = [
            _related(source, each, index) for index, each in enumerate(found.related, 1)
        ]
    if found.fix is not None and edits_fit(source):
        result["fixes"] = [_fix(source, found.fix)]
    return result


def _message(source: Source, found: Diagnostic) -> str:
    advice = [f"依据：{'；'.join(found.references)}"] if found.references else []
    advice += [f"建议：{found.help}"] if found.help else []
    return "\n".join((message_with_origin(source, found), *advice))


def _related(source: Source, related: Related, index: int) -> Json:
    place = _location(related.source or source, related.span)
    return {"id": index, **place, "message": {"text": related.message}}


def _location(source: Source, span: Span) -> dict[str, Json]:
    """A location in a file; in a file without lines its first line, for viewers take none without, and its
    name in words."""
    place: Json = {"artifactLocation": _artifact(source.name), "region": _region(source, span)}
    origin = source.origin(span.start)
    named: dict[str, Json] = {"logicalLocations": [{"fullyQualifiedName": origin}]} if origin else {}
    return {"physicalLocation": place, **named}


def _artifact(file: str) -> Json:
    name = path(file)
    uri = quote(name.encode(errors="surrogateescape"), safe="/~")
    return {"uri": f"file://{uri}" if name.startswith("/") else uri}


def _region(source: Source, span: Span) -> Json:
    own = location(source, span)
    if own is None:
        return {"startLine": 1}
    return {
        "startLine": own.start.row,
        "startColumn": own.start.column,
        "endLine": own.end.row,
        "endColumn": own.end.column,
    }


def _fix(source: Source, fix: Fix) -> Json:
    unsafe = _UNSAFE if fix.applicability is Applicability.UNSAFE else ""
    replacements = [
        {"deletedRegion": _region(source, each.span), "insertedContent": {"text": each.content}}
        for each in fix.edits
    ]
    change = {"artifactLocation": _artifact(source.name), "replacements": replacements}
    return {"description": {"text": fix.message + unsafe}, "artifactChanges": [change]}
