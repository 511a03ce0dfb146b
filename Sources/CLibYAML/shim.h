// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if !__has_include(<yaml.h>)
#error "libyaml's header is missing: apt-get install libyaml-dev (Debian, Ubuntu), dnf install libyaml-devel (Fedora), brew install libyaml (macOS), or let it be compiled with the trait LibYAMLFromSource of metricsgen"
#endif
#include <yaml.h>
