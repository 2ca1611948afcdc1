/* Cells add up: merge commutes, zero is the identity, equal sums are equal bytes. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/rng.h"
#include "domain/aggregate.h"

enum { MEMORY = 8 << 20, CASES = 2000, COUNTS_MAX = 60 };
static char memory[MEMORY];

struct count {
    uint16_t measure;
    uint64_t code;
    int32_t count;
};

static struct aggregate settled(struct arena *arena, const struct count *counts, size_t first,
                                size_t next)
{
    struct tally tally;
    struct aggregate aggregate = {0};
    tally_init(&tally, arena);
    for (size_t i = first; i < next; i++) {
        tally_add(&tally, counts[i].measure, counts[i].code, counts[i].count);
    }
    cr_assert(tally_settle(&tally, &aggregate));
    return aggregate;
}

static void expect_same(const struct aggregate *a, const struct aggregate *b, size_t number)
{
    cr_assert_eq(a->count, b->count, "case %zu", number);
    for (uint32_t i = 0; i < a->count; i++) {
        cr_assert_eq(a->cells[i].measure, b->cells[i].measure, "case %zu", number);
        cr_assert_eq(a->cells[i].code, b->cells[i].code, "case %zu", number);
        cr_assert_eq(a->cells[i].count, b->cells[i].count, "case %zu", number);
    }
}

static size_t random_counts(struct rng *rng, struct count *out)
{
    size_t number = rng_below(rng, COUNTS_MAX + 1);
    for (size_t i = 0; i < number; i++) {
        out[i] = (struct count){(uint16_t)rng_below(rng, 5),
                                rng_below(rng, 4) << (rng_below(rng, 2) * 56),
                                (int32_t)rng_between(rng, 1, 3)};
    }
    return number;
}

Test(aggregate, parts_merge_to_the_whole_in_either_order)
{
    struct rng rng = rng_seeded(1);
    for (size_t i = 0; i < CASES; i++) {
        struct arena arena = arena_over(memory, sizeof memory);
        struct count counts[COUNTS_MAX];
        size_t number = random_counts(&rng, counts);
        size_t cut = number == 0 ? 0 : rng_below(&rng, number + 1);
        struct aggregate whole = settled(&arena, counts, 0, number);
        struct aggregate front = settled(&arena, counts, 0, cut);
        struct aggregate back = settled(&arena, counts, cut, number);
        struct aggregate one = front;
        struct aggregate other = back;
        cr_assert(aggregate_add(&one, &back, &arena));
        cr_assert(aggregate_add(&other, &front, &arena));
        expect_same(&one, &whole, i);
        expect_same(&other, &whole, i);
        struct aggregate zero = {0};
        cr_assert(aggregate_add(&one, &zero, &arena));
        expect_same(&one, &whole, i);
    }
}

Test(aggregate, a_tally_grows_and_is_read_back)
{
    struct arena arena = arena_over(memory, sizeof memory);
    struct tally tally;
    struct aggregate aggregate;
    tally_init(&tally, &arena);
    for (uint64_t code = 0; code < 10000; code++) {
        tally_add(&tally, 3, code * 977, (int32_t)code + 1);
        tally_add(&tally, 3, code * 977, 1);
    }
    cr_assert(tally_settle(&tally, &aggregate));
    cr_expect_eq(aggregate.count, 10000);
    cr_expect_eq(aggregate_count(&aggregate, 3, 977 * 5), 7);
    cr_expect_eq(aggregate_count(&aggregate, 3, 1), 0);
    cr_expect_eq(aggregate_count(&aggregate, 4, 0), 0);
    uint32_t count;
    const struct cell *cells = aggregate_cells(&aggregate, 3, &count);
    cr_expect_eq(count, 10000);
    cr_expect_eq(cells[0].code, 0);
    (void)aggregate_cells(&aggregate, 2, &count);
    cr_expect_eq(count, 0);
}

Test(aggregate, every_code_of_every_measure_is_counted_apart)
{
    static const uint64_t lows[] = {0, 1, TALLY_PAGE - 1, TALLY_PAGE, UINT64_MAX >> 8};
    static const uint64_t parts[] = {0, 1, TALLY_PARTS - 1, TALLY_PARTS, UINT8_MAX};
    static const uint16_t measures[] = {0, 1, TALLY_MEASURES - 1, TALLY_MEASURES, 256};
    enum { EACH = 5, ALL = EACH * EACH * EACH };
    struct arena arena = arena_over(memory, sizeof memory);
    struct tally tally;
    struct aggregate aggregate;
    tally_init(&tally, &arena);
    for (int time = 0; time < 2; time++) {
        for (int i = 0; i < ALL; i++) { /* in no order, and a count of its own for each */
            int at = i * 7 % ALL;
            uint64_t code = parts[at / EACH % EACH] << 56 | lows[at % EACH];
            tally_add(&tally, measures[at / EACH / EACH], code, at + 1);
        }
    }
    cr_assert(tally_settle(&tally, &aggregate));
    cr_assert_eq(aggregate.count, ALL);
    for (int at = 0; at < ALL; at++) { /* the lists ascend, and so do the cells */
        cr_expect_eq(aggregate.cells[at].measure, measures[at / EACH / EACH]);
        cr_expect_eq(aggregate.cells[at].code, parts[at / EACH % EACH] << 56 | lows[at % EACH]);
        cr_expect_eq(aggregate.cells[at].count, 2 * (at + 1));
    }
}

Test(aggregate, a_full_arena_is_said)
{
    struct arena arena = arena_over(memory, 64 << 10);
    struct tally tally;
    struct aggregate aggregate;
    tally_init(&tally, &arena);
    for (uint64_t code = 0; code < 100000; code++) {
        tally_add(&tally, 1, code, 1);
    }
    cr_expect(tally.full);
    cr_expect_not(tally_settle(&tally, &aggregate));
}
