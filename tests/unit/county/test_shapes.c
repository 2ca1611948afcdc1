/* Quantiles against the published counts they were fitted to. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/instant.h"
#include "shapes.h"

/* Devon 2020/21, expected by the fit: children by episodes 1, 2, 3, 4, 5, 6-10, 11-20, 21-50. */
enum { BANDS = 8 };
static const int band_most[BANDS] = {1, 2, 3, 4, 5, 10, 20, 50};
static const int expected_home[BANDS] = {268, 60, 25, 13, 8, 15, 6, 2};
static const int expected_care[BANDS] = {42, 22, 15, 11, 8, 24, 17, 9};

static void expect_bands(bool looked_after, int children, const int expected[BANDS])
{
    enum { STEPS = 100000 };
    int counts[BANDS] = {0};
    for (uint64_t i = 0; i < STEPS; i++) {
        int repeats = shape_repeats(looked_after, (uint32_t)((i << 32) / STEPS));
        int band = 0;
        while (repeats > band_most[band]) {
            band++;
        }
        counts[band]++;
    }
    for (int band = 0; band < BANDS; band++) {
        int64_t scaled = (int64_t)counts[band] * children / STEPS;
        cr_expect(llabs(scaled - expected[band]) <= 1, "band %d: %d, not %d", band, (int)scaled,
                  expected[band]);
    }
}

Test(shapes, repeats_from_home_fall_in_the_bands_of_the_fit)
{
    expect_bands(false, 396, expected_home);
}

Test(shapes, repeats_from_care_fall_in_the_bands_of_the_fit)
{
    expect_bands(true, 147, expected_care);
}

/* 89.5 % of a lognormal of median 5 hours and sigma 1.25 are within 24 hours, 96.5 % in 48. */
Test(shapes, lengths_have_the_median_and_the_tails_of_the_lognormal)
{
    enum { STEPS = 100000 };
    int day = 0, days = 0, half = 0;
    int64_t before = 0;
    for (uint64_t i = 0; i < STEPS; i++) {
        int64_t length = shape_length_s((uint32_t)((i << 32) / STEPS));
        cr_assert_geq(length, before);
        before = length;
        half += length <= 5 * SECONDS_HOUR;
        day += length <= SECONDS_DAY;
        days += length <= 2 * SECONDS_DAY;
    }
    cr_expect(half > 49500 && half < 50500, "%d", half);
    cr_expect(day > 89000 && day < 90000, "%d", day);
    cr_expect(days > 96000 && days < 97000, "%d", days);
}
