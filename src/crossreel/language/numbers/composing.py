"""What the pieces of a number come to."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from crossreel.language.numbers.lexicon import Lexicon, Role
from crossreel.language.numbers.pieces import Piece


def groups(run: Sequence[Piece], lexicon: Lexicon) -> list[tuple[list[Piece], Fraction]]:
    """Cut a run into numbers, each as long as it can be, with what each comes to. Links at either end belong to none."""
    found: list[tuple[list[Piece], Fraction]] = []
    at = 0
    while at < len(run):
        if run[at].form.role is Role.LINK or run[at].form.role is Role.POINT:
            at += 1
            continue
        for end in range(len(run), at, -1):
            value = worth(run[at:end], lexicon)
            if value is not None:
                found.append((list(run[at:end]), value))
                at = end
                break
        else:
            at += 1
    return found


def worth(run: Sequence[Piece], lexicon: Lexicon) -> Fraction | None:
    """Return what a run of pieces comes to as one number; None where it is none, or more than one."""
    if run[-1].form.role in (Role.LINK, Role.POINT):
        return None
    points = [at for at, piece in enumerate(run) if piece.form.role is Role.POINT]
    if points:
        return _with_decimals(run, points, lexicon)
    atoms = [piece for piece in run if piece.form.role is not Role.LINK]
    if not _is_linked_well(run, lexicon) or not _ends_well(atoms, lexicon):
        return None
    if len(atoms) > 1 and all(_is_figure(piece) for piece in atoms):
        return _figures(run, atoms, lexicon)
    return _evaluated(atoms, lexicon)


def _is_linked_well(run: Sequence[Piece], lexicon: Lexicon) -> bool:
    """Where a language links hundreds alone ("two hundred and five"), tens and ones with a link are two numbers."""
    if "link_after_times" not in lexicon.flags:
        return True
    return all(one.form.role is Role.TIMES for one, other in pairwise(run) if other.form.role is Role.LINK)


def _ends_well(atoms: Sequence[Piece], lexicon: Lexicon) -> bool:
    """An ordinal ends a number, but where a language says every part of it so."""
    return "chained_ordinals" in lexicon.flags or not any(piece.form.ordinal for piece in atoms[:-1])


def _is_figure(piece: Piece) -> bool:
    return piece.form.role is Role.ADD and piece.form.value < 10 and not piece.is_digits and not piece.form.ordinal


def _figures(run: Sequence[Piece], atoms: Sequence[Piece], lexicon: Lexicon) -> Fraction | None:
    """A year or a telephone number said figure by figure."""
    if "figures" not in lexicon.flags or len(atoms) < 3 or len(atoms) != len(run):
        return None
    return Fraction(int("".join(str(piece.form.value) for piece in atoms)))


def _with_decimals(run: Sequence[Piece], points: list[int], lexicon: Lexicon) -> Fraction | None:
    at = points[0]
    if len(points) > 1 or not at:
        return None
    whole, after = worth(run[:at], lexicon), run[at + 1 :]
    if whole is None or whole.denominator != 1 or not all(piece.form.role is Role.ADD for piece in after):
        return None
    return whole + Fraction(int("".join(str(piece.form.value) for piece in after)), 10 ** _places(after))


def _places(after: Sequence[Piece]) -> int:
    return sum(len(str(piece.form.value)) for piece in after)


def _evaluated(atoms: Sequence[Piece], lexicon: Lexicon) -> Fraction | None:
    """The largest multiplier parts a number: what stands before it is multiplied, what follows is added."""
    times = [(piece.form.value, -at) for at, piece in enumerate(atoms) if piece.form.role is Role.TIMES]
    if not times:
        return _added(atoms, lexicon)
    top, place = max(times)
    at = -place
    if atoms[0].form.role is Role.ADD and atoms[0].form.value > top and not atoms[0].is_digits:
        return _with_rest(atoms[0].form.value, atoms[1:], lexicon)
    if sum(value == top for value, _ in times) > 1:
        return _doubled(atoms, top, lexicon)
    left, right = atoms[:at], atoms[at + 1 :]
    before = _evaluated(left, lexicon) if left else Fraction(1)
    if before is None or (top == 10 and before > 9) or (not before and "zero_times" not in lexicon.flags):
        return None
    if not right:
        return before * top
    after = _evaluated(right, lexicon)
    if after is None or after >= top:
        return None
    if "short_tail" in lexicon.flags and len(right) == 1 and top > 10 and 0 < after < 10:
        after = after * top / 10
    return before * top + after


def _with_rest(first: Fraction, rest: Sequence[Piece], lexicon: Lexicon) -> Fraction | None:
    """A hundred or a thousand that is one word, and what is added to it."""
    after = _evaluated(rest, lexicon)
    return first + after if after is not None and after < _room(first, lexicon) else None


def _doubled(atoms: Sequence[Piece], top: Fraction, lexicon: Lexicon) -> Fraction | None:
    """A million millions, where a language has no other word for them."""
    if "doubled_times" not in lexicon.flags or len(atoms) < 2 or {atoms[-1].form.value, atoms[-2].form.value} != {top}:
        return None
    before = _evaluated(atoms[:-1], lexicon)
    return None if before is None else before * top


def _added(atoms: Sequence[Piece], lexicon: Lexicon) -> Fraction | None:
    """Add what grows smaller: two hundred, fifty, six; tens after ones where the language says them so."""
    if len(atoms) == 1:
        return atoms[0].form.value
    if any(piece.is_digits for piece in atoms):
        return None
    values = [piece.form.value for piece in atoms if piece.form.value or "zero_links" not in lexicon.flags]
    if not values:
        return None
    if "ones_first" in lexicon.flags:
        values = _turned(values)
    for one, other in pairwise(values):
        if not 0 < other < _room(one, lexicon):
            return None
    return sum(values, Fraction(0))


def _turned(values: list[Fraction]) -> list[Fraction]:
    """Put the ones of "einundzwanzig" behind its tens."""
    if len(values) > 1 and 0 < values[-2] < 10 and values[-1] % 10 == 0 and 20 <= values[-1] < 100:
        return [*values[:-2], values[-1], values[-2]]
    return values


def _room(value: Fraction, lexicon: Lexicon) -> int:
    """Return what may be added to a number: less than its last place."""
    whole = int(value)
    if whole in lexicon.wide:
        return 20
    if whole == 10:
        return 10 if "ten_adds" in lexicon.flags else 0
    room = 1
    while whole and whole % (room * 10) == 0:
        room *= 10
    return room if room > 1 else 0
