/* Tests of rng: the published streams, and draws without bias. */
#include <criterion/criterion.h>
#include <signal.h>

#include "base/rng.h"

Test(rng, the_seed_is_spread_by_the_published_splitmix64)
{
    static const struct {
        uint64_t seed, want[4];
    } rows[] = {
        {1234567,
         {6457827717110365317U, 3203168211198807973U, 9817491932198370423U, 4593380528125082431U}},
        {0, {0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec}},
    };
    for (int row = 0; row < 2; row++) {
        struct rng rng = rng_seeded(rows[row].seed);
        for (int i = 0; i < 4; i++) {
            cr_expect_eq(rng.state[i], rows[row].want[i], "row %d, word %d", row, i);
        }
    }
}

Test(rng, the_stream_is_the_published_xoshiro256starstar)
{
    static const uint64_t want[] = {
        11520U,
        0U,
        1509978240U,
        1215971899390074240U,
        1216172134540287360U,
        607988272756665600U,
        16172922978634559625U,
        8476171486693032832U,
        10595114339597558777U,
        2904607092377533576U,
    };
    struct rng rng = {.state = {1, 2, 3, 4}};
    for (int i = 0; i < 10; i++) {
        cr_expect_eq(rng_next(&rng), want[i], "number %d", i);
    }
}

Test(rng, seed_42_gives_the_published_beginning)
{
    static const uint64_t want[] = {1546998764402558742U, 6990951692964543102U,
                                    12544586762248559009U, 17057574109182124193U};
    struct rng rng = rng_seeded(42);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(rng_next(&rng), want[i], "number %d", i);
    }
}

Test(rng, draws_below_a_bound_come_equally_often)
{
    enum { BOUND = 7, DRAWS = 70000 };
    struct rng rng = rng_seeded(8);
    int counts[BOUND] = {0};
    for (int i = 0; i < DRAWS; i++) {
        uint64_t drawn = rng_below(&rng, BOUND);
        cr_assert_lt(drawn, BOUND);
        counts[drawn]++;
    }
    for (int i = 0; i < BOUND; i++) {
        /* 10,000 expected, standard deviation 93: five of them. */
        cr_expect_geq(counts[i], 9535, "%d", i);
        cr_expect_leq(counts[i], 10465, "%d", i);
    }
}

Test(rng, draws_below_a_bound_near_the_top_are_not_biased)
{
    /* Remainders alone would put half of the draws into the first third. */
    const uint64_t third = (uint64_t)1 << 62;
    struct rng rng = rng_seeded(9);
    int low = 0;
    for (int i = 0; i < 30000; i++) {
        low += rng_below(&rng, 3 * third) < third ? 1 : 0;
    }
    cr_expect_geq(low, 9592);
    cr_expect_leq(low, 10408);
}

Test(rng, a_bound_of_one_leaves_only_zero)
{
    struct rng rng = rng_seeded(10);
    for (int i = 0; i < 100; i++) {
        cr_assert_eq(rng_below(&rng, 1), 0);
    }
}

Test(rng, draws_between_reach_both_ends_and_nothing_beyond)
{
    struct rng rng = rng_seeded(11);
    bool seen[7] = {false};
    for (int i = 0; i < 1000; i++) {
        int64_t drawn = rng_between(&rng, -3, 3);
        cr_assert_geq(drawn, -3);
        cr_assert_leq(drawn, 3);
        seen[drawn + 3] = true;
    }
    for (int i = 0; i < 7; i++) {
        cr_expect(seen[i], "%d", i - 3);
    }
}

Test(rng, draws_between_the_ends_of_the_range_do_not_overflow)
{
    struct rng rng = rng_seeded(12);
    cr_expect_eq(rng_between(&rng, INT64_MIN, INT64_MIN), INT64_MIN);
    cr_expect_eq(rng_between(&rng, INT64_MAX, INT64_MAX), INT64_MAX);
    int negative = 0;
    for (int i = 0; i < 1000; i++) {
        negative += rng_between(&rng, INT64_MIN, INT64_MAX) < 0 ? 1 : 0;
        cr_assert_leq(rng_between(&rng, INT64_MIN, -2), -2);
        cr_assert_geq(rng_between(&rng, 2, INT64_MAX), 2);
    }
    cr_expect_geq(negative, 420);
    cr_expect_leq(negative, 580);
}

Test(rng, chances_of_none_and_all_are_certain)
{
    struct rng rng = rng_seeded(13);
    int hits = 0;
    for (int i = 0; i < 10000; i++) {
        cr_assert_not(rng_chance(&rng, 0));
        cr_assert(rng_chance(&rng, 1000));
        hits += rng_chance(&rng, 250) ? 1 : 0;
    }
    cr_expect_geq(hits, 2283);
    cr_expect_leq(hits, 2717);
}

Test(rng, forks_are_repeatable_and_all_different)
{
    enum { SIDE = 40 };
    uint64_t first[SIDE * SIDE];
    for (uint64_t i = 0; i < SIDE * SIDE; i++) {
        struct rng once = rng_fork(i / SIDE, i % SIDE);
        struct rng again = rng_fork(i / SIDE, i % SIDE);
        first[i] = rng_next(&once);
        cr_assert_eq(first[i], rng_next(&again));
        for (uint64_t j = 0; j < i; j++) {
            cr_assert_neq(first[i], first[j], "%d and %d", (int)i, (int)j);
        }
    }
}

Test(rng, a_draw_below_zero_is_a_bug, .signal = SIGABRT)
{
    struct rng rng = rng_seeded(14);
    (void)rng_below(&rng, 0);
}
