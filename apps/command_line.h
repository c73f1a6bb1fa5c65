// The command line: flags and --help texts in, one verb run, its exit code out.

#ifndef TADWIN_APPS_COMMAND_LINE_H_
#define TADWIN_APPS_COMMAND_LINE_H_

namespace tadwin::apps {

int RunCommandLine(int argc, char** argv);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_COMMAND_LINE_H_
