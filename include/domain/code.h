/* code: public codes of areas and establishments, packed into integers.
 *
 * A GSS code (`E06000047`, an authority or an area) fits 32 bits, an establishment's URN 64.
 * 0 is no code. Packing keeps the order of the letters, then of the digits; unpacking gives back
 * the same bytes. Built by code_read_gss() and code_read_urn() alone.
 */
#ifndef DOMAIN_CODE_H
#define DOMAIN_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { CODE_GSS_TEXT = 9, CODE_URN_TEXT_MAX = 10 };

/* `[EWSN][0-9]{8}` */
bool code_read_gss(struct slice text, uint32_t *out);
void code_write_gss(uint32_t gss, char out[CODE_GSS_TEXT + 1]);
/* `[A-Z]{0,2}[0-9]{5,8}` */
bool code_read_urn(struct slice text, uint64_t *out);
void code_write_urn(uint64_t urn, char out[CODE_URN_TEXT_MAX + 1]);
/* `[A-Za-z0-9][A-Za-z0-9._:-]{0,63}` (contract §1) */
bool code_is_id(struct slice text);

enum { CODE_ID_MAX = 64 };

#endif
