"""`python -m data.english check FILE.jsonl`: a line for each statement; bad files in one sentence."""

import json

import pytest

from data.english.__main__ import main

ROW = {
    "id": "a-1",
    "passage": "Police arrested two editors in Tarn.",
    "statement": "Police arrest two editors",
}


def run(tmp_path, capsys, text):
    file = tmp_path / "checks.jsonl"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code = main(["check", str(file)])
    said = capsys.readouterr()
    return code, said.out, said.err.replace(str(file), "FILE")


def test_a_line_for_each_statement(tmp_path, capsys):
    rows = [
        ROW,
        ROW | {"id": "a-2", "statement": "Police arrest three editors", "before": None},
        ROW | {"id": "a-3", "passage": "They arrested two editors.", "before": "Police came to Tarn."},
        ROW | {"id": "a-4", "statement": "Police arrest two old editors"},
    ]
    code, out, err = run(tmp_path, capsys, "\n\n".join(json.dumps(row) for row in rows) + "\n")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "a-1 true the report bears every part",
        "a-2 false three: the report says *two*",
        "a-3 true the report bears every part",
        "a-4 unsure old: the report does not say so here",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Line 1 of FILE is not JSON; write one object a line."),
        ("[" * 100_000, "Line 1 of FILE is not JSON; write one object a line."),
        ("\n[1]", "Line 2 of FILE is no object; write {\"id\": …, \"passage\": …, \"statement\": …}."),
        (json.dumps({"id": "a", "passage": "x"}), "Line 1 of FILE has no “statement” as a text; add it."),
        (json.dumps(ROW | {"passage": 3}), "Line 1 of FILE has no “passage” as a text; add it."),
        (json.dumps(ROW | {"id": " "}), "Line 1 of FILE has no “id” as a text; add it."),
        (json.dumps(ROW | {"before": 3}), "Line 1 of FILE has a “before” that is no text; make it one or leave it out."),
        (b"\xff\xfe\x00", "FILE cannot be read; give a JSONL file in UTF-8."),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_a_sentence(tmp_path, capsys, text, said):
    assert run(tmp_path, capsys, text) == (2, "", said + "\n")


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.jsonl")]) == 2
    assert (
        capsys.readouterr().err
        == f"There is no file {tmp_path / 'none.jsonl'}; give the path of a JSONL file.\n"
    )
    assert main(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} cannot be read; give a JSONL file in UTF-8.\n"


def test_an_empty_file_has_no_lines(tmp_path, capsys):
    assert run(tmp_path, capsys, "\n") == (0, "", "")
