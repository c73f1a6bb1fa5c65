// Invariant checks that end the process with a sentence saying what went wrong.
//
// TADWIN_CHECK guards stored data and is always on; TADWIN_DCHECK is for debug builds.
// Errors: these are for our own mistakes only. What any input can trigger must be an Error.
// Threads: safe.

#ifndef TADWIN_BASE_CHECK_H_
#define TADWIN_BASE_CHECK_H_

#include <cstdio>
#include <cstdlib>

#define TADWIN_CHECK(condition, sentence)                                                          \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      std::fprintf(stderr, "tadwin: internal error at %s:%d: %s\n", __FILE__, __LINE__, sentence); \
      std::abort();                                                                                \
    }                                                                                              \
  } while (false)

#ifdef NDEBUG
#define TADWIN_DCHECK(condition, sentence) \
  do {                                     \
  } while (false)
#else
#define TADWIN_DCHECK(condition, sentence) TADWIN_CHECK(condition, sentence)
#endif

#endif  // TADWIN_BASE_CHECK_H_
