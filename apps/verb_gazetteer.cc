// `tadwin gazetteer import`: a GeoNames dump in, an overlay of places for --places out.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "apps/geonames_dump.h"
#include "apps/verbs.h"

namespace tadwin::apps {

ExitCode RunGazetteerImport(const ImportOptions& options) {
  DumpOptions dump;
  dump.dump = options.dump;
  dump.alternates = options.alternates;
  dump.countries.insert(options.countries.begin(), options.countries.end());
  dump.classes = options.classes;
  dump.min_population = options.min_population;
  // Written beside the target and moved into place, so that what is there stays whole.
  const std::string partial = options.out + ".new";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  const auto fail = [&](const Error& error) {
    file.close();
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    return Fail(error);
  };
  const Error cannot_write{ErrorCode::kIo, "cannot be written: is there space, are there rights?",
                           options.out};
  if (!file) return fail(cannot_write);
  GeoNamesDump importer(dump);
  const Result<DumpCounts> counts = importer.Import(
      [&](std::string_view text) -> Status {
        file.write(text.data(), static_cast<std::streamsize>(text.size()));
        return file ? Status{} : Status{cannot_write};
      },
      [&](uint64_t lines) {
        if (!options.quiet)
          std::fprintf(stderr, "%llu lines\n", static_cast<unsigned long long>(lines));
      });
  if (!counts) return fail(counts.error());
  if (counts->places == 0) {
    return fail(
        {ErrorCode::kEmpty,
         "no place with an Arabic name among those asked for: give alternateNamesV2.txt with "
         "--alternates, or ask for more countries or classes",
         options.dump});
  }
  file.close();
  std::error_code moved;
  if (!file.fail()) std::filesystem::rename(partial, options.out, moved);
  if (file.fail() || moved) return fail(cannot_write);
  if (options.quiet) return kExitOk;
  const Status printed =
      Print(fmt::format("{} places with Arabic names from {} lines ({} without) -> {}\n",
                        counts->places, counts->lines, counts->unnamed, options.out));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
