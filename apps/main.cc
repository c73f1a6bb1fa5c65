#include "apps/command_line.h"

int main(int argc, char** argv) { return tadwin::apps::RunCommandLine(argc, argv); }
