"""Fields of a form in the structure tree (thẻ cấu trúc của ô): a tagged file has an element for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf


def tag_widgets(document: Pdf, pages: Sequence[Object], widgets: Sequence[Object]) -> None:
    """Add an element to the structure tree for each new widget (ISO 32000-1, 14.7.4.3 and 14.7.4.4)."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None or "/Nums" not in tree.ParentTree:
        return  # an untagged file, or a number tree with several leaves, which LibreOffice does not write
    numbers = tree.ParentTree.Nums
    # The topmost structure element, `Document` in what LibreOffice writes.
    top = tree.K[0] if isinstance(tree.K, Array) else tree.K
    first_key = 1 + max((int(key) for key in list(numbers)[::2]), default=-1)
    for key, (page, widget) in enumerate(zip(pages, widgets, strict=True), start=first_key):
        content = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
        element = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Form, P=top, Pg=page, K=content),
        )
        top.K.append(element)
        numbers.append(key)
        numbers.append(element)
        widget.StructParent = key
        page.Tabs = Name.S
    tree.ParentTreeNextKey = first_key + len(widgets)


def drop_form(document: Pdf) -> None:
    """Remove the form from an open file: fields, widgets, and their elements in the structure tree."""
    form = document.Root.get("/AcroForm")
    if form is None:
        return
    fields = {field.objgen for field in form.Fields}
    for page in document.pages:
        others = [annotation for annotation in page.obj.get("/Annots", Array()) if annotation.objgen not in fields]
        if others:
            page.obj.Annots = Array(others)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    _untag(document, fields)
    del document.Root["/AcroForm"]


def _untag(document: Pdf, fields: set[tuple[int, int]]) -> None:
    tree = document.Root.get("/StructTreeRoot")
    if tree is None or "/Nums" not in tree.ParentTree:
        return
    numbers = list(tree.ParentTree.Nums)
    kept: list[Object | int] = []
    for key, element in zip(numbers[::2], numbers[1::2], strict=True):
        if _shows(element, fields):
            element.P.K = Array([kid for kid in element.P.K if kid.objgen != element.objgen])
        else:
            kept += [key, element]
    tree.ParentTree.Nums = Array(kept)


def _shows(element: Object, fields: set[tuple[int, int]]) -> bool:
    """Whether an element of the tree represents one of the fields."""
    if not isinstance(element, Dictionary) or element.get("/S") != Name.Form:
        return False
    content = element.get("/K")
    return isinstance(content, Dictionary) and "/Obj" in content and content.Obj.objgen in fields
