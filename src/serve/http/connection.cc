#include "serve/http/connection.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/version.hpp>
#include <chrono>
#include <ctime>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/hash.h"
#include "serve/http/events.h"

namespace tadwin::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr size_t kMaxHeaderBytes = 16384;
constexpr size_t kSlowestBytesPerSecond = 16384;
constexpr size_t kMaxWaitingRequests = 2048;
constexpr std::chrono::seconds kHeartbeat{15};
constexpr std::chrono::seconds kLinger{2};

std::string HttpDate() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[parts.tm_wday],
                parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                parts.tm_min, parts.tm_sec);
  return text;
}

bool HoldsTag(std::string_view if_none_match, std::string_view etag) {
  if (if_none_match == "*") return true;
  return !etag.empty() && if_none_match.find(etag) != std::string_view::npos;
}

template <typename Stream>
class Connection {
 public:
  Connection(Stream* stream, ServerState* state) : stream_(*stream), state_(*state) {}

  bool idle() const { return idle_; }

  asio::awaitable<void> Run(std::string address) {
    peer_ = std::move(address);
    while (!state_.stopping) {
      const bool is_there = co_await WaitForRequest();
      if (!is_there) break;
      const bool again = co_await OneRequest();
      if (!again) break;
    }
  }

 private:
  beast::tcp_stream& socket() { return beast::get_lowest_layer(stream_); }
  void Within(std::chrono::seconds time) { socket().expires_after(time); }
  std::chrono::seconds TimeFor(size_t bytes) const {
    return state_.options.transfer_time + std::chrono::seconds(bytes / kSlowestBytesPerSecond);
  }

  // false when the connection ended or was idle for too long.
  asio::awaitable<bool> WaitForRequest() {
    idle_ = true;  // until a header is read to its end
    if (buffer_.size() > 0) co_return true;
    Within(state_.options.idle_time);
    error_code failed;
    const size_t count = co_await stream_.async_read_some(
        buffer_.prepare(4096), asio::redirect_error(asio::use_awaitable, failed));
    buffer_.commit(count);
    co_return !failed;
  }

  // true when the connection may be used again.
  asio::awaitable<bool> OneRequest() {
    http::request_parser<http::string_body> parser;
    parser.header_limit(kMaxHeaderBytes);
    parser.body_limit(boost::none);
    Within(state_.options.header_time);
    started_ = Clock::now();
    error_code failed;
    co_await http::async_read_header(stream_, buffer_, parser,
                                     asio::redirect_error(asio::use_awaitable, failed));
    idle_ = false;
    if (failed) {
      co_await RefuseHeader(failed);
      co_return false;
    }
    Request request = HeadOf(parser.get());
    keep_alive_ = parser.keep_alive();
    version_ = parser.get().version();
    const Result<Target> target = ParseTarget(request.raw_target);
    if (!target) {
      const int status = target.error().code == ErrorCode::kTooLarge ? 414 : 400;
      Response refusal = ProblemResponse(status, "bad_target", target.error().message);
      co_await SendLast(request, &refusal);
      co_return false;
    }
    request.target = *target;
    const bool has_body = !parser.is_done();
    if (has_body) {
      const bool is_read = co_await ReadBody(&parser, &request);
      if (!is_read) co_return false;
    }
    if (state_.waiting > kMaxWaitingRequests) {
      Response refusal = ProblemResponse(503, "busy", "too many requests wait: try again soon");
      co_await SendLast(request, &refusal);
      co_return false;
    }
    Response response = co_await OnWorker([this, &request] { return AnswerOf(request); });
    const bool sent = co_await Send(request, &response);
    Finish(request, response, sent);
    co_return sent&& keep_alive_;
  }

  asio::awaitable<void> RefuseHeader(error_code failed) {
    // Gone: there is nobody to tell.
    if (failed == http::error::end_of_stream || failed == asio::error::eof ||
        failed == asio::error::connection_reset || failed == asio::error::operation_aborted) {
      co_return;
    }
    const Request request;
    version_ = 11;
    Response refusal = RefusalOfHeader(failed);
    co_await SendLast(request, &refusal);
  }

  static Response RefusalOfHeader(error_code failed) {
    if (failed == beast::error::timeout) {
      return ProblemResponse(408, "timeout", "the header took too long");
    }
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      return ProblemResponse(431, "header_too_large", "the header is longer than 16 KiB");
    }
    return ProblemResponse(400, "bad_request", failed.message());
  }

  static Response RefusalOfBody(error_code failed, size_t limit) {
    if (failed == http::error::body_limit) return TooLarge(limit);
    if (failed == beast::error::timeout) {
      return ProblemResponse(408, "timeout", "the body took too long");
    }
    return ProblemResponse(400, "bad_request", failed.message());
  }

  Request HeadOf(const http::request<http::string_body>& head) const {
    Request request;
    request.method = std::string(head.method_string());
    request.raw_target = std::string(head.target());
    for (const auto& field : head) {
      request.headers.emplace_back(field.name_string(), field.value());
    }
    request.address = peer_;
    if (state_.options.behind_proxy) {
      if (const std::string* chain = request.Header("X-Forwarded-For")) {
        const size_t comma = chain->rfind(',');
        std::string last = comma == std::string::npos ? *chain : chain->substr(comma + 1);
        last.erase(0, last.find_first_not_of(' '));
        if (!last.empty() && last.size() <= 64) request.address = std::move(last);
      }
    }
    return request;
  }

  // Asks whether the body is wanted, then reads it. false: refused, and the connection is done.
  asio::awaitable<bool> ReadBody(http::request_parser<http::string_body>* parser,
                                 Request* request) {
    Application::Admission admission =
        co_await OnWorker([this, request] { return state_.application->Admit(*request); });
    const auto length = parser->content_length();
    if (!admission.refusal && length && *length > admission.body_limit) {
      admission.refusal = TooLarge(admission.body_limit);
    }
    if (admission.refusal) {
      co_await SendLast(*request, &*admission.refusal);
      co_return false;
    }
    parser->body_limit(admission.body_limit);
    const std::string* expect = request->Header("Expect");
    if (expect != nullptr && *expect == "100-continue") {
      const http::response<http::empty_body> go_on(http::status::continue_, 11);
      error_code failed;
      co_await http::async_write(stream_, go_on, asio::redirect_error(asio::use_awaitable, failed));
      if (failed) co_return false;
    }
    Within(TimeFor(length ? static_cast<size_t>(*length) : admission.body_limit));
    error_code failed;
    co_await http::async_read(stream_, buffer_, *parser,
                              asio::redirect_error(asio::use_awaitable, failed));
    if (failed) {
      Response refusal = RefusalOfBody(failed, admission.body_limit);
      co_await SendLast(*request, &refusal);
      co_return false;
    }
    request->body = std::move(parser->get().body());
    co_return true;
  }

  // What a library throws, such as a failed allocation, costs this answer only.
  Response AnswerOf(const Request& request) const {
    try {
      return state_.application->Answer(request);
    } catch (const std::exception& thrown) {
      return ProblemResponse(500, "internal", thrown.what());
    }
  }

  static Response TooLarge(size_t limit) {
    return ProblemResponse(413, "too_large",
                           "the body may have " + std::to_string(limit) + " bytes at most");
  }

  // Runs `work` on a worker; the connection's own thread is free meanwhile.
  template <typename Work>
  auto OnWorker(Work work) -> asio::awaitable<decltype(work())> {
    std::optional<decltype(work())> result;
    ++state_.waiting;
    co_await asio::co_spawn(state_.workers, Run(&work, &result), asio::use_awaitable);
    --state_.waiting;
    co_return *std::move(result);
  }

  template <typename Work, typename Answer>
  static asio::awaitable<void> Run(Work* work, std::optional<Answer>* result) {
    result->emplace((*work)());
    co_return;
  }

  // The last answer of a connection: what the client still sends is read and thrown away for a
  // while, so that the answer is not lost with it.
  asio::awaitable<void> SendLast(const Request& request, Response* response) {
    keep_alive_ = false;
    const bool sent = co_await Send(request, response);
    Finish(request, *response, sent);
    if (!sent) co_return;
    error_code ignored;
    socket().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    Within(kLinger);
    std::array<char, 4096> waste;
    for (size_t read = 0; read < (size_t{1} << 20);) {
      error_code failed;
      const size_t count = co_await socket().async_read_some(
          asio::buffer(waste), asio::redirect_error(asio::use_awaitable, failed));
      if (failed) break;
      read += count;
    }
  }

  void Finish(const Request& request, const Response& response, bool sent) const {
    const std::chrono::duration<double> taken = Clock::now() - started_;
    state_.application->Finished(request, response, taken.count(), sent);
  }

  template <typename Message>
  void SetHeaders(const Response& response, Message* message) const {
    if (!response.content_type.empty()) {
      message->set(http::field::content_type, response.content_type);
    }
    message->set(http::field::date, HttpDate());
    message->set(http::field::cache_control, response.cache_control);
    for (const auto& [name, value] : state_.options.always) message->set(name, value);
    for (const auto& [name, value] : response.headers) message->insert(name, value);
    message->keep_alive(keep_alive_);
  }

  asio::awaitable<bool> Send(const Request& request, Response* response) {
    if (state_.stopping) keep_alive_ = false;
    bool sent = false;
    if (response->events != nullptr) {
      sent = co_await SendEvents(*response);
    } else if (response->stream) {
      sent = co_await SendStream(request, response);
    } else {
      sent = co_await SendBody(request, response);
    }
    co_return sent;
  }

  asio::awaitable<bool> SendBody(const Request& request, Response* response) {
    static const auto empty = std::make_shared<const std::string>();
    std::shared_ptr<const std::string> body = response->body ? response->body : empty;
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (reads && response->status == 200 && response->etag.empty()) {
      response->etag = "\"" + Hash64Hex(*body) + "\"";
    }
    const std::string* known = request.Header("If-None-Match");
    if (reads && response->status == 200 && known != nullptr && HoldsTag(*known, response->etag)) {
      response->status = 304;
    }
    http::response<http::span_body<const char>> message;
    message.version(version_);
    message.result(static_cast<unsigned>(response->status));
    message.reason(ReasonPhrase(response->status));
    if (response->status == 304 || response->status == 204) response->content_type.clear();
    SetHeaders(*response, &message);
    if (!response->etag.empty()) message.set(http::field::etag, response->etag);
    const bool bodiless = response->status == 304 || response->status == 204;
    if (!bodiless) message.content_length(body->size());
    if (!bodiless && request.method != "HEAD") {
      message.body() = beast::span<const char>(body->data(), body->size());
    }
    http::response_serializer<http::span_body<const char>> serializer(message);
    error_code failed;
    Within(TimeFor(body->size()));
    if (bodiless || request.method == "HEAD") {
      co_await http::async_write_header(stream_, serializer,
                                        asio::redirect_error(asio::use_awaitable, failed));
    } else {
      co_await http::async_write(stream_, serializer,
                                 asio::redirect_error(asio::use_awaitable, failed));
    }
    co_return !failed;
  }

  asio::awaitable<bool> SendHeaderOnly(const Response& response, bool chunked) {
    http::response<http::empty_body> message;
    message.version(version_);
    message.result(static_cast<unsigned>(response.status));
    message.reason(ReasonPhrase(response.status));
    if (!chunked) keep_alive_ = false;  // HTTP/1.0: the end of the connection ends the body
    SetHeaders(response, &message);
    if (chunked) message.chunked(true);
    http::response_serializer<http::empty_body> serializer(message);
    error_code failed;
    Within(state_.options.transfer_time);
    co_await http::async_write_header(stream_, serializer,
                                      asio::redirect_error(asio::use_awaitable, failed));
    co_return !failed;
  }

  asio::awaitable<bool> SendPart(const std::string& part, bool chunked) {
    Within(TimeFor(part.size()));
    error_code failed;
    const asio::const_buffer bytes(part.data(), part.size());
    if (chunked) {
      co_await asio::async_write(stream_, http::make_chunk(bytes),
                                 asio::redirect_error(asio::use_awaitable, failed));
    } else {
      co_await asio::async_write(stream_, bytes, asio::redirect_error(asio::use_awaitable, failed));
    }
    co_return !failed;
  }

  asio::awaitable<bool> SendStream(const Request& request, Response* response) {
    const bool chunked = version_ >= 11;
    const bool begun = co_await SendHeaderOnly(*response, chunked);
    if (!begun || request.method == "HEAD") co_return begun;
    while (true) {
      std::string part;
      const Result<bool> more =
          co_await OnWorker([response, &part] { return response->stream(&part); });
      // A body cut short is told by the missing last chunk: the status is sent already.
      if (!more) co_return false;
      if (!part.empty()) {
        const bool sent = co_await SendPart(part, chunked);
        if (!sent) co_return false;
      }
      if (!*more) break;
    }
    if (!chunked) co_return true;
    error_code failed;
    co_await asio::async_write(stream_, http::make_chunk_last(),
                               asio::redirect_error(asio::use_awaitable, failed));
    co_return !failed;
  }

  asio::awaitable<bool> SendEvents(const Response& response) {
    const bool chunked = version_ >= 11;
    const bool begun = co_await SendHeaderOnly(response, chunked);
    if (!begun) co_return false;
    const auto timer = std::make_shared<asio::steady_timer>(stream_.get_executor());
    response.events->OnArrival([weak = std::weak_ptr(timer)] {
      if (const auto alive = weak.lock()) {
        asio::post(alive->get_executor(), [weak] {
          if (const auto waiting = weak.lock()) waiting->cancel();
        });
      }
    });
    std::string part = ": listening\n\n";
    while (true) {
      bool sent = true;
      if (!part.empty()) sent = co_await SendPart(part, chunked);
      if (!sent || response.events->closed() || state_.stopping) break;
      // What arrives from here on cancels the timer, but not before it waits: both are done on
      // this connection's strand.
      timer->expires_after(kHeartbeat);
      part = response.events->Take();
      if (!part.empty()) continue;
      socket().expires_never();
      error_code woken;
      co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, woken));
      part = response.events->Take();
      if (part.empty() && !woken) part = ": still here\n\n";
    }
    response.events->OnArrival(nullptr);
    response.events->Close();
    co_return false;
  }

  Stream& stream_;
  ServerState& state_;
  beast::flat_buffer buffer_{65536};
  std::string peer_;
  bool idle_ = false;
  bool keep_alive_ = false;
  unsigned version_ = 11;
  Clock::time_point started_;
};

// GCC 12 destroys temporaries of a co_await expression twice where a condition chooses among them
// (GCC bug 99576 and kin): what is awaited here is made of named values.

// Registers a connection while it runs.
template <typename Stream>
asio::awaitable<void> RunRegistered(Stream* stream, ServerState* state, std::string address) {
  const auto connection = std::make_shared<Connection<Stream>>(stream, state);
  const auto executor = stream->get_executor();
  const uint64_t id = state->Enter([weak = std::weak_ptr(connection), executor, stream] {
    asio::post(executor, [weak, stream] {
      const auto alive = weak.lock();
      if (alive != nullptr && alive->idle()) beast::get_lowest_layer(*stream).cancel();
    });
  });
  co_await connection->Run(std::move(address));
  state->Leave(id);
}

}  // namespace

uint64_t ServerState::Enter(std::function<void()> close_if_idle) {
  size_t open = 0;
  uint64_t id = 0;
  {
    const std::lock_guard lock(mutex_);
    id = next_++;
    connections_.emplace(id, std::move(close_if_idle));
    open = connections_.size();
  }
  application->Connections(open);
  return id;
}

void ServerState::Leave(uint64_t id) {
  size_t open = 0;
  {
    const std::lock_guard lock(mutex_);
    connections_.erase(id);
    open = connections_.size();
  }
  application->Connections(open);
}

size_t ServerState::open() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

void ServerState::Forget() {
  const std::lock_guard lock(mutex_);
  connections_.clear();
}

void ServerState::CloseIdle() {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, close] : connections_) close();
}

asio::awaitable<void> ServeConnection(asio::ip::tcp::socket socket, ServerState* state) {
  error_code failed;
  const auto peer = socket.remote_endpoint(failed);
  if (failed) co_return;
  std::string address = peer.address().to_string();
  socket.set_option(asio::ip::tcp::no_delay(true), failed);
  if (state->tls == nullptr) {
    PlainStream stream(std::move(socket));
    co_await RunRegistered(&stream, state, std::move(address));
    co_return;
  }
  TlsStream stream(PlainStream(std::move(socket)), *state->tls);
  beast::get_lowest_layer(stream).expires_after(state->options.header_time);
  co_await stream.async_handshake(asio::ssl::stream_base::server,
                                  asio::redirect_error(asio::use_awaitable, failed));
  if (failed) co_return;
  co_await RunRegistered(&stream, state, std::move(address));
  beast::get_lowest_layer(stream).expires_after(kLinger);
  co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, failed));
}

}  // namespace tadwin::serve
