"""The shipped guide as a programmer would write it by hand, explaining as much: the floor.

Knows the shipped guide alone. Where the guide's routes change, so must this; the engines are
compared on every visit before they are timed, so that forgetting it is noticed.
"""

from __future__ import annotations

from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Verdict
from tests.bench.explained import Because, Engine, Explained, to_because

YES, MAYBE, NO = Verdict.RECOMMENDED, Verdict.TO_CONSIDER, Verdict.NOT_CONCERNED


def hand_written(guide: Guide) -> Engine:
    """A plain function; the reasons are taken from the guide once, the logic is written here."""

    def route(name: str) -> Because:
        return to_because(guide.get_route(name))

    fundraising, financing = route("fundraising"), route("financing")
    management, to_qualify = route("financial-management"), route("funding-to-qualify")
    maybe_medef, maybe_bpifrance = route("funding-maybe-medef"), route("funding-maybe-bpifrance")
    maybe_cpme = route("funding-maybe-cpme")
    purchasing, exporting = route("local-purchasing"), route("export")
    talent, skills = route("talent"), route("talent-skills")
    daily, site = route("daily-support"), route("site-and-procedures")
    aid, aid_region = route("regional-aid"), route("regional-aid-region")

    def run(answers: Answers) -> Explained:
        region: list[Because] = []
        agence: list[Because] = []
        ccir: list[Because] = []
        cpme: list[Because] = []
        medef: list[Because] = []
        bpifrance: list[Because] = []
        region_is = agence_is = cpme_is = medef_is = bpifrance_is = NO
        if answers["territory"][0] != "outside":
            themes = answers["themes"]
            if "funding" in themes:
                kinds = answers["funding-kind"]
                if "unknown" in kinds:
                    agence_is, agence = YES, [to_qualify]
                    medef_is, medef = MAYBE, [maybe_medef]
                    bpifrance_is, bpifrance = MAYBE, [maybe_bpifrance]
                    cpme_is, cpme = MAYBE, [maybe_cpme]
                else:
                    if "fundraising" in kinds:
                        medef_is, medef = YES, [fundraising]
                    if "financing" in kinds:
                        bpifrance_is, bpifrance = YES, [financing]
                    if "financial-management" in kinds:
                        cpme_is, cpme = YES, [management]
            if "local-purchasing" in themes:
                ccir.append(purchasing)
            if "export" in themes:
                ccir.append(exporting)
            if "talent" in themes:
                if medef_is is MAYBE:
                    medef = []
                medef_is = YES
                kinds = answers["talent-kind"]
                if "attract" in kinds or "unknown" in kinds:
                    medef.append(talent)
                if "recruit" in kinds or "train" in kinds or "apprentice" in kinds:
                    medef.append(skills)
            if "daily-support" in themes:
                agence_is = YES
                kinds = answers["support-kind"]
                if "single-contact" in kinds or "unknown" in kinds:
                    agence.append(daily)
                if "site" in kinds or "procedures" in kinds:
                    agence.append(site)
                if "regional-aid" in kinds:
                    agence.append(aid)
                    region_is, region = MAYBE, [aid_region]
            elif "none-of-these" in themes:
                agence_is = MAYBE
        return [
            ("region", region_is, region),
            ("agence", agence_is, agence),
            ("ccir", YES if ccir else NO, ccir),
            ("cpme", cpme_is, cpme),
            ("medef", medef_is, medef),
            ("bpifrance", bpifrance_is, bpifrance),
        ]

    return run
