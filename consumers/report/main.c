/* homeward report: options and wiring. */
#include <stddef.h>

#include "run.h"

static const struct option options[] = {
    {NULL, 0, 0, NULL, "What to read:", 0, 0, 0},
    {"input", 'i', OPTION_MANY, "FILE",
     "File of records, one a line; `-' is standard input. Files are read in the order given, with "
     "--input or without: of two records that contradict each other the first stands",
     offsetof(struct settings, inputs), 0, 0},
    {"decoder", 0, OPTION_CHOICE, DECODER_WORDS,
     "What reads records (default fast); jansson alone for an audit: slower, the same result",
     offsetof(struct settings, decoder), 0, 0},
    {NULL, 0, 0, NULL, "What to ask:", 0, 0, 0},
    {"authority", 'a', OPTION_TEXT, "CODE", "The authority's GSS code, such as E06000047",
     offsetof(struct settings, authority), 0, 0},
    {"period", 'p', OPTION_TEXT, "KIND:START",
     "week, fortnight, month, quarter or year, and its first day: fortnight:2016-02-29",
     offsetof(struct settings, period), 0, 0},
    {"as-of", 0, OPTION_TEXT, "INSTANT",
     "What only time settles is settled as at this instant (default: the latest record)",
     offsetof(struct settings, as_of), 0, 0},
    {"audience", 0, OPTION_TEXT, "NAME", "Who it is for: team (default)",
     offsetof(struct settings, audience), 0, 0},
    {"population", 0, OPTION_COUNT, "N",
     "Residents aged 0 to 17, for rates (default: as configured)",
     offsetof(struct settings, population), 1, 100000000},
    {NULL, 0, 0, NULL, "Configuration:", 0, 0, 0},
    {"config", 'F', OPTION_TEXT, "FILE", "Main configuration", offsetof(struct settings, config), 0,
     0},
    {"rules", 0, OPTION_TEXT, "FILE", "Windows and severities of indications",
     offsetof(struct settings, rules), 0, 0},
    {"tools", 0, OPTION_TEXT, "DIR",
     "Risk tools' definitions (default: those that came with the program)",
     offsetof(struct settings, tools), 0, 0},
    {NULL, 0, 0, NULL, "What to write:", 0, 0, 0},
    {"output", 'o', OPTION_TEXT, "DIR",
     "Folder for summary.json, summary.csv, summary.html and manifest.json",
     offsetof(struct settings, output), 0, 0},
    {"rows", 0, OPTION_TEXT, "PATH",
     "List what one figure counts, by its path as it reads in summary.json: "
     "volume.missing.episodes, when.hour.14, where.found.E05904422.children",
     offsetof(struct settings, rows), 0, 0},
    {"rejects", 0, OPTION_TEXT, "FILE", "List all that could not be used: file:line code pointer",
     offsetof(struct settings, rejects), 0, 0},
    {"json", 0, OPTION_FLAG, NULL, "Say at the end what was done as one line of JSON",
     offsetof(struct settings, json), 0, 0},
    {"stats", 0, OPTION_FLAG, NULL,
     "Say how long it took, how much memory, and what share the fast reader read",
     offsetof(struct settings, stats), 0, 0},
    {"quiet", 'q', OPTION_FLAG, NULL, "No messages but errors", offsetof(struct settings, quiet), 0,
     0},
};

static const struct program program = {
    .verb = "report",
    .purpose = "Fold a file of records into a summary of one authority's period.",
    .usage = "[OPTION...] --authority CODE --period KIND:START -o DIR FILE...",
    .examples = "  homeward report -a E06000047 -p fortnight:2016-02-29 -o out records.ndjson\n"
                "  homeward report -a E06000047 -p year:2015-04-01 --rows interviews.overdue "
                "records.ndjson\n",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .arguments_offset = offsetof(struct settings, inputs),
};

int main(int argc, char **argv)
{
    static struct settings settings = {.audience = "team"};
    options_parse(&program, argc, argv, &settings);
    return run_report(&program, &settings);
}
