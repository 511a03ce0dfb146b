// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Logging
    import NIOConcurrencyHelpers
    import NIOCore

    /// The connections of one server: which of them are closed if there are too many, and how they end.
    ///
    /// No client is refused. If there is no room, the connection that has been idle longest is closed: first one that
    /// waits for a request or for a page other than `/metrics`, and only if there is none, one that is being sent its
    /// page. An address has at most three quarters of all connections; beyond that, its own idlest connection is
    /// closed.
    final class OpenConnections: Sendable {
        private struct Entry {
            let channel: any Channel
            /// Known once the connection is active.
            var address: ClientAddress?
            /// The page that is being sent.
            var page: Page?
            /// What its client sent at once has not been read yet. In a flood, it would be closed before that.
            var isFresh = true
            /// A request for the metrics has come, and its response has not been sent.
            var isScraping = false
            /// The last time when it was used, in steps of `State.clock`.
            var lastUse: UInt64
            var sendingSince = NIODeadline.now()
            var sent = 0

            /// The connection with the lowest rank is closed first.
            var rank: (Int, UInt64) { (isScraping ? 1 : 0, lastUse) }

            /// Bytes per second, over at least one second: a response that has just begun is not slow.
            func speed(at now: NIODeadline) -> Int64 {
                Int64(sent) * 1_000 / max(1_000, (now - sendingSince).nanoseconds / 1_000_000)
            }
        }

        private struct State {
            var entries: [ObjectIdentifier: Entry] = [:]
            var countOfAddress: [ClientAddress: Int] = [:]
            /// The connections that were closed to make room and have not ended yet.
            var closing = 0
            var fresh = 0
            var clock: UInt64 = 0
            var isDraining = false
            /// A flood of connections is one line in the log.
            var isCrowded = false
            var closedForRoom = 0
            /// Called when a connection has ended.
            var onRoom: (@Sendable () -> Void)?

            mutating func tick() -> UInt64 {
                clock += 1
                return clock
            }

            @discardableResult
            mutating func remove(_ id: ObjectIdentifier) -> Entry? {
                guard let entry = entries.removeValue(forKey: id) else { return nil }
                if entry.isFresh { fresh -= 1 }
                if let address = entry.address, let count = countOfAddress[address] {
                    countOfAddress[address] = count > 1 ? count - 1 : nil
                }
                return entry
            }

            /// Removes the connection that is to be closed for another.
            mutating func takeIdlest(of address: ClientAddress? = nil, for new: ObjectIdentifier? = nil) -> Entry? {
                let candidates = entries.lazy.filter {
                    !$0.value.isFresh && $0.key != new && (address == nil || $0.value.address == address)
                }
                guard let id = candidates.min(by: { $0.value.rank < $1.value.rank })?.key else { return nil }
                closing += 1
                closedForRoom += 1
                return remove(id)
            }
        }

        private let state = NIOLockedValueBox(State())
        let limit: Int
        private let unsentLimit: Int
        private let logger: Logger

        init(limit: Int, unsentLimit: Int, logger: Logger) {
            self.limit = limit
            self.unsentLimit = unsentLimit
            self.logger = logger
        }

        private var addressLimit: Int { limit - max(1, limit / 4) }
        private var freshLimit: Int { max(1, limit / 4) }

        var count: Int { state.withLockedValue { $0.entries.count } }
        var scrapingCount: Int { state.withLockedValue { $0.entries.values.count { $0.isScraping } } }
        /// The number of connections that were closed to make room for others.
        var closedForRoom: Int { state.withLockedValue { $0.closedForRoom } }

        // MARK: Coming and going

        /// Adds a connection, unless the server is ending.
        func admit(_ channel: any Channel) -> Bool {
            let id = ObjectIdentifier(channel)
            let isAdmitted = state.withLockedValue { state in
                guard !state.isDraining else { return false }
                state.entries[id] = Entry(channel: channel, lastUse: state.tick())
                state.fresh += 1
                return true
            }
            if isAdmitted { channel.closeFuture.whenComplete { [self] _ in ended(id) } }
            return isAdmitted
        }

        /// The owner of a connection is known, and what its client sent at once has been read. If there is one too
        /// many, the idlest is closed, of its address or of all.
        func settle(_ channel: any Channel, as address: ClientAddress) {
            let id = ObjectIdentifier(channel)
            let (idlest, onRoom) = state.withLockedValue { state -> (Entry?, (@Sendable () -> Void)?) in
                guard state.entries[id]?.isFresh == true else { return (nil, nil) }
                state.entries[id]!.isFresh = false
                state.entries[id]!.address = address
                state.fresh -= 1
                let count = state.countOfAddress[address, default: 0] + 1
                state.countOfAddress[address] = count
                let idlest =
                    if count > addressLimit {
                        state.takeIdlest(of: address, for: id)
                    } else if state.entries.count > limit {
                        state.takeIdlest(for: id)
                    } else { Entry?.none }
                return (idlest, state.onRoom)
            }
            if let idlest { close(idlest) }
            onRoom?()
        }

        private func ended(_ id: ObjectIdentifier) {
            let onRoom = state.withLockedValue { state in
                if state.remove(id) == nil { state.closing -= 1 }
                if state.entries.count < limit / 2 { state.isCrowded = false }
                return state.onRoom
            }
            onRoom?()
        }

        /// Whether another connection may be accepted now. If not, `onRoom` is called after a change: a closed
        /// connection has ended, or a fresh one has been read. So the limit is exceeded by only a few fresh
        /// connections.
        func hasRoom(orCalls onRoom: @escaping @Sendable () -> Void) -> Bool {
            state.withLockedValue { state in
                let hasRoom = state.entries.count + state.closing <= limit && state.fresh < freshLimit
                state.onRoom = hasRoom ? nil : onRoom
                return hasRoom
            }
        }

        /// Frees a descriptor if the process has none left.
        func closeIdlest() {
            if let idlest = state.withLockedValue({ $0.closing == 0 ? $0.takeIdlest() : nil }) { close(idlest) }
        }

        private func close(_ entry: Entry) {
            let isFirst = state.withLockedValue { state in
                defer { state.isCrowded = true }
                return !state.isCrowded
            }
            if isFirst {
                logger.warning(
                    "there are too many connections: the idlest are closed (at most \(limit), and \(addressLimit) of one address)"
                )
            }
            entry.channel.close(promise: nil)
        }

        // MARK: Activity

        func scrapeBegan(_ channel: any Channel) {
            update(channel) { $0.isScraping = true }
        }

        func sendingBegan(_ page: Page, _ channel: any Channel) {
            update(channel) { entry in
                entry.page = page
                entry.sent = 0
                entry.sendingSince = .now()
            }
        }

        func sent(_ count: Int, _ channel: any Channel) {
            update(channel) { $0.sent += count }
        }

        func scrapeEnded(_ channel: any Channel) {
            update(channel) { entry in
                entry.isScraping = false
                entry.page = nil
            }
        }

        /// Only scraping counts as use: a client that requests another page from time to time doesn't displace
        /// others.
        private func update(_ channel: any Channel, _ change: (inout Entry) -> Void) {
            state.withLockedValue { state in
                let id = ObjectIdentifier(channel)
                guard let wasScraping = state.entries[id]?.isScraping else { return }
                change(&state.entries[id]!)
                if wasScraping || state.entries[id]!.isScraping { state.entries[id]!.lastUse = state.tick() }
            }
        }

        // MARK: Memory

        /// Closes readers until a page of this size fits beside the pages that are being sent. A page is as fast as
        /// its fastest reader, and the slowest page is dropped first. One page may always stay.
        func makeRoom(forPageOf size: Int) {
            let channels = state.withLockedValue { state -> [any Channel] in
                struct Sent {
                    var readers: [ObjectIdentifier] = []
                    var speed: Int64 = 0
                    var size = 0
                }
                let now = NIODeadline.now()
                var pages: [ObjectIdentifier: Sent] = [:]
                for (id, entry) in state.entries {
                    guard let page = entry.page else { continue }
                    pages[ObjectIdentifier(page), default: Sent()].readers.append(id)
                    pages[ObjectIdentifier(page)]!.speed = max(
                        pages[ObjectIdentifier(page)]!.speed, entry.speed(at: now))
                    pages[ObjectIdentifier(page)]!.size = page.bytes.count
                }
                var total = pages.values.reduce(0) { $0 + $1.size }
                var closed: [any Channel] = []
                for page in pages.values.sorted(by: { $0.speed < $1.speed }).dropLast() where total + size > unsentLimit
                {
                    total -= page.size
                    for id in page.readers {
                        guard let entry = state.remove(id) else { continue }
                        state.closing += 1
                        state.closedForRoom += 1
                        closed.append(entry.channel)
                    }
                }
                return closed
            }
            guard !channels.isEmpty else { return }
            logger.warning(
                "\(channels.count) slow readers were closed: the pages that they were sent take too much memory")
            for channel in channels { channel.close(promise: nil) }
        }

        // MARK: The end

        /// Accepts no more connections, asks the open ones to end, and closes those that are left after the timeout.
        func drain(within timeout: TimeAmount, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
            let channels = state.withLockedValue { state in
                state.isDraining = true
                return state.entries.values.map(\.channel)
            }
            for channel in channels { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
            let deadline = eventLoop.scheduleTask(in: timeout) {
                for channel in channels { channel.close(promise: nil) }
            }
            // A connection that ended with an error has ended all the same.
            return EventLoopFuture.andAllComplete(channels.map(\.closeFuture), on: eventLoop).always { _ in
                deadline.cancel()
            }
        }
    }

    /// Tells a connection that it should end after its running response.
    struct DrainEvent: Sendable {}
#endif
