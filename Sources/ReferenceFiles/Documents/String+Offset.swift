// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The first place, in UTF-8, that has this string of ASCII. The standard library's search takes far longer.
    func offset(of searched: StaticString) -> Int? {
        var text = self
        return text.withUTF8 { bytes in
            let length = searched.utf8CodeUnitCount
            guard length > 0, bytes.count >= length else { return nil }
            let first = searched.utf8Start[0]
            return (0...bytes.count - length).first { start in
                bytes[start] == first
                    && (1..<length).allSatisfy { bytes[start + $0] == searched.utf8Start[$0] }
            }
        }
    }

    func has(_ searched: StaticString) -> Bool { offset(of: searched) != nil }
}
