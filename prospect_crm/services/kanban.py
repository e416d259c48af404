"""Boards on our kinds of records keep no order of cards: it would name, to everybody, records not all may see."""

from __future__ import annotations

import frappe
from frappe.desk.doctype.kanban_board import kanban_board as frappes
from frappe.model.document import Document

from prospect_crm.permissions.rules import RULES


def drop_order(board: Document) -> None:
    """Take the names of records out of a board; boards on other records keep theirs."""
    if board.reference_doctype in RULES:
        for column in board.columns:
            column.order = "[]"


def move_card(
    board_name: str, name: str, origin: str, target: str, old_index: int, new_index: int
) -> Document:
    """Put a record into another column of a board; gives the board. Saving the record asks for permission."""
    board = frappe.get_doc("Kanban Board", board_name)
    if board.reference_doctype not in RULES:
        return frappes.update_order_for_single_card(board_name, name, origin, target, old_index, new_index)
    frappe.set_value(board.reference_doctype, name, board.field_name, target)
    drop_order(board)
    return board
