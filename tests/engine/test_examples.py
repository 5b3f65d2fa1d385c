"""The examples in the engine's own pages come out as written (文档中的例子)."""

import doctest
import importlib
import pkgutil

import pytest

import bihuan.engine

MODULES = [each.name for each in pkgutil.walk_packages(bihuan.engine.__path__, "bihuan.engine.")]


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]

    assert len(found) >= 5


@pytest.mark.parametrize("name", MODULES)
def test_every_example_comes_out_as_written(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
