/* The law of the two readers: what the fast one takes, the referee takes with the same value; and
 * what the encoder writes, the fast one takes. */
#include <criterion/criterion.h>

#include "support/both_readers.h"
#include "support/spoiled_line.h"

/* Fewer of the same under the sanitizers, as in trial.h. */
#ifdef __SANITIZE_ADDRESS__
enum { LINES = 20000 };
#else
enum { LINES = 200000 };
#endif

struct tally {
    uint64_t lines, accepted, fast;
    uint64_t untouched, untouched_fast;
    struct {
        uint64_t lines, accepted;
    } by[SPOIL_COUNT]; /* of the lines with this spoiling alone */
};

static void count(struct tally *tally, const struct spoiled_line *line, bool accepted, bool fast)
{
    tally->lines++;
    tally->accepted += accepted;
    tally->fast += fast;
    tally->untouched += line->spoilings == 0;
    tally->untouched_fast += line->spoilings == 0 && fast;
    for (int i = 0; i < SPOIL_COUNT; i++) {
        if (line->spoilings == 1U << i) {
            tally->by[i].lines++;
            tally->by[i].accepted += accepted;
        }
    }
}

static void hold(const struct spoiled_line *line, uint64_t number, struct tally *tally)
{
    struct both both = both_read(line->bytes);
    cr_assert_null(both.broken, "line %llu: %s", (unsigned long long)number, both.broken);
    bool accepted = both.decoded == DECODE_OK;
    cr_assert(line->spoilings != 0 || accepted, "line %llu", (unsigned long long)number);
    count(tally, line, accepted, both.taken);
}

static void tally_lines(struct tally *tally)
{
    enum { SEED = 41 };
    static struct line_maker maker;
    for (uint64_t i = 0; i < LINES; i++) {
        struct choices choices = {.rng = rng_fork(SEED, i)};
        struct spoiled_line line;
        spoiled_line(&maker, &choices, &line);
        hold(&line, i, tally);
    }
}

Test(decoders, what_the_fast_one_takes_the_referee_takes_with_the_same_value)
{
    struct tally tally = {0};
    tally_lines(&tally);
    cr_expect_eq(tally.untouched_fast, tally.untouched,
                 "%llu of %llu lines of the encoder's were not taken",
                 (unsigned long long)(tally.untouched - tally.untouched_fast),
                 (unsigned long long)tally.untouched);
    cr_expect_geq(tally.accepted * 3, tally.lines, "hardly any line is sound: %llu",
                  (unsigned long long)tally.accepted);
    cr_expect_leq(tally.accepted * 10, tally.lines * 9, "hardly any line is spoilt");
}

/* Some ways leave every line sound, some none; all others must do both, or they test nothing. */
Test(decoders, every_way_of_spoiling_is_tried)
{
    struct tally tally = {0};
    tally_lines(&tally);
    for (int i = 0; i < SPOIL_COUNT; i++) {
        const char *name = spoiling_name((enum spoiling)i);
        bool never = i == SPOIL_WIDE || i == SPOIL_DOUBLED;
        bool always = i == SPOIL_ORDER || i == SPOIL_SPACE;
        cr_expect_gt(tally.by[i].lines, LINES > 100000 ? 30 : 1, "%s", name);
        cr_expect(never == (tally.by[i].accepted == 0), "%s: %llu of %llu accepted", name,
                  (unsigned long long)tally.by[i].accepted, (unsigned long long)tally.by[i].lines);
        cr_expect(always == (tally.by[i].accepted == tally.by[i].lines), "%s: %llu of %llu", name,
                  (unsigned long long)tally.by[i].accepted, (unsigned long long)tally.by[i].lines);
    }
}
