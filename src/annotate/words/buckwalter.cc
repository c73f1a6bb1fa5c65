#include "annotate/words/buckwalter.h"

#include "base/utf8.h"

namespace tadwin::annotate {
namespace {

// U+0621 to U+063A, then tatweel to sukun (U+0640 to U+0652).
constexpr std::string_view kFirstBlock = "'|>&<}AbptvjHxd*rzs$SDTZEg";
constexpr std::string_view kSecondBlock = "_fqklmnhwYyFNKaui~o";
constexpr char32_t kFirstBegin = 0x0621;
constexpr char32_t kSecondBegin = 0x0640;

}  // namespace

std::string ToArabic(std::string_view buckwalter) {
  std::string out;
  for (const char c : buckwalter) {
    const size_t first = kFirstBlock.find(c);
    const size_t second = kSecondBlock.find(c);
    if (first != std::string_view::npos) {
      AppendUtf8(kFirstBegin + static_cast<char32_t>(first), &out);
    } else if (second != std::string_view::npos) {
      AppendUtf8(kSecondBegin + static_cast<char32_t>(second), &out);
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string ToBuckwalter(std::string_view arabic) {
  std::string out;
  for (size_t at = 0; at < arabic.size();) {
    const size_t begin = at;
    const char32_t c = DecodeUtf8(arabic, &at);
    if (c >= kFirstBegin && c < kFirstBegin + kFirstBlock.size()) {
      out.push_back(kFirstBlock[c - kFirstBegin]);
    } else if (c >= kSecondBegin && c < kSecondBegin + kSecondBlock.size()) {
      out.push_back(kSecondBlock[c - kSecondBegin]);
    } else {
      out.append(arabic.substr(begin, at - begin));
    }
  }
  return out;
}

}  // namespace tadwin::annotate
