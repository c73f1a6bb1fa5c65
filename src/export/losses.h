// What an export leaves out or cannot hold, and how many rows each of these touched.
//
// Threads: one per export.

#ifndef TADWIN_EXPORT_LOSSES_H_
#define TADWIN_EXPORT_LOSSES_H_

#include <cstdint>
#include <map>
#include <string>

namespace tadwin::exporting {

struct Losses {
  // Rows that are in the file, by what they lack.
  std::map<std::string, uint64_t> lost;
  // Records that are not in the file, by the reason.
  std::map<std::string, uint64_t> left_out;

  void Lose(const char* what) { ++lost[what]; }
  void LeaveOut(const char* why) { ++left_out[why]; }
};

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_LOSSES_H_
