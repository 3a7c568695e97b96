"""Which refusals a route can raise, found by following names from its function through the package's source."""

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


Caught = tuple[type[BaseException], ...]


@dataclass
class Mentions:
    """What one function can raise and call, each with what is caught around it."""

    raised: set[tuple[type[Refusal], Caught]] = field(default_factory=set)
    called: set[tuple[FunctionType, Caught]] = field(default_factory=set)


class Reach:
    """Follows every name that a function mentions; methods are followed by their name alone."""

    def __init__(self, modules: Iterable[ModuleType]) -> None:
        self.methods: Mapping[str, list[FunctionType]] = _methods(modules)
        self.read: dict[FunctionType, Mentions] = {}

    def reached(self, route: RouteContext) -> set[type[Refusal]]:
        """Every refusal that the route's function and dependencies can come to."""
        todo: list[tuple[FunctionType, Caught]] = [
            (plain, ()) for call in callables(route.dependant) if (plain := unwrapped(call))
        ]
        seen: set[tuple[FunctionType, Caught]] = set()
        found: set[type[Refusal]] = set()
        while todo:
            function, outside = todo.pop()
            if (function, outside) in seen:
                continue
            seen.add((function, outside))
            mentions = self._mentions(function)
            found |= {kind for kind, caught in mentions.raised if not issubclass(kind, (*caught, *outside))}
            todo.extend((callee, _sorted({*caught, *outside})) for callee, caught in mentions.called)
        return found

    def _mentions(self, function: FunctionType) -> Mentions:
        if function not in self.read:
            tree = source_tree(function)
            names = {**function.__globals__, **_closure(function), **_local_imports(tree)}
            self.read[function] = mentions = Mentions()
            named_only = _talked_about(tree)
            for node, caught in _guarded(tree, (), names):
                if node not in named_only:
                    self._note(node, caught, names, mentions)
        return self.read[function]

    def _note(self, node: ast.AST, caught: Caught, names: Mapping[str, Any], mentions: Mentions) -> None:
        value = _value(node, names)
        if isinstance(value, type) and issubclass(value, Refusal):
            mentions.raised |= {(value, caught)} if value is not Refusal else set()
        elif isinstance(value, type) and ours(value):
            starts = (unwrapped(vars(value).get(name)) for name in ("__init__", "__post_init__"))
            mentions.called |= {(start, caught) for start in starts if start}
        elif plain := unwrapped(value):
            mentions.called.add((plain, caught))
        elif isinstance(node, ast.Attribute) and value is None:
            mentions.called |= {(method, caught) for method in self.methods.get(node.attr, ())}


def _sorted(kinds: set[type[BaseException]]) -> Caught:
    return tuple(sorted(kinds, key=lambda kind: f"{kind.__module__}.{kind.__qualname__}"))


def _guarded(node: ast.AST, caught: Caught, names: Mapping[str, Any]) -> Iterator[tuple[ast.AST, Caught]]:
    """Every node with what is caught around it; a handler that raises again catches nothing."""
    yield node, caught
    if isinstance(node, ast.Try):
        handled = [handler for handler in node.handlers if not _raises_again(handler)]
        kinds = {kind for handler in handled for kind in _kinds(handler.type, names)}
        inside = _sorted({*caught, *kinds})
        for part in node.body:
            yield from _guarded(part, inside, names)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Try) and child in node.body):
            yield from _guarded(child, caught, names)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def _kinds(head: ast.expr | None, names: Mapping[str, Any]) -> Iterator[type[BaseException]]:
    for node in ast.walk(head) if head else ():
        value = _value(node, names)
        if isinstance(value, type) and issubclass(value, BaseException):
            yield value


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
