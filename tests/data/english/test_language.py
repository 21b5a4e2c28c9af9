import pytest

from data import ReportError, parse_report
from data.english.language import find_other_language

SPANISH = (
    "En marzo de 2012, el alcalde de la capital dimitió después de una larga investigación. El 12 de mayo comenzó"
    " una huelga en el puerto de la ciudad, que duró hasta el final del mes. Los periodistas fueron detenidos."
)
GERMAN = (
    "Im März 2012 trat der Bürgermeister der Hauptstadt nach einer langen Untersuchung zurück. Am 12. Mai begann"
    " ein Streik im Hafen, der bis zum Ende des Monats dauerte. Die Polizei nahm auch mit den Arbeitern sieben fest."
)
RUSSIAN = "В марте 2012 года мэр столицы ушёл в отставку после долгого расследования. " * 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SPANISH, "looks like Spanish (“de”,"),
        (GERMAN, "looks like German (“der”,"),
        (RUSSIAN, "is in Cyrillic letters"),
    ],
)
def test_what_is_not_english_is_named(text, said):
    assert find_other_language(text).startswith(said)
    with pytest.raises(ReportError, match="^Yearline reads English: It ") as error:
        parse_report(text, name="It", year=2012)
    assert str(error.value).count(". ") == 0


@pytest.mark.parametrize(
    "text",
    [
        "In March, the mayor resigned, and a strike began in the harbour of the capital. " * 9,
        "3 May: Police arrest journalist. 5 May: Strike in harbour. 7 May: Court frees editor of Norde. " * 9,
        "The daily La Prensa de la Tarde of São Tomé closed; El Nuevo Diario and Le Monde des Arts wrote of it. "
        * 4,
        "Ana Roe",
        "",
    ],
)
def test_english_is_read_also_with_names_of_other_languages(text):
    assert find_other_language(text) == ""
