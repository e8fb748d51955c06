"""What stands between a believed token and its work."""

from datetime import UTC, datetime

import pytest

from service.auth.principal import Principal
from service.errors import Overloaded, RateLimited
from service.gate import Allowance, Gate, Rates, Room, Sockets
from service.settings import Limits, Settings

NEVER = datetime(2100, 1, 1, tzinfo=UTC)


def bearer(tenant="acme", subject="maya"):
    """Be somebody."""
    return Principal(tenant, subject, frozenset(), NEVER)


class Clock:
    """Stands until it is set."""

    now = 100.0

    def __call__(self):
        """Tell the time."""
        return self.now


@pytest.fixture
def clock():
    """Stand at a moment."""
    return Clock()


@pytest.fixture
def rates(clock):
    """Let 2 a second of a token and 3 of a tenant through, twice as many at once."""
    return Rates(Limits(token_rate=2, tenant_rate=3), clock)


def test_a_token_is_told_when_to_come_again(rates, clock):
    """The fifth at once of four is refused, naming whose rate it is; half a second later it passes."""
    for _ in range(4):
        rates.admit(bearer())
    with pytest.raises(RateLimited, match=r"^This token may send 2 requests a second") as refused:
        rates.admit(bearer())
    assert (refused.value.code, refused.value.wait) == ("RATE_LIMITED", pytest.approx(0.5))
    clock.now += 0.5
    rates.admit(bearer())


def test_who_can_wait_is_given_a_turn(rates, clock):
    """Beyond four at once turns are half a second apart; one too late counts for nothing."""
    turns = [rates.admit(bearer(), patience=1) for _ in range(6)]
    assert turns == [0, 0, 0, 0, pytest.approx(0.5), pytest.approx(1)]
    for _ in range(3):
        with pytest.raises(RateLimited):
            rates.admit(bearer(), patience=1)
    clock.now += 1.5
    rates.admit(bearer())
    with pytest.raises(RateLimited):
        rates.admit(bearer())


def test_a_new_token_of_the_same_subject_is_no_new_rate(rates):
    """Scopes and expiry do not matter: fetching tokens makes nobody faster."""
    for year in range(2101, 2105):
        rates.admit(Principal("acme", "maya", frozenset(), datetime(year, 1, 1, tzinfo=UTC)))
    with pytest.raises(RateLimited, match="token"):
        rates.admit(bearer())


def test_a_tenant_has_a_rate_of_its_own(rates):
    """Six at once of all its tokens; another tenant does not notice, not even under the same subject."""
    for n in range(6):
        rates.admit(bearer(subject=f"phone {n % 3}"))
    with pytest.raises(RateLimited, match=r"^This tenant may send 3 requests a second"):
        rates.admit(bearer(subject="another"))
    rates.admit(bearer("other"))


def test_what_the_tenant_refuses_counts_for_no_token(rates, clock):
    """A token whose tenant was refused still has all of its own."""
    for n in range(6):
        rates.admit(bearer(subject=f"phone {n % 3}"))
    with pytest.raises(RateLimited):
        rates.admit(bearer())
    clock.now += 2
    for _ in range(4):
        rates.admit(bearer())


def test_the_allowance_is_the_lesser_one(rates, clock):
    """Of the token, or of the tenant where that has less; and when all of it is there again."""
    assert rates.allowance(bearer()) == Allowance(4, 4, 0)
    rates.admit(bearer())
    assert rates.allowance(bearer()) == Allowance(4, 3, pytest.approx(0.5))
    for n in range(5):
        rates.admit(bearer(subject=f"phone {n % 2}"))
    assert rates.allowance(bearer()) == Allowance(6, 0, pytest.approx(2))
    clock.now += 60
    assert rates.allowance(bearer()) == Allowance(4, 4, 0)


def test_room_is_given_back():
    """A full room refuses; whoever leaves, by an error too, makes place."""
    room = Room(1, "Come again.")
    with room.taken():
        assert len(room) == 1
        with pytest.raises(Overloaded, match=r"^Come again\.$"), room.taken():
            pass
    with pytest.raises(KeyError), room.taken():
        raise KeyError
    assert len(room) == 0
    room.check()


def test_room_is_taken_in_sizes():
    """What does not fit takes nothing; what is given back can be taken again."""
    room = Room(10, "Come again.")
    room.take(7)
    with pytest.raises(Overloaded):
        room.take(4)
    room.take(3)
    room.give_back(7)
    room.take(7)
    assert len(room) == 10


BOUNDS = [
    ({"sockets_per_token": 2}, ["a", "a", "a"], "token (2)"),
    ({"sockets_per_tenant": 2}, ["a", "b", "c"], "tenant (2)"),
    ({"sockets": 2}, ["a", "b", "c"], "sockets (2)"),
]


@pytest.mark.parametrize(("bounds", "subjects", "said"), BOUNDS)
def test_sockets_are_bounded(bounds, subjects, said):
    """The third of two is refused in words that fit a close frame; one that leaves makes place."""
    sockets = Sockets(Limits(**bounds))
    for subject in subjects[:-1]:
        sockets.enter(bearer(subject=subject))
    last = bearer(subject=subjects[-1])
    with pytest.raises(Overloaded) as refused:
        sockets.enter(last)
    assert said in refused.value.message
    assert len(refused.value.message) <= 123
    assert len(sockets) == 2
    sockets.leave(bearer(subject=subjects[0]))
    sockets.enter(last)


def test_sockets_leave_nothing_behind():
    """When all have left nobody is remembered."""
    sockets = Sockets(Limits())
    for n in range(10):
        sockets.enter(bearer(f"tenant {n}"))
    for n in range(10):
        sockets.leave(bearer(f"tenant {n}"))
    assert len(sockets) == 0
    assert not sockets._tokens  # noqa: SLF001  # what is remembered shows nowhere else
    assert not sockets._tenants  # noqa: SLF001


@pytest.mark.parametrize(
    ("env", "switch", "on"),
    [
        ("development", None, False),
        ("development", True, True),
        ("production", None, True),
        ("production", False, False),
    ],
)
def test_rates_are_for_production_unless_told(env, switch, on):
    """A developer's loop is not held up; in production nobody has to think of it."""
    gate = Gate.of(Settings(env=env, rate_limits=switch))
    assert (gate.rates is not None, gate.sockets is not None) == (on, on)


def test_the_gate_refuses_for_want_of_room_always():
    """In development too."""
    gate = Gate.of(Settings(limits=Limits(in_flight=1)))
    with gate.room.taken(), pytest.raises(Overloaded):
        gate.admit(bearer())
    gate.admit(bearer())
