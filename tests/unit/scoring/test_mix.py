"""Mix divergence sees which emotions, not how pleasant."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from scoring.cell import EMPTY
from scoring.mix import mix_divergence
from tests.unit.scoring.making import feelings, felt


def mixed(*cells):
    """Return the divergence of some cells' emotions."""
    return mix_divergence([cell.emo for cell in cells])


def test_without_two_groups_there_is_no_mix_to_compare():
    """None and one group, empty ones not counted, are null, not 0."""
    assert mixed() == mixed(felt(JOY=3)) == mixed(felt(JOY=3), EMPTY) == (None, None)


def test_one_emotion_everywhere_does_not_differ():
    """All joy is 0 and not significant, by definition."""
    assert mixed(felt(JOY=3), felt(JOY=300)) == (0.0, False)


def test_anxiety_here_and_frustration_there_differ_wholly():
    """The same valence, and no emotion shared: 1, significant as soon as there is enough of it."""
    assert mixed(felt(ANXIETY=30), felt(FRUSTRATION=30)) == (pytest.approx(1), True)
    assert mixed(felt(ANXIETY=1), felt(FRUSTRATION=1)) == (pytest.approx(1), False)


def test_a_divergence_worked_by_hand():
    """3:1 against 1:3: H = 1 bit pooled, .811278 within, JSD .188722, G = 2*8*ln2*.188722 = 2.093 < 3.841."""
    told = mixed(felt(JOY=3, ANGER=1), felt(JOY=1, ANGER=3))
    assert told == (pytest.approx(0.1887218755, abs=1e-9), False)
    assert mixed(felt(JOY=6, ANGER=2), felt(JOY=2, ANGER=6)) == (pytest.approx(0.1887218755, abs=1e-9), True)


@given(st.lists(feelings, min_size=2, max_size=5))
def test_significance_is_the_g_tests(groups):
    """The divergence lies in 0..1 and the verdict is scipy's G test without correction."""
    groups = [cell for cell in groups if cell.n]
    assume(len(groups) > 1)
    columns = [code for code in range(18) if any(cell.emo[code] for cell in groups)]
    assume(len(columns) > 1)
    table = [[cell.emo[code] for code in columns] for cell in groups]
    test = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    divergence, significant = mixed(*groups)
    volumes = stats.entropy([cell.n for cell in groups])
    expected = test.statistic / (2 * sum(map(sum, table)) * volumes)
    assert divergence == pytest.approx(expected, abs=1e-9)
    assert 0 <= divergence <= 1
    assume(abs(test.pvalue - 0.05) > 1e-9)
    assert significant is bool(test.pvalue < 0.05)


@given(feelings, st.integers(2, 4))
def test_equal_mixes_do_not_diverge(cell, times):
    """Groups with the same shares differ by nothing."""
    assume(cell.n)
    scaled = [tuple(count * k for count in cell.emo) for k in range(1, times + 1)]
    assert mix_divergence(scaled) == (pytest.approx(0, abs=1e-12), False)
