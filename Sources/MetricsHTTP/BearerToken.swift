// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import CLibrary

    /// A token in a file, which a scraper has to know. The file is read at each scrape, so a new token counts at once.
    struct BearerToken: Sendable {
        private let path: String

        /// - Throws: If there is no token in the file.
        init(path: String) throws(MetricsServerError) {
            self.path = path
            switch Self.read(path) {
            case .success: break
            case .failure(let fault): throw .tokenFile(path, reason: fault.reason)
            }
        }

        /// Whether a request has the token. Without a token in the file, none has.
        ///
        /// - Parameter fields: The values of the header fields `Authorization`.
        func permits(_ fields: [String]) -> Bool {
            guard case .success(let token) = Self.read(path), fields.count == 1 else { return false }
            let given = Array(fields[0].utf8)
            let scheme = Array("bearer ".utf8)
            guard given.count > scheme.count,
                zip(given, scheme).allSatisfy({ $0 | 0x20 == $1 || $0 == $1 })
            else { return false }
            return Self.isEqual(given[scheme.count...].drop { $0 == UInt8(ascii: " ") }, token)
        }

        /// Takes the same time for every token of a length.
        private static func isEqual(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> Bool {
            guard left.count == right.count else { return false }
            return zip(left, right).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
        }

        private struct Fault: Error {
            let reason: String
        }

        private static let largest = 4096

        private static func read(_ path: String) -> Result<[UInt8], Fault> {
            // A pipe would make the server wait for a writer.
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else { return .failure(Fault(reason: message(errno))) }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: largest + 1)
            let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
            guard count >= 0 else { return .failure(Fault(reason: message(errno))) }
            guard count <= largest else { return .failure(Fault(reason: "it has more than \(largest) bytes")) }
            let isSpace: (UInt8) -> Bool = { $0 <= UInt8(ascii: " ") }
            var token = bytes[..<count].drop(while: isSpace)
            while let last = token.last, isSpace(last) { token.removeLast() }
            return token.isEmpty ? .failure(Fault(reason: "it is empty")) : .success(Array(token))
        }

        private static func message(_ number: Int32) -> String { String(cString: strerror(number)).lowercased() }
    }
#endif
