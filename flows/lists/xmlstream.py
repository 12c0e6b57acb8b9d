"""XML lists, element by element: no entities, nothing from outside, limited depth, whatever the size of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from flows.lists.entry import NotAList


def root_of(path: Path) -> tuple[str, str, dict[str, str]]:
    """Local name, namespace and attributes of the outermost element.

    Raises:
        NotAList: if it is no XML, or has a document type.
    """
    for element in _events(path, ("start",), None):
        name = etree.QName(element)
        return name.localname, name.namespace or "", dict(element.attrib)
    raise NotAList(f"{path}: XML without an element")


def elements(path: Path, *names: str) -> Iterator[Any]:
    """The elements of these local names, one after the other; what was handed out is forgotten.

    Raises:
        NotAList: where the document is malformed or cut off.
    """
    for element in _events(path, ("end",), [f"{{*}}{name}" for name in names]):
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]


def text_of(element: Any, *path: str) -> str | None:
    """Text of the first element at this path of local names."""
    return next((found.strip() for found in texts_of(element, *path) if found.strip()), None)


def texts_of(element: Any, *path: str) -> list[str]:
    """Texts of all elements at this path of local names."""
    return [found.text for found in element.iterfind("/".join(f"{{*}}{name}" for name in path)) if found.text]


def _events(path: Path, events: tuple[str, ...], tags: list[str] | None) -> Iterator[Any]:
    with path.open("rb") as file:
        parsing = etree.iterparse(
            file,
            events=events,
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in parsing:
                # lxml keeps entities unexpanded; a list has no use for a document type, and attacks do.
                if element.getroottree().docinfo.internalDTD is not None:
                    raise NotAList(f"{path}: has a document type, which no list has and many attacks use; it is not read")
                yield element
        except etree.XMLSyntaxError as problem:
            raise NotAList(f"{path}: malformed or cut off: {problem.msg}; download it again") from problem
