"""The words of exported notes in the languages of the room."""

from __future__ import annotations

from convener.domain.text import LANGUAGES, direction

from .formats import Labels

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "en": ("Notes", "Agenda item", "Decision", "Action item", "minutes"),
    "fr": ("Notes", "Point à l’ordre du jour", "Décision", "Action à faire", "minutes"),
    "de": ("Notizen", "Tagesordnungspunkt", "Beschluss", "Aufgabe", "Minuten"),
    "es": ("Notas", "Punto del orden del día", "Decisión", "Tarea", "minutos"),
    "pt": ("Notas", "Ponto da ordem de trabalhos", "Decisão", "Tarefa", "minutos"),
    "ja": ("ノート", "議題", "決定事項", "アクションアイテム", "分"),
    "zh": ("笔记", "议程项", "决定", "行动项", "分钟"),
    "ar": ("الملاحظات", "بند جدول الأعمال", "قرار", "مهمة", "دقيقة"),
}


def labels_in(language: str) -> Labels:
    """The words in one of the languages of the room; English in any other."""
    known = language if language in LANGUAGES else "en"
    notes, agenda_item, decision, action_item, minutes = _WORDS[known]
    return Labels(
        language=known,
        right_to_left=direction(known) == "rtl",
        heading=notes,
        agenda_item=agenda_item,
        decision=decision,
        action_item=action_item,
        minutes=minutes,
    )
