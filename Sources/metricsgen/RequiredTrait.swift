// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if !CommandLine
    #error("metricsgen's command line needs the package trait CommandLine: leave the default traits on, or add it")
#endif
