#include "serve/api/spool.h"

#include <algorithm>
#include <fstream>
#include <tuple>
#include <utility>

#include "serve/api/json_values.h"

namespace tadwin::serve {
namespace {

Status WriteFile(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file.fail()) return {};
  return Error{ErrorCode::kIo, "an uploaded article cannot be kept: is the disk full?", path};
}

std::string MetaOf(const Upload& upload) {
  const RawArticle& article = upload.article;
  if (!article.title && !article.outlet && !article.url && upload.published.empty()) return {};
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  MaybeField("title", article.title, &out);
  MaybeField("outlet", article.outlet, &out);
  MaybeField("url", article.url, &out);
  FieldOrNull("published", upload.published, &out);
  out.EndObject();
  return json;
}

}  // namespace

Result<std::unique_ptr<Spool>> Spool::Write(const std::vector<Upload>& uploads) {
  Result<std::unique_ptr<TemporaryFolder>> folder = TemporaryFolder::Make();
  if (!folder) return folder.error();
  std::unique_ptr<Spool> spool(new Spool(*std::move(folder)));
  for (size_t i = 0; i < uploads.size(); ++i) {
    if (Status put = spool->Put(uploads[i], i); !put) return put.error();
  }
  std::sort(spool->found_.begin(), spool->found_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.name, a.path) < std::tie(b.name, b.path);
  });
  return spool;
}

Status Spool::Put(const Upload& upload, size_t number) {
  const std::string stem = folder_->path() + "/" + std::to_string(number);
  if (Status written = WriteFile(stem + ".txt", upload.article.text); !written) return written;
  const std::string meta = MetaOf(upload);
  if (!meta.empty()) {
    if (Status written = WriteFile(stem + ".meta.json", meta); !written) return written;
  }
  found_.push_back({stem + ".txt", upload.article.name});
  return {};
}

}  // namespace tadwin::serve
