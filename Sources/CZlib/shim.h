// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if !__has_include(<zlib.h>)
#error "zlib's header is missing: apt-get install zlib1g-dev (Debian, Ubuntu), dnf install zlib-devel (Fedora); it is part of macOS. Without the trait HTTP of metricsgen it isn't needed."
#endif
#include <zlib.h>
