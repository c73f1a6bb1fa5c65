#include <signal.h>

#include "apps/command_line.h"

int main(int argc, char** argv) {
  // A closed pipe or a file that may not grow is an error of writing, with its own exit code.
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  return tadwin::apps::RunCommandLine(argc, argv);
}
