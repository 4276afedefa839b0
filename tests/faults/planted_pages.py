"""Faults of what leaves the program for other programs: pages, notes, letters, receipts."""

from tests.faults.fault import Fault

PAGE_FAULTS = (
    Fault(
        "a page takes names for markup",
        "rendering/advice_html.py",
        "autoescape=True",
        "autoescape=False",
    ),
    Fault(
        "what steers a terminal or a page stays in a letter",
        "rendering/advice_html.py",
        'text = "\\n".join(plain_text(line) for line in draft.text.split("\\n"))',
        "text = draft.text",
    ),
    Fault(
        "a page may run any script",
        "rendering/advice_html.py",
        "hashlib.sha256(script.encode())",
        "hashlib.sha256(b'')",
    ),
    Fault(
        "a gap of a letter does not stand out",
        "rendering/advice_html.py",
        "number % 2 == 1",
        "False",
    ),
    Fault(
        "notes that several pieces share are said under each",
        "rendering/advice_outline.py",
        "own_notes(page, piece, shared) if is_detailed",
        "piece.notes if is_detailed",
    ),
    Fault(
        "a number at the start of a line begins a list",
        "rendering/advice_markdown.py",
        "    if found is None:\n",
        "    if found is None or found[1]:\n",
    ),
    Fault(
        "a command with a tick ends its own code",
        "rendering/advice_markdown.py",
        '"`" * (longest + 1)',
        '"`"',
    ),
    Fault(
        "the lines of a letter run together in notes",
        "rendering/advice_markdown.py",
        "is_broken = bool(line and following)",
        "is_broken = False",
    ),
    Fault(
        "an ampersand ends the body of a link",
        "rendering/mail.py",
        "quote(words, safe='')",
        "quote(words, safe='&')",
    ),
    Fault(
        "the lines of a link end as on Unix",
        "rendering/mail.py",
        '.replace("\\n", "\\r\\n")',
        "",
    ),
    Fault(
        "a fact adds a head to a message",
        "rendering/mail.py",
        '" ".join(subject.split())',
        'subject.partition(" ")[0]',
    ),
    Fault(
        "an address that is none is written to",
        "rendering/mail.py",
        "return () if header.defects or",
        "return () if",
    ),
    Fault(
        "a copy that failed is called done",
        "cli/situation/clipboard.py",
        "return ran.returncode == 0",
        "return True",
    ),
    Fault(
        "a receipt says nothing of the situation",
        "api/receipts.py",
        "digest_of(situation_object(program.pack, situation))",
        "digest_of({})",
    ),
    Fault(
        "tests of the rules count as rules",
        "api/receipts.py",
        "        if not path.endswith(TEST_FILES)\n",
        "",
    ),
    Fault(
        "what is open counts as advice",
        "api/receipts.py",
        'for name in ("situation", "today", "advice", "error", "future_dates")\n    }',
        'for name in ("situation", "today", "advice", "error", "future_dates", "open_questions")\n    }',
    ),
    Fault(
        "nobody looks whether a receipt was changed by hand",
        "api/receipts.py",
        "        if digest != digest_of(value):\n",
        "        if False:\n",
    ),
    Fault(
        "a receipt is made again for today",
        "cli/commands/verify.py",
        "api.AsOf(fixed=day)",
        "api.AsOf(default=day)",
    ),
    Fault(
        "what differs is no failure",
        "cli/commands/verify.py",
        "ctx.exit(1 if differs else 0)",
        "ctx.exit(0)",
    ),
)
