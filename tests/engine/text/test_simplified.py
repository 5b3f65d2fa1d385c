"""Traditional characters against OpenCC: every pair of the table, and whole sentences."""

import opencc
import pytest

from bihuan.engine.text import simplify
from bihuan.engine.text.cleaning.characters import SIMPLIFIED, TRADITIONAL

_ORACLE = opencc.OpenCC("t2s")


def test_every_pair_of_the_table_is_what_opencc_says():
    differing = [(old, new) for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True) if _ORACLE.convert(old) != new]

    assert differing == []


def test_no_character_of_common_simplified_text_is_changed():
    text = "坚持稳中求进工作总基调,著名企业于余杭范县后里征程,复兴台面云计算干部制造发展准系统。"

    assert simplify(text) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "實行臺賬式管理、項目化推進、閉環式落實,全力衝刺四季度",
        "為產業轉型升級提供指引,後勁更足、支撐更強、質效更優",
        "乾隆年間的書院與瞭望臺已列入文物保護單位名錄",
        "發揮綜合統籌職能作用,紮實推動各項工作取得積極成效",
        "羣衆可感可及的民生實事爲全年收官奠定堅實基礎",
        "優化營商環境,讓企業安心發展,釋放文旅行業新活力",
    ],
)
def test_whole_sentences_read_as_opencc_reads_them(sentence):
    assert simplify(sentence) == _ORACLE.convert(sentence)


def test_the_particle_is_read_so_in_traditional_text_alone():
    assert simplify("圍繞著產業發展著力,著名企業實現轉型") == "围绕着产业发展着力,著名企业实现转型"
    assert simplify("著名企业,编著,专著") == "著名企业,编著,专著"
