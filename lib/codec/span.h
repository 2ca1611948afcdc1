/* span: how far a run of harmless bytes goes, sixteen bytes at a time where the machine has SSE2.
 *
 * Two classes. Word bytes are those of ids (contract §1): letters, digits and . _ : - ; every code,
 * id, date and month is made of them, and JSON text of them means itself. Plain bytes are those
 * that mean themselves in a JSON string: ASCII from the space on, but quote and backslash. Each
 * answer is the number of such bytes at the front of `at`, of which no more than `size` are read.
 *
 * The only place with intrinsics. The scalar twin is what other machines use, and what a test
 * compares the other with.
 */
#ifndef CODEC_SPAN_H
#define CODEC_SPAN_H

#include <stdbool.h>
#include <stddef.h>

static inline bool span_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= ':') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_';
}

static inline bool span_is_plain(char c)
{
    return (signed char)c >= ' ' && c != '"' && c != '\\'; /* beyond ASCII is negative */
}

static inline size_t span_words_scalar(const char *at, size_t size)
{
    size_t i = 0;
    while (i < size && span_is_word(at[i])) {
        i++;
    }
    return i;
}

static inline size_t span_plain_scalar(const char *at, size_t size)
{
    size_t i = 0;
    while (i < size && span_is_plain(at[i])) {
        i++;
    }
    return i;
}

#if defined(__SSE2__)
#include <emmintrin.h>

enum { SPAN_STEP = 16 };

/* Bytes are compared as signed: all above 0x7F are below the space. */
static inline __m128i span_between(__m128i bytes, char low, char high)
{
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(low - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(high + 1))));
}

/* One bit a byte, set where it is a word byte. With bit 5 set capitals are small letters, and no
 * other byte becomes one. */
static inline unsigned span_word_bits(__m128i bytes)
{
    __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(' '));
    __m128i words = _mm_or_si128(span_between(small, 'a', 'z'), span_between(bytes, '0', ':'));
    __m128i marks =
        _mm_or_si128(span_between(bytes, '-', '.'), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(words, marks));
}

static inline unsigned span_plain_bits(__m128i bytes)
{
    __m128i printing = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(' ' - 1));
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    return (unsigned)_mm_movemask_epi8(_mm_andnot_si128(ends, printing));
}

/* The last bytes, fewer than a step, go one by one: nothing behind them may be read. */
static inline size_t span_words(const char *at, size_t size)
{
    size_t i = 0;
    for (; size - i >= SPAN_STEP; i += SPAN_STEP) {
        unsigned others = ~span_word_bits(_mm_loadu_si128((const __m128i *)(at + i))) & 0xFFFF;
        if (others != 0) {
            return i + (size_t)__builtin_ctz(others);
        }
    }
    return i + span_words_scalar(at + i, size - i);
}

static inline size_t span_plain(const char *at, size_t size)
{
    size_t i = 0;
    for (; size - i >= SPAN_STEP; i += SPAN_STEP) {
        unsigned others = ~span_plain_bits(_mm_loadu_si128((const __m128i *)(at + i))) & 0xFFFF;
        if (others != 0) {
            return i + (size_t)__builtin_ctz(others);
        }
    }
    return i + span_plain_scalar(at + i, size - i);
}
#else
static inline size_t span_words(const char *at, size_t size)
{
    return span_words_scalar(at, size);
}

static inline size_t span_plain(const char *at, size_t size)
{
    return span_plain_scalar(at, size);
}
#endif

#endif
