"""The small page behind a ticket's address: it posts the ticket, by itself or by its button. Fetching it uses nothing
up, so a browser that looks ahead, a mail program that follows links and a double click do not spend the ticket."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from convener.domain.text import direction

from .languages import preferred_language

SCRIPT_PATH = "/ticket.js"

SCRIPT = """\
const form = document.forms[0];
const submit = () => {
  form.submit();
  form.querySelector("button").disabled = true;
};
if (document.prerendering) document.addEventListener("prerenderingchange", submit, { once: true });
else submit();
"""
"""Posts the form once the page is one that somebody sees, not one that a browser draws ahead."""

_SIGN_IN = {
    "en": "Sign in",
    "ar": "تسجيل الدخول",
    "de": "Anmelden",
    "es": "Iniciar sesión",
    "fr": "Se connecter",
    "ja": "サインイン",
    "pt": "Entrar",
    "zh": "登录",
}
"""The button, in the languages of the pages."""

_WITHOUT_SCRIPTS = {
    "en": "This browser runs no scripts: press the button to sign in.",
    "ar": "لا يشغّل هذا المتصفح البرامج النصية: اضغط الزر لتسجيل الدخول.",
    "de": "Dieser Browser führt keine Skripte aus: Mit der Schaltfläche melden Sie sich an.",
    "es": "Este navegador no ejecuta scripts: pulse el botón para iniciar sesión.",
    "fr": "Ce navigateur n’exécute pas de scripts : appuyez sur le bouton pour vous connecter.",
    "ja": "このブラウザーではスクリプトが実行されません。ボタンを押してサインインしてください。",
    "pt": "Este navegador não executa scripts: pressione o botão para entrar.",
    "zh": "此浏览器未运行脚本：请按按钮登录。",
}
"""What a browser without scripts is told, where the page does not go on by itself."""

_PAGE = """\
<!doctype html>
<html lang="{lang}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{label}</title>
<link rel="icon" href="/favicon.svg">
<style>
:root {{ color-scheme: light dark }}
body {{ display: grid; place-content: center; min-height: 90vh; margin: 16px; font: 1rem/1.5 system-ui, sans-serif;
  text-align: center; background: #f7f8fb; color: #161b26 }}
p {{ max-width: 26rem; margin: 0 0 1rem }}
button {{ font: inherit; font-weight: 600; padding: .7rem 1.5rem; border: 0; border-radius: 10px; background: #2f5bea;
  color: #fff; cursor: pointer }}
button:disabled {{ opacity: .6 }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #10131a; color: #e8ecf4 }}
  button {{ background: #7c9cff; color: #10131a }}
}}
</style>
<main>
<form method="post" action="/cc/{center}">
<input type="hidden" name="ticket" value="{ticket}">
<noscript><p>{without_scripts}</p></noscript>
<button>{label}</button>
</form>
</main>
<script src="{script}"></script>
"""


def ticket_form(center_name: str, ticket: str, accept_language: str) -> bytes:
    """The page, in UTF-8, in the language that the browser prefers of those that there are (RFC 9110, 12.5.4)."""
    lang = preferred_language(accept_language)
    page = _PAGE.format(
        lang=lang,
        direction=direction(lang),
        label=_SIGN_IN[lang],
        without_scripts=_WITHOUT_SCRIPTS[lang],
        center=escape(quote(center_name, safe="")),
        ticket=escape(ticket),
        script=SCRIPT_PATH,
    )
    return page.encode()
