from __future__ import annotations

from typing import Any

from convener.realtime.features.people import (
    People,
    PeopleSlice,
    PersonEntered,
    PersonLeft,
    PersonReadmitted,
    PersonRemoved,
    PersonUpdated,
)


class Model:
    def __init__(self, known: PeopleSlice) -> None:
        self.you = known.you
        self.people = {one.id: one for one in known.people}
        self.total = known.total
        self.removed = {one.id: one for one in known.removed}

    def hear(self, message: Any) -> None:
        match message:
            case PersonEntered(person=person) | PersonUpdated(person=person):
                self.people[person.id] = person
                if person.id == self.you.id:
                    self.you = person
            case PersonLeft(person_id=person_id):
                self.people.pop(person_id, None)
            case PersonRemoved(person=removed):
                self.removed[removed.id] = removed
            case PersonReadmitted(person_id=person_id):
                self.removed.pop(person_id, None)
            case People(people=page):
                self.people.update({one.id: one for one in page})

    def state(self) -> Any:
        return self.people, self.total, self.removed
