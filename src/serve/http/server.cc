#include "serve/http/server.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

#include "serve/http/connection.h"

namespace tadwin::serve {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kPauseWhenFull{50};
constexpr std::chrono::milliseconds kStopPoll{20};

class AsioServer : public Server {
 public:
  AsioServer(const ServerOptions& options, Application* application)
      : state_(options, application),
        context_(static_cast<int>(options.io_threads)),
        acceptor_(context_),
        signals_(context_) {}

  ~AsioServer() override {
    state_.workers.join();
    state_.Forget();
  }

  Status Open() {
    if (const Status tls = LoadCertificate(); !tls) return tls;
    error_code failed;
    const auto address = asio::ip::make_address(state_.options.address, failed);
    if (failed) {
      return Error{ErrorCode::kInvalidArgument, "this is no IP address to listen on",
                   state_.options.address};
    }
    const tcp::endpoint endpoint(address, state_.options.port);
    acceptor_.open(endpoint.protocol(), failed);
    if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor_.bind(endpoint, failed);
    if (!failed) acceptor_.listen(1024, failed);
    if (!failed) return {};
    const std::string where = state_.options.address + ":" + std::to_string(state_.options.port);
    if (failed == asio::error::address_in_use) {
      return Error{ErrorCode::kIo,
                   "another program listens there: stop it, or choose another port with --listen",
                   where};
    }
    return Error{ErrorCode::kIo, "cannot listen: " + failed.message(), where};
  }

  uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void Run() override {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](error_code failed, int) {
      if (!failed) Stop();
    });
    asio::co_spawn(context_, Accept(), asio::detached);
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < state_.options.io_threads; ++i) {
      threads.emplace_back([this] { context_.run(); });
    }
    context_.run();
    for (std::thread& thread : threads) thread.join();
    state_.workers.join();
  }

  void Stop() override {
    if (state_.stopping.exchange(true)) return;
    state_.application->Stopping();
    asio::co_spawn(context_, End(), asio::detached);
  }

 private:
  Status LoadCertificate() {
    if (state_.options.certificate.empty()) return {};
    error_code failed;
    // NOLINTNEXTLINE(clang-analyzer-*): the options are those of Asio's documentation.
    tls_.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                         asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                         asio::ssl::context::no_tlsv1_1,
                     failed);
    tls_.use_certificate_chain_file(state_.options.certificate, failed);
    if (failed) {
      return Error{ErrorCode::kInvalidArgument, "no certificate can be read: " + failed.message(),
                   state_.options.certificate};
    }
    tls_.use_private_key_file(state_.options.key, asio::ssl::context::pem, failed);
    if (failed) {
      return Error{ErrorCode::kInvalidArgument,
                   "no key of this certificate can be read: " + failed.message(),
                   state_.options.key};
    }
    if (::SSL_CTX_check_private_key(tls_.native_handle()) != 1) {
      return Error{ErrorCode::kInvalidArgument, "the key is not that of the certificate",
                   state_.options.key};
    }
    state_.tls = &tls_;
    return {};
  }

  asio::awaitable<void> Accept() {
    asio::steady_timer pause(context_);
    while (!state_.stopping) {
      error_code failed;
      tcp::socket socket(asio::make_strand(context_));
      co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, failed));
      if (state_.stopping) break;
      if (failed || state_.open() >= state_.options.max_connections) {
        // No descriptors, or full: who is connected is served first.
        socket.close(failed);
        pause.expires_after(kPauseWhenFull);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
        continue;
      }
      const auto executor = socket.get_executor();
      asio::co_spawn(executor, ServeConnection(std::move(socket), &state_),
                     [](const std::exception_ptr&) {});
    }
  }

  asio::awaitable<void> End() {
    error_code ignored;
    signals_.cancel(ignored);
    acceptor_.close(ignored);
    const auto last = std::chrono::steady_clock::now() + state_.options.stop_time;
    asio::steady_timer timer(context_);
    while (state_.open() > 0 && std::chrono::steady_clock::now() < last) {
      state_.CloseIdle();
      timer.expires_after(kStopPoll);
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    context_.stop();
  }

  ServerState state_;
  asio::ssl::context tls_{asio::ssl::context::tls_server};
  asio::io_context context_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::Listen(const ServerOptions& options,
                                               Application* application) {
  auto server = std::make_unique<AsioServer>(options, application);
  if (const Status opened = server->Open(); !opened) return opened.error();
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace tadwin::serve
