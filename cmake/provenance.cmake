# provenance: what summaries say about the build that made them. No place on the machine that
# built it is among that.
#
#   embed_provenance(target)   gives the target
#     HOMEWARD_SCHEMA_SHA256   what records and summaries look like, as one hash: the SHA-256 of the
#                              lines that `sha256sum *.schema.json` prints in schemas/, in the order
#                              of the names in the C locale
#     HOMEWARD_JANSSON, HOMEWARD_LIBCSV, HOMEWARD_SODIUM   versions, as their headers name them

# The text between quotes, or the number, that a header defines `name` as.
function(header_value folder header name out)
    file(STRINGS "${folder}/${header}" line LIMIT_COUNT 1 REGEX "^#[ \t]*define[ \t]+${name}[ \t]")
    string(REGEX REPLACE "^#[ \t]*define[ \t]+${name}[ \t]+\"?([^\" \t]*).*" "\\1" value "${line}")
    set(${out} "${value}" PARENT_SCOPE)
endfunction()

function(embed_provenance target)
    if(NOT TARGET ${target})
        return()
    endif()
    file(GLOB schemas CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/schemas/*.schema.json")
    list(SORT schemas)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schemas})
    set(lines "")
    foreach(schema IN LISTS schemas)
        file(SHA256 "${schema}" hash)
        get_filename_component(name "${schema}" NAME)
        string(APPEND lines "${hash}  ${name}\n")
    endforeach()
    string(SHA256 hash "${lines}")

    foreach(room jansson sodium csv)
        get_target_property(folder_of_${room} ${room} INTERFACE_INCLUDE_DIRECTORIES)
    endforeach()
    header_value("${folder_of_jansson}" jansson.h JANSSON_VERSION jansson)
    header_value("${folder_of_sodium}" sodium/version.h SODIUM_VERSION_STRING sodium)
    header_value("${folder_of_csv}" csv.h CSV_MAJOR major)
    header_value("${folder_of_csv}" csv.h CSV_MINOR minor)
    header_value("${folder_of_csv}" csv.h CSV_RELEASE release)
    target_compile_definitions(${target} PRIVATE
        "HOMEWARD_SCHEMA_SHA256=\"${hash}\""
        "HOMEWARD_JANSSON=\"${jansson}\"" "HOMEWARD_SODIUM=\"${sodium}\""
        "HOMEWARD_LIBCSV=\"${major}.${minor}.${release}\"")

    # The program looks for its tools from where it lies. A build outside build/<preset> gets a link
    # where an installed one would have them.
    cmake_path(SET beside NORMALIZE "${CMAKE_BINARY_DIR}/../..")
    cmake_path(COMPARE "${beside}" EQUAL "${CMAKE_SOURCE_DIR}/" inside)
    if(NOT inside)
        file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/share/homeward")
        file(CREATE_LINK "${CMAKE_SOURCE_DIR}/schemas"
             "${CMAKE_BINARY_DIR}/share/homeward/schemas" SYMBOLIC)
    endif()
endfunction()
