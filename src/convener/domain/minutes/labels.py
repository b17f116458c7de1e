"""The words of minutes as files, in the languages of the room."""

from __future__ import annotations

from dataclasses import dataclass

from convener.domain.notes.formats import Labels
from convener.domain.notes.labels import labels_in
from convener.domain.text import LANGUAGES


@dataclass(frozen=True, kw_only=True)
class MinutesLabels:
    """The words of one language; ``untitled`` has ``{organizer}``."""

    minutes: str
    untitled: str
    when: str
    people: str
    host: str
    presenter: str
    agenda: str
    decisions: str
    tasks: str
    carried: str
    polls: str
    votes: str
    withheld: str
    true: str
    false: str
    documents: str
    recordings: str


_WORDS = {
    "en": MinutesLabels(
        minutes="Minutes",
        untitled="Meeting with {organizer}",
        when="When",
        people="Who was there",
        host="host",
        presenter="presenter",
        agenda="Agenda",
        decisions="Decisions",
        tasks="Action items",
        carried="open from last time",
        polls="Polls",
        votes="Votes",
        withheld="Results are not shown",
        true="True",
        false="False",
        documents="Documents",
        recordings="Recordings",
    ),
    "fr": MinutesLabels(
        minutes="Compte rendu",
        untitled="Réunion avec {organizer}",
        when="Quand",
        people="Personnes présentes",
        host="animation",
        presenter="présentation",
        agenda="Ordre du jour",
        decisions="Décisions",
        tasks="Actions à faire",
        carried="en suspens depuis la dernière fois",
        polls="Sondages",
        votes="Votes",
        withheld="Les résultats ne sont pas affichés",
        true="Vrai",
        false="Faux",
        documents="Documents",
        recordings="Enregistrements",
    ),
    "de": MinutesLabels(
        minutes="Protokoll",
        untitled="Besprechung mit {organizer}",
        when="Wann",
        people="Wer da war",
        host="Leitung",
        presenter="Vortrag",
        agenda="Tagesordnung",
        decisions="Beschlüsse",
        tasks="Aufgaben",
        carried="offen vom letzten Mal",
        polls="Umfragen",
        votes="Stimmen",
        withheld="Ergebnisse werden nicht gezeigt",
        true="Richtig",
        false="Falsch",
        documents="Dokumente",
        recordings="Aufzeichnungen",
    ),
    "es": MinutesLabels(
        minutes="Acta",
        untitled="Reunión con {organizer}",
        when="Cuándo",
        people="Quién asistió",
        host="anfitrión",
        presenter="ponente",
        agenda="Orden del día",
        decisions="Decisiones",
        tasks="Tareas",
        carried="pendiente de la última vez",
        polls="Encuestas",
        votes="Votos",
        withheld="Los resultados no se muestran",
        true="Verdadero",
        false="Falso",
        documents="Documentos",
        recordings="Grabaciones",
    ),
    "pt": MinutesLabels(
        minutes="Ata",
        untitled="Reunião com {organizer}",
        when="Quando",
        people="Quem esteve presente",
        host="anfitrião",
        presenter="apresentador",
        agenda="Ordem de trabalhos",
        decisions="Decisões",
        tasks="Tarefas",
        carried="em aberto desde a última vez",
        polls="Votações",
        votes="Votos",
        withheld="Os resultados não são mostrados",
        true="Verdadeiro",
        false="Falso",
        documents="Documentos",
        recordings="Gravações",
    ),
    "ja": MinutesLabels(
        minutes="議事録",
        untitled="{organizer}さんとのミーティング",
        when="日時",
        people="出席者",
        host="ホスト",
        presenter="発表者",
        agenda="議題",
        decisions="決定事項",
        tasks="アクションアイテム",
        carried="前回からの継続",
        polls="投票",
        votes="票数",
        withheld="結果は表示されません",
        true="正しい",
        false="誤り",
        documents="資料",
        recordings="録画",
    ),
    "zh": MinutesLabels(
        minutes="会议纪要",
        untitled="与{organizer}的会议",
        when="时间",
        people="参会人员",
        host="主持人",
        presenter="演示者",
        agenda="议程",
        decisions="决定",
        tasks="行动项",
        carried="上次遗留",
        polls="投票",
        votes="票数",
        withheld="结果不公开",
        true="正确",
        false="错误",
        documents="文档",
        recordings="录制",
    ),
    "ar": MinutesLabels(
        minutes="محضر الاجتماع",
        untitled="اجتماع مع {organizer}",
        when="الموعد",
        people="الحاضرون",
        host="المضيف",
        presenter="مقدّم العرض",
        agenda="جدول الأعمال",
        decisions="القرارات",
        tasks="المهام",
        carried="متبقية من المرة السابقة",
        polls="الاستطلاعات",
        votes="الأصوات",
        withheld="النتائج غير معروضة",
        true="صحيح",
        false="خطأ",
        documents="المستندات",
        recordings="التسجيلات",
    ),
}


def labels_for(language: str) -> MinutesLabels:
    """The words in one of the languages of the room; English in any other."""
    return _WORDS[language if language in LANGUAGES else "en"]


def file_labels(language: str) -> Labels:
    """The words of the formats (:mod:`convener.domain.notes.formats`) for minutes."""
    labels = labels_in(language)
    return Labels(
        language=labels.language,
        right_to_left=labels.right_to_left,
        heading=labels_for(language).minutes,
        agenda_item=labels.agenda_item,
        decision=labels.decision,
        action_item=labels.action_item,
        minutes=labels.minutes,
    )
