// Writes JSON text straight into a string; the one writer on the hot path.
//
// Keys appear in the order they are written. Strings must be valid UTF-8.
// Errors: unbalanced calls are our mistake and end the process in debug builds.
// Threads: one writer per thread.
//
// Example: JsonWriter w(&out); w.BeginObject(); w.Key("n"); w.Int(3); w.EndObject();

#ifndef TADWIN_BASE_JSON_WRITER_H_
#define TADWIN_BASE_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace tadwin {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }
  void Key(std::string_view key);
  void String(std::string_view text);
  void Int(int64_t value);
  // Shortest form that reads back as the same double; whole numbers without a point.
  void Double(double value);
  void Bool(bool value);
  void Null();
  // Text that already is JSON.
  void Raw(std::string_view json);

 private:
  void Separate();
  void Open(char bracket);
  void Close(char bracket);

  std::string* out_;
  bool needs_comma_ = false;
};

}  // namespace tadwin

#endif  // TADWIN_BASE_JSON_WRITER_H_
