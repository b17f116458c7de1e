"""Notes as a document of Word and as PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from convener.domain import fonts
from convener.domain.shared_documents.content import Block, Content, Run

from .formats import PARTS, Labels, facts, heading_level, is_done, runs_of, safe_address
from .schema import ACTION_ITEM

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_ARABIC_OR_HEBREW = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_STRONG = re.compile(r"[^\W\d_]")
_NOT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    first = _STRONG.search(text)
    return first is not None and _ARABIC_OR_HEBREW.match(first[0]) is not None


class Line:
    """A line of an export: a paragraph with a mark before it and how far it is indented. ``kind``: text, heading, code,
    rule."""

    def __init__(self, runs: list[Run], *, kind: str = "text", level: int = 0, mark: str = "", note: str = "") -> None:
        self.runs, self.kind, self.level, self.mark, self.note = runs, kind, level, mark, note

    @property
    def text(self) -> str:
        """The text alone."""
        return "".join(run.text for run in self.runs)


def lines_of(content: Content, labels: Labels) -> Iterator[Line]:
    """The whole text as lines."""
    yield from _lines(content.blocks, labels, 0)


def _lines(blocks: Iterator[Block] | list[Block], labels: Labels, level: int, mark: str = "") -> Iterator[Line]:
    for block in blocks:
        runs = list(runs_of(block))
        match block.type:
            case "heading":
                yield Line(runs, kind="heading", level=heading_level(block))
            case "bulletList" | "orderedList" | "taskList":
                for number, item in enumerate(block.blocks(), 1):
                    sign = f"{number}." if block.type == "orderedList" else "•"
                    if block.type == "taskList":
                        sign = "☑" if is_done(item) else "☐"
                    yield from _lines(item.blocks(), labels, level + 1, sign)
            case "blockquote":
                yield from _lines(block.blocks(), labels, level + 1)
            case "codeBlock":
                yield Line(runs, kind="code", level=level)
            case "horizontalRule":
                yield Line([], kind="rule")
            case part if part in PARTS:
                sign = ("☑ " if is_done(block) else "☐ ") if part == ACTION_ITEM else ""
                yield Line(runs, level=level, mark=f"{sign}{labels.of(part)}:", note=facts(block, labels))
            case "hardBreak":
                continue
            case _:
                if runs or mark:
                    yield Line(runs, level=level, mark=mark)
                yield from _lines((one for one in block.blocks() if one.type != "hardBreak"), labels, level)
        mark = ""


# ------------------------------------------------------------------------------------------------------------ Word


def docx(content: Content, title: str, labels: Labels) -> bytes:
    """The notes as a document of Word (ECMA-376)."""
    from docx import Document

    document = Document()
    name = _xml(f"{labels.heading}: {title}")
    document.core_properties.title, document.core_properties.author = name, ""
    _direct(document.add_heading(name, 0), name)
    for line in lines_of(content, labels):
        if line.kind == "heading":
            paragraph = document.add_heading("", min(9, line.level + 1))
        else:
            paragraph = document.add_paragraph("")
            paragraph.paragraph_format.left_indent = 280_000 * line.level
        if line.mark:
            paragraph.add_run(_xml(f"{line.mark} ")).bold = len(line.mark) > 2
        for run in line.runs:
            _add_run(paragraph, run)
        if line.note:
            paragraph.add_run(_xml(f" ({line.note})")).italic = True
        _direct(paragraph, line.text or line.mark)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add_run(paragraph: Paragraph, run: Run) -> None:
    parts = run.text.split("\n")
    for number, part in enumerate(parts):
        made = paragraph.add_run(_xml(part))
        made.bold = "bold" in run.marks or None
        made.italic = "italic" in run.marks or None
        made.underline = "underline" in run.marks or bool(safe_address(run)) or None
        made.font.strike = "strike" in run.marks or None
        if number < len(parts) - 1:
            made.add_break()
    if (address := safe_address(run)) and address != run.text:
        paragraph.add_run(_xml(f" <{address}>"))


def _direct(paragraph: Paragraph, text: str) -> None:
    if is_right_to_left(text):
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.append(properties.makeelement(properties.tag.replace("pPr", "bidi")))


def _xml(text: str) -> str:
    return _NOT_OF_XML.sub("", text)


# ------------------------------------------------------------------------------------------------------------- PDF

_SIZES = {1: 18, 2: 15, 3: 13}


def pdf(content: Content, title: str, labels: Labels) -> bytes:
    """The notes as PDF, with fonts for the eight languages and text that is shaped."""
    from fpdf import FPDF
    from fpdf.enums import Align

    document = FPDF(format="A4")
    document.set_creator("Convener")
    document.add_font("text", "", fonts.REGULAR)
    document.add_font("text", "B", fonts.BOLD)
    document.add_font("more", "", fonts.FALLBACK)
    document.set_fallback_fonts(["more"], exact_match=False)
    document.set_text_shaping(True)
    document.set_margin(20)
    document.set_auto_page_break(True, 20)
    document.add_page()

    def write(text: str, size: float, *, bold: bool = False, indent: float = 0, gray: bool = False) -> None:
        document.set_font("text", "B" if bold else "", size)
        document.set_text_color(90 if gray else 22)
        right = is_right_to_left(text)
        document.set_x(20 if right else 20 + indent)
        document.multi_cell(
            document.epw - indent,
            size * 0.53,
            _xml(text),
            align=Align.R if right else Align.L,
            new_x="LMARGIN",
            new_y="NEXT",
        )
        document.ln(1.5)

    name = f"{labels.heading}: {title}"
    document.set_title(_xml(name))
    write(name, 20, bold=True)
    for line in lines_of(content, labels):
        if line.kind == "rule":
            document.line(20, document.get_y() + 1, 190, document.get_y() + 1)
            document.ln(3)
            continue
        if line.kind == "heading":
            write(line.text, _SIZES.get(line.level, 12), bold=True)
            continue
        text = f"{line.mark} {line.text}".strip()
        if text:
            write(text, 11, indent=6 * min(line.level, 12))
        if line.note:
            write(line.note, 9, indent=6 * min(line.level, 12) + 4, gray=True)
    return bytes(document.output())
