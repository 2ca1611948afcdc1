/* child: see child.h. Shares without a source are judgements. */
#include "child.h"

#include <assert.h>
#include <string.h>

#include "authority.h"
#include "base/civil.h"
#include "base/text.h"
#include "domain/code.h"

enum {
    ADULT_YEARS = 18,
    MONTHS_YEAR = 12,
    FIRST_BIRTH_YEAR = 1900,
    /* Invented codes, well formed and outside the ranges in use: wards E059aaaww (a the authority's
     * place in its table, w the ward), establishments ZZ and eight digits. */
    WARD_FIRST = 5900000,
    WARDS = 60,
    ESTABLISHMENT_FIRST = 10000000,
    ESTABLISHMENT_SPAN = 500000,
    CHILDREN_A_HOME = 60 /* who go missing; County Durham had ten homes */
};

static const uint64_t key_stream = 0x6b6579; /* keeps keys apart from the children's own draws */

void child_letters(uint64_t bits, int letters, char *out)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (int i = 0; i < letters; i++) {
        out[i] = alphabet[bits & 31];
        bits >>= 5;
    }
}

void child_key(const struct plan *plan, uint64_t number, char out[CHILD_KEY_TEXT + 1])
{
    struct rng rng = rng_fork(plan->seed ^ key_stream, number);
    memcpy(out, "sim.", 4);
    child_letters(rng_next(&rng), 10, out + 4);
    child_letters(rng_next(&rng), 10, out + 14);
    out[CHILD_KEY_TEXT] = '\0';
}

uint32_t child_ward(int authority, struct rng *rng)
{
    uint64_t first = rng_below(rng, WARDS), second = rng_below(rng, WARDS);
    uint64_t ward = first < second ? first : second; /* low numbers are busy places */
    char memory[CODE_GSS_TEXT];
    struct text text = text_over(memory, sizeof memory);
    text_char(&text, 'E');
    text_padded(&text, (uint64_t)(WARD_FIRST + authority * 100) + ward, CODE_GSS_TEXT - 1);
    uint32_t packed = 0;
    bool read = code_read_gss(text_slice(&text), &packed);
    assert(read);
    return packed;
}

/* A few homes have most of the episodes: the cube of a uniform number picks the home. */
static uint64_t establishment(const struct child *child, struct rng *rng)
{
    uint64_t homes = 3 + child->seat.unit->count / CHILDREN_A_HOME;
    homes = homes < ESTABLISHMENT_SPAN ? homes : ESTABLISHMENT_SPAN;
    uint64_t uniform = rng_below(rng, 1 << 16);
    uint64_t home = homes * (uniform * uniform >> 16) / (1 << 16) * uniform / (1 << 16);
    char memory[CODE_URN_TEXT_MAX];
    struct text text = text_over(memory, sizeof memory);
    text_puts(&text, "ZZ");
    text_padded(&text,
                (uint64_t)ESTABLISHMENT_FIRST + (uint64_t)child->lives * ESTABLISHMENT_SPAN + home,
                CODE_URN_TEXT_MAX - 2);
    uint64_t packed = 0;
    bool read = code_read_urn(text_slice(&text), &packed);
    assert(read);
    return packed;
}

static int another(int authority, struct rng *rng)
{
    if (rng_chance(rng, 700)) {
        return authority_neighbour(authority, rng_next(rng));
    }
    int count = authority_count();
    return (authority + 1 + (int)rng_below(rng, (uint64_t)count - 1)) % count;
}

/* A quantile that is dealt evenly over children who are missing about as often, those most often
 * missing first: few children make most episodes, so chance alone would bend every share of
 * episodes. Looked-after children come in up to four ranks (two groups, two years) at a time, which
 * take turns by a quarter. */
static uint32_t evenly(const struct plan *plan, const struct seat *seat, uint64_t step)
{
    uint64_t turn = (uint64_t)seat->first_year * 2 + (seat->group == CHILD_PLACED_HERE);
    uint64_t start = plan_mix(plan, seat->unit->first + 1, step) + (turn << 62);
    return plan_even(seat->size - 1 - seat->rank, step, start);
}

static void authorities(const struct plan *plan, struct rng *rng, struct child *child)
{
    int here = child->seat.unit->authority;
    child->lives = child->responsible = here;
    uint32_t quantile = evenly(plan, &child->seat, PLAN_ROOT7);
    bool out = ((uint64_t)quantile * 1000 >> 32) < (uint64_t)plan->preset->out_per_mille;
    if (child->seat.group == CHILD_PLACED_HERE) {
        child->responsible = another(here, rng);
    } else if (child->seat.group == CHILD_OWN && out) {
        child->lives = another(here, rng);
    }
}

static void birth(const struct plan *plan, struct rng *rng, struct child *child)
{
    static const enum choice_table ages[CHILD_GROUP_COUNT] = {
        [CHILD_HOME] = CHOICE_AGE_HOME,
        [CHILD_OWN] = CHOICE_AGE_LOOKED_AFTER,
        [CHILD_PLACED_HERE] = CHOICE_AGE_LOOKED_AFTER,
        [CHILD_PANEL] = CHOICE_AGE_PANEL,
    };
    uint32_t quantile = evenly(plan, &child->seat, PLAN_ROOT2);
    int age = choice_at(&plan->choices, ages[child->seat.group], quantile);
    int year = 0, month = 0, day = 0; /* of the middle of the first year of going missing */
    date_split(plan_year(plan, child->seat.first_year) + 183, &year, &month, &day);
    int most = age == ADULT_YEARS ? MONTHS_YEAR / 2 : MONTHS_YEAR; /* they were 17 in the spring */
    int months = age * MONTHS_YEAR + (int)rng_between(rng, 1, most);
    int born = (year - FIRST_BIRTH_YEAR) * MONTHS_YEAR + (month - 1) - months;
    child->born = (uint16_t)(born + 1);
    /* The birthday is the last day of the month: the day before the next one begins. */
    int after = born + ADULT_YEARS * MONTHS_YEAR + 1;
    child->adult =
        date_make(FIRST_BIRTH_YEAR + after / MONTHS_YEAR, after % MONTHS_YEAR + 1, 1) - 1;
}

/* England 2018: 56 % of looked-after missing children are male; police: most teenagers missing from
 * home are girls, as are two in three children at risk of sexual exploitation. */
static uint8_t sex(const struct plan *plan, const struct child *child, struct rng *rng)
{
    static const uint64_t male_per_mille[CHILD_GROUP_COUNT] = {
        [CHILD_HOME] = 430, [CHILD_OWN] = 528, [CHILD_PLACED_HERE] = 528, [CHILD_PANEL] = 230};
    uint32_t quantile = evenly(plan, &child->seat, PLAN_ROOT3);
    if (rng_chance(rng, 6)) {
        return rng_chance(rng, 500) ? SEX_OTHER : SEX_NOT_RECORDED;
    }
    return ((uint64_t)quantile * 1000 >> 32) < male_per_mille[child->seat.group] ? SEX_MALE
                                                                                 : SEX_FEMALE;
}

static uint8_t ethnicity(const struct plan *plan, struct rng *rng)
{
    if (rng_chance(rng, 30)) {
        return vocab_find(VOCAB_ETHNICITY, slice_of(rng_chance(rng, 700) ? "NOBT" : "REFU"));
    }
    if (rng_chance(rng, plan->preset->minority_per_mille)) {
        return choice_draw(&plan->choices, CHOICE_ETHNICITY_MINORITY, rng);
    }
    return vocab_find(VOCAB_ETHNICITY, slice_of("WBRI"));
}

static void living(const struct plan *plan, struct rng *rng, struct child *child)
{
    static const enum choice_table places[CHILD_GROUP_COUNT] = {
        [CHILD_HOME] = CHOICE_PLACE_HOME,
        [CHILD_OWN] = CHOICE_PLACE_LOOKED_AFTER,
        [CHILD_PLACED_HERE] = CHOICE_PLACE_PLACED,
        [CHILD_PANEL] = CHOICE_PLACE_HOME,
    };
    enum child_group group = child->seat.group;
    bool looked_after = group == CHILD_OWN || group == CHILD_PLACED_HERE;
    bool leaver = !looked_after && rng_chance(rng, 15);
    child->status = looked_after ? STATUS_LOOKED_AFTER : leaver ? STATUS_CARE_LEAVER : STATUS_HOME;
    child->place = choice_draw(&plan->choices, places[group], rng);
    uint64_t urn = establishment(child, rng);
    bool housed = child->place == vocab_find(VOCAB_PLACE, slice_of("childrens_home")) ||
                  child->place == vocab_find(VOCAB_PLACE, slice_of("residential_school")) ||
                  child->place == vocab_find(VOCAB_PLACE, slice_of("secure"));
    child->establishment = housed ? urn : 0;
    child->ward = child_ward(child->lives, rng);
    uint8_t marker = choice_draw(&plan->choices, CHOICE_MARKER, rng);
    if (rng_chance(rng, looked_after ? 450 : 180)) {
        child->markers = (struct code_list){.count = 1, .codes = {marker}};
    }
}

/* A Safer Return: 14 % were or are victims of sexual exploitation, 8 % of criminal or other, 21 %
 * depressed; a third of episodes touch mental health. */
static void burdens(int age, struct rng *rng, struct child *child)
{
    bool girl = child->sex == SEX_FEMALE, teenager = age >= 13;
    child->exploited[HARM_CSE] = rng_chance(rng, girl ? (teenager ? 230 : 90) : 55);
    child->exploited[HARM_CCE] = rng_chance(rng, teenager ? (girl ? 45 : 125) : 20);
    child->troubled = rng_chance(rng, 300);
    child->young = age < 10;
    uint8_t disabled = rng_chance(rng, 110) ? 1 : 2; /* yes, no */
    child->disability = rng_chance(rng, 80) ? 3 : disabled;
}

void child_make(const struct plan *plan, uint64_t number, struct rng *rng, struct child *out)
{
    struct child child = {.number = number, .seat = plan_seat(plan, number)};
    child_key(plan, number, child.key);
    authorities(plan, rng, &child);
    birth(plan, rng, &child);
    child.sex = sex(plan, &child, rng);
    child.ethnicity = ethnicity(plan, rng);
    living(plan, rng, &child);
    burdens(month_age(child.born, plan_year(plan, child.seat.first_year)), rng, &child);
    *out = child;
}
