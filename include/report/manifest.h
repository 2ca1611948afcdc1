/* manifest: what a published summary is made of: files, configuration, inputs, accounting.
 *
 * manifest.json, schema homeward.manifest/1. Names are those of files without their folders, so the
 * same inputs give the same bytes wherever they lie. Order is the caller's.
 */
#ifndef REPORT_MANIFEST_H
#define REPORT_MANIFEST_H

#include <stdint.h>

#include "report/summary.h"

struct manifest_file {
    const char *role; /* configuration only: "config", "rules", "tool"; else NULL */
    const char *name;
    uint64_t size_bytes;
    char sha256[65];
};

struct manifest_files {
    const struct manifest_file *list;
    uint32_t count;
};

/* Appended to `out`. */
void manifest_json(const struct summary *summary, struct manifest_files inputs,
                   struct manifest_files configuration, struct manifest_files outputs,
                   struct text *out);

#endif
