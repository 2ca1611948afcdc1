/* config: the main configuration (see codec/config.h; rules.json and tool files have their own). */
#include "codec/config.h"

#include <assert.h>
#include <stddef.h>

#include "base/civil.h"
#include "codec/settings.h"
#include "domain/period.h"

enum { POPULATION_MAX = 100000000, HOURS_MAX = 8784, NAME_MAX_LENGTH = 128 };

void config_default(struct config *out)
{
    *out = (struct config){.anchor = period_default_anchor(),
                           .marking = slice_of("OFFICIAL-SENSITIVE")};
}

static bool read_authority(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "code",
         .type = SETTING_GSS,
         .required = true,
         .offset = offsetof(struct config_authority, gss)},
        {.name = "name",
         .type = SETTING_TEXT,
         .most = NAME_MAX_LENGTH,
         .offset = offsetof(struct config_authority, name)},
        {.name = "population_0_17",
         .type = SETTING_INT64,
         .least = 1,
         .most = POPULATION_MAX,
         .offset = offsetof(struct config_authority, population)},
        {.name = "data_from",
         .type = SETTING_DATE,
         .offset = offsetof(struct config_authority, data_from)},
    };
    *(struct config_authority *)out =
        (struct config_authority){.name = slice_of(""), .data_from = DATE_NONE};
    return settings_object(place, settings, sizeof settings / sizeof settings[0], out);
}

static bool read_source(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "source",
         .type = SETTING_ID,
         .required = true,
         .offset = offsetof(struct config_source, source)},
        {.name = "expected_within_hours",
         .type = SETTING_INT32,
         .required = true,
         .least = 1,
         .most = HOURS_MAX,
         .offset = offsetof(struct config_source, expected_within_hours)},
    };
    return settings_object(place, settings, sizeof settings / sizeof settings[0], out);
}

static bool read_panel(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "id",
         .type = SETTING_ID,
         .required = true,
         .offset = offsetof(struct config_panel, id)},
        {.name = "name",
         .type = SETTING_TEXT,
         .required = true,
         .least = 1,
         .most = NAME_MAX_LENGTH,
         .offset = offsetof(struct config_panel, name)},
    };
    return settings_object(place, settings, sizeof settings / sizeof settings[0], out);
}

/* Each list takes the whole configuration: it fills its members and their count. */
static bool read_authorities(const struct place *place, void *out)
{
    struct config *config = out;
    struct settings_list list = {.members = config->authorities,
                                 .size = sizeof config->authorities[0],
                                 .most = CONFIG_AUTHORITIES_MAX,
                                 .count = &config->authority_count,
                                 .read = read_authority};
    if (!settings_list(place, &list)) {
        return false;
    }
    for (uint32_t i = 1; i < config->authority_count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (config->authorities[i].gss == config->authorities[j].gss) {
                return place_error(place, "authority %u has the same \"code\" as authority %u",
                                   i + 1, j + 1);
            }
        }
    }
    return true;
}

static bool read_sources(const struct place *place, void *out)
{
    struct config *config = out;
    struct settings_list list = {.members = config->sources,
                                 .size = sizeof config->sources[0],
                                 .most = CONFIG_SOURCES_MAX,
                                 .count = &config->source_count,
                                 .read = read_source};
    if (!settings_list(place, &list)) {
        return false;
    }
    for (uint32_t i = 1; i < config->source_count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (slice_equal(config->sources[i].source, config->sources[j].source)) {
                return place_error(place, "source %u has the same \"source\" as source %u", i + 1,
                                   j + 1);
            }
        }
    }
    return true;
}

static bool read_panels(const struct place *place, void *out)
{
    struct config *config = out;
    struct settings_list list = {.members = config->panels,
                                 .size = sizeof config->panels[0],
                                 .most = CONFIG_PANELS_MAX,
                                 .count = &config->panel_count,
                                 .read = read_panel};
    if (!settings_list(place, &list)) {
        return false;
    }
    for (uint32_t i = 1; i < config->panel_count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (slice_equal(config->panels[i].id, config->panels[j].id)) {
                return place_error(place, "panel %u has the same \"id\" as panel %u", i + 1, j + 1);
            }
        }
    }
    return true;
}

static bool read_anchor(const struct place *place, void *out)
{
    struct config *config = out;
    struct slice text;
    int32_t date = DATE_NONE;
    if (!settings_text(place, &text) || !date_read(text, &date) || date_weekday(date) != 0) {
        return place_error(place, "\"anchor\" must be the date, YYYY-MM-DD, of a Monday");
    }
    config->anchor = date;
    return true;
}

static bool read_config(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "schema",
         .type = SETTING_SCHEMA,
         .required = true,
         .expects = "homeward.config/1"},
        {.name = "anchor", .type = SETTING_OWN, .read = read_anchor},
        {.name = "marking",
         .type = SETTING_TEXT,
         .least = 1,
         .most = 64,
         .offset = offsetof(struct config, marking)},
        {.name = "authorities", .type = SETTING_OWN, .read = read_authorities},
        {.name = "sources", .type = SETTING_OWN, .read = read_sources},
        {.name = "panels", .type = SETTING_OWN, .read = read_panels},
    };
    return settings_object(place, settings, sizeof settings / sizeof settings[0], out);
}

bool config_read(struct slice bytes, const char *name, struct arena *arena, struct config *out,
                 struct err *err)
{
    assert(name != NULL);
    struct arena before = *arena;
    struct settings_file file = {.bytes = bytes, .name = name, .arena = arena, .err = err};
    struct config made;
    config_default(&made);
    if (!settings_load(&file, read_config, &made)) {
        *arena = before;
        return false;
    }
    *out = made;
    return true;
}

const struct config_authority *config_authority(const struct config *config, uint32_t gss)
{
    for (uint32_t i = 0; i < config->authority_count; i++) {
        if (config->authorities[i].gss == gss) {
            return &config->authorities[i];
        }
    }
    return NULL;
}

int32_t config_expected_hours(const struct config *config, struct slice source)
{
    for (uint32_t i = 0; i < config->source_count; i++) {
        if (slice_equal(config->sources[i].source, source)) {
            return config->sources[i].expected_within_hours;
        }
    }
    return 0;
}
