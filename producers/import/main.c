/* homeward-import: returns and files of records in, pseudonymised records out. */
#include <stddef.h>

#include "codec/decode.h"
#include "run.h"
#include "shell/log.h"

#define AT(field) offsetof(struct import_settings, field)

static const struct option options[] = {
    {.meaning = "Pseudonyms:"},
    {"key", 'k', OPTION_TEXT, "FILE",
     "Key file the child keys are made with; nobody else may "
     "read it",
     AT(key), 0, 0},
    {"new-key", 0, OPTION_TEXT, "FILE", "Make a key file (mode 0600) and stop; never overwrites",
     AT(new_key), 0, 0},
    {"key-id", 0, OPTION_TEXT, "ID",
     "Key id of a new key (default k1), or the one the key file "
     "must have",
     AT(key_id), 0, 0},
    {"lookup", 0, OPTION_TEXT, "FILE",
     "Add to FILE which key stands for which id; it is for this "
     "machine only (mode 0600)",
     AT(lookup), 0, 0},

    {.meaning = "Output:"},
    {"output", 'o', OPTION_TEXT, "OUT",
     "Write the records to OUT, one a line; - is standard "
     "output, and the report then goes to standard error",
     AT(output), 0, 0},
    {"rejects", 0, OPTION_TEXT, "FILE",
     "List what could not be used: file:line, code, column or "
     "JSON Pointer",
     AT(rejects), 0, 0},
    {"decoder", 0, OPTION_CHOICE, DECODER_WORDS,
     "What reads files of records (default fast); jansson alone for an audit: slower, the same "
     "result",
     AT(decoder), 0, 0},
    {"dry-run", 'n', OPTION_FLAG, NULL, "Check and report, write nothing", AT(dry_run), 0, 0},
    {"json", 0, OPTION_FLAG, NULL, "Report as JSON", AT(json), 0, 0},
    {"quiet", 'q', OPTION_FLAG, NULL, "No notes and no progress", AT(quiet), 0, 0},

    {.meaning = "The SSDA903 return:"},
    {"authority", 'a', OPTION_TEXT, "CODE", "GSS code of the authority whose return it is",
     AT(authority), 0, 0},
    {"recorded-at", 'r', OPTION_TEXT, "INSTANT", "When the return was made, with its offset",
     AT(recorded_at), 0, 0},
    {"collection-year", 'y', OPTION_COUNT, "YEAR",
     "2017 for April 2017 to March 2018 (default: "
     "the one that had last ended at --recorded-at)",
     AT(collection_year), 1990, 2098},
    {"revision", 0, OPTION_COUNT, "N",
     "Revision of every record (default 1): a corrected return "
     "of the same year takes the next",
     AT(revision), 1, INT32_MAX},
    {"source", 0, OPTION_TEXT, "NAME", "Name of the source system (default ssda903)", AT(source), 0,
     0},
    {"missing", 0, OPTION_TEXT, "FILE", "Instead of FOLDER/missing.csv", AT(missing), 0, 0},
    {"header", 0, OPTION_TEXT, "FILE", "Instead of FOLDER/header.csv", AT(header), 0, 0},
    {"episodes", 0, OPTION_TEXT, "FILE", "Instead of FOLDER/episodes.csv", AT(episodes), 0, 0},
    {"last-year", 0, OPTION_TEXT, "FILE",
     "missing.csv of the year before; without it rule 576 is not checked", AT(last_year), 0, 0},
};

static const struct program program = {
    .verb = "import",
    .purpose = "Turns a return or a file of records into records whose child keys are pseudonyms.\n"
               "Exit code 1: some rows were rejected, all others are written.",
    .usage = "ssda903 --key FILE --authority CODE --recorded-at INSTANT -o OUT FOLDER\n"
             "   or: homeward import ndjson --key FILE -o OUT FILE...\n"
             "   or: homeward import --new-key FILE [--key-id ID]",
    .examples =
        "  homeward import --new-key durham.key\n"
        "  homeward import ssda903 --key durham.key --authority E06000047 \\\n"
        "      --recorded-at 2018-05-01T09:00:00Z -o episodes.ndjson return/\n"
        "  homeward import ndjson --key durham.key --rejects bad.txt -o out.ndjson in.ndjson\n",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .arguments_offset = AT(arguments),
};

int main(int argc, char **argv)
{
    struct import_settings settings = {.source = "ssda903", .revision = 1};
    options_parse(&program, argc, argv, &settings);
    log_start("homeward-import", settings.quiet);
    return import_run(&settings);
}
