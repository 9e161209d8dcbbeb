"""Runs a program under NumPy and compares the value of each name, at each place
where it is bound, with the type that `tnp-translate --show-types` prints."""

import ast
import pathlib
import re
import subprocess

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TRANSLATOR = ROOT / "build" / "bin" / "tnp-translate"

# Of 64-bit Unix.
KINDS = {
    "int": {"int8", "int16", "int32", "int64"},
    "uint": {"uint8", "uint16", "uint32", "uint64"},
    "float": {"float16", "float32", "float64", "longdouble"},
    "complex": {"complex64", "complex128", "clongdouble"},
}


def inferred_types(path):
    """(line, column) of each bound name: its name and type."""
    shown = subprocess.run([TRANSLATOR, "--show-types", path], text=True,
                           capture_output=True, check=True).stdout
    result = {}
    for line in shown.splitlines():
        place, name, kind = re.fullmatch(
            re.escape(str(path)) + r":(\d+:\d+): (\w+): (.*)", line).groups()
        row, column = map(int, place.split(":"))
        result[row, column] = name, kind.removesuffix(" (assumed)")
    return result


def dtypes(text):
    names = set()
    for word in text.split("|"):
        names |= KINDS.get(word, {word})
    return names


def fits(value, text):
    """Whether `value` is of the type that `text` says."""
    if text == "unknown":
        return True
    if text.endswith(" or scalar"):
        array = text.removesuffix(" or scalar")
        return fits(value, array) if isinstance(value, np.ndarray) else (
            isinstance(value, np.generic) and
            has_dtype(value, array[len("ndarray["):-1].split(", ")[0]))
    if text.startswith("ndarray["):
        dtype, *rank = text[len("ndarray["):-1].split(", ")
        return (isinstance(value, np.ndarray) and has_dtype(value, dtype) and
                (not rank or value.ndim == int(rank[0])))
    if text == "scalar":
        return isinstance(value, np.generic)
    if text.endswith(" scalar"):
        return (isinstance(value, np.generic) and
                has_dtype(value, text.removesuffix(" scalar")))
    if text.startswith("dtype["):
        name = text[len("dtype["):-1]
        return name == "?" or np.dtype(value).name in dtypes(name)
    if text.startswith(("(", "[")):
        items = split_items(text[1:-1])
        if items and items[-1] == "...":
            return all(fits(item, items[0]) for item in value)
        return isinstance(value, (tuple, list)) and len(value) == len(items) \
            and all(map(fits, value, items))
    python = {"None": type(None), "bool": bool, "int": int, "float": float,
              "complex": complex, "str": str, "slice": slice}[text]
    return type(value) is python


def has_dtype(value, text):
    return text == "?" or value.dtype.name in dtypes(text)


def split_items(text):
    """At the commas outside brackets."""
    items, depth, item = [], 0, ""
    for character in text + ",":
        depth += character in "(["
        depth -= character in ")]"
        if character == "," and depth == 0:
            items.append(item.strip())
            item = ""
        else:
            item += character
    return [item for item in items if item]


class Checker(ast.NodeTransformer):
    """Calls `__check__(line, column, value)` where a name was just bound."""

    def __init__(self, lines):
        self.lines = lines

    def checks(self, target):
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield self.check(node.lineno, node.col_offset, node.id, node)

    def check(self, line, column, name, at):
        call = ast.Expr(ast.Call(
            ast.Name("__check__", ast.Load()),
            [ast.Constant(line), ast.Constant(column + 1),
             ast.Name(name, ast.Load())], []))
        return ast.fix_missing_locations(ast.copy_location(call, at))

    def after(self, node, targets):
        self.generic_visit(node)
        return [node, *(check for target in targets
                        for check in self.checks(target))]

    def visit_Assign(self, node):
        return self.after(node, node.targets)

    def visit_AugAssign(self, node):
        return self.after(node, [node.target])

    def visit_AnnAssign(self, node):
        return self.after(node, [node.target] if node.value else [])

    def visit_For(self, node):
        self.generic_visit(node)
        node.body[:0] = self.checks(node.target)
        return node

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        arguments = node.args
        node.body[:0] = [
            self.check(each.lineno, each.col_offset, each.arg, node.body[0])
            for each in [*arguments.posonlyargs, *arguments.args,
                         *arguments.kwonlyargs]]
        return node


def check_program(path):
    """What does not fit: (line, name, type, value) each; and how many bindings
    were compared that had a known type."""
    text = path.read_text()
    types = inferred_types(path)
    wrong, known = [], set()

    def check(line, column, value):
        # Names that other code may bind are not listed.
        name, kind = types.get((line, column), ("", "unknown"))
        if kind != "unknown":
            known.add((line, column))
        if not fits(value, kind):
            wrong.append((line, name, kind, described(value)))

    tree = Checker(text.splitlines()).visit(ast.parse(text))
    program = {"__name__": "__main__", "__check__": check}
    exec(compile(tree, str(path), "exec"), program)
    return wrong, len(known)


def described(value):
    if isinstance(value, (np.ndarray, np.generic)):
        return f"{type(value).__name__} {value.dtype} of {value.ndim} axes"
    return type(value).__name__
