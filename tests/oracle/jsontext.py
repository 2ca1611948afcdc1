"""jsontext: the checks on a record's bytes, and JSON with jansson's idea of the first error.

Real numbers and -0 are kept as `Real`, so that they can be refused later, in their place.
"""

import math

BYTES_MAX, DEPTH_MAX, ARRAY_MAX, STRING_MAX, KEYS_MAX = 65536, 16, 1000, 4096, 64
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
DIGITS, HEX = frozenset("0123456789"), frozenset("0123456789abcdefABCDEF")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Reject(Exception):
    """A record that cannot be used: stable code and JSON Pointer."""

    def __init__(self, code, pointer=""):
        super().__init__(code, pointer)
        self.code, self.pointer = code, pointer


class Real:
    """A real number, or -0: never right here."""


def member(pointer, name):
    return pointer + "/" + str(name).replace("~", "~0").replace("/", "~1")


def read_value(line):
    """One line without its newline: the object it holds, or Reject."""
    if line in (b"", b"\r"):
        raise Reject("EMPTY")
    if len(line) > BYTES_MAX:
        raise Reject("SIZE")
    if line.startswith(BYTE_ORDER_MARKS):
        raise Reject("ENC")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise Reject("UTF8") from None
    if deepest(text) > DEPTH_MAX:
        raise Reject("DEPTH")
    value = Parser(text).document()
    if not isinstance(value, dict):
        raise Reject("JSON_SYNTAX")
    check_sizes(value, "")
    check_reals(value, "")
    return value


def deepest(text):
    depth = most = 0
    in_string = escaped = False
    for char in text:
        if in_string:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "{[":
            depth += 1
            most = max(most, depth)
        elif char in "}]":
            depth -= 1
    return most


def check_sizes(value, pointer):
    if isinstance(value, str) and len(value.encode()) > STRING_MAX:
        raise Reject("SIZE", pointer)
    if isinstance(value, list):
        if len(value) > ARRAY_MAX:
            raise Reject("SIZE", pointer)
        for index, item in enumerate(value):
            check_sizes(item, member(pointer, index))
    if isinstance(value, dict):
        if len(value) > KEYS_MAX:
            raise Reject("SIZE", pointer)
        for name, item in value.items():
            if len(name.encode()) > STRING_MAX:
                raise Reject("SIZE", pointer)
            check_sizes(item, member(pointer, name))


def check_reals(value, pointer):
    if isinstance(value, Real):
        raise Reject("TYPE", pointer)
    if isinstance(value, list):
        for index, item in enumerate(value):
            check_reals(item, member(pointer, index))
    if isinstance(value, dict):
        for name, item in value.items():
            check_reals(item, member(pointer, name))


def syntax():
    return Reject("JSON_SYNTAX")


class Parser:
    """Token by token, as jansson does it, so that the first error is the same one.

    A token is (kind, value); the kind of punctuation is the character itself.
    """

    def __init__(self, text):
        self.text, self.at = text, 0

    def document(self):
        token = self.scan()
        value = self.value(token)
        if self.scan()[0] != "end":
            raise syntax()
        return value

    def value(self, token):
        kind, value = token
        if kind in ("string", "number", "word"):
            if kind == "string" and "\0" in value:
                raise syntax()
            return value
        if kind == "{":
            return self.object()
        if kind == "[":
            return self.array()
        raise syntax()

    def object(self):
        found = {}
        kind, name = self.scan()
        if kind == "}":
            return found
        while True:
            if kind != "string" or "\0" in name:
                raise syntax()
            if name in found:
                raise Reject("JSON_DUPLICATE_KEY")
            if self.scan()[0] != ":":
                raise syntax()
            found[name] = self.value(self.scan())
            kind, _ = self.scan()
            if kind == "}":
                return found
            if kind != ",":
                raise syntax()
            kind, name = self.scan()

    def array(self):
        found = []
        token = self.scan()
        if token[0] == "]":
            return found
        while True:
            found.append(self.value(token))
            kind, _ = self.scan()
            if kind == "]":
                return found
            if kind != ",":
                raise syntax()
            token = self.scan()

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def scan(self):
        while self.peek() in (" ", "\t", "\n", "\r"):
            self.at += 1
        char = self.peek()
        if char == "":
            return "end", None
        if char in "{}[]:,":
            self.at += 1
            return char, None
        if char == '"':
            return "string", self.string()
        if char == "-" or char in DIGITS:
            return "number", self.number()
        if char in LETTERS:
            return "word", self.word()
        raise syntax()

    def word(self):
        begin = self.at
        while self.peek() in LETTERS:
            self.at += 1
        words = {"true": True, "false": False, "null": None}
        word = self.text[begin : self.at]
        if word not in words:
            raise syntax()
        return words[word]

    def number(self):
        begin = self.at
        if self.peek() == "-":
            self.at += 1
        if self.peek() == "0":
            self.at += 1
            if self.peek() in DIGITS:
                raise syntax()
        else:
            self.digits()
        real = False
        if self.peek() == ".":
            real = True
            self.at += 1
            self.digits()
        if self.peek() in ("e", "E"):
            real = True
            self.at += 1
            if self.peek() in ("+", "-"):
                self.at += 1
            self.digits()
        text = self.text[begin : self.at]
        if real:
            if math.isinf(float(text)):
                raise Reject("NUM")
            return Real()
        if text == "-0":
            return Real()
        if len(text) > 20 or not -(2**63) <= int(text) < 2**63:
            raise Reject("NUM")
        return int(text)

    def digits(self):
        begin = self.at
        while self.peek() in DIGITS:
            self.at += 1
        if self.at == begin:
            raise syntax()

    def string(self):
        parts = []
        self.at += 1
        while True:
            char = self.peek()
            if char == "" or char < " ":
                raise syntax()
            self.at += 1
            if char == '"':
                return "".join(parts)
            parts.append(self.escape() if char == "\\" else char)

    def escape(self):
        char = self.peek()
        self.at += 1
        if char in ESCAPES and char:
            return ESCAPES[char]
        if char != "u":
            raise syntax()
        first = self.hex4()
        if 0xD800 <= first <= 0xDBFF:
            if self.text[self.at : self.at + 2] != "\\u":
                raise syntax()
            self.at += 2
            second = self.hex4()
            if not 0xDC00 <= second <= 0xDFFF:
                raise syntax()
            return chr(0x10000 + ((first - 0xD800) << 10) + second - 0xDC00)
        if 0xDC00 <= first <= 0xDFFF:
            raise syntax()
        return chr(first)

    def hex4(self):
        digits = self.text[self.at : self.at + 4]
        if len(digits) != 4 or any(digit not in HEX for digit in digits):
            raise syntax()
        self.at += 4
        return int(digits, 16)
