/* scan: one pass for UTF-8, one for brackets and numbers. */
#include "scan.h"

#include <string.h>

/* Bytes below 0x80 from the front, eight at a time. */
static size_t ascii_prefix(const unsigned char *at, size_t size)
{
    size_t i = 0;
    for (uint64_t eight; size - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, at + i, sizeof eight);
        if ((eight & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
    }
    while (i < size && at[i] < 0x80) {
        i++;
    }
    return i;
}

/* The well-formed sequences of more than one byte (Unicode, table 3-7): the range of the first
 * byte and of the second; the others are 80 to BF. */
static const struct sequence {
    unsigned char first_low, first_high, second_low, second_high;
    size_t size;
} sequences[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};
enum { SEQUENCES = sizeof sequences / sizeof sequences[0] };

/* The size of the sequence at the front, or 0 when it is not well formed. */
static size_t sequence_size(const unsigned char *at, size_t size)
{
    for (int i = 0; i < SEQUENCES; i++) {
        const struct sequence *row = &sequences[i];
        if (at[0] < row->first_low || at[0] > row->first_high) {
            continue;
        }
        if (size < row->size || at[1] < row->second_low || at[1] > row->second_high) {
            return 0;
        }
        for (size_t rest = 2; rest < row->size; rest++) {
            if ((at[rest] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return row->size;
    }
    return 0;
}

bool scan_utf8(struct slice bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at;
    size_t left = bytes.size;
    for (;;) {
        size_t plain = ascii_prefix(at, left);
        at += plain;
        left -= plain;
        if (left == 0) {
            return true;
        }
        size_t taken = sequence_size(at, left);
        if (taken == 0) {
            return false;
        }
        at += taken;
        left -= taken;
    }
}

/* The place behind the closing quote of a string whose first byte is at `begin`: the first quote
 * with an even number of backslashes in front. */
static size_t skip_string(struct slice bytes, size_t begin)
{
    size_t i = begin;
    while (i < bytes.size) {
        const char *quote = memchr(bytes.at + i, '"', bytes.size - i);
        if (quote == NULL) {
            break;
        }
        size_t at = (size_t)(quote - bytes.at), backslashes = 0;
        while (at - backslashes > begin && quote[-1 - (ptrdiff_t)backslashes] == '\\') {
            backslashes++;
        }
        if (backslashes % 2 == 0) {
            return at + 1;
        }
        i = at + 1;
    }
    return bytes.size;
}

static bool in_number(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static size_t skip_number(struct slice bytes, size_t i)
{
    while (i < bytes.size && in_number(bytes.at[i])) {
        i++;
    }
    return i;
}

struct scan scan_tokens(struct slice bytes)
{
    struct scan scan = {0};
    uint32_t numbers = 0;
    int depth = 0;
    size_t i = 0;
    while (i < bytes.size) {
        char c = bytes.at[i];
        if (c == '"') {
            i = skip_string(bytes, i + 1);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            size_t end = skip_number(bytes, i);
            numbers++;
            if (scan.negative_zero == 0 && end - i == 2 && memcmp(bytes.at + i, "-0", 2) == 0) {
                scan.negative_zero = numbers;
            }
            i = end;
        } else {
            depth += c == '{' || c == '[';
            depth -= (c == '}' || c == ']') && depth > 0;
            scan.too_deep |= depth > SCAN_DEPTH_MAX;
            i++;
        }
    }
    return scan;
}
