"""How templates become Python: with the shortest way to what a story is made of.

Jinja looks every attribute up in a function of its own, and makes an object of every text that it escapes.
A page does each a hundred times, and a rebuild makes every page.
"""

from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr, Getattr
from markupsafe import Markup, escape


class Compiler(CodeGenerator):
    """Writes templates whose attributes are attributes: what stands in a mapping is asked for by `[]`."""

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the attribute of an expression."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        """Write what comes before an expression that is printed; Jinja closes the parenthesis."""
        self.write("environment.escaped(")


def escaped(value: Any) -> str:
    """Return a value as HTML, as markupsafe's `escape` does; most texts of a paper need nothing."""
    if type(value) is Markup:
        return value
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)
