"""A small survey with an instrument of its own, and exports with each fault."""

from pathlib import Path

INSTRUMENT = """\
schema: hsbcode.instrument/1
id: garden_2025
title: Holders of an allotment
forms:
  decided_by: role
  parts:
    - {id: holder, label: Holders, options: [holder]}
    - {id: warden, label: Wardens, options: [warden]}
facts:
  - {id: site, kind: category, values: ["North", "South"], shown_as: number}
  - {id: batch, kind: category, values: ["first", "second"], source: collector}
option_sets:
  role:
    options:
      - {id: holder, label: "Plot holder"}
      - {id: warden, label: "Site warden"}
      - {id: guest, label: "Guest"}
  years:
    options:
      - {id: none, label: "None"}
      - {id: few, label: "1 - 5"}
      - {id: many, label: "More than 5"}
      - {id: unsure, label: "Unsure", outside: true}
  wishes:
    options:
      - {id: water, label: "Water"}
      - {id: compost, label: "Compost"}
      - {id: shed, label: "Shed"}
      - {id: water_2, label: "Water", duplicate_of: water, merge: either}
      - {id: none, label: "None of these", exclusive: true}
scales:
  agree:
    columns:
      - {label: "Agree", rank: 4}
      - {label: "Tend to agree", rank: 3}
      - {label: "Neither", rank: 2}
      - {label: "Neither", rank: 2, repeats: 3, probably_meant: "Disagree"}
      - {label: "Unsure"}
    top_two: ["Agree", "Tend to agree"]
    never_offered: ["Disagree"]
row_sets:
  plot:
    rows:
      - {id: soil, label: "Soil", text: "The soil is good."}
      - {id: fence, label: "Fence", text: "The fence is sound."}
sections:
  - id: A
    title: Everyone
    seen_by: all
    questions:
      - {id: role, type: single, short: Role, text: "Who are you?", options: role,
         route: {status: section}, drives: forms}
      - {id: years, type: single, short: Years, text: "For how many years?",
         options: years, route: {status: section}, dependents: [why_years, plot]}
      - {id: why_years, type: open, short: Why so long, text: "What has kept you?",
         belongs_to: {question: years, option: many}, codes: why,
         route: {status: printed, if: {question: years, any_of: [many]}}}
  - id: B
    title: Holders
    seen_by: holder
    questions:
      - {id: wishes, type: multi, short: Wishes, text: "What is missing?",
         options: wishes, base: ticked, route: {status: section}}
      - {id: plot, type: grid, short: Plot, text: "How far do you agree?",
         rows: plot, scale: agree,
         route: {status: printed, if: {question: years, any_of: [few, many]}}}
  - id: C
    title: Wardens
    seen_by: warden
    questions:
      - {id: warden_why, type: open, short: Why a warden, text: "Why do you do it?",
         codes: why, route: {status: section}}
"""
MAP = """\
schema: hsbcode.map/1
study: garden
language: en
header_rows: 1
columns:
  - {column: id, kind: id}
  - {column: role, kind: closed, question: role}
  - {column: years, kind: closed, question: years}
  - {column: soil, kind: closed, question: plot.soil}
  - {column: fence, kind: closed, question: plot.fence}
  - {column: water, kind: tick, question: wishes, option: Water}
  - {column: compost, kind: tick, question: wishes, option: Compost}
  - {column: shed, kind: tick, question: wishes, option: Shed}
  - {column: again, kind: tick, question: wishes, option: Water (2)}
  - {column: nothing, kind: tick, question: wishes, option: None of these}
  - {column: why, kind: open, question: why}
facts:
  - {question: site, from: file, pattern: "garden-(\\\\w+)"}
"""
HEADER = "id,role,years,soil,fence,water,compost,shed,again,nothing,why"
SOUND = (
    "1,Plot holder,1 - 5,Agree,Neither,Water,,,Water,,",
    "2,Plot holder,More than 5,Tend to agree,Unsure,,,,,None of these,The neighbours",
    "3,Plot holder,None,,,,Compost,Shed,,,",
    "4,Site warden,Unsure,,,,,,,,Somebody has to keep the key",
    "5,Guest,None,,,,,,,,",
    "6,,1 - 5,,,,,,,,",
)


def write_garden(
    folder: Path, rows: tuple[str, ...] = SOUND, name: str = "garden-North.csv"
) -> tuple[Path, Path, Path]:
    """Write an export, its map and the instrument; return their paths."""
    export, map_path, form = folder / name, folder / "map.yaml", folder / "form.yaml"
    export.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    map_path.write_text(MAP, encoding="utf-8")
    form.write_text(INSTRUMENT, encoding="utf-8")
    return export, map_path, form
