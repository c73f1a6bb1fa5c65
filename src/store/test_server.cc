#include "store/test_server.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/check.h"
#include "store/postgres_connection.h"

namespace tadwin::store {
namespace {

namespace fs = std::filesystem;

// The folder of the newest server, or "".
std::string FindPrograms() {
  std::error_code ignored;
  std::string best;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const std::string programs = entry.path().string() + "/bin";
    if (std::atoi(entry.path().filename().c_str()) >= 15 &&
        ::access((programs + "/postgres").c_str(), X_OK) == 0 && programs > best) {
      best = programs;
    }
  }
  return best;
}

// Whom the server runs as: it refuses to be root.
const passwd* FindUser() {
  if (::geteuid() != 0) return nullptr;
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = ::getpwnam(name)) return user;
  }
  return nullptr;
}

// Starts a program that dies with this one.
pid_t Start(const std::vector<std::string>& words, const passwd* user, const std::string& log) {
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
                          ::setuid(user->pw_uid) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGINT);
  if (::getppid() != parent) ::_exit(126);
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(file, 1);
  ::dup2(file, 2);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  if (::chdir("/") == 0) ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

class Server {
 public:
  explicit Server(const std::string& programs) {
    char name[] = "/tmp/tadwin_pg_XXXXXX";
    TADWIN_CHECK(::mkdtemp(name) != nullptr, "no folder for the server");
    folder_ = name;
    const passwd* user = FindUser();
    if (user != nullptr) {
      TADWIN_CHECK(::chown(name, user->pw_uid, user->pw_gid) == 0, "the folder is not the user's");
    }
    const std::string data = folder_ + "/data";
    const std::string log = folder_ + "/log";
    int status = 1;
    ::waitpid(Start({programs + "/initdb", "-D", data, "-U", "tadwin", "--auth=trust",
                     "--encoding=UTF8", "--locale=C", "--no-sync"},
                    user, log),
              &status, 0);
    TADWIN_CHECK(status == 0, "initdb failed");
    {
      std::ofstream settings(data + "/postgresql.conf", std::ios::app);
      settings << "fsync = off\n";  // tests lose nothing by it
    }
    server_ = Start({programs + "/postgres", "-D", data, "-c", "listen_addresses=", "-c",
                     "unix_socket_directories=" + folder_, "-c", "shared_buffers=32MB", "-c",
                     "max_connections=30"},
                    user, log);
    WaitUntilReady();
  }

  ~Server() {
    ::kill(server_, SIGINT);
    ::waitpid(server_, nullptr, 0);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string NewLedger() {
    const std::string schema = "ledger" + std::to_string(++ledgers_);
    const auto connection = PostgresConnection::Open(Url(), false);
    TADWIN_CHECK(connection && (*connection)->Execute("CREATE SCHEMA " + schema),
                 "no schema for a ledger");
    return Url() + "&options=-csearch_path%3D" + schema;
  }

 private:
  std::string Url() const { return "postgresql://tadwin@/postgres?host=" + folder_; }

  void WaitUntilReady() const {
    for (int tries = 0; tries < 600; ++tries) {
      if (PostgresConnection::Open(Url(), false)) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    TADWIN_CHECK(false, "the server does not answer");
  }

  std::string folder_;
  pid_t server_ = 0;
  int ledgers_ = 0;
};

Server& TheServer() {
  static Server server(FindPrograms());
  return server;
}

}  // namespace

bool HasTestServer() { return !FindPrograms().empty(); }

std::string NewLedgerLocation(Engine engine, const std::string& folder) {
  if (engine == Engine::kPostgres) return TheServer().NewLedger();
  static int files = 0;
  return folder + "/ledger" + std::to_string(++files) + ".db";
}

}  // namespace tadwin::store
