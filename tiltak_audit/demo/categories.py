"""What persons on tiltak are told apart by, as the reports name it."""

from __future__ import annotations

import attrs

from tiltak_audit.alike import Alike

STATUSES = ("Arbeidssøkere på tiltak", "Nedsatt arbeidsevne, på tiltak", "Andre på tiltak")

# The main groups in the order of TILT100, each with its tiltak. Those of Oppfølging are the
# rows of samples/TILT140; the others are names of the tiltaksforskriften, as examples.
GROUPS = {
    "Lønnstilskudd": ("Midlertidig lønnstilskudd", "Varig lønnstilskudd"),
    "Arbeidspraksis": ("Arbeidstrening", "Arbeidsrettet praksis"),
    "Opplæring": (
        "Arbeidsmarkedsopplæring",
        "Fag- og yrkesopplæring",
        "Høyere utdanning",
    ),
    "Oppfølging": (
        "Arbeid med støtte",
        "Digital oppfølging/jobbklubb",
        "Individuell jobbstøtte",
        "Individuell Karrierestøtte (IPS Ung)",
        "Jobbklubb",
        "Mentor",
        "Oppfølging",
        "Utvidet oppfølging i opplæring",
    ),
    "Avklaringstiltak": ("Avklaring", "Helseavklaring"),
    "Tilrettelagt arbeid": (
        "Varig tilrettelagt arbeid i skjermet virksomhet",
        "Varig tilrettelagt arbeid i ordinær virksomhet",
    ),
    "Arbeidsrettet rehabilitering": ("Arbeidsrettet rehabilitering", "Rehabilitering med døgn"),
    "Jobbskaping og egenetablering": ("Etablering av egen virksomhet", "Jobbskaping"),
    "Tilrettelegging": ("Inkluderingstilskudd", "Funksjonsassistanse"),
}

# How many persons of 1 000 are in a group; the shares of January 2026, made coarse.
GROUP_SHARES = (90, 180, 210, 270, 45, 145, 20, 20, 20)

KJONN = ("Kvinner", "Menn")
ALDER = (
    "19 år og under",
    "20-24 år",
    "25-29 år",
    "30-39 år",
    "40-49 år",
    "50-59 år",
    "60 år og over",
)
INNVANDRER = ("Ikke innvandrer", "Innvandrer")
FODELAND = ("Afrika", "Asia", "Europa", "Nord-Amerika, SørAmerika og Oceania", "Ukjent")
UTDANNING = (
    "Grunnskolenivå",
    "Videregående skolenivå",
    "Universitets- og høgskolenivå, kort inntil 4 år",
    "Universitets- og høgskolenivå, lang over 4 år",
    "Uoppgitt eller ingen fullført utdanning",
)


@attrs.frozen(eq=False, repr=False)
class Subject(Alike):
    """What one report of the family is about.

    Attributes:
        code: ``TILT140``.
        groups: Its main groups, as TILT100 names them.
    """

    code: str
    groups: tuple[str, ...]

    @property
    def title(self) -> str:
        """Give the rest of the source line."""
        named = " og ".join(group.lower() for group in self.groups)
        return f"Tiltaksdeltakere på {named}. Demografi. Tidsserie måned"

    @property
    def tiltak(self) -> tuple[str, ...]:
        """List the tiltak of its groups."""
        return tuple(tiltak for group in self.groups for tiltak in GROUPS[group])


_NAMES = tuple(GROUPS)

# Each report opens one group, in the order of the groups; TILT180 opens the last two.
SUBJECTS = {
    subject.code: subject
    for subject in (
        *(Subject(f"TILT1{at}0", (group,)) for at, group in enumerate(_NAMES[:7], 1)),
        Subject("TILT180", _NAMES[7:]),
    )
}

OVERVIEW_TITLE = "Tiltaksdeltakere. Hovedgruppe og demografi. Tidsserie måned"
