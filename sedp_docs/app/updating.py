"""A plan written into the YAML file that it came from, or that somebody already has."""

from __future__ import annotations

from sedp_docs.model import Plan
from sedp_docs.model.tree import tree_of
from sedp_docs.problems import OutputError
from sedp_docs.read.plans import plan_from
from sedp_docs.read.yamlfile import read_yaml
from sedp_docs.write.yamledit import edited

_BOM = "\ufeff"


def update_yaml(old: bytes, plan: Plan) -> str:
    """Return the text of a YAML plan file with the values of `plan`, its comments and layout kept (`write.yamledit`).

    Raises:
        OutputError: the old file is no plan that can be read, or is laid out in a way that cannot be edited.
    """
    before = plan_from(read_yaml(old, "")).plan
    if before is None:
        raise OutputError(
            "tệp YAML cũ có lỗi nên không cập nhật được", "sửa các lỗi của tệp đó, hoặc ghi ra tệp khác", id="OUT-16"
        )
    text = old.decode("utf-8")
    strange = OutputError("tệp YAML cũ trình bày theo cách không sửa tại chỗ được", "ghi ra tệp khác", id="OUT-16")
    try:
        new = _BOM * text.startswith(_BOM) + edited(text.removeprefix(_BOM), before, plan)
    except ValueError as error:
        raise strange from error
    after = plan_from(read_yaml(new.encode(), "")).plan
    if after is None or tree_of(after) != tree_of(plan):
        raise strange
    return new
