"""Files of notes: what hostile people write stays text, and links lead to safe addresses only."""

from __future__ import annotations

import io

import docx
import lxml.html
import pypdfium2
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from convener.domain import fonts
from convener.domain.notes import formats, office
from convener.domain.notes.labels import labels_in
from convener.domain.shared_documents.content import Block, Content, Run, Value

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</title></style><iframe src=//evil.example>",
    "first\n\n<script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    "`` ` \n\n<b onclick=alert(1)>",
    "![x](javascript:alert(1)) [y](javascript:alert(1)) <javascript:alert(1)>",
    "[ref]: javascript:alert(1)\n\n[ref]",
    "&lt;script&gt; \\<script>",
    "# no heading\n- no list\n1. no list\n> no quote\n    <b>no code",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/><script>alert(1)</script>",
    "https://example.org/)(javascript:alert(1)",
    "https://example.org/\\",
    "https://[",
)
SAFE = ("http:", "https:", "mailto:", "tel:")
MARKS = ("bold", "italic", "strike", "underline", "code", "unknown")
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
}
TAGS |= {"h1", "h2", "h3", "h4", "h5", "h6", "div", "small", "strong", "em", "s", "u", "a"}


def hostile_content() -> Content:
    """Every hostile text in every block and mark, every hostile address behind a link."""

    def runs() -> list[Run | Block]:
        marked: list[Run | Block] = [Run(text, {mark: {}}) for text in MARKUP for mark in MARKS]
        marked += [Run(text) for text in MARKUP]
        for address in ADDRESSES:
            marked.append(Run(f"to {address}", {"link": {"href": address}}))
            marked.append(Run("code", {"code": {}, "link": {"href": address}}))
        return marked

    attributes: dict[str, Value] = {
        "level": 99,
        "id": MARKUP[0],
        "assignee": MARKUP[1],
        "due": MARKUP[2],
        "minutes": MARKUP[0],
        "checked": MARKUP[0],
        "class": MARKUP[2],
    }
    kinds = ("paragraph", "heading", "codeBlock", "agendaItem", "decision", "actionItem", MARKUP[0])
    blocks = [Block(kind, attributes, runs()) for kind in kinds]
    for kind, item in (("bulletList", "listItem"), ("orderedList", "listItem"), ("taskList", "taskItem")):
        inner = Block(item, attributes, [Block("paragraph", {}, runs())])
        blocks += [Block(kind, attributes, [inner]), Block("blockquote", {}, [Block(kind, {}, [inner])])]
    return Content(blocks)


def assert_harmless(page: str) -> None:
    """The page has only tags, attributes and addresses that notes are written with."""
    for element in lxml.html.document_fromstring(page).iter(lxml.etree.Element):
        assert element.tag in TAGS, element.tag
        assert not [name for name in element.attrib if str(name).startswith("on")], element.attrib
        for name in ("href", "src"):
            assert str(element.get(name, "https:")).lower().startswith(SAFE), element.attrib


@pytest.mark.parametrize("language", ["en", "ar", '"><script>'])
def test_a_page_runs_nothing(language: str) -> None:
    page = formats.html_page(hostile_content(), MARKUP[3], labels_in(language))
    assert_harmless(page)
    assert "default-src 'none'" in page
    assert MARKUP[0] in "".join(map(str, lxml.html.document_fromstring(page).itertext())), "it is there, as text"


def test_markdown_holds_no_markup() -> None:
    written = formats.markdown(hostile_content(), MARKUP[0], labels_in("en"))
    for token in MarkdownIt("commonmark").parse(written):
        for one in (token, *(token.children or ())):
            assert one.type not in ("html_block", "html_inline", "image"), one.content
            assert str(one.attrs.get("href", "https:")).lower().startswith(SAFE), one.attrs


def test_files_of_offices_open_and_hold_the_markup_as_text() -> None:
    content, labels = hostile_content(), labels_in("en")
    document = docx.Document(io.BytesIO(office.docx(content, MARKUP[0], labels)))
    assert any(MARKUP[0] in one.text for one in document.paragraphs)
    assert not [one.target_ref for one in document.part.rels.values() if one.is_external], "addresses are text"
    written = office.pdf(content, MARKUP[0], labels)
    assert b"javascript:" not in written.lower()
    pdf = pypdfium2.PdfDocument(written)
    try:
        assert "<script>alert(1)</script>" in pdf[0].get_textpage().get_text_bounded()
    finally:
        pdf.close()


def test_notes_without_a_word_are_files_too() -> None:
    labels = labels_in("de")
    assert formats.markdown(Content(), "Leer", labels) == "# Notizen: Leer\n"
    assert_harmless(formats.html_page(Content(), "", labels))
    assert office.docx(Content(), "", labels).startswith(b"PK")
    assert office.pdf(Content(), "", labels).startswith(b"%PDF")


LANGUAGES_OF_A_TEAM = (
    "Straße, señor, ação, où, Łódź",
    "Решение: купить хлеб",
    "会議の議題を決める",
    "笔记：请在五月一日之前发送报价",
    "قرار الاجتماع: نرسل العرض غدا",
)


def test_files_of_offices_speak_the_languages_of_the_room() -> None:
    content = Content([Block("decision", {}, [Run(text, {})]) for text in LANGUAGES_OF_A_TEAM])
    for language in ("ar", "ja", "zh", "de"):
        labels = labels_in(language)
        document = docx.Document(io.BytesIO(office.docx(content, "محضر", labels)))
        written = [one.text for one in document.paragraphs]
        assert [text for text in LANGUAGES_OF_A_TEAM if not any(text in one for one in written)] == []
        directions = [bool(one._p.xpath("./w:pPr/w:bidi")) for one in document.paragraphs[1:]]
        assert directions == [False] * 4 + [True]
        pdf = pypdfium2.PdfDocument(office.pdf(content, "محضر", labels))
        try:
            read = pdf[0].get_textpage().get_text_bounded()
        finally:
            pdf.close()
        # Arabic is drawn as joined letters, in another order: the next test looks at it.
        assert [text for text in LANGUAGES_OF_A_TEAM[:-1] if text not in read] == []
    letters = {ord(letter) for text in LANGUAGES_OF_A_TEAM for letter in text}
    for path in (fonts.REGULAR, fonts.BOLD):
        drawn = [TTFont(one).getBestCmap() for one in (path, fonts.FALLBACK)]
        assert [chr(one) for one in letters if not any(one in cmap for cmap in drawn)] == []


def test_arabic_is_shaped_in_a_pdf_and_runs_to_the_left() -> None:
    """Letters of one word are joined: three times the same letter are three different shapes."""
    written = office.pdf(Content([Block("paragraph", {}, [Run("ببب", {})])]), "", labels_in("ar"))
    pdf = pypdfium2.PdfDocument(written)
    try:
        page = pdf[0]
        text = page.get_textpage()
        shaped = [text.get_charbox(number) for number in range(text.count_chars())]
        # The right margin is 20 mm, and the cell of a line has 1 mm.
        assert max(right for _, _, right, _ in shaped) == pytest.approx(page.get_width() - 21 / 25.4 * 72, abs=3)
        widths = {round(right - left, 1) for left, _, right, _ in shaped[-3:]}
        assert len(widths) > 1, "the letter at the end is wider than those before it"
    finally:
        pdf.close()
