"""Notes as Markdown and as an HTML page. Everything that people wrote is escaped; links lead to safe addresses only."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import Struct

from convener.domain.shared_documents.content import Block, Content, Run

from .parts import read_action_item, read_minutes
from .schema import ACTION_ITEM, AGENDA_ITEM, DECISION

SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class Labels(Struct, frozen=True, kw_only=True):
    """Words of an export, in the language of whom it is for; ``right_to_left``: how that is written."""

    language: str
    right_to_left: bool
    heading: str
    agenda_item: str
    decision: str
    action_item: str
    minutes: str

    def of(self, part: str) -> str:
        """What a part is called."""
        return {AGENDA_ITEM: self.agenda_item, DECISION: self.decision}.get(part, self.action_item)


PARTS = frozenset({AGENDA_ITEM, DECISION, ACTION_ITEM})


def safe_address(run: Run) -> str:
    """The address behind a run of text; empty where there is none, or it is not one of the allowed schemes."""
    address = run.marks.get("link", {}).get("href")
    if not isinstance(address, str) or len(address) > 2000:
        return ""
    try:
        return (
            address if urlsplit(address).scheme.lower() in SCHEMES and not re.search(r"[\s\x00-\x1f]", address) else ""
        )
    except ValueError:
        return ""


def facts(block: Block, labels: Labels) -> str:
    """What stands beside the text of a part: who, until when, how many minutes."""
    if block.type == AGENDA_ITEM:
        minutes = read_minutes(block.attributes.get("minutes"))
        return f"{minutes} {labels.minutes}" if minutes else ""
    if block.type != ACTION_ITEM:
        return ""
    item = read_action_item(block, "")
    return ", ".join(one for one in (item.assignee, item.due.isoformat() if item.due else "") if one)


def is_done(block: Block) -> bool:
    """Whether a task or an action item is done."""
    return block.attributes.get("done" if block.type == ACTION_ITEM else "checked") in (True, "true")


def heading_level(block: Block) -> int:
    """The level of a heading, 1 to 6."""
    level = block.attributes.get("level")
    return min(6, max(1, level)) if isinstance(level, int) else 1


def runs_of(block: Block) -> Iterator[Run]:
    """The runs directly in a block; a line break is a run of its own."""
    for one in block.content:
        if isinstance(one, Run):
            yield one
        elif one.type == "hardBreak":
            yield Run("\n")


# -------------------------------------------------------------------------------------------------------- Markdown

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_AT_BEGINNING = re.compile(r"^(\s*\d*)([#+\-=.)])", re.MULTILINE)


def _escape_markdown(text: str) -> str:
    return _AT_BEGINNING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _markdown_run(run: Run) -> str:
    if run.text == "\n":
        return "\\\n"
    if "code" in run.marks:
        code = " ".join(run.text.split())  # an empty line would end the code, and what follows be read as HTML
        fence = "`" * (max((len(one) for one in re.findall("`+", code)), default=0) + 1)
        return f"{fence} {code} {fence}" if code else run.text
    text = _escape_markdown(run.text)
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    for mark, sign in (("bold", "**"), ("italic", "*"), ("strike", "~~")):
        if mark in run.marks:
            inner = f"{sign}{inner}{sign}"
    if address := safe_address(run):
        inner = f"[{inner}](<{address.replace('>', '%3E').replace('<', '%3C')}>)"
    return before + inner + after


def _markdown_blocks(blocks: Iterator[Block] | list[Block], labels: Labels, indent: str = "") -> Iterator[str]:
    for number, block in enumerate(blocks, 1):
        line = "".join(map(_markdown_run, runs_of(block)))
        match block.type:
            case "heading":
                yield f"{indent}{'#' * min(6, heading_level(block) + 1)} {line}"
            case "bulletList" | "orderedList" | "taskList":
                yield from _markdown_list(block, labels, indent)
            case "blockquote":
                yield from (f"{indent}> {one}" for one in _markdown_blocks(block.blocks(), labels))
            case "codeBlock":
                text = "".join(run.text for run in runs_of(block)).replace("```", "` ` `")
                yield f"{indent}```\n{indent}" + text.replace("\n", f"\n{indent}") + f"\n{indent}```"
            case "horizontalRule":
                yield f"{indent}---"
            case part if part in PARTS:
                box = ("[x] " if is_done(block) else "[ ] ") if part == ACTION_ITEM else ""
                beside = facts(block, labels)
                beside = f" ({_escape_markdown(beside)})" if beside else ""
                yield f"{indent}- {box}**{_escape_markdown(labels.of(part))}**: {line}{beside}"
            case _:
                if line.strip():
                    yield f"{indent}{line}"
                yield from _markdown_blocks(block.blocks(), labels, indent) if number else ()


def _markdown_list(block: Block, labels: Labels, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.blocks(), 1):
        mark = f"{number}. " if block.type == "orderedList" else "- "
        if block.type == "taskList":
            mark += "[x] " if is_done(item) else "[ ] "
        inner = indent + " " * (3 if block.type == "orderedList" else 2)
        lines = list(_markdown_blocks(item.blocks(), labels, inner)) or [inner]
        yield indent + mark + lines[0].removeprefix(inner)
        yield from lines[1:]


def markdown(content: Content, title: str, labels: Labels) -> str:
    """The notes in CommonMark with task lists."""
    head = f"# {_escape_markdown(f'{labels.heading}: {title}')}"
    return "\n\n".join([head, *_markdown_blocks(content.blocks, labels)]) + "\n"


# ------------------------------------------------------------------------------------------------------------ HTML

_STYLE = (
    "body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#161b26}"
    ".part{border:1px solid #e3e7ef;border-inline-start:3px solid #2f5bea;border-radius:6px;padding:.4rem .8rem}"
    ".part{margin:.5rem 0}"
    ".part>small{color:#5a667a}.done{text-decoration:line-through}ul.tasks{list-style:none;padding-inline-start:.5rem}"
    "blockquote{border-inline-start:3px solid #e3e7ef;margin-inline:0;padding-inline-start:1rem}"
)
_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "underline": "u", "code": "code"}


def _html_run(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    text = html.escape(run.text)
    for mark, tag in _TAGS.items():
        if mark in run.marks:
            text = f"<{tag}>{text}</{tag}>"
    if address := safe_address(run):
        text = f'<a href="{html.escape(address)}" rel="noopener noreferrer">{text}</a>'
    return text


def _html_blocks(blocks: Iterator[Block] | list[Block], labels: Labels) -> Iterator[str]:
    for block in blocks:
        line = "".join(map(_html_run, runs_of(block)))
        inner = "".join(_html_blocks((one for one in block.blocks() if one.type != "hardBreak"), labels))
        match block.type:
            case "heading":
                level = min(6, heading_level(block) + 1)
                yield f'<h{level} dir="auto">{line}</h{level}>'
            case "bulletList" | "orderedList":
                tag = "ol" if block.type == "orderedList" else "ul"
                yield f"<{tag}>{inner}</{tag}>"
            case "taskList":
                yield f'<ul class="tasks">{inner}</ul>'
            case "listItem":
                yield f"<li>{line}{inner}</li>"
            case "taskItem":
                yield f"<li>{'☑' if is_done(block) else '☐'} {line}{inner}</li>"
            case "blockquote":
                yield f"<blockquote>{line}{inner}</blockquote>"
            case "codeBlock":
                yield f"<pre><code>{html.escape(''.join(run.text for run in runs_of(block)))}</code></pre>"
            case "horizontalRule":
                yield "<hr>"
            case part if part in PARTS:
                done = ' class="done"' if part == ACTION_ITEM and is_done(block) else ""
                box = ("☑ " if is_done(block) else "☐ ") if part == ACTION_ITEM else ""
                beside = html.escape(facts(block, labels))
                beside = f"<small>{beside}</small>" if beside else ""
                name = html.escape(labels.of(part))
                yield f'<div class="part"><small>{box}{name}</small><div dir="auto"{done}>{line}</div>{beside}</div>'
            case _:
                yield f'<p dir="auto">{line}</p>{inner}'


def html_page(content: Content, title: str, labels: Labels) -> str:
    """The notes as a page that needs nothing else and runs nothing."""
    name = html.escape(f"{labels.heading}: {title}")
    direction = "rtl" if labels.right_to_left else "ltr"
    return (
        f'<!doctype html><html lang="{html.escape(labels.language)}" dir="{direction}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width"><title>{name}</title><style>{_STYLE}</style></head>'
        f'<body><h1 dir="auto">{name}</h1>{"".join(_html_blocks(content.blocks, labels))}</body></html>\n'
    )
