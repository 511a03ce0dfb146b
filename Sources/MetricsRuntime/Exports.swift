// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// Generated code and servers use versions and modes, and should not have to know which module those are in.
@_exported public import MetricsVocabulary
