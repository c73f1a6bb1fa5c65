// One connection of the server, from the first byte to the last. Only server.cc includes this.
//
// Threads: a connection runs on its own strand; the state is shared.

#ifndef TADWIN_SERVE_HTTP_CONNECTION_H_
#define TADWIN_SERVE_HTTP_CONNECTION_H_

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>

#include "serve/http/server.h"

namespace tadwin::serve {

struct ServerState {
  ServerState(const ServerOptions& server_options, Application* served)
      : options(server_options), application(served), workers(server_options.workers) {}

  const ServerOptions options;
  Application* const application;
  boost::asio::thread_pool workers;
  boost::asio::ssl::context* tls = nullptr;
  std::atomic<bool> stopping = false;
  std::atomic<size_t> waiting = 0;  // requests given to the workers

  // Registers a connection; what closes it when it is idle. Safe from any thread.
  uint64_t Enter(std::function<void()> close_if_idle);
  void Leave(uint64_t id);
  size_t open() const;
  void CloseIdle();
  // Lets go of all connections: what they hold must not outlive the context they run in.
  void Forget();

 private:
  mutable std::mutex mutex_;
  uint64_t next_ = 0;
  std::map<uint64_t, std::function<void()>> connections_;
};

// `socket` has a strand as its executor.
boost::asio::awaitable<void> ServeConnection(boost::asio::ip::tcp::socket socket,
                                             ServerState* state);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_HTTP_CONNECTION_H_
