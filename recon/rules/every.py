"""The rules of a plan's figures, by the name of what each judges."""

from __future__ import annotations

from recon.rules import bound, foot, order, partition, relation, tie

#: Every rule by the name of what it judges, in the order of a reader's interest. Adding one means adding a line here.
RULES = {
    "tie": tie.check,
    "foot": foot.check,
    "bound": bound.check,
    "relation": relation.check,
    "order": order.check,
    "partition": partition.check,
}
