"""The executable schema, on graphql-core 2 (Debian's python3-graphql-core) or 3 (PyPI's graphql-core)."""

import pathlib

import graphql
from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
)

from records import DAYS, WORKS

SDL = (pathlib.Path(__file__).parent / "schema.graphql").read_text("utf-8")
RESOLVE = "resolver" if graphql.__version__.startswith("2") else "resolve"


class Refused(Exception):
    """An error that the caller may know about, with its code."""

    def __init__(self, code, message):
        super().__init__(message)
        self.extensions = {"code": code}


def field(kind, resolve=None, args=None):
    resolve = resolve or (lambda source, info: source.get(info.field_name))
    return GraphQLField(kind, args=args, **{RESOLVE: resolve})


def required(kind):
    return GraphQLNonNull(kind)


def some(kind):
    return GraphQLList(GraphQLNonNull(kind))


def same(value):
    return value


def own_works(worker, info):
    # Which works somebody registers is nobody else's business, by whatever way it is asked.
    is_self = info.context["caller"].get("self") == worker["id"]
    return WORKS.get(worker["id"], []) if is_self else None


Day = GraphQLObjectType(
    "CopyrightHallDay",
    {
        "copyrightHallWeekday": field(required(GraphQLString)),
        "copyrightHallTotal": field(required(GraphQLInt)),
        "copyrightHallFree": field(required(GraphQLInt)),
    },
)
Work = GraphQLObjectType(
    "CopyrightHallWork",
    {"copyrightHallNo": field(required(GraphQLString)), "copyrightHallTitle": field(required(GraphQLString))},
)
Facility = GraphQLObjectType(
    "Facility",
    {
        "id": field(required(GraphQLID)),
        "copyrightHallDays": field(some(Day), lambda facility, info: DAYS.get(facility["id"])),
    },
)
Worker = GraphQLObjectType(
    "Worker",
    {"id": field(required(GraphQLID)), "copyrightHallWorks": field(some(Work), own_works)},
)
ENTITIES = {"Facility": Facility, "Worker": Worker}


def type_of(entity, info, *_):
    name = entity["__typename"]
    return ENTITIES[name] if RESOLVE == "resolver" else name


Entity = GraphQLUnionType("_Entity", list(ENTITIES.values()), resolve_type=type_of)
# Representations come as variables; within the text of a query nobody writes them.
Any = GraphQLScalarType("_Any", serialize=same, parse_value=same, parse_literal=lambda node, *_: None)
Service = GraphQLObjectType("_Service", {"sdl": field(required(GraphQLString), lambda *_: SDL)})


def entity_of(representation):
    """One entity; an exception in its place fails that place alone."""
    name, key = representation.get("__typename"), representation.get("id")
    if name not in ENTITIES:
        return Refused("BAD_USER_INPUT", "No entity of that type is kept here.")
    if not isinstance(key, str) or key == "":
        return Refused("BAD_USER_INPUT", "An entity is asked for by its id.")
    if name == "Facility" and key not in DAYS:
        return None
    return {"__typename": name, "id": key}


Query = GraphQLObjectType(
    "Query",
    {
        "_service": field(required(Service), lambda *_: {}),
        "_entities": field(
            required(GraphQLList(Entity)),
            lambda _, info, representations: [entity_of(each) for each in representations],
            {"representations": GraphQLArgument(required(GraphQLList(required(Any))))},
        ),
    },
)

schema = GraphQLSchema(query=Query, types=list(ENTITIES.values()))


def execute(query, variables, operation_name, context):
    """The answer as JSON has it, and whether the request got as far as being executed."""
    if RESOLVE == "resolver":
        result = graphql.graphql(
            schema, query, variables=variables, operation_name=operation_name, context=context
        )
    else:
        result = graphql.graphql_sync(
            schema, query, variable_values=variables, operation_name=operation_name, context_value=context
        )
    began = result.data is not None or any(error.path for error in result.errors or [])
    answer = {"data": result.data} if began else {}
    if result.errors:
        answer["errors"] = [presented(error) for error in result.errors]
    return answer, began


def presented(error):
    """What is not meant for the caller stays here."""
    original = getattr(error, "original_error", None)
    if original is None or isinstance(original, Refused):
        code = original.extensions["code"] if original else "GRAPHQL_VALIDATION_FAILED"
        shown = {"message": error.message, "extensions": {"code": code}}
    else:
        shown = {"message": "The hall cannot answer this.", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}
    if error.path:
        shown["path"] = list(error.path)
    return shown
