import CLibrary

/// Held by a run that writes into a package: of several runs at once, each begins when the one before it has ended.
/// The last one reads the newest spec, and its outputs stay.
///
/// It is on the package's directory itself, which leaves no file behind, and ends with the process. Where the file
/// system has no such locks there is none: every file is replaced whole all the same.
package final class CheckoutLock: Sendable {
    private let descriptors: [Int32]

    /// Waits for a run that has one of these directories.
    ///
    /// - Parameter announceWait: called once where that takes longer than a run should.
    package init(_ directories: some Sequence<String>, announceWait: () -> Void = {}) {
        var attempts = 200
        // Always in the same order: two runs over the same packages don't wait for each other.
        descriptors = Set(directories).sorted().compactMap { directory in
            let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            while attempts > 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                guard errno == EWOULDBLOCK || errno == EINTR else { return descriptor }
                usleep(10_000)
                attempts -= 1
                if attempts == 0 { announceWait() }
            }
            while attempts == 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            return descriptor
        }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
