"""The table of states: complete rows, one place for every room."""

from onrecord.records.states import states


def test_every_state_stands_once_in_the_order_of_its_code() -> None:
    codes = [state.code for state in states()]
    assert codes == sorted(set(codes))
    assert len(codes) >= 190
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)


def test_words_stand_as_in_running_text() -> None:
    words = [word for state in states() for column in (state.names, state.seats, state.peoples) for word in column]
    assert all(word == word.strip() and any(letter.isupper() for letter in word) for word in words)


def test_a_row_is_read_column_by_column() -> None:
    (egypt,) = (state for state in states() if state.code == "EG")
    assert egypt == ("EG", ("Egypt",), ("Cairo",), ("Egyptian", "Egyptians"), (), ())
