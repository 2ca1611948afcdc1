/* homeward county: a synthetic county, for demonstrations, tests and benchmarks. */
#include <stddef.h>

#include "run.h"
#include "shell/options.h"

#define AT(field) offsetof(struct county_settings, field)

static const struct option options[] = {
    {"preset", 'p', OPTION_TEXT, "NAME",
     "durham (about 1,700 missing episodes a year), durham-low (about 239) or england (every "
     "authority, about 220,000); default durham",
     AT(preset), 0, 0},
    {"authority", 'a', OPTION_TEXT, "CODE",
     "the GSS code to make it for; default E06000047 (County Durham), with england: all",
     AT(authority), 0, 0},
    {"from", 0, OPTION_TEXT, "DATE", "the first day; default 2014-04-01", AT(from), 0, 0},
    {"to", 0, OPTION_TEXT, "DATE",
     "the day after the last, on which the log ends; default 2016-04-01", AT(to), 0, 0},
    {"seed", 's', OPTION_COUNT, "N", "the same seed gives the same bytes; default 1", AT(seed), 0,
     INT64_C(999999999999999999)},
    {"children", 'n', OPTION_COUNT, "N",
     "as many children, whatever the preset says; ordered in blocks of 4,096 children, so that "
     "memory does not grow",
     AT(children), 1, 100000000},
    {"faults", 0, OPTION_COUNT, "PER_MILLE",
     "plant invalid records beside so many in a thousand; default 0", AT(faults_per_mille), 0,
     1000},
    {"output", 'o', OPTION_TEXT, "FILE", "where to write, one record a line; - is standard output",
     AT(output), 0, 0},
    {"quiet", 'q', OPTION_FLAG, NULL, "say nothing but errors", AT(quiet), 0, 0},
};

static const struct program program = {
    .verb = "county",
    .purpose = "make a synthetic county: episodes, interviews, assessments and decisions about "
               "children who do not exist",
    .usage = "-o FILE",
    .examples =
        "  homeward county -o durham.ndjson\n"
        "  homeward county --preset durham-low --seed 7 -o - | homeward report -a E06000047 "
        "-p year:2015-04-01 -o out -\n",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .arguments_offset = SIZE_MAX,
};

int main(int argc, char **argv)
{
    struct county_settings settings = {
        .preset = "durham", .from = "2014-04-01", .to = "2016-04-01", .seed = 1};
    options_parse(&program, argc, argv, &settings);
    if (settings.output == NULL) {
        options_usage(&program, "-o FILE is needed; -o - writes to standard output");
    }
    return run_county(&settings);
}
