package import Foundation

/// Files that are whole and on the disk when a call returns, or not there.
package enum DurableFile {
    /// - Returns: nil when there is no such file.
    /// - Throws: ``LogError`` `log.storage`.
    package static func read(_ path: String, atMost limit: Int = 64 << 20) throws -> [UInt8]? {
        // Without O_NONBLOCK a FIFO in a hostile folder would hold us for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            // A link to itself, a socket: somebody's doing, not the disk's.
            if errno == ELOOP || errno == ENXIO { throw LogError(.damaged, "\(name(path)) is no file") }
            throw failed("reading", path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failed("reading", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw LogError(.damaged, "\(name(path)) is no file") }
        guard status.st_size <= limit else { throw LogError(.damaged, "\(name(path)) is larger than it can be") }
        var done = 0
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failed("reading", path) }
            if count == 0 { break }
            done += count
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }

    /// Writes a file whole, under another name first, and flushes it. Its folders are made and flushed as needed;
    /// the folder that it stands in has to be flushed by ``flushFolder(_:)`` afterwards.
    /// - Throws: ``LogError`` `log.storage`.
    package static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws {
        try makeFolder(parent(path))
        let half = path + ".new"
        let file = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw failed("writing", path) }
        do {
            defer { close(file) }
            try append(bytes, to: file, path)
            guard fsync(file) == 0 else { throw failed("writing", path) }
        } catch {
            unlink(half)
            throw error
        }
        guard rename(half, path) == 0 else { throw failed("writing", path) }
    }

    /// Writes all bytes at the file's position.
    static func append(_ bytes: [UInt8], to file: Int32, _ path: String) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failed("writing", path) }
            done += count
        }
    }

    /// Makes what is written or renamed in a folder survive a loss of power.
    package static func flushFolder(_ path: String) throws {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failed("writing", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failed("writing", path) }
    }

    package static func makeFolder(_ path: String, mode: mode_t = 0o755) throws {
        guard access(path, F_OK) != 0 else { return }
        try makeFolder(parent(path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failed("making", path) }
        try flushFolder(parent(path))
    }

    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func failed(_ doing: String, _ path: String) -> LogError {
        let reason = String(cString: strerror(errno))
        return LogError(.storage, "\(doing) \(name(path)) failed: \(reason)")
    }

    /// The end of a path: enough to find the file, and not where somebody's home is.
    private static func name(_ path: String) -> String {
        guard let tile = path.range(of: "/tile/", options: .backwards) else {
            return path.split(separator: "/").last.map(String.init) ?? path
        }
        return String(path[path.index(after: tile.lowerBound)...])
    }
}
