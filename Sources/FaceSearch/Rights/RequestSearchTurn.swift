import Foundation
public import Rules

/// The turn of one search for a request: there is one at a time, in whatever process. The system ends it with the process,
/// however that ends, so a search that was killed keeps nobody out.
///
/// It is a lock on one byte of a file that all requests share, each at a place of its own: nothing has to be cleared away.
final class RequestSearchTurn: Sendable {
    // Linux's locks of an open file (fcntl(2)); Swift's Glibc does not have their names.
    private static let ask: Int32 = 36
    private static let set: Int32 = 37

    private let descriptor: Int32

    /// Nil while another search for the request has the turn.
    /// - Throws: `home.unusable`.
    init?(of request: RequestRef, in home: URL) throws {
        guard let opened = try Self.open(home, O_CREAT) else { throw Home.unusable }
        var place = Self.place(of: request)
        guard fcntl(opened, Self.set, &place) == 0 else {
            let isTaken = errno == EAGAIN || errno == EACCES
            close(opened)
            guard isTaken else { throw Home.unusable }
            return nil
        }
        // Last: once it is set, `deinit` closes it, whatever this returns.
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Whether a search has it just now. Takes nothing itself.
    /// - Throws: `home.unusable`.
    static func isTaken(of request: RequestRef, in home: URL) throws -> Bool {
        guard let opened = try open(home, 0) else { return false }
        defer { close(opened) }
        var place = place(of: request)
        guard fcntl(opened, ask, &place) == 0 else { throw Home.unusable }
        return place.l_type != Int16(F_UNLCK)
    }

    /// Nil when it is not there yet.
    private static func open(_ home: URL, _ options: Int32) throws -> Int32? {
        let path = home.appending(path: "request-searches.lock").path
        let opened = Foundation.open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | options, 0o600)
        if opened < 0, errno == ENOENT { return nil }
        guard opened >= 0 else { throw Home.unusable }
        return opened
    }

    /// Sixty bits of a random id: no two requests have ever met there.
    private static func place(of request: RequestRef) -> flock {
        var place = flock()
        place.l_type = Int16(F_WRLCK)
        place.l_whence = Int16(SEEK_SET)
        place.l_start = off_t(UInt64(request.rawValue.prefix(15), radix: 16) ?? 0)
        place.l_len = 1
        return place
    }
}

extension Home {
    /// Whether a search for a request is under way just now.
    /// - Throws: `home.unusable`.
    public func isSearching(for request: RequestRef) throws -> Bool {
        try RequestSearchTurn.isTaken(of: request, in: directory)
    }
}
