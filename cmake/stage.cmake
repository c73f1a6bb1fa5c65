# tadwin_stage(NAME <name> SOURCES ... DEPS ... [LIBS ...] [TESTS ...] [POSTGRES])
# One stage is one static library tadwin_<name>. DEPS are other stages: this line is the
# architecture, and tools/check_layers.py holds the includes to it. LIBS are third-party targets.
# POSTGRES: tests named Postgres* run as one, postgres.<name>, for one server serves them all.
# TESTS are *_test.cc files beside the sources; they become the program <name>_test.
function(tadwin_stage)
  cmake_parse_arguments(STAGE "POSTGRES" "NAME" "SOURCES;DEPS;LIBS;TESTS" ${ARGN})
  set(target tadwin_${STAGE_NAME})
  add_library(${target} STATIC ${STAGE_SOURCES})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${target} PRIVATE tadwin_options)
  foreach(dep IN LISTS STAGE_DEPS)
    target_link_libraries(${target} PUBLIC tadwin_${dep})
  endforeach()
  if(STAGE_LIBS)
    target_link_libraries(${target} PUBLIC ${STAGE_LIBS})
  endif()
  if(STAGE_TESTS AND TADWIN_BUILD_TESTS)
    add_executable(${STAGE_NAME}_test ${STAGE_TESTS})
    target_link_libraries(${STAGE_NAME}_test PRIVATE ${target} tadwin_options tadwin_test_main)
    set_target_properties(${STAGE_NAME}_test PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    gtest_discover_tests(${STAGE_NAME}_test DISCOVERY_TIMEOUT 60 TEST_FILTER "-Postgres*")
    if(STAGE_POSTGRES)
      add_test(NAME postgres.${STAGE_NAME} COMMAND ${STAGE_NAME}_test --gtest_filter=Postgres*)
      set_tests_properties(postgres.${STAGE_NAME} PROPERTIES
        SKIP_REGULAR_EXPRESSION "PostgreSQL is not installed")
    endif()
  endif()
endfunction()

# tadwin_fuzz(<name> DEPS ...): fuzz/fuzz_<name>.cc. By default it links a main that replays
# fuzz/corpus/<name>; with TADWIN_FUZZ (clang) it is a libFuzzer target.
function(tadwin_fuzz name)
  cmake_parse_arguments(FUZZ "" "" "DEPS" ${ARGN})
  set(target fuzz_${name})
  add_executable(${target} ${PROJECT_SOURCE_DIR}/fuzz/fuzz_${name}.cc)
  foreach(dep IN LISTS FUZZ_DEPS)
    target_link_libraries(${target} PRIVATE tadwin_${dep})
  endforeach()
  target_link_libraries(${target} PRIVATE tadwin_options)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
  if(TADWIN_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    target_compile_definitions(${target} PRIVATE TADWIN_FUZZ)
  else()
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/fuzz/replay_main.cc)
    add_test(NAME fuzz_replay.${name}
             COMMAND ${target} ${PROJECT_SOURCE_DIR}/fuzz/corpus/${name})
  endif()
endfunction()
