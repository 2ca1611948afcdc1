# packages: the libraries of Debian 12 that rooms may name, each as one imported target.

function(add_package name header library)
    find_path(${name}_INCLUDE ${header} REQUIRED)
    find_library(${name}_LIBRARY ${library} REQUIRED)
    add_library(${name} UNKNOWN IMPORTED)
    set_target_properties(${name} PROPERTIES IMPORTED_LOCATION "${${name}_LIBRARY}"
                          INTERFACE_INCLUDE_DIRECTORIES "${${name}_INCLUDE}")
endfunction()

add_package(sodium sodium.h sodium)
add_package(csv csv.h csv)

# The fuzzer is blind inside a library built without instrumentation, and jansson is where most of
# a decoder's branches are: the fuzz build makes its own from Debian's source package.
if(HOMEWARD_KIND STREQUAL "fuzz")
    set(jansson_built "${CMAKE_BINARY_DIR}/jansson")
    execute_process(COMMAND "${CMAKE_SOURCE_DIR}/cmake/jansson-instrumented.sh" "${jansson_built}"
                            "${CMAKE_C_COMPILER}" COMMAND_ERROR_IS_FATAL ANY)
    add_library(jansson STATIC IMPORTED)
    set_target_properties(jansson PROPERTIES IMPORTED_LOCATION "${jansson_built}/lib/libjansson.a"
                          INTERFACE_INCLUDE_DIRECTORIES "${jansson_built}/include")
else()
    add_package(jansson jansson.h jansson)
endif()

# Only tests need it, so a build of the programs alone goes without.
find_library(CRITERION_LIBRARY criterion)
