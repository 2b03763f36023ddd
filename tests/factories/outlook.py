"""Messages as Outlook saves them (.msg), and other files in its container, made here sector by sector.

A folder is a dict, a file in it bytes. Only what MS-CFB and MS-OXMSG demand of a reader is written.
"""

import itertools
import struct

SECTOR, MINI, CUTOFF = 512, 64, 4096
NONE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT, BINARY, NUMBER = 0x001F, 0x0102, 0x0003
SUBJECT, BODY, HTML, CLASS, RICH = 0x0037, 0x1000, 0x1013, 0x001A, 0x1009
NAME, DATA, METHOD = 0x3707, 0x3701, 0x3705
SENDER, SENDER_ADDRESS, HEADERS = 0x0C1A, 0x0C1F, 0x007D
DISPLAY, ADDRESS = 0x3001, 0x39FE


def _chains(pieces, size):
    """(the bytes, the table of what follows what, where each begins) of streams laid one after another."""
    body, table, begins = b"", [], []
    for piece in pieces:
        count = -(-len(piece) // size)
        begins.append(len(table) if count else END)
        table += [*range(len(table) + 1, len(table) + count), END][:count] if count else []
        body += piece + bytes(-len(piece) % size)
    return body, table, begins


def container(tree):
    """The bytes of a compound file that holds `tree`."""
    entries = []  # [name, kind, content, child, right]

    def add(name, node):
        place = len(entries)
        entries.append([name, 1 if isinstance(node, dict) else 2, node, NONE, NONE])
        if isinstance(node, dict):
            children = [add(key, node[key]) for key in sorted(node, key=lambda key: (len(key), key.upper()))]
            entries[place][3] = children[0] if children else NONE
            for one, other in itertools.pairwise(children):
                entries[one][4] = other
        return place

    add("Root Entry", tree)
    small = [one for one in entries if one[1] == 2 and len(one[2]) < CUTOFF]
    large = [one for one in entries if one[1] == 2 and len(one[2]) >= CUTOFF]
    mini, mini_table, mini_begins = _chains([one[2] for one in small], MINI)
    table_of_mini = struct.pack(f"<{len(mini_table)}I", *mini_table)
    table_of_mini += b"\xff" * (-len(table_of_mini) % SECTOR)
    directory = bytes((len(entries) + -len(entries) % 4) * 128)
    body, fat, begins = _chains([directory, table_of_mini, mini, *(one[2] for one in large)], SECTOR)
    starts = {id(one): begin for one, begin in zip(small, mini_begins, strict=True)}
    starts |= {id(one): begin for one, begin in zip(large, begins[3:], strict=True)}
    rows = b""
    for number, one in enumerate(entries):
        name, kind, content, child, right = one
        kind, start, size = (5, begins[2], len(mini)) if number == 0 else (kind, starts.get(id(one), 0), 0)
        size = len(content) if kind == 2 else size
        raw = name.encode("utf-16-le")
        rows += raw + bytes(64 - len(raw))
        rows += struct.pack("<HBBIII16xI16xIQ", len(raw) + 2, kind, 1, NONE, right, child, 0, start, size)
    body = rows + body[len(rows) :]
    sectors = -(-(len(fat) + 1) // (SECTOR // 4 - 1)) + 1
    places = list(range(len(fat), len(fat) + sectors))
    fat = [*fat, *[FAT_SECTOR] * sectors]
    table = struct.pack(f"<{len(fat)}I", *fat)
    table += b"\xff" * (sectors * SECTOR - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIIIIIIIII",
        *(0x3E, 3, 0xFFFE, 9, 6, 0, sectors, begins[0], 0, CUTOFF),
        *(begins[1], len(table_of_mini) // SECTOR, END, 0),
    )
    return head + struct.pack("<109I", *places, *[NONE] * (109 - sectors)) + body + table


def _folder(facts, head):
    """A folder of properties: {(number, kind): value}."""
    found, rows = {}, head
    for (number, kind), value in facts.items():
        if kind == NUMBER:
            rows += struct.pack("<HHIII", kind, number, 6, value, 0)
            continue
        raw = value.encode("utf-16-le") if kind == TEXT else value
        found[f"__substg1.0_{number:04X}{kind:04X}"] = raw
        rows += struct.pack("<HHIII", kind, number, 6, len(raw) + (2 if kind == TEXT else 0), 0)
    return found | {"__properties_version1.0": rows}


def message_tree(subject="Minutes", body="Hello", attached=(), within=False, more=None, to=()):
    """`attached`: (name, content) of files, or (name, tree of a message); `more`: other properties."""
    facts = {(CLASS, TEXT): "IPM.Note", (SUBJECT, TEXT): subject, (0x340D, NUMBER): 0x00040000}
    facts |= {(BODY, TEXT): body} if body else {}
    head = struct.pack("<8x4I", len(to), len(attached), len(to), len(attached)) + (b"" if within else bytes(8))
    tree = _folder(facts | (more or {}), head)
    for number, (name, address) in enumerate(to):
        tree[f"__recip_version1.0_#{number:08X}"] = _folder({(DISPLAY, TEXT): name, (ADDRESS, TEXT): address}, bytes(8))
    for number, (name, content) in enumerate(attached):
        method = 5 if isinstance(content, dict) else 1
        told = {(NAME, TEXT): name, (METHOD, NUMBER): method}
        folder = _folder(told | ({} if method == 5 else {(DATA, BINARY): content}), bytes(8))
        tree[f"__attach_version1.0_#{number:08X}"] = folder | ({"__substg1.0_3701000D": content} if method == 5 else {})
    return tree


def msg(**facts):
    """The bytes of a .msg, as `message_tree` takes what is in it."""
    return container(message_tree(**facts))
