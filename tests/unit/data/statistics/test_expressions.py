"""Expressions: values by hand, faults with their place."""

import math

import pytest

from runpress.data.statistics.expressions import (
    FUNCTIONS,
    ExpressionError,
    evaluate,
    evaluate_series,
    names,
    parse_expression,
)

VALUES = {"x": 3.0, "loss": 0.5, "train/loss": 4.0, "a b": 2.0, "val.acc": 0.25}

WORKED = {
    "1 - loss": 0.5,
    "${train/loss} / 2 + x": 5,
    "${ a b } * val.acc": 0.5,
    "2 + 3 * 4": 14,
    "(2 + 3) * 4": 20,
    "10 - 4 - 3": 3,
    "16 / 4 / 2": 2,
    "-2 ** 2": -4,
    "2 ** 3 ** 2": 512,
    "2 ** -1": 0.5,
    "7 % 3 * 2": 2,
    "-7 % 3": -1,
    "+.5e1": 5,
    "log(exp(2))": 2,
    "log2(8) + log10(100)": 5,
    "sqrt(abs(-9))": 3,
    "min(3, 1, 2) + max(1, 5)": 6,
    "pow(2, 10)": 1024,
    "floor(2.7) + ceil(2.1) + round(2.5) + round(-2.5)": 2 + 3 + 3 - 2,
    "sin(0) + cos(0) + tan(0)": 1,
    "1 / 0": math.inf,
    "-1 / 0": -math.inf,
    "0 / 0": math.nan,
    "log(0)": -math.inf,
    "log(-1)": math.nan,
    "sqrt(-1)": math.nan,
    "(-8) ** 0.5": math.nan,
    "0 ** -1": math.inf,
    "10 ** 1000": math.inf,
    "exp(1000)": math.inf,
    "5 % 0": math.nan,
    "floor(1 / 0)": math.inf,
    "max(0 / 0, 1)": math.nan,
    "unknown + 1": math.nan,
}


@pytest.mark.parametrize(("text", "value"), WORKED.items())
def test_values(text, value):
    assert evaluate(parse_expression(text), VALUES) == pytest.approx(value, nan_ok=True)


def test_every_function_has_a_worked_value():
    text = " ".join(WORKED)
    assert all(f"{function}(" in text for function in FUNCTIONS)


FAULTS = {
    "": ("a value is missing before the end", 0, 0),
    "1 -": ("a value is missing before the end", 3, 3),
    "1 - * 2": ("a value is missing before `*`", 4, 5),
    "loss acc": ("`acc` is not expected here", 5, 8),
    "(1 + 2": ("a bracket is not closed", 0, 1),
    "max(1, 2": ("a bracket is not closed", 3, 4),
    "sqr(4)": ("there is no function `sqr`", 0, 3),
    "pow(1)": ("`pow` takes 2 values, not 1", 0, 3),
    "x ^ 2": ("`^` cannot be read in an expression", 2, 3),
    "1 + $loss": ("`$` cannot be read in an expression", 4, 5),
    "__import__('os')": ("`'` cannot be read in an expression", 11, 12),
    "(" * 60: ("the expression is nested too deep", 50, 51),
    "-" * 60 + "1": ("the expression is nested too deep", 50, 51),
    "1+" * 300 + "1": ("an expression of 601 characters is too long", 0, 601),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_faults_have_their_place(text, fault):
    error = parse_expression(text)
    assert isinstance(error, ExpressionError)
    assert (error.message, error.start, error.end) == fault


def test_near_functions_are_suggested():
    assert parse_expression("sqr(4)").help == "did you mean `sqrt`?"


def test_names_each_once_in_order():
    assert names(parse_expression("b + ${a/c} * b - x")) == ("b", "a/c", "x")


def test_the_longest_sum_is_evaluated():
    assert evaluate(parse_expression("1+" * 199 + "10"), {}) == 209
    assert isinstance(parse_expression("1+" * 199 + "100"), ExpressionError)


def test_a_series_point_by_point():
    term = parse_expression("${a/b} * x")
    assert evaluate_series(term, {"a/b": [1.0, math.nan, 3.0], "x": [2.0, 2.0, 5.0]}, count=3) == pytest.approx(
        [2, math.nan, 15], nan_ok=True
    )
