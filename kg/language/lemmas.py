"""Lemmas as edit scripts: what to cut from a word's end and what to put there, learned as a class per word.

After the lemmatiser of UDPipe 2 (Straka 2018), with the casing kept for names.
"""

from __future__ import annotations

KEEP_CASE, LOWER = "=", "-"


def lemma_script(form: str, lemma: str) -> str:
    """The script that makes `lemma` of `form`: 'case|cut from the end|put'.

    >>> lemma_script("Troops", "troop")
    '-|1|'
    >>> lemma_script("went", "go")
    '-|4|go'
    """
    case = KEEP_CASE if form != form.lower() and lemma != lemma.lower() else LOWER
    source = form if case == KEEP_CASE else form.lower()
    shared = 0
    while shared < min(len(source), len(lemma)) and source[shared] == lemma[shared]:
        shared += 1
    return f"{case}|{len(source) - shared}|{lemma[shared:]}"


def apply_script(script: str, form: str) -> str:
    """The lemma of `form` under a script; the form itself, lower-cased, where the script asks for more than there is.

    >>> apply_script("-|1|", "Troops")
    'troop'
    """
    case, cut, put = script.split("|", 2)
    source = form if case == KEEP_CASE else form.lower()
    length = int(cut)
    if length > len(source):
        return source
    return (source[: len(source) - length] + put) or source
