"""GraphQL without a schema: the document is parsed, its selections are walked over plain objects.

An object is a mapping from field names to values; a value that can be called is called with the field's
arguments. A field that an object does not have is null. Fragments apply where their type is the object's
`__typename`, one of its `__types__`, or where the object does not say its type.

Clients send `""` for an operation name, and variables that a document does not declare (both are taken as
if they were not there), aliases, fragments, defaults and `@include`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import GraphQLError, parse
from graphql.language import ast

Object: TypeAlias = Mapping[str, Any]
MOST_LEVELS = 20
MOST_FIELDS = 2000
MOST_ALIASES = 50
_MOST_TOKENS = 20_000


class RefusedError(Exception):
    """What was asked cannot be done; the text says why, and clients show it. `code` is for programs."""

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Request:
    """One request: the document, its variables, and which operation of it is meant."""

    query: str
    variables: Mapping[str, Any]
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Roots:
    """The root fields: functions of their arguments."""

    query: Mapping[str, Callable[[Mapping[str, Any]], Any]]
    mutation: Mapping[str, Callable[[Mapping[str, Any]], Any]]


def execute(request: Request, roots: Roots) -> dict[str, Any]:
    """The answer: `data`, and `errors` if something was refused. Never raises for any request."""
    try:
        document = parse(request.query, no_location=True, max_tokens=_MOST_TOKENS)
        operation = _operation(document, request.operation)
        walk = _Walk(_fragments(document), _variables(operation, request.variables))
        fields = roots.mutation if operation.operation is ast.OperationType.MUTATION else roots.query
        data = walk.object(fields, operation.selection_set, 1)
    except (GraphQLError, RefusedError) as error:
        return {"data": None, "errors": [_error(error)]}
    except RecursionError:
        return {"data": None, "errors": [{"message": "the request is nested too deep"}]}
    return {"data": data}


def _error(error: GraphQLError | RefusedError) -> dict[str, Any]:
    if isinstance(error, GraphQLError):
        return {"message": error.message}
    return {"message": str(error), **({"extensions": {"code": error.code}} if error.code else {})}


def _operation(document: ast.DocumentNode, name: str) -> ast.OperationDefinitionNode:
    found = [one for one in document.definitions if isinstance(one, ast.OperationDefinitionNode)]
    if name:
        found = [one for one in found if one.name and one.name.value == name]
    if len(found) != 1:
        raise RefusedError(f"there is no operation `{name}` in the request" if name else "the request has no operation")
    if found[0].operation is ast.OperationType.SUBSCRIPTION:
        raise RefusedError("subscriptions are not served")
    return found[0]


def _fragments(document: ast.DocumentNode) -> dict[str, ast.FragmentDefinitionNode]:
    return {one.name.value: one for one in document.definitions if isinstance(one, ast.FragmentDefinitionNode)}


def _variables(operation: ast.OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
    """The declared variables with their values; without one, the default; without that, absent."""
    values: dict[str, Any] = {}
    for declared in operation.variable_definitions or ():
        name = declared.variable.name.value
        if name in given:
            values[name] = given[name]
        elif declared.default_value is not None:
            values[name] = _value(declared.default_value, {})
        elif isinstance(declared.type, ast.NonNullTypeNode):
            raise RefusedError(f"the variable `${name}` is required")
    return values


@dataclass(slots=True)
class _Walk:
    """One walk over what is asked."""

    fragments: Mapping[str, ast.FragmentDefinitionNode]
    variables: Mapping[str, Any]
    fields: int = 0
    aliases: int = 0
    _open: list[str] = field(default_factory=list)

    def object(self, value: Object, selection: ast.SelectionSetNode, level: int) -> dict[str, Any]:
        """The fields of an object that are asked for, by their answer's names."""
        if level > MOST_LEVELS:
            raise RefusedError("the request is nested too deep")
        answer: dict[str, Any] = {}
        for name, nodes in self._collected(value, selection).items():
            answer[name] = self._field(value, nodes, level)
        return answer

    def _collected(self, value: Object, selection: ast.SelectionSetNode) -> dict[str, list[ast.FieldNode]]:
        """Fields by their answer's name; one that stands several times is one field with all its selections."""
        found: dict[str, list[ast.FieldNode]] = {}
        for node in self._fields(value, selection):
            self.fields += 1
            self.aliases += node.alias is not None
            if self.fields > MOST_FIELDS or self.aliases > MOST_ALIASES:
                raise RefusedError("the request asks for too many fields")
            found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return found

    def _fields(self, value: Object, selection: ast.SelectionSetNode) -> Iterator[ast.FieldNode]:
        for node in selection.selections:
            if not self._is_wanted(node):
                continue
            if isinstance(node, ast.FieldNode):
                yield node
            elif isinstance(node, ast.InlineFragmentNode):
                if node.type_condition is None or _is_a(value, node.type_condition.name.value):
                    yield from self._fields(value, node.selection_set)
            elif isinstance(node, ast.FragmentSpreadNode):
                yield from self._spread(value, node.name.value)

    def _spread(self, value: Object, name: str) -> Iterator[ast.FieldNode]:
        fragment = self.fragments.get(name)
        if fragment is None:
            raise RefusedError(f"there is no fragment `{name}` in the request")
        if name in self._open:
            raise RefusedError(f"the fragment `{name}` holds itself")
        if _is_a(value, fragment.type_condition.name.value):
            self._open.append(name)
            yield from list(self._fields(value, fragment.selection_set))
            self._open.pop()

    def _is_wanted(self, node: ast.SelectionNode) -> bool:
        for directive in node.directives or ():
            wanted = self._arguments(directive.arguments).get("if")
            if (directive.name.value == "include" and not wanted) or (directive.name.value == "skip" and wanted):
                return False
        return True

    def _field(self, value: Object, nodes: Sequence[ast.FieldNode], level: int) -> Any:
        name = nodes[0].name.value
        if level == 1 and name not in value and not name.startswith("__"):
            # Null would be an answer, and clients go on as if it were one: wandb's own ends with a signal then.
            raise RefusedError(f"this server does not answer `{name}`")
        found = value.get(name)
        if callable(found):
            found = found(self._arguments(nodes[0].arguments))
        selections = [one for node in nodes if node.selection_set for one in node.selection_set.selections]
        if not selections:
            return found
        return self._inside(found, ast.SelectionSetNode(selections=tuple(selections)), level)

    def _inside(self, found: Any, selection: ast.SelectionSetNode, level: int) -> Any:
        if isinstance(found, Mapping):
            return self.object(found, selection, level + 1)
        if isinstance(found, list | tuple):
            return [self._inside(one, selection, level) for one in found]
        return None

    def _arguments(self, nodes: Sequence[ast.ArgumentNode] | None) -> dict[str, Any]:
        """The arguments that have a value; a variable without one is as if it were not written."""
        found: dict[str, Any] = {}
        for node in nodes or ():
            if isinstance(node.value, ast.VariableNode) and node.value.name.value not in self.variables:
                continue
            found[node.name.value] = _value(node.value, self.variables)
        return found


def _is_a(value: Object, type_name: str) -> bool:
    known = value.get("__typename")
    return known is None or type_name == known or type_name in value.get("__types__", ())


def _value(node: ast.ValueNode, variables: Mapping[str, Any]) -> Any:  # noqa: PLR0911 - one line a kind of value
    match node:
        case ast.VariableNode():
            return variables.get(node.name.value)
        case ast.NullValueNode():
            return None
        case ast.IntValueNode():
            return int(node.value)
        case ast.FloatValueNode():
            return float(node.value)
        case ast.ListValueNode():
            return [_value(one, variables) for one in node.values]
        case ast.ObjectValueNode():
            return {one.name.value: _value(one.value, variables) for one in node.fields}
        case ast.StringValueNode() | ast.BooleanValueNode() | ast.EnumValueNode():
            return node.value
    raise RefusedError("the request holds a value of an unknown kind")
