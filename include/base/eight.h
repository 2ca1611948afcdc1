/* eight: eight bytes of text looked at as one number.
 *
 * Instants and area codes are mostly digits in fixed places, and there are a dozen in every record:
 * one comparison for eight bytes takes the place of eight. The first byte is the lowest eight bits,
 * whatever the order of the machine.
 */
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H

#include <stdbool.h>
#include <stdint.h>

/* Reads eight bytes. */
static inline uint64_t eight_at(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

/* Whether eight bytes fit a pattern of as many: a digit where it has 0, its own byte elsewhere.
 * Then *digits has each digit's value in its byte, and 0 in the others. `digit_places` has 0x06 for
 * every byte of the pattern that is 0, and 0x0F for the others: added to the difference, it makes
 * more than 15 of what may not be there. */
static inline bool eight_fits(const char *at, const char *pattern, uint64_t digit_places,
                              uint64_t *digits)
{
    uint64_t difference = eight_at(at) ^ eight_at(pattern);
    *digits = difference;
    return ((difference | (difference + digit_places)) & UINT64_C(0xF0F0F0F0F0F0F0F0)) == 0;
}

/* The two digits at a place (0 to 6) as a number. */
static inline int eight_pair(uint64_t digits, int place)
{
    return (int)((digits >> (8 * place) & 15) * 10 + (digits >> (8 * place + 8) & 15));
}

/* All eight digits as a number: pairs, then fours, then the whole. */
static inline uint32_t eight_number(uint64_t digits)
{
    uint64_t pairs = (digits * 10 + (digits >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
    uint64_t fours = (pairs * 100 + (pairs >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
    return (uint32_t)(fours * 10000 + (fours >> 32));
}

#endif
