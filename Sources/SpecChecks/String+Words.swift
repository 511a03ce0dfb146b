// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The words of a name, in small letters: `latencyMs` and `latency_ms` have the same two.
    var words: [String] {
        var words: [String] = []
        for part in split(separator: "_") {
            var word = ""
            let letters = Array(part)
            for (index, letter) in letters.enumerated() {
                if letter.isUppercase, index > 0 {
                    // In `HTTPRequest` the last capital letter begins a word.
                    let isFirst = !letters[index - 1].isUppercase
                    let isLast = index + 1 < letters.count && letters[index + 1].isLowercase
                    if isFirst || isLast {
                        words.append(word)
                        word = ""
                    }
                }
                word += letter.lowercased()
            }
            words.append(word)
        }
        return words
    }
}
