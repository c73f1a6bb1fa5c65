// An HTTP/1.1 server: connections are coroutines on few threads, answers are made by workers.
//
// A client that is slow to send or to read holds a coroutine and its buffers, never a thread. Every
// wait has an end: of the header, of the body and of the answer by their sizes, of an idle
// connection. Headers, targets and bodies are bounded. TLS where a certificate is given.
// Errors: kInvalidArgument (address, certificate), kIo (port in use) from Listen; after that a bad
// client costs its own connection only. Threads: Stop may be called from any.

#ifndef TADWIN_SERVE_HTTP_SERVER_H_
#define TADWIN_SERVE_HTTP_SERVER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "serve/http/message.h"

namespace tadwin::serve {

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;        // 0: one the kernel gives
  std::string certificate;  // PEM files; empty: no TLS
  std::string key;
  bool behind_proxy = false;  // the client is the last address of X-Forwarded-For
  unsigned io_threads = 1;
  unsigned workers = 2;
  size_t max_connections = 4096;
  std::chrono::seconds header_time{10};
  std::chrono::seconds idle_time{60};
  std::chrono::seconds transfer_time{30};  // of a body or an answer, and more by its size
  std::chrono::seconds stop_time{5};       // for answers under way when asked to stop
  Headers always;                          // on every response
};

// What is served.
class Application {
 public:
  virtual ~Application() = default;

  struct Admission {
    std::optional<Response> refusal;
    size_t body_limit = 0;
  };
  // Asked before a body is read, when there is one. On a worker.
  virtual Admission Admit(const Request& head) = 0;
  // On a worker; may wait for disks.
  virtual Response Answer(const Request& request) = 0;
  // Once it is sent, or was given up (`sent` false).
  virtual void Finished(const Request& request, const Response& response, double seconds,
                        bool sent) = 0;
  // The server is about to stop: what takes long should end. Once, from any thread.
  virtual void Stopping() {}
  // The number of open connections changed.
  virtual void Connections(size_t open) = 0;
};

class Server {
 public:
  virtual ~Server() = default;

  static Result<std::unique_ptr<Server>> Listen(const ServerOptions& options,
                                                Application* application);
  virtual uint16_t port() const = 0;
  // Returns once stopped, by Stop or by SIGINT or SIGTERM.
  virtual void Run() = 0;
  // Takes no more connections, lets answers under way end, closes the rest.
  virtual void Stop() = 0;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_HTTP_SERVER_H_
