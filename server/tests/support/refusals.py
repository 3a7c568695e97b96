"""Which refusals a route can raise, found by following names from its function through the package's source."""

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext

from resolutionflow.kit.errors import Refusal

PACKAGE = "resolutionflow"
Function = Callable[..., Any]


def callables(dependant: Dependant) -> Iterator[Function]:
    """The route's function and those of all its dependencies."""
    if dependant.call is not None:
        yield dependant.call
    for inner in dependant.dependencies:
        yield from callables(inner)


def ours(value: object) -> bool:
    """Whether this is a function or class of the package."""
    return (getattr(value, "__module__", None) or "").split(".")[0] == PACKAGE


def unwrapped(value: object) -> FunctionType | None:
    """The plain function behind a decorated one, when it is the package's own."""
    found = inspect.unwrap(value) if callable(value) else value
    written = isinstance(found, FunctionType) and ours(found) and not found.__code__.co_filename.startswith("<")
    return found if isinstance(found, FunctionType) and written else None


def source_tree(function: FunctionType) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


class Reach:
    """Follows every name that a function mentions; methods are followed by their name alone."""

    def __init__(self, modules: Iterable[ModuleType]) -> None:
        self.methods: Mapping[str, list[FunctionType]] = _methods(modules)
        self.raised: dict[FunctionType, set[type[Refusal]]] = {}
        self.called: dict[FunctionType, set[FunctionType]] = {}

    def reached(self, route: RouteContext) -> set[type[Refusal]]:
        """Every refusal that the route's function and dependencies can come to."""
        todo = [plain for call in callables(route.dependant) if (plain := unwrapped(call))]
        seen: set[FunctionType] = set()
        found: set[type[Refusal]] = set()
        while todo:
            function = todo.pop()
            if function in seen:
                continue
            seen.add(function)
            self._read(function)
            found |= self.raised[function]
            todo.extend(self.called[function])
        return found

    def _read(self, function: FunctionType) -> None:
        if function in self.raised:
            return
        raised: set[type[Refusal]] = set()
        called: set[FunctionType] = set()
        tree = source_tree(function)
        names = {**function.__globals__, **_closure(function), **_local_imports(tree)}
        for node in set(ast.walk(tree)) - _talked_about(tree):
            value = _value(node, names)
            if isinstance(value, type) and issubclass(value, Refusal):
                raised |= {value} - {Refusal}
            elif isinstance(value, type) and ours(value):
                called |= {
                    method for name in ("__init__", "__post_init__") if (method := unwrapped(vars(value).get(name)))
                }
            elif plain := unwrapped(value):
                called.add(plain)
            elif isinstance(node, ast.Attribute) and value is None:
                called |= set(self.methods.get(node.attr, ()))
        self.raised[function], self.called[function] = raised, called


def _closure(function: FunctionType) -> dict[str, Any]:
    return dict(inspect.getclosurevars(function).nonlocals)


def _local_imports(tree: ast.AST) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            module = __import__(node.module or "", fromlist=[alias.name for alias in node.names])
            found |= {alias.asname or alias.name: getattr(module, alias.name) for alias in node.names}
    return found


def _value(node: ast.AST, names: Mapping[str, Any]) -> object:
    """What a name, or an attribute of a module, stands for; None when that isn't known from the source."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        base = _value(node.value, names)
        if isinstance(base, ModuleType | type):
            return getattr(base, node.attr, None)
    return None


def _talked_about(tree: ast.AST) -> set[ast.AST]:
    """What stands in annotations and in the heads of `except`: named there, not raised."""
    heads = [node.type for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    notes = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg | ast.AnnAssign)]
    returns = [node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {inner for part in [*heads, *notes, *returns] if part is not None for inner in ast.walk(part)}


def _methods(modules: Iterable[ModuleType]) -> Mapping[str, list[FunctionType]]:
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for module in modules:
        classes = [
            value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__
        ]
        for kind in classes:
            for name, value in vars(kind).items():
                bare = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
                if isinstance(bare, FunctionType) and not name.startswith("__"):
                    found[name].append(bare)
    return found
