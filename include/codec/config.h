/* config: the configuration files, read with jansson and checked whole.
 *
 * Main configuration, rules.json and tool files (docs/FORMATS.md). An unknown or doubled key, a
 * wrong type or a value out of range is ERR_CONFIG with line and column, and names the nearest key.
 * Nothing is half taken: on failure *out is untouched.
 */
#ifndef CODEC_CONFIG_H
#define CODEC_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "domain/rules.h"
#include "domain/tool.h"

enum { CONFIG_AUTHORITIES_MAX = 512, CONFIG_SOURCES_MAX = 256, CONFIG_PANELS_MAX = 64 };

struct config_authority {
    uint32_t gss;
    struct slice name;  /* for headings; may be empty */
    int64_t population; /* 0 to 17; 0: not given */
    int32_t data_from;  /* date from which trends begin; DATE_NONE: not given */
};

struct config_source {
    struct slice source;
    int32_t expected_within_hours;
};

struct config_panel {
    struct slice id, name;
};

struct config {
    int32_t anchor;       /* Monday from which fortnights are counted */
    struct slice marking; /* on every page; "OFFICIAL-SENSITIVE" unless given */
    uint32_t authority_count, source_count, panel_count;
    struct config_authority authorities[CONFIG_AUTHORITIES_MAX];
    struct config_source sources[CONFIG_SOURCES_MAX];
    struct config_panel panels[CONFIG_PANELS_MAX];
};

void config_default(struct config *out);
/* `name` is the file's name for messages. Slices live in `arena`. */
bool config_read(struct slice bytes, const char *name, struct arena *arena, struct config *out,
                 struct err *err);
const struct config_authority *config_authority(const struct config *config, uint32_t gss);
/* 0 when nothing is expected of a source. */
int32_t config_expected_hours(const struct config *config, struct slice source);

bool rules_read(struct slice bytes, const char *name, struct rules *out, struct err *err);
bool tool_read(struct slice bytes, const char *name, struct arena *arena, struct tool *out,
               struct err *err);

#endif
