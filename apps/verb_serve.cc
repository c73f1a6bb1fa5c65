// `tadwin serve LEDGER`: the ledger's API and pages over HTTP.

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>

#include "apps/verbs.h"
#include "serve/application.h"
#include "serve/http/server.h"

namespace tadwin::apps {
namespace {

struct Address {
  std::string host;
  uint16_t port = 0;
};

// "127.0.0.1:8470", "[::1]:8470", "localhost:0", ":8470", "8470".
Result<Address> ParseListen(const std::string& text) {
  const Error bad{ErrorCode::kInvalidArgument,
                  "--listen: an address and a port are needed, as 127.0.0.1:8470", ""};
  const size_t colon = text.rfind(':');
  Address address;
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  if (colon != std::string::npos) address.host = text.substr(0, colon);
  if (address.host.size() > 1 && address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  if (address.host.empty() || address.host == "localhost") address.host = "127.0.0.1";
  if (port.empty() || port.size() > 5 ||
      port.find_first_not_of("0123456789") != std::string::npos) {
    return bad;
  }
  const int number = std::stoi(port);
  if (number > 65535) return bad;
  address.port = static_cast<uint16_t>(number);
  return address;
}

bool IsLoopback(const std::string& host) { return host == "::1" || host.rfind("127.", 0) == 0; }

// Why not to listen there, or nothing.
std::optional<Error> WhyNot(const Address& address, const ServeArguments& arguments) {
  const auto refused = [](const std::string& message) {
    return Error{ErrorCode::kInvalidArgument, message, "--listen"};
  };
  if (arguments.certificate.empty() != arguments.key.empty()) {
    return Error{ErrorCode::kInvalidArgument, "--tls-cert and --tls-key go together", ""};
  }
  if (IsLoopback(address.host)) return std::nullopt;
  if (arguments.users.empty()) {
    return refused("refused: without a login whoever reaches " + address.host +
                   " could read and change the ledger; give --auth USERS, or listen on 127.0.0.1");
  }
  if (arguments.certificate.empty() && !arguments.behind_proxy) {
    return refused(
        "refused: passwords would travel for everybody to read; give --tls-cert and "
        "--tls-key, or --behind-proxy when a proxy does the encryption");
  }
  return std::nullopt;
}

std::string UrlOf(const Address& address, uint16_t port, bool has_tls) {
  const bool is_six = address.host.find(':') != std::string::npos;
  return (has_tls ? "https://" : "http://") + (is_six ? "[" + address.host + "]" : address.host) +
         ":" + std::to_string(port) + "/";
}

}  // namespace

ExitCode RunServe(const ServeArguments& arguments) {
  const Result<Address> address = ParseListen(arguments.listen);
  if (!address) return Fail(address.error());
  if (const auto refused = WhyNot(*address, arguments)) return Fail(*refused);
  ExitCode exit_code = kExitOk;
  serve::ApplicationOptions options;
  options.coder = LoadCoder(arguments.rules, &exit_code, &options.rule_files);
  if (options.coder == nullptr) return exit_code;
  options.read_rules = [rules = arguments.rules] { return ReadRules(rules); };
  options.overlay = arguments.rules.overlay;
  options.ledger = arguments.ledger;
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  options.threads = cores;
  options.program = TADWIN_VERSION;
  options.users = arguments.users;
  options.guard.hosts = arguments.hosts;
  for (std::string& host : options.guard.hosts) host = serve::HostName(host);
  // Behind a proxy, and beyond loopback, names are those that --host gives; any where it gives
  // none.
  const bool is_open = !IsLoopback(address->host) || arguments.behind_proxy;
  options.guard.known_hosts_only = !is_open || !arguments.hosts.empty();
  auto application = serve::LedgerApplication::Create(std::move(options));
  if (!application) return Fail(application.error());
  serve::ServerOptions server_options;
  server_options.address = address->host;
  server_options.port = address->port;
  server_options.io_threads = std::min(cores, 4u);
  server_options.workers = std::max(2u, cores);
  server_options.certificate = arguments.certificate;
  server_options.key = arguments.key;
  server_options.behind_proxy = arguments.behind_proxy;
  const bool has_tls = !arguments.certificate.empty();
  server_options.always = serve::SecurityHeaders(has_tls || arguments.behind_proxy);
  auto server = serve::Server::Listen(server_options, application->get());
  if (!server) return Fail(server.error());
  if (const Status printed =
          Print(arguments.ledger + " is served on " + UrlOf(*address, (*server)->port(), has_tls) +
                "  (Ctrl-C stops)\n");
      !printed) {
    return Fail(printed.error());
  }
  (*server)->Run();
  return kExitOk;
}

}  // namespace tadwin::apps
