# compile: the language, the warnings, and what each kind of build adds.
#
# HOMEWARD_KIND is set by the presets. NDEBUG is never set: an assert is a promise checked in
# production too, so the flags of CMake's own build types, which set it, are not used.
set(HOMEWARD_KIND "dev" CACHE STRING "dev, asan, release, fuzz or coverage")
set_property(CACHE HOMEWARD_KIND PROPERTY STRINGS dev asan release fuzz coverage)
set(CMAKE_BUILD_TYPE "" CACHE STRING "unused: see HOMEWARD_KIND" FORCE)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_COMPILE_WARNING_AS_ERROR ON) # cmake --compile-no-warning-as-error for other compilers

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

# The same sources give the same bytes wherever the folder lies.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=" -g)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wvla)
if(CMAKE_C_COMPILER_ID MATCHES "Clang")
    add_compile_options(-Wno-string-conversion) # assert(!"what should never be")
endif()
add_compile_definitions("HOMEWARD_VERSION=\"${PROJECT_VERSION}\"")

add_link_options(-Wl,--as-needed) # a program names only the libraries that it uses

set(HOMEWARD_SANITIZE -fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)

if(HOMEWARD_KIND STREQUAL "dev")
    add_compile_options(-Og)
elseif(HOMEWARD_KIND STREQUAL "asan")
    add_compile_options(-O1 ${HOMEWARD_SANITIZE})
    add_link_options(${HOMEWARD_SANITIZE})
elseif(HOMEWARD_KIND STREQUAL "release")
    add_compile_options(-O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
    add_link_options(-pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
elseif(HOMEWARD_KIND STREQUAL "fuzz")
    if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "the fuzz build needs clang: cmake --preset fuzz")
    endif()
    add_compile_options(-O1 -fsanitize=fuzzer-no-link ${HOMEWARD_SANITIZE})
    add_link_options(${HOMEWARD_SANITIZE})
elseif(HOMEWARD_KIND STREQUAL "coverage")
    add_compile_options(-O0 --coverage)
    add_link_options(--coverage)
else()
    message(FATAL_ERROR "HOMEWARD_KIND is '${HOMEWARD_KIND}'; see CMakePresets.json")
endif()
